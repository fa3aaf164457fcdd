"""Every small change to the scoring code must fail some test, save those listed with a reason."""

import json
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
NEEDED = ("__init__", "conftest", "postgres", "proofs/__init__", "proofs/_mutants")
SAMPLE = ["scoring/bands.py", "scoring/counts.py", "scoring/rollup.py"]
UNUSED = ("randomly", "xdist", "cacheprovider", "unraisableexception")  # the alarm may ring inside a callback
PLUGIN = ["-p", "tests.proofs._mutants", "--timeout=0", *(word for name in UNUSED for word in ("-p", f"no:{name}"))]
TABLE = """
[tool.mutmut]
source_paths = ["scoring"]
only_mutate = {only}
also_copy = ["frameworks", "pyproject.toml"]
"""
WRITE = """
import os
from mutmut.__main__ import create_mutants
from mutmut.utils.file_utils import copy_also_copy_files, copy_src_dir
os.makedirs("mutants", exist_ok=True)
copy_src_dir()
copy_also_copy_files()
create_mutants(2)
"""


def prove(*, small: bool) -> str:
    """Try every mutant of a few modules, or of all of scoring, in a copy."""
    with tempfile.TemporaryDirectory() as folder:
        copy = _copied(Path(folder), SAMPLE if small else [])
        _python(copy, "-c", WRITE)
        tests = ["tests/scoring/test_cases.py"] if small else ["tests/scoring"]
        _python(copy / "mutants", "-m", "pytest", *PLUGIN, "-q", *tests)
        found = json.loads((copy / "mutants" / "survived.json").read_text(encoding="utf-8"))
    mutants, survived = found["mutants"], set(found["survived"])
    if not mutants:
        raise AssertionError("mutmut made no mutants")
    kept = set(re.findall(r"`(\S+__mutmut_\d+)`", LISTED.read_text(encoding="utf-8")))
    if unexplained := sorted(survived - kept):
        raise AssertionError(f"{len(unexplained)} mutants survive without a reason: {', '.join(unexplained)}")
    if not small and (gone := sorted(kept - survived)):
        raise AssertionError(f"{len(gone)} mutants have a reason and do not survive: {', '.join(gone)}")
    modules = len({name.rsplit(".", 1)[0] for name in mutants})
    noticed = len(mutants) - len(survived)
    return f"{len(mutants)} mutants in {modules} modules: {noticed} noticed, {len(survived)} kept with a reason."


def _copied(folder: Path, only: list[str]) -> Path:
    """The scoring code and its tests by themselves, so that nothing else is touched."""
    for name in COPIED:
        copytree(ROOT / name, folder / name, ignore=ignore_patterns("__pycache__"))
    for name in (f"tests/{word}.py" for word in NEEDED):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes((ROOT / name).read_bytes())
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8").split("[tool.mutmut]")[0]
    (folder / "pyproject.toml").write_text(settings + TABLE.format(only=json.dumps(only)), encoding="utf-8")
    return folder


def _python(folder: Path, *words: str) -> None:
    done = subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode:
        raise AssertionError(done.stdout.decode(errors="replace")[-2000:])
