"""Every small change to the scoring code must fail some test, save those listed with a reason."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import copytree, ignore_patterns

CLAIM = "No change that mutmut makes to scoring/ goes unnoticed, save those listed with a reason in tests/scoring."
ROOT = Path(__file__).resolve().parents[2]
LISTED = ROOT / "tests" / "scoring" / "surviving-mutants.md"
COPIED = ("scoring", "frameworks", "tests/scoring")
SAMPLE = ["scoring/bands.py", "scoring/counts.py"]
QUICK = ["tests/scoring/test_cases.py", "tests/scoring/test_words.py"]
UNNOTICED = ("survived", "no tests", "suspicious")
TABLE = """
[tool.mutmut]
source_paths = ["scoring"]
only_mutate = {only}
also_copy = ["frameworks", "pyproject.toml"]
pytest_add_cli_args = ["-p", "no:randomly", "-p", "no:xdist", "-p", "no:cacheprovider"]
pytest_add_cli_args_test_selection = {tests}
"""


def prove(*, small: bool) -> str:
    """Run mutmut on a copy: a few modules and the quick tests, or all of scoring and its tests."""
    with tempfile.TemporaryDirectory() as folder:
        copy = _copied(Path(folder), SAMPLE if small else [], QUICK if small else ["tests/scoring"])
        _mutmut(copy, "run", "--max-children", "2")
        found = dict(
            re.findall(r"^\s*(\S+__mutmut_\d+): (.+)$", _mutmut(copy, "results", "--all", "true"), re.MULTILINE)
        )
    if not found:
        raise AssertionError("mutmut made no mutants")
    kept = set(re.findall(r"`(\S+__mutmut_\d+)`", LISTED.read_text(encoding="utf-8")))
    survived = {name for name, what in found.items() if what in UNNOTICED}
    if unexplained := sorted(survived - kept):
        raise AssertionError(f"{len(unexplained)} mutants survive without a reason: {', '.join(unexplained)}")
    modules = len({name.rsplit(".", 1)[0] for name in found})
    noticed = len(found) - len(survived)
    return f"{len(found)} mutants in {modules} modules: {noticed} noticed, {len(survived)} kept with a reason."


def _copied(folder: Path, only: list[str], tests: list[str]) -> Path:
    """The scoring code and its tests by themselves, so that nothing else is touched."""
    for name in COPIED:
        copytree(ROOT / name, folder / name, ignore=ignore_patterns("__pycache__"))
    for name in ("tests/__init__.py", "tests/conftest.py"):
        (folder / name).write_bytes((ROOT / name).read_bytes())
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8").split("[tool.mutmut]")[0]
    (folder / "pyproject.toml").write_text(settings + TABLE.format(only=only, tests=tests), encoding="utf-8")
    return folder


def _mutmut(folder: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "mutmut", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        check=False,
    )
    return done.stdout.decode(errors="replace")
