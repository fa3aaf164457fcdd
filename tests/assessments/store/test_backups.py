"""Backups: whole, of one moment, only the owner's; put back only where nothing is, and only when not a byte differs."""

import hashlib
import json
import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from assessments.errors import BadBackup, Refused, StoreUnavailable
from assessments.store import backups, manifest, open_store
from assessments.store.contents import Table, contents
from assessments.store.restoring import restore
from assessments.store.sqlite import place
from tests.assessments.store.conftest import CANARY, add_answer

AT = datetime(2026, 11, 22, 3, 50, 12, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "backups"


@pytest.fixture
def backup(store, file, folder):
    return backups.make(file, folder, now=AT)


@pytest.fixture
def target(tmp_path):
    return tmp_path / "elsewhere" / "restored.db"


@pytest.fixture
def put_back(schema, target):
    return lambda backup: restore(backup.folder, target, schema=schema)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def answers(file):
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("SELECT * FROM answer ORDER BY 1, 2").fetchall()


def test_a_backup_is_one_named_folder_with_all_that_was_saved(backup, folder, store, file):
    assert backup.folder == folder / "stocktake-2026-11-22T03-50-12Z"
    assert names(folder) == [backup.folder.name]
    assert names(backup.folder) == ["manifest.json", "stocktake.db"]
    assert (
        answers(backup.file) == answers(file) == [(10, "q1", "ours", 1), (20, "q1", CANARY, 1), (20, "q2", CANARY, 1)]
    )
    assert backups.opened(backup.folder) == backup


def test_only_the_owner_can_read_a_backup(backup, folder):
    for path in (folder, backup.folder, backup.file, backup.folder / "manifest.json"):
        assert path.stat().st_mode & 0o077 == 0


def test_a_manifest_says_what_can_be_worked_out_by_hand(backup):
    told = json.loads((backup.folder / "manifest.json").read_text())
    row = b'[10,"Ashfield"],[20,"Brookside CANARY"],'
    assert told["tables"]["organisation"] == {"rows": 2, "sha256": hashlib.sha256(row).hexdigest()}
    assert told["file"]["sha256"] == hashlib.sha256(backup.file.read_bytes()).hexdigest()
    assert (told["made_at"], told["schema"]) == ("2026-11-22T03:50:12+00:00", ["0000_kept_result", "0001_first"])


def test_two_backups_in_one_second_are_two(backup, file, folder):
    second = backups.make(file, folder, now=AT)
    assert second.folder.name == f"{backup.folder.name}-2"
    assert len(backups.all_of(folder, file)) == 2


def test_what_is_saved_while_it_is_made_is_not_in_it(store, file, folder, monkeypatch):
    copy = backups._copy

    def saved_meanwhile(source, target):
        store.for_user(1).write(lambda unit: add_answer(unit, 10, "q9", "later"))
        copy(source, target)

    monkeypatch.setattr(backups, "_copy", saved_meanwhile)
    made = backups.make(file, folder, now=AT, compare=True)
    assert len(answers(made.file)) == 3
    assert len(answers(file)) == 4


def test_a_copy_that_is_not_what_the_database_holds_is_no_backup(store, file, folder, monkeypatch):
    copy = backups._copy

    def changed(source, target):
        copy(source, target)
        with closing(sqlite3.connect(target)) as connection:
            connection.execute("UPDATE answer SET comment = 'other' WHERE organisation_id = 10")
            connection.commit()

    monkeypatch.setattr(backups, "_copy", changed)
    with pytest.raises(BadBackup, match=r"not what the database holds.*: answer has other values in its 3 rows"):
        backups.make(file, folder, now=AT, compare=True)
    assert list(folder.iterdir()) == []


def test_what_was_restored_is_the_same_and_can_be_used(backup, put_back, target, schema, file):
    put_back(backup)
    with contents(target) as restored:
        assert list(manifest.differences(backup.manifest, restored)) == []
    assert names(target.parent) == ["restored.db"]
    store = open_store(target, schema=schema)
    store.for_user(1).write(lambda unit: add_answer(unit, 10, "q2", "after"))
    store.close()
    assert answers(target) == sorted([*answers(file), (10, "q2", "after", 1)])


@pytest.mark.parametrize("name", ["restored.db", "restored.db-wal", "restored.db-shm", "restored.db-journal"])
def test_a_restore_never_writes_over_a_file(backup, put_back, target, name):
    target.parent.mkdir()
    (target.parent / name).write_text("somebody's")
    with pytest.raises(Refused, match=f"There is a file at .*{name} already"):
        put_back(backup)
    assert [path.read_text() for path in target.parent.iterdir()] == ["somebody's"]


def test_a_file_that_comes_while_it_is_restored_is_not_written_over(backup, put_back, target, monkeypatch):
    from assessments.store import restoring

    compare = restoring._refuse_different

    def come_meanwhile(backup, unfinished):
        compare(backup, unfinished)
        target.write_text("somebody's")

    monkeypatch.setattr(restoring, "_refuse_different", come_meanwhile)
    with pytest.raises(StoreUnavailable, match="Nothing was restored"):
        put_back(backup)
    assert [path.read_text() for path in target.parent.iterdir()] == ["somebody's"]


@pytest.mark.parametrize("name", ["stocktake.db", "manifest.json"])
def test_one_flipped_byte_anywhere_is_refused(backup, put_back, target, name):
    path = backup.folder / name
    whole = path.read_bytes()
    step = 1009 if name == "stocktake.db" else 1
    for at in range(0, len(whole), step):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(BadBackup, match=r"Use another backup|use another backup|later version"):
            put_back(backup)
    path.write_bytes(whole)
    assert not target.exists()
    put_back(backup)


def test_a_file_with_more_in_it_than_our_tables_is_refused(backup, put_back, target):
    """Somebody who knows the form can seal anything; a trigger would still act on what people save."""
    with closing(sqlite3.connect(backup.file)) as connection:
        connection.execute("CREATE TRIGGER also AFTER INSERT ON answer BEGIN DELETE FROM evidence; END")
    told = replace(backup.manifest.file, bytes=backup.file.stat().st_size, sha256=backups.sha256(backup.file))
    text = manifest.written(replace(backup.manifest, file=told))
    (backup.folder / "manifest.json").write_text(text)
    with pytest.raises(BadBackup, match="was not made by Stocktake: the trigger also is not ours"):
        put_back(backup)
    assert not target.exists()


def test_a_backup_without_its_file_or_its_manifest_is_refused(backup, put_back, target):
    backup.file.unlink()
    with pytest.raises(BadBackup, match=r"has no stocktake\.db"):
        put_back(backup)
    (backup.folder / "manifest.json").unlink()
    with pytest.raises(BadBackup, match="There is no backup in"):
        put_back(backup)
    assert not target.exists()


def test_a_backup_of_a_newer_schema_is_refused(store, opened, schema, file, folder, put_back, target):
    store.close()
    (schema / "0002_more.sql").write_text("CREATE TABLE more (x TEXT) {strict};\n")
    opened().close()
    newer = backups.make(file, folder, now=AT)
    (schema / "0002_more.sql").unlink()
    with pytest.raises(StoreUnavailable, match=r"newer version of Stocktake \(0002_more\)"):
        put_back(newer)
    assert not target.exists()


def test_an_older_backup_is_brought_up_to_date_when_it_is_opened(backup, put_back, target, schema):
    put_back(backup)
    (schema / "0002_more.sql").write_text("CREATE TABLE more (x TEXT) {strict};\n")
    open_store(target, schema=schema).close()
    with contents(target) as found:
        assert found.schema[-1] == "0002_more"


def test_too_little_room_is_said_before_anything_is_written(store, file, folder, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1_000_000))
    with pytest.raises(BadBackup, match=r"There is not enough room in .*: 16\.\d MB are needed and 1\.0 MB are free"):
        backups.make(file, folder, now=AT)
    assert list(folder.iterdir()) == []


def test_a_network_drive_is_refused_for_backups_and_for_what_is_restored(backup, put_back, target, file, monkeypatch):
    monkeypatch.setattr(place, "network_drive", lambda *_: "nfs4")
    with pytest.raises(BadBackup, match=r"is on a network drive \(nfs4\).* copy the backup from there"):
        backups.make(file, backup.folder.parent, now=AT)
    with pytest.raises(StoreUnavailable, match=r"is on a network drive \(nfs4\)"):
        put_back(backup)
    assert not target.exists()


def test_a_folder_that_cannot_be_written_is_said(store, file, tmp_path):
    (tmp_path / "a-file").write_text("")
    with pytest.raises(BadBackup, match="No backup could be put into"):
        backups.make(file, tmp_path / "a-file" / "backups")


def test_a_damaged_database_is_never_called_a_backup(store, opened, file, folder):
    store.close()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("DELETE FROM person WHERE person_id = 2")
        connection.commit()
    with pytest.raises(BadBackup, match="1 of the rows of membership point at rows of person that are not there"):
        backups.make(file, folder, now=AT)
    assert list(folder.iterdir()) == []


def test_what_a_backup_cut_short_left_behind_is_cleared_away_after_a_day(store, file, folder):
    for name, hours in (("old", 13), ("new", 1)):
        (folder / f".unfinished-{name}").mkdir(parents=True)
        then = datetime.now(UTC).timestamp() - hours * 3600
        os.utime(folder / f".unfinished-{name}", (then, then))
    backups.make(file, folder, now=AT)
    assert {path.name for path in folder.glob(".*")} == {".unfinished-new"}


def test_a_backup_without_its_own_name_is_none_yet(backup, folder, file):
    assert backups.all_of(folder, file) == [backup]
    backup.folder.rename(folder / ".unfinished-stocktake")
    assert backups.all_of(folder, file) == []


def test_rows_of_other_values_or_another_number_are_told_apart(backup, store, file):
    store.for_user(1).write(lambda unit: unit.run("UPDATE {answer} SET comment = 'other' WHERE organisation_id = 10"))
    store.for_user(1).write(lambda unit: unit.run("UPDATE {organisation} SET name = name WHERE organisation_id = 10"))
    with contents(file) as now:
        assert list(manifest.differences(backup.manifest, now)) == ["answer has other values in its 3 rows"]
    store.for_user(1).write(lambda unit: add_answer(unit, 10, "q9", "more"))
    with contents(file) as now:
        assert list(manifest.differences(backup.manifest, now)) == ["answer has 4 rows and not 3"]


def test_a_manifest_of_a_later_form_is_not_guessed_at():
    with pytest.raises(BadBackup, match="made by a later version of Stocktake"):
        manifest.read(b'{"format": 2, "rooms": []}')


class OneTable:
    """Contents of one table, some rows at a time."""

    schema: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    size = 0

    def __init__(self, rows):
        self._rows = rows

    def rows(self, table, by=()):
        yield from self._rows

    def damages(self, *, thorough):
        yield from ()


def test_a_digest_tells_every_kind_of_value_apart():
    table = Table("t", ("a",), ("a",))
    kinds = [[(1,)], [("1",)], [(None,)], [("null",)], [(b"1",)], [("",)], [], [(1,), (1,)], [("é",)], [("e\u0301",)]]
    found = [manifest.digest(OneTable(rows), table) for rows in kinds]
    assert len(set(found)) == len(kinds)
    assert found[0].sha256 == hashlib.sha256(b"[1],").hexdigest()
    assert found[4].sha256 == hashlib.sha256(b'[{"hex":"31"}],').hexdigest()


def test_a_digest_does_not_depend_on_how_many_rows_come_at_a_time(monkeypatch):
    rows, table = [(n, str(n)) for n in range(2500)], Table("t", ("a", "b"), ("a",))
    first = manifest.digest(OneTable(rows), table)
    monkeypatch.setattr("assessments.store.contents.AT_A_TIME", 7)
    assert manifest.digest(OneTable(rows), table) == first
    assert first.rows == 2500
