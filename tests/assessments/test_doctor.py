"""The doctor says nothing of a sound database, and names each thing that is wrong in another."""

import os
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest

import scoring
from assessments import actions, demo, doctor, drill, exchange, freezing, numbers, organisations, submitting
from assessments.doctor.walking import records
from assessments.errors import BadBackup
from assessments.plain import read, sha256, sheet_of
from assessments.planned import Planned
from assessments.store import SCHEMA, backups, open_store, restoring
from assessments.store.contents import contents
from frameworks.catalogue import Catalogue
from scoring.answers import Answer, Measurement
from tests.assessments.conftest import NOW
from tests.signing import KEY, OURS

LATER = timedelta(hours=1)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "stocktake.db"


@pytest.fixture
def lived_in(desk, door, catalogue, start):
    """A review submitted twice, one imported, a draft, numbers recorded and taken back, another organisation."""
    desk.give_all()
    measured = Measurement(of=Decimal(10), per=Decimal(40))
    numbers.record(door, catalogue, desk.review, "pct_read", measured, now=NOW)
    desk.submit()
    submitting.reopen(door, desk.review, "One answer was wrong", now=NOW + LATER)
    again = desk.later(hours=2)
    again.give("policy", Answer(level=2))
    again.submit()
    other = organisations.add(door, name="Kite School", kind="school", phase="primary", now=NOW)
    document = exchange.export_review(door, catalogue, desk.review, key=KEY, now=NOW + 3 * LATER)
    exchange.import_review(door, catalogue, document, organisation_id=other.id, trusted=OURS, now=NOW + 3 * LATER)
    planned = Planned(what="Buy the cables")
    action = actions.add(door, catalogue, other.id, planned, now=NOW, new_id=lambda: 7)
    actions.change(door, catalogue, action, replace(planned, status="complete"), now=NOW + LATER)
    draft = start("wide")
    draft.give("written", Answer(level=3))
    draft.undo("written", 1)
    return desk


def said(file):
    return [str(finding) for finding in doctor.examine(file)]


def test_a_sound_database_is_looked_at_wholly_and_nothing_is_said(lived_in, file):
    looked: Counter[str] = Counter()
    assert list(doctor.examine(file, looked)) == []
    assert (looked["organisation"], looked["review"], looked["submission"]) == (2, 3, 4)
    assert looked["answer_history"] > looked["answer"] > 4


def test_the_demo_network_is_sound_and_its_scores_are_those_of_the_long_way(tmp_path):
    store, catalogue = open_store(tmp_path / "demo.db"), Catalogue.load()
    demo.build(store, catalogue, now=datetime(2026, 11, 22, tzinfo=UTC), plan=demo.Plan(3))
    store.close()
    assert said(tmp_path / "demo.db") == []
    with contents(tmp_path / "demo.db") as found:
        documents = [read(row.content) for row in records(found, "submission")]
    assert len(documents) > 5
    for document in documents:
        edition, sheet = catalogue.by_sha256(document["edition_sha256"]).edition, sheet_of(document["sheet"])
        long_way = freezing.score_rows(edition, scoring.score(edition, sheet))
        assert freezing.rows_of(edition, sheet) == long_way


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        (
            "UPDATE submission SET content = content || ' ' WHERE number = 1",
            "is damaged: its document does not have the",
        ),
        ("UPDATE submission SET submitted_at = submitted_at + 5000", "and the row beside it another moment"),
        ("UPDATE submission SET submitted_at = submitted_at + 1", "is not the one that was recorded when it was"),
        ("UPDATE submission SET submitted_by = 2", "is not the one that was recorded when it was submitted"),
        ("DELETE FROM submission WHERE number = 1", "counts 2 submissions, and those there are [2]"),
        ("UPDATE review SET submissions = 1 WHERE submissions = 2", "counts 1 submissions, and those there are [1, 2]"),
        ("UPDATE review SET status = 'draft'", "is “draft” with 2 submissions"),
        ("UPDATE score SET official = official + 1 WHERE node = 1", "do not follow from its submission: "),
        ("UPDATE score SET claimed_exact = '1/7' WHERE node = 0", "do not follow from its submission: overall"),
        ("UPDATE score SET phase = 'secondary'", "do not follow from its submission: "),
        ("UPDATE score SET number = 1", "do not follow from its submission: "),
        ("DELETE FROM score WHERE node = 0", "do not follow from its submission: overall"),
        ("UPDATE act SET about = replace(about, '1', '2') WHERE number = 2", "are broken at number 2"),
        ("UPDATE act SET person_id = 2 WHERE number = 1", "are broken at number 1"),
        ("DELETE FROM act WHERE number = 1", "are broken at number 1"),
        ("UPDATE answer SET note = 'x' WHERE question = 'lead'", "The answer to lead in review"),
        ("DELETE FROM answer WHERE question = 'lead'", "The answer to lead in review"),
        ("DELETE FROM answer_history WHERE question = 'lead'", "The answer to lead in review"),
        ("DELETE FROM answer_history WHERE question = 'policy' AND revision = 1", "The answer to policy in review"),
        ("UPDATE measurement SET measured = '{}'", "The number pct_read of 2026-11-14"),
        ("DELETE FROM measurement", "The number pct_read of 2026-11-14"),
        ("DELETE FROM measurement_history", "The number pct_read of 2026-11-14"),
        ("UPDATE action SET content = replace(content, 'cables', 'screens')", "Action 7 of organisation"),
        ("DELETE FROM action_history", "Action 7 of organisation"),
        ("DELETE FROM action_history WHERE revision = 1", "Action 7 of organisation"),
        ("UPDATE edition SET content = content || '# more' WHERE framework = 'small'", "does not have the hash it was"),
        ("UPDATE edition SET content = 'id: [' WHERE framework = 'small'", "(number 1) cannot be read"),
        ("UPDATE node SET code = 'other' WHERE node = 1", "has other sections and strands than the stored scores"),
        (
            "UPDATE answer SET review_id = 5 WHERE question = 'lead'",
            "rows of answer point at rows of review that are not",
        ),
        ("DROP INDEX score_by_review", "The database is damaged: the index score_by_review is missing"),
        ("CREATE VIEW more AS SELECT 1", "The database is damaged: the view more is not ours"),
        ("UPDATE organisation SET facts = '{]' WHERE name LIKE 'K%'", "What is known of organisation"),
        ("UPDATE review SET aims = '{} ' WHERE status = 'draft'", "What was copied into review"),
        ("UPDATE person SET name = CAST(x'ff' AS TEXT)", "The database is damaged"),
        ("UPDATE suggestion SET source = 'x'", "The suggestion for "),
        ("UPDATE act SET about = '{' WHERE number = 2", "cannot be read (JSONDecodeError"),
        ("UPDATE answer SET question = CAST(x'ff' AS TEXT) WHERE question = 'lead'", "The database is damaged"),
    ],
)
def test_each_thing_that_is_wrong_is_named_with_what_to_do(lived_in, file, sql, told):
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("INSERT OR IGNORE INTO person VALUES (2, 'Brook')")
        assert connection.execute(sql).rowcount  # 0 where it found nothing to damage
        connection.commit()
    found = said(file)
    assert [line for line in found if told in line]
    assert all("restore the last backup" in line for line in found)


def test_a_damaged_submission_is_not_scored_and_its_hash_put_right_does_not_hide_it(lived_in, file):
    """Somebody who changes the document, its hash and the scores alike still meets the chain of acts."""
    with closing(sqlite3.connect(file)) as connection:
        connection.create_function("seal", 1, sha256)
        connection.execute("""UPDATE submission SET content = replace(content, '"level":4', '"level":5')""")
        connection.execute("UPDATE submission SET sha256 = seal(content)")
        connection.commit()
    assert any("is not the one that was recorded when it was submitted" in line for line in said(file))


def test_bytes_that_changed_on_the_disk_are_told(lived_in, file, store):
    store.close()
    whole = bytearray(file.read_bytes())
    for place in range(8192, len(whole), 4096):
        whole[place : place + 16] = bytes(16)
    file.write_bytes(whole)
    assert any("database is damaged" in line for line in said(file))


def test_an_older_and_a_newer_schema_are_told(store, file, tmp_path):
    shutil.copytree(SCHEMA, tmp_path / "later")
    (tmp_path / "later" / "9999_more.sql").write_text("CREATE TABLE more (x TEXT) {strict};\n")
    (told,) = doctor.examine(file, schema=tmp_path / "later")
    assert str(told).startswith("The database is older than this version of Stocktake: it lacks 9999_more. Start")
    store.close()
    open_store(file, schema=tmp_path / "later").close()
    (told,) = doctor.examine(file)
    assert "was made by a newer version of Stocktake (9999_more)" in str(told)


def test_a_database_that_is_not_there_is_told(tmp_path):
    assert said(tmp_path / "none.db")[0].startswith("There is no database at")


def test_a_database_of_something_else_is_told_and_never_called_a_backup(tmp_path):
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE bird (name TEXT)")
    (told,) = said(tmp_path / "other.db")
    assert told.startswith("There is nothing of Stocktake in this database")
    with pytest.raises(BadBackup, match="There is nothing of Stocktake in this database"):
        backups.make(tmp_path / "other.db", tmp_path / "backups")


def around(file, folder, now=NOW):
    return [str(finding) for finding in doctor.around(file, folder, now)]


def test_a_backup_has_to_be_there_and_recent_and_as_it_was_made(store, file, tmp_path):
    folder = tmp_path / "backups"
    assert around(file, folder) == [f"There is no backup of this database in {folder}. Make one now: stocktake backup."]
    made = backups.make(file, folder, now=NOW)
    assert around(file, folder, NOW + timedelta(hours=47)) == []
    (told,) = around(file, folder, NOW + timedelta(hours=49))
    assert told.startswith("The last backup is of 14 November 2026, 10:00 UTC. Make one now, and have one made every")
    with made.file.open("r+b") as opened:
        opened.seek(5000)
        opened.write(b"?")
    (told,) = around(file, folder)
    assert "was changed or is damaged" in told


def test_backups_of_another_database_are_none_of_this(store, file, tmp_path):
    backups.make(file, tmp_path / "backups", now=NOW).folder.rename(tmp_path / "backups" / "renamed")
    assert around(file, tmp_path / "backups") == []
    file.rename(tmp_path / "other.db")
    assert around(tmp_path / "other.db", tmp_path / "backups")[0].startswith("There is no backup of this database")


def test_little_free_space_is_told(store, file, tmp_path, monkeypatch):
    backups.make(file, tmp_path / "backups", now=NOW)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=499_000_000))
    told = around(file, tmp_path / "backups")
    assert told[0].startswith("Only 499.0 MB are free in")
    assert all("larger disk" in line for line in told)


def test_a_drill_leaves_nothing_behind_and_says_what_it_held(lived_in, file, tmp_path):
    done = drill.run(file, tmp_path / "backups")
    assert (done.findings, list((tmp_path / "backups").iterdir())) == ((), [])
    assert done.manifest.tables["submission"].rows == 4
    assert len(done.steps) == 3


def test_a_drill_whose_copy_differs_fails_and_leaves_nothing_behind(lived_in, file, tmp_path, monkeypatch):
    copy = backups.sha256

    def changed(path, copied_to=None):
        if copied_to is not None:
            os.write(copied_to, b"SQLite?")
        return copy(path)

    monkeypatch.setattr(restoring, "sha256", changed)
    with pytest.raises(Exception, match=r"not a Stocktake database|damaged|is not what"):
        drill.run(file, tmp_path / "backups")
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_drill_reports_what_the_doctor_finds(lived_in, file, tmp_path):
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE score SET official = official + 1 WHERE node = 0")
        connection.commit()
    done = drill.run(file, tmp_path / "backups")
    assert any("do not follow from its submission: overall" in line for line in done.findings)


def test_a_drill_of_a_damaged_database_makes_no_backup(lived_in, file, tmp_path):
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DELETE FROM submission WHERE number = 1")
        connection.execute("UPDATE answer SET review_id = 5 WHERE question = 'lead'")
        connection.commit()
    with pytest.raises(BadBackup, match="no backup was made"):
        drill.run(file, tmp_path / "backups")
