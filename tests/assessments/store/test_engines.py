"""One form of backup for both engines: what goes from one to the other and back is the same, table by table."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from assessments import demo, doctor, drill
from assessments.errors import AssessmentError, StoreUnavailable
from assessments.store import SCHEMA, backups, manifest, open_store
from assessments.store.contents import contents
from assessments.store.restoring import restore
from frameworks.catalogue import Catalogue
from tests.assessments.store.conftest import fill

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
def address(postgres):
    return postgres.new_database()


@pytest.fixture
def lived_in(address):
    """A small demo network on PostgreSQL."""
    store = open_store(address)
    demo.build(store, Catalogue.load(), now=NOW, plan=demo.Plan(2))
    store.close()
    return address


def tables(database):
    with contents(database) as found:
        return found.schema, manifest.digests(found)


def test_from_postgresql_to_a_file_and_back_everything_is_the_same(lived_in, postgres, tmp_path):
    before = tables(lived_in)
    made = backups.make(lived_in, tmp_path / "backups", compare=True)
    assert (made.manifest.schema, made.manifest.tables) == before
    assert made.manifest.tables["submission"].rows > 3
    restore(made.folder, tmp_path / "file.db")
    assert tables(tmp_path / "file.db") == before
    again = backups.make(tmp_path / "file.db", tmp_path / "backups")
    other = postgres.new_database()
    restore(again.folder, other)
    assert tables(other) == before
    assert list(doctor.examine(other)) == []


def test_what_was_restored_on_postgresql_can_be_used(postgres, tmp_path, address):
    """New rows get numbers of their own, after those that came."""
    open_store(tmp_path / "file.db").close()
    with closing(sqlite3.connect(tmp_path / "file.db")) as connection:
        connection.execute("INSERT INTO person VALUES (7, 'Seven')")
        connection.commit()
    restore(backups.make(tmp_path / "file.db", tmp_path / "backups").folder, address)
    store = open_store(address)
    added = store.for_user(1).write(
        lambda unit: unit.run(
            "INSERT INTO {edition} (framework, edition, sha256, title, content)"
            " VALUES ('f', '1', :sha256, 't', 'c') RETURNING edition_id",
            sha256="0" * 64,
        )
    )
    store.close()
    assert added == [{"edition_id": 1}]


def test_a_database_in_use_is_never_written_over(lived_in, tmp_path):
    made = backups.make(lived_in, tmp_path / "backups")
    before = tables(lived_in)
    with pytest.raises(AssessmentError, match=r"already|empty"):
        restore(made.folder, lived_in)
    assert tables(lived_in) == before


def test_a_flipped_byte_keeps_a_backup_out_of_postgresql(lived_in, postgres, tmp_path):
    made = backups.make(lived_in, tmp_path / "backups")
    with made.file.open("r+b") as opened:
        opened.seek(9000)
        byte = opened.read(1)
        opened.seek(9000)
        opened.write(bytes([byte[0] ^ 1]))
    empty = postgres.new_database()
    with pytest.raises(AssessmentError, match="was changed or is damaged"):
        restore(made.folder, empty)
    open_store(empty).close()  # it is as empty as it was


def test_texts_come_in_the_order_of_their_bytes_on_both(postgres, schema, file, address):
    words = ["a", "B", "Z", "é", "z", "ä", "_", "10", "9", "", "\U0001f6a4"]

    def add(unit):
        for word in words:
            unit.run(
                "INSERT INTO {answer} (organisation_id, question, comment, revision) VALUES (10, :q, '', 1)", q=word
            )

    found = []
    for place in (file, address):
        store = open_store(place, schema=schema)
        fill(store)
        store.for_user(1).write(add)
        store.close()
        with contents(place) as opened:
            answer = next(table for table in opened.tables if table.name == "answer")
            found.append([row[1] for row in opened.rows(answer) if row[0] == 10])
    assert found[0] == found[1] == sorted([*words, "q1"], key=str.encode)


def test_a_drill_of_postgresql_restores_into_a_file_or_into_a_database_given(lived_in, postgres, tmp_path):
    for into in (None, postgres.new_database()):
        done = drill.run(lived_in, tmp_path / "backups", into=into)
        assert done.findings == ()
        assert not list((tmp_path / "backups").iterdir())


def test_the_doctor_says_on_postgresql_what_it_says_on_a_file(lived_in):
    assert list(doctor.examine(lived_in)) == []
    with psycopg.connect(lived_in) as connection:
        connection.execute("SELECT set_config('app.operator', 'yes', false)")
        connection.execute("ALTER TABLE score DISABLE ROW LEVEL SECURITY")
        connection.execute("ALTER TABLE submission DISABLE ROW LEVEL SECURITY")
        connection.execute("UPDATE score SET official = official - 1 WHERE node = 0 AND official > 0")
        connection.execute("UPDATE submission SET content = content || ' ' WHERE number = 1")
    said = [str(finding) for finding in doctor.examine(lived_in)]
    assert any("does not have the hash it was stored with" in line for line in said)
    assert any("the rules that keep organisations apart are not as Stocktake sets them" in line for line in said)


@pytest.fixture
def later(tmp_path):
    """Our own schema, and one migration more."""
    folder = Path(shutil.copytree(SCHEMA, tmp_path / "later"))
    (folder / "9999_more.sql").write_text("CREATE TABLE more (x TEXT NOT NULL PRIMARY KEY) {strict};\n")
    return folder


def test_a_backup_is_made_before_a_migration_on_postgresql(lived_in, later, tmp_path):
    before = tables(lived_in)
    open_store(lived_in, schema=later, backups=tmp_path / "backups").close()
    assert "more" in tables(lived_in)[1]
    (made,) = backups.all_of(tmp_path / "backups", lived_in)
    assert made.folder.name.endswith("before-update")
    assert (made.manifest.schema, made.manifest.tables) == before


def test_without_a_backup_postgresql_is_not_migrated(lived_in, later, tmp_path):
    (tmp_path / "backups").write_text("in the way")
    with pytest.raises(StoreUnavailable, match="a backup is made, and that did not succeed"):
        open_store(lived_in, schema=later, backups=tmp_path / "backups")
    assert "more" not in tables(lived_in)[1]


def test_a_newer_postgresql_database_is_not_backed_up_by_guessing(lived_in, later, tmp_path):
    open_store(lived_in, schema=later).close()
    with pytest.raises(StoreUnavailable, match=r"newer version of Stocktake \(9999_more\)"):
        backups.make(lived_in, tmp_path / "backups")
    assert not list((tmp_path / "backups").iterdir())
