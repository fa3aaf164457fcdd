"""Evidence files in a backup, a restore and a drill, and before the doctor: every byte, on both engines."""

import sqlite3
import tracemalloc
from contextlib import closing

import pytest

from assessments import doctor, drill, evidence_files, file_kinds
from assessments.store import backups, open_store, restoring
from assessments.store.contents import contents
from assessments.store.manifest import digests
from scoring.answers import Answer, Evidence
from tests.assessments.conftest import NOW
from tests.assessments.files import PDF

EVERY_BYTE = b"\x89PNG\r\n" + bytes(range(256)) * 8  # zeros, line ends, quotes, and what is no UTF-8


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def place(request, tmp_path):
    return tmp_path / "stocktake.db" if request.param == "SQLite" else request.getfixturevalue("on_postgresql")()


@pytest.fixture
def store(place):
    opened = open_store(place)
    yield opened
    opened.close()


@pytest.fixture
def filled(desk, monkeypatch):
    """A submission that names a file, and a file of bytes that no text could hold."""
    file = evidence_files.add(desk.door, desk.review, "policy.pdf", PDF, now=NOW)
    desk.give_all()
    desk.give("policy", Answer(level=4, evidence=(Evidence("Policy", "2026-09-01", file=file),)))
    kind = file_kinds.KINDS["png"]
    monkeypatch.setattr(file_kinds, "checked", lambda name, _: file_kinds.Checked(name, kind))
    other = evidence_files.add(desk.door, desk.review, "rack.png", EVERY_BYTE, now=NOW)
    desk.submit()
    return {file.sha256: PDF, other.sha256: EVERY_BYTE}


def held(place):
    with contents(place) as found:
        table = next(table for table in found.tables if table.name == "evidence_file")
        rows = [dict(zip(table.columns, row, strict=True)) for row in found.rows(table)]
    return {row["sha256"]: row["content"] for row in rows}


def test_a_backup_holds_every_byte_of_a_file_and_gives_it_back_on_either_engine(
    filled, place, tmp_path, on_postgresql, store
):
    backup = backups.make(place, tmp_path / "backups", compare=True)
    assert held(backup.file) == filled
    for there in (tmp_path / "there.db", on_postgresql()):
        restoring.restore(backup.folder, there)
        assert held(there) == filled
        assert list(doctor.examine(there)) == []
        again = open_store(there)
        for sha256, content in filled.items():
            review = again.for_user(1).read(lambda rows: rows.rows("SELECT review_id FROM review"))[0]["review_id"]
            assert evidence_files.fetch(again.for_user(1), review, sha256).content == content
        again.close()


def test_a_drill_rehearses_with_files(filled, place, tmp_path, store):
    run = drill.run(place, tmp_path)
    assert run.findings == ()
    assert run.manifest.tables["evidence_file"].rows == 2


@pytest.mark.parametrize("place", ["SQLite"], indirect=True)  # what the doctor compares is the same on both
def test_the_doctor_names_a_file_that_is_not_what_was_added(filled, store, place):
    store.close()
    with closing(sqlite3.connect(place, isolation_level=None)) as database:
        database.execute("UPDATE evidence_file SET content = ? WHERE type = 'png'", (EVERY_BYTE[::-1],))
    (finding,) = doctor.examine(place)
    assert "Evidence file " in finding.what
    assert "is damaged" in finding.what


def test_many_files_are_put_by_a_few_at_a_time(desk, place, store):
    """A hundred megabytes of an organisation, and a thousand organisations, are never in memory at once."""
    for n in range(40):
        evidence_files.add(desk.door, desk.review, f"{n}.txt", b"%04d" % n + b"x" * 1_000_000, now=NOW)
    tracemalloc.start()
    with contents(place) as found:
        digests(found)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 30_000_000
