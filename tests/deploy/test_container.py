"""The container file, read: its base has a version, it runs without rights, and everything it names is there."""

import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "deploy" / "Containerfile"
WHOLE_PACKAGES = {"frameworks", "scoring", "assessments", "reports", "ui", "cli"}


@pytest.fixture(scope="module")
def steps():
    """Every instruction with its words; lines that go on are one."""
    text = re.sub(r"\\\n\s*", " ", FILE.read_text(encoding="utf-8"))
    return [tuple(line.split(" ", 1)) for line in text.splitlines() if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def last_stage(steps):
    begin = max(at for at, (word, _) in enumerate(steps) if word == "FROM")
    return steps[begin:]


def given(steps, instruction):
    return [words for word, words in steps if word == instruction]


def test_the_base_has_a_version_and_is_the_python_we_promise(steps):
    bases = {words.split(" AS ")[0] for words in given(steps, "FROM")}
    (base,) = bases
    version = re.fullmatch(r"docker\.io/library/python:(3\.\d+)\.\d+-slim-bookworm", base)
    assert version is not None
    promised = re.search(r'requires-python = ">=([\d.]+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert promised is not None
    assert version[1] == promised[1]


def test_packages_are_checked_against_the_lock(steps):
    (install,) = (words for words in given(steps, "RUN") if " pip install " in words)
    assert "--require-hashes -r requirements.lock" in install


def test_nothing_that_builds_is_in_the_image(last_stage):
    assert not re.search(r"apt|gcc|build-essential|pip install|curl|git", " ".join(given(last_stage, "RUN")))


def test_it_runs_as_a_user_without_rights(last_stage):
    names = [word for word, _ in last_stage]
    (user,) = given(last_stage, "USER")
    assert any(
        words.startswith("useradd --system") and words.endswith(f" {user}") for words in given(last_stage, "RUN")
    )
    assert names.index("USER") > max(at for at, name in enumerate(names) if name in {"COPY", "RUN"})
    assert "--chown" not in " ".join(given(last_stage, "COPY"))


def test_every_file_it_copies_is_part_of_the_project_and_none_is_missing(steps):
    kept = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    copied = {
        source for words in given(steps, "COPY") if not words.startswith("--from") for source in words.split(" ")[:-1]
    }
    for source in copied:
        assert (ROOT / source).exists(), source
        assert not kept or any(file == source or file.startswith(f"{source}/") for file in kept), source
    assert copied >= WHOLE_PACKAGES | {"app.py", "pyproject.toml", ".streamlit/config.toml", "requirements.lock"}


def test_it_is_asked_for_its_health_by_a_program_that_is_in_it(last_stage):
    (health,) = given(last_stage, "HEALTHCHECK")
    command = json.loads(health.split("CMD ", 1)[1])
    assert command == [".venv/bin/python", "deploy/health.py", "healthz", "8601"]
    assert "deploy/health.py deploy/health.py" in given(last_stage, "COPY")


def test_it_starts_the_app_as_the_unit_does_on_the_port_it_names(last_stage):
    (start,) = given(last_stage, "CMD")
    unit = (ROOT / "deploy" / "stocktake@.service").read_text(encoding="utf-8")
    (line,) = re.findall(r"^ExecStart=/opt/stocktake/(.+)$", unit, re.MULTILINE)
    assert json.loads(start) == line.replace("%i", "8601").split()
    assert given(last_stage, "EXPOSE") == ["8601"]


def test_what_it_keeps_lies_in_the_volume(last_stage):
    (volume,) = given(last_stage, "VOLUME")
    places = re.findall(r"STOCKTAKE_\w+=(\S+)", given(last_stage, "ENV")[0])
    assert len(places) == 3
    assert all(place.startswith(f"{volume}/") for place in places)
