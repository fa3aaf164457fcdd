"""Only the store knows a database's driver; the reception and counting are opened where everything is put together."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PACKAGES = ("frameworks", "scoring", "assessments", "ui", "reports", "cli")
DRIVERS = {"sqlite3", "_sqlite3", "sqlite_utils", "apsw", "psycopg", "psycopg2", "asyncpg", "sqlalchemy", "duckdb"}
STORE = ROOT / "assessments" / "store"
OFFICES = {"reception", "counting"}
OPEN_THE_OFFICES = {ROOT / "ui" / "composition.py", *(ROOT / "cli").glob("*.py")}
IMPORT_BY_NAME = {"ui/navigation.py", "cli/__main__.py"}  # a page, a command: names of ours with a fixed beginning


def sources():
    found = [ROOT / "app.py", *(file for package in PACKAGES for file in (ROOT / package).rglob("*.py"))]
    assert len(found) > 150
    return found


def imported(tree):
    """Every module that a file imports, however it does it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and called(node) in {"import_module", "__import__", "find_spec", "load_module"}:
            first = node.args[0] if node.args else None
            yield str(first.value) if isinstance(first, ast.Constant) else "?"


def called(node):
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def wrong_imports(text, name="some.py"):
    """What a file outside the store imports that it may not; "?" is a name worked out when it runs."""
    modules = set(imported(ast.parse(text)))
    drivers = {module for module in modules if {*module.split(".")} & DRIVERS}  # also one that the store imported
    return drivers | ({"?"} & modules if name not in IMPORT_BY_NAME else set())


def opens_an_office(text):
    """Whether a file calls a store's reception or counting, or hands one on. A desk is given what composition opens."""
    nodes = list(ast.walk(ast.parse(text)))
    asked = [node.func for node in nodes if isinstance(node, ast.Call) and called(node) in OFFICES]
    handed_on = [node for node in nodes if getattr(node, "attr", "") in OFFICES and "store" in ast.unparse(node)]
    return any(ast.unparse(each) != "composition.reception" for each in (*asked, *handed_on))


def test_only_the_store_imports_a_databases_driver():
    for file in sources():
        if not file.is_relative_to(STORE):
            name = str(file.relative_to(ROOT))
            assert wrong_imports(file.read_text(encoding="utf-8"), name) == set(), name


def test_the_reception_and_counting_are_opened_where_everything_is_put_together_and_by_the_operators_commands_only():
    for file in sources():
        if file not in OPEN_THE_OFFICES and not file.is_relative_to(STORE):
            assert not opens_an_office(file.read_text(encoding="utf-8")), file.relative_to(ROOT)


@pytest.mark.parametrize(
    "text",
    [
        "import sqlite3",
        "import psycopg.rows as rows",
        "from sqlite_utils import Database",
        "def later():\n    from psycopg import connect",
        "import importlib\nimportlib.import_module('sqlite3')",
        "from importlib import import_module\nimport_module('psycopg.rows')",
        "__import__('sqlite3')",
        "import importlib\nname = 'sqlite' + '3'\nimportlib.import_module(name)",
        "__import__(''.join(('sqlite', '3')))",
        "from assessments.store.sqlite.door import sqlite3",
    ],
)
def test_no_way_to_import_one_is_overlooked(text):
    assert wrong_imports(text)


@pytest.mark.parametrize(
    "text",
    [
        way.format(office)
        for office in sorted(OFFICES)
        for way in ("store.{}(None)", "rooms().own.{}()", "work(store.{})", "opened = self._store.{}\n")
    ],
)
def test_no_way_to_open_an_office_is_overlooked(text):
    assert opens_an_office(text)
    assert not opens_an_office("desk.reception.read(work); composition.reception(); desk.counting.read(work)")


def asks_counting_itself(text):
    """Whether a file reads or writes at counting, instead of handing that door to assessments.comparison."""
    asked = [node for node in ast.walk(ast.parse(text)) if getattr(node, "attr", "") in {"read", "write"}]
    return any("counting" in ast.unparse(node) for node in asked)


def test_pages_papers_and_commands_hand_counting_on_and_ask_it_nothing():
    for file in sources():
        if file.relative_to(ROOT).parts[0] in {"app.py", "ui", "reports", "cli"}:
            assert not asks_counting_itself(file.read_text(encoding="utf-8")), file.relative_to(ROOT)
    assert asks_counting_itself("def page(desk):\n    return desk.counting.read(releases.counted)")
    assert not asks_counting_itself("comparison.make(desk.counting, desk.catalogue)")
