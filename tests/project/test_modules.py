"""Keeps modules short, named for what they are, and free of this computer's paths."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OURS = ["frameworks", "scoring", "assessments", "ui", "reports", "cli", "tests", "benchmarks", "tools"]
MODULES = [
    *ROOT.glob("*.py"),
    *sorted(path for folder in OURS for path in (ROOT / folder).rglob("*.py") if "__pycache__" not in path.parts),
]
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "manager", "handler", "process", "data", "common", "misc"}
each_module = pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())


def test_there_are_modules_to_look_at():
    assert len(MODULES) > 15


@each_module
def test_a_module_is_at_most_400_lines_long(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@each_module
def test_a_module_is_named_for_what_it_is(path):
    assert path.stem not in EMPTY_NAMES


@each_module
def test_a_module_knows_no_folder_of_the_computer_it_was_written_on(path):
    text = path.read_text(encoding="utf-8")
    assert not [place for place in (ROOT, Path.home()) if f"{place}/" in text]
