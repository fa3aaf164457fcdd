"""Who asks is found out in one place, on every run, part and callback anew: read from our own source."""

import ast
from pathlib import Path

import pytest

from ui import composition

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(path for folder in ("ui", "assessments", "reports") for path in (ROOT / folder).rglob("*.py"))
PAGES = [path for path in SOURCES if path.is_relative_to(ROOT / "ui")]
DOORS = {"for_user", "reception"}
TOGETHER = {Path(composition.__file__), ROOT / "assessments" / "store" / "unplaced.py"}  # the latter is a store itself


def calls(path, names):
    """Where a method of one of these names is called, and on what."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in names:
            yield ast.unparse(node.func.value), node


def test_there_are_sources():
    assert len(SOURCES) > 150
    assert ROOT / "ui" / "composition.py" in PAGES


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_doors_are_opened_where_everything_is_put_together_and_nowhere_else(path):
    if path not in TOGETHER and not path.is_relative_to(ROOT / "assessments" / "demo"):
        assert [on for on, _ in calls(path, DOORS) if on != "composition"] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_callback_keeps_no_desk_of_an_earlier_run(path):
    """It is given ids: its desk would be that of whoever asked when the page was drawn."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.keyword) and node.arg in {"on_click", "on_change", "on_submit", "args", "kwargs"}:
            names = {each.id for each in ast.walk(node.value) if isinstance(each, ast.Name)}
            assert not names & {"desk", "door", "reception"}, ast.unparse(node.value)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_part_that_is_drawn_by_itself_asks_who_is_there(path):
    if path.name != "parts.py":
        assert "st.fragment" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_that_depends_on_who_is_asking_is_kept_across_people(path):
    """Streamlit's caches are shared by everybody; ours hold files, settings and frameworks only."""
    text = path.read_text(encoding="utf-8")
    assert "cache_data" not in text
    assert "cache_resource" not in text
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and any("cache" in ast.unparse(each) for each in node.decorator_list):
            asked = {argument.arg for argument in node.args.args}
            assert not asked & {"desk", "door", "person", "token"}, node.name
