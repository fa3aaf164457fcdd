"""The systemd unit: what it starts is there, it has no more rights than it needs, and it stops gently."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UNIT = ROOT / "deploy" / "stocktake@.service"


@pytest.fixture(scope="module")
def unit():
    """Every directive with its values, in order."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r"^(\w+)=(.*)$", UNIT.read_text(encoding="utf-8"), re.MULTILINE):
        found.setdefault(name, []).append(value)
    return found


def test_it_runs_as_a_user_of_its_own_that_may_gain_nothing(unit):
    assert unit["User"] == unit["Group"] == ["stocktake"]
    assert unit["NoNewPrivileges"] == ["yes"]
    assert unit["CapabilityBoundingSet"] == unit["AmbientCapabilities"] == [""]


def test_it_may_write_where_its_data_is_and_nowhere_else(unit):
    assert unit["ProtectSystem"] == ["strict"]
    assert unit["ReadWritePaths"] == ["/var/lib/stocktake"]
    assert unit["ProtectHome"] == unit["PrivateTmp"] == unit["PrivateDevices"] == ["yes"]


def test_it_comes_back_after_a_failure_and_stops_gently(unit):
    assert unit["Restart"] == ["on-failure"]
    assert unit["KillSignal"] == ["SIGTERM"]
    assert int(unit["TimeoutStopSec"][0]) > 15


def test_what_it_starts_is_part_of_the_program(unit):
    (folder,) = unit["WorkingDirectory"]
    for (line,) in (unit["ExecStart"], unit["ExecStartPost"]):
        python, *words = line.split()
        assert python == f"{folder}/.venv/bin/python"
        script = next(word for word in words if word.endswith(".py"))
        assert (ROOT / script).is_file()
        assert "%i" in words
    (documentation,) = unit["Documentation"]
    assert (ROOT / documentation.removeprefix(f"file://{folder}/")).is_file()


def test_started_means_ready(unit):
    assert " deploy/health.py readyz %i " in unit["ExecStartPost"][0]


def test_systemd_itself_reads_every_line_and_finds_it_well_shut():
    """What it says of programs that are not installed on this machine does not count."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed here (Debian: systemd); the lines were read by the other tests.")
    read = subprocess.run(["systemd-analyze", "verify", UNIT], capture_output=True, text=True, check=False)
    assert [line for line in read.stderr.splitlines() if "is not executable" not in line] == []
    judged = subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", UNIT], capture_output=True, text=True, check=False
    )
    exposure = re.search(r"Overall exposure level for \S+: ([\d.]+)", judged.stdout)
    assert exposure is not None, judged.stderr
    assert float(exposure[1]) < 2.0  # of 10; below 2 is what systemd calls OK, without protection it is 9.2
