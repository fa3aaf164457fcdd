"""Migrations: all of the missing ones or none, a newer database untouched, our own schema sound."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from assessments.errors import StoreUnavailable
from assessments.store import SCHEMA, backups, open_store
from assessments.store.sqlite.migrations import statements
from assessments.store.sqlite.tables import tables_of

ROOT = Path(__file__).resolve().parents[3]
SECOND = """
CREATE TABLE target (organisation_id {big} NOT NULL, question TEXT NOT NULL, PRIMARY KEY (organisation_id, question))
  {norowid};
INSERT INTO target SELECT organisation_id, question FROM answer;
"""
KILLED = """
import os, signal, sys
from functools import partial
from pathlib import Path
from sqlite_utils.migrations import Migrations
from assessments.store import open_store
record = Migrations._record_applied
def die(migrations, database, name):
    record(migrations, database, name)
    if name.startswith(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
Migrations._record_applied = die
open_store(sys.argv[1], schema=Path(sys.argv[2]))
"""


def names(outside):
    return {name for (name,) in outside("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_what_is_missing_is_applied_once_and_guarded_at_once(store, opened, schema, outside):
    store.close()
    (schema / "0002_target.sql").write_text(SECOND)
    for _ in range(2):
        again = opened()
        assert again.for_user(1).read(lambda rows: rows.rows("SELECT organisation_id FROM target")) == [
            {"organisation_id": 10}
        ]
        again.close()
    assert outside("SELECT count(*) FROM target") == [(3,)]
    applied = [name for (name,) in outside("SELECT name FROM _sqlite_migrations ORDER BY id")]
    assert applied == ["0000_kept_result", "0001_first", "0002_target"]


def test_a_newer_database_is_refused_and_not_a_byte_of_it_changed(store, file, schema, opened):
    store.close()
    (schema / "0002_target.sql").write_text(SECOND)
    opened().close()
    (schema / "0002_target.sql").unlink()
    before = {path.name: path.read_bytes() for path in file.parent.iterdir() if path.is_file()}
    with pytest.raises(StoreUnavailable) as told:
        opened()
    assert told.value.sentence == (
        f"{file} was made by a newer version of Stocktake (0002_target). Start that version; the file was not touched."
    )
    assert {path.name: path.read_bytes() for path in file.parent.iterdir() if path.is_file()} == before


def test_a_backup_is_made_before_a_migration_and_none_of_a_new_database(store, file, opened, schema, outside):
    folder = file.parent / "backups"
    assert not folder.exists()
    store.close()
    before = outside("SELECT * FROM answer")
    (schema / "0002_target.sql").write_text("DELETE FROM evidence;\nDELETE FROM answer;\n")
    for _ in range(2):
        opened().close()
    (made,) = backups.all_of(folder, file)
    assert made.folder.name.endswith("Z-before-update")
    assert made.manifest.schema == ("0000_kept_result", "0001_first")
    with closing(sqlite3.connect(made.file)) as connection:
        assert connection.execute("SELECT * FROM answer").fetchall() == before
    assert outside("SELECT * FROM answer") == []


def test_without_a_backup_nothing_is_migrated(store, file, schema, opened, outside):
    store.close()
    (file.parent / "backups").write_text("in the way")
    (schema / "0002_target.sql").write_text(SECOND)
    with pytest.raises(StoreUnavailable, match=r"a backup is made, and that did not succeed\. No backup could be put"):
        opened()
    assert "target" not in names(outside)


@pytest.mark.parametrize("fault", ["CREATE TABLE broken (;", "INSERT INTO missing VALUES (1);"])
def test_a_migration_that_fails_leaves_what_was_there(store, opened, schema, outside, fault):
    store.close()
    before = outside("SELECT * FROM sqlite_master"), outside("SELECT * FROM answer")
    (schema / "0002_target.sql").write_text(SECOND)
    (schema / "0003_broken.sql").write_text(f"CREATE TABLE half (x TEXT) {{strict}};\n{fault}\n")
    with pytest.raises(sqlite3.OperationalError):
        opened()
    assert (outside("SELECT * FROM sqlite_master"), outside("SELECT * FROM answer")) == before


def test_a_migration_that_leaves_rows_pointing_nowhere_is_undone(store, opened, schema, outside):
    store.close()
    (schema / "0002_broken.sql").write_text("DELETE FROM person;\n")
    with pytest.raises(ValueError, match="point nowhere"):
        opened()
    assert outside("SELECT count(*) FROM person") == [(3,)]


@pytest.mark.parametrize("at", ["0002", "0003"])
def test_a_migration_that_is_killed_leaves_what_was_there_and_is_done_the_next_time(
    store, file, opened, schema, outside, at
):
    store.close()
    before = outside("SELECT * FROM sqlite_master"), outside("SELECT * FROM answer")
    (schema / "0002_target.sql").write_text(SECOND)
    (schema / "0003_more.sql").write_text("CREATE TABLE more (x TEXT) {strict};\nDELETE FROM evidence;\n")
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(file), str(schema), at],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert (outside("SELECT * FROM sqlite_master"), outside("SELECT * FROM answer")) == before
    opened().close()
    assert {"target", "more"} <= names(outside)
    assert outside("SELECT count(*) FROM target") == [(3,)]


def test_statements_end_at_their_own_semicolon():
    text = "-- one; a comment\nCREATE TABLE a (x TEXT DEFAULT ';') {strict};\nINSERT INTO a VALUES ('b');\n-- end\n"
    assert [" ".join(one.split()) for one in statements(text)] == [
        "-- one; a comment CREATE TABLE a (x TEXT DEFAULT ';') STRICT;",
        "INSERT INTO a VALUES ('b');",
    ]
    with pytest.raises(ValueError, match="without an end"):
        list(statements("CREATE TABLE a (x TEXT)"))
    with pytest.raises(KeyError):
        list(statements("CREATE TABLE a (x {tiny});"))


@pytest.fixture
def ours(file):
    open_store(file, schema=SCHEMA).close()
    with closing(sqlite3.connect(file)) as connection:
        yield connection


def test_our_own_schema_is_strict_throughout(ours):
    loose = ours.execute("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict")
    assert {name for (name,) in loose} <= {"sqlite_schema", "_sqlite_migrations"}


def test_every_table_of_ours_belongs_to_organisations_or_to_people_or_is_known_to_be_shared(ours):
    """A new table that forgets its organisation_id would be read by everybody: it has to be said here on purpose."""
    new = {"network", "network_above", "team", "uploaded_edition", "edition_standing"}
    figures = {"release", "release_group", "figure"}
    assert tables_of(ours).shared == {"edition", "node", "setting"} | new | figures


def test_every_key_between_tables_of_organisations_holds_the_organisation(ours):
    tables = tables_of(ours).organisations
    for table in tables:
        keys: dict[int, tuple[str, set[str]]] = {}
        for number, parent, column in ours.execute(
            'SELECT id, "table", "from" FROM pragma_foreign_key_list(?)', (table,)
        ):
            keys.setdefault(number, (parent, set()))[1].add(column)
        for parent, columns in keys.values():
            assert parent not in tables or "organisation_id" in columns, (table, parent)


def test_a_store_opened_again_keeps_everything(store, opened, outside):
    before = outside("SELECT * FROM answer")
    store.close()
    opened()
    assert outside("SELECT * FROM answer") == before
    assert outside("PRAGMA journal_mode") == [("wal",)]


def test_results_kept_for_repetitions_are_forgotten_after_a_week(file, schema):
    start = datetime(2026, 9, 1, tzinfo=UTC)
    for days, gets in ((0, "first"), (6, "first"), (8, "second")):
        moment = start + timedelta(days=days)
        store = open_store(file, schema=schema, clock=partial(datetime.fromtimestamp, moment.timestamp(), UTC))
        said = "second" if days else "first"
        assert store.for_user(1).write(partial(lambda said, _: said, said), key="k") == gets
        store.close()
