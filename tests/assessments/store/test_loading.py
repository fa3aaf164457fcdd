"""Loading: a whole database in one go, or none, and never over anything that was there."""

import sqlite3
import threading
from contextlib import closing

import pytest

from assessments.errors import Conflict, Refused, StoreUnavailable
from assessments.store import open_store
from assessments.store.contents import contents
from assessments.store.loading import loading
from tests.assessments.store.conftest import add_organisation, fill


@pytest.fixture
def new(tmp_path):
    return tmp_path / "new" / "stocktake.db"


def copied(source, target, schema):
    with contents(source) as found, loading(target, schema=schema) as filled:
        for table in reversed(found.tables):  # children before their parents: keys are checked at the end
            filled.add(table.name, table.columns, found.rows(table))


def everything(file):
    with contents(file) as found:
        return found.schema, {table.name: list(found.rows(table)) for table in found.tables}


def test_a_database_filled_holds_exactly_the_rows_added(store, file, new, schema):
    copied(file, new, schema)
    assert everything(new) == everything(file)
    with loading(new.with_name("bare.db"), schema=schema) as filled:
        filled.add("person", ["name", "person_id"], [("Cedar", 7)])
    assert everything(new.with_name("bare.db"))[1] == {
        table: [(7, "Cedar")] if table == "person" else [] for table in everything(file)[1]
    }


def test_it_opens_like_any_other_and_can_be_saved_in(store, file, new, schema):
    copied(file, new, schema)
    with closing(open_store(new, schema=schema)) as opened:
        opened.for_user(1).write(lambda unit: add_organisation(unit, 30, "Cedar Wood"))
    with closing(sqlite3.connect(new)) as looked_at:
        assert looked_at.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert looked_at.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert looked_at.execute("SELECT count(*) FROM organisation").fetchone() == (3,)
    assert new.stat().st_mode & 0o077 == 0


def test_the_indexes_are_the_schemas_own(new, file):
    with loading(new):
        pass
    open_store(file).close()
    indexes = "SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name"
    with closing(sqlite3.connect(new)) as filled, closing(sqlite3.connect(file)) as ordinary:
        assert filled.execute(indexes).fetchall() == ordinary.execute(indexes).fetchall()


def test_a_loading_that_breaks_off_leaves_nothing_behind(new, schema):
    def rows():
        yield 7, "Cedar"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), loading(new, schema=schema) as filled:
        filled.add("person", ["person_id", "name"], rows())
    assert list(new.parent.iterdir()) == []


@pytest.mark.parametrize(
    "rows",
    [
        {"organisation": [(10, "Ashfield")], "membership": [(10, 8, "lead")], "person": [(7, "Cedar")]},
        {"organisation": [(10, "Ashfield"), (10, "Ashfield again")]},
        {"organisation": [(10, None)]},
    ],
)
def test_a_row_that_points_nowhere_or_is_there_twice_is_refused_and_nothing_kept(new, schema, rows):
    columns = {
        "organisation": ("organisation_id", "name"),
        "membership": ("organisation_id", "person_id", "role"),
        "person": ("person_id", "name"),
    }

    def fill_in():
        with loading(new, schema=schema) as filled:
            for table, found in rows.items():
                filled.add(table, columns[table], found)

    with pytest.raises(Conflict):
        fill_in()
    assert list(new.parent.iterdir()) == []


def test_names_that_are_not_in_the_schema_are_a_mistake(new, schema):
    for table, columns in (("persons", ["name"]), ("person", ["nam"]), ("sqlite_master", ["name"])):
        with pytest.raises(ValueError, match="no such table"), loading(new, schema=schema) as filled:
            filled.add(table, columns, [])


def test_nothing_that_was_there_is_written_over(store, file, schema):
    before = everything(file)
    store.close()
    with pytest.raises(Refused, match="holds something already"), loading(file, schema=schema):
        pytest.fail("it was begun")
    assert everything(file) == before


def test_an_empty_file_and_a_database_never_used_are_filled(new, file, schema):
    new.parent.mkdir()
    new.touch()
    open_store(file, schema=schema).close()
    for empty in (new, file):
        with loading(empty, schema=schema) as filled:
            filled.add("person", ["person_id", "name"], [(7, "Cedar")])
        assert [name.name for name in empty.parent.iterdir() if name.is_file()] == ["stocktake.db"]
        assert everything(empty)[1]["person"] == [(7, "Cedar")]


def test_what_is_saved_while_it_is_being_filled_is_not_written_over(file, schema):
    with pytest.raises(Refused), loading(file, schema=schema), closing(open_store(file, schema=schema)) as opened:
        fill(opened)
    assert len(everything(file)[1]["organisation"]) == 2


def test_a_log_left_by_another_database_is_never_replayed_into_the_new_one(new, schema):
    new.parent.mkdir()
    log = new.with_name("stocktake.db-wal")
    log.write_bytes(b"saves nobody has seen")
    with pytest.raises(Refused, match="Move it away"), loading(new, schema=schema):
        pytest.fail("it was begun")
    assert log.read_bytes() == b"saves nobody has seen"


def test_a_database_somebody_has_open_is_left_to_them(store, file, schema, new):
    with closing(open_store(new, schema=schema)) as opened:
        with pytest.raises(StoreUnavailable, match="Another program"), loading(new, schema=schema):
            pytest.fail("it was begun")
        opened.ready()


def test_of_two_builds_of_one_file_only_one_is_kept(new, schema):
    begun, other_done = threading.Event(), threading.Event()
    faults = []

    def first():
        try:
            with loading(new, schema=schema) as filled:
                filled.add("person", ["person_id", "name"], [(7, "Cedar")])
                begun.set()
                other_done.wait(20)
        except (StoreUnavailable, Refused) as fault:
            faults.append(fault)

    thread = threading.Thread(target=first)
    thread.start()
    begun.wait(20)
    with loading(new, schema=schema) as filled:
        filled.add("person", ["person_id", "name"], [(8, "Dogwood")])
    other_done.set()
    thread.join()
    assert len(faults) == 1
    assert everything(new)[1]["person"] == [(8, "Dogwood")]


def test_a_place_that_cannot_be_written_is_said_in_words(tmp_path, schema):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnavailable, match="cannot be opened"), loading(tmp_path / "file" / "new.db"):
        pytest.fail("it was begun")
    (tmp_path / "letter.txt").write_text("Dear all,\n" * 100)
    with pytest.raises(StoreUnavailable, match="not a Stocktake database"), loading(tmp_path / "letter.txt"):
        pytest.fail("it was begun")
    assert (tmp_path / "letter.txt").read_text().startswith("Dear all")
