"""Faults of the disk and the file: a sentence with the next step, the process alive, and well again by itself."""

import os
import resource
import sqlite3
import stat
import subprocess
import sys
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from assessments.errors import StoreUnavailable
from assessments.store import open_store
from assessments.store.sqlite.place import file_system, refuse_network
from tests.assessments.store.conftest import add_answer, fill

ROOT = Path(__file__).resolve().parents[3]


def save(store, question, comment="saved"):
    store.for_user(1).write(lambda unit: add_answer(unit, 10, question, comment))


def refused(store, question="q9", comment="lost"):
    """The sentence that a save is told."""
    with pytest.raises(StoreUnavailable) as told:
        save(store, question, comment)
    return told.value.sentence


def kept(outside):
    return [question for (question,) in outside("SELECT question FROM answer WHERE organisation_id = 10 ORDER BY 1")]


def test_a_lock_held_by_another_program_is_told_and_over_when_it_lets_go(store, file, outside):
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert refused(store) == (
            "Another program is using the database. Nothing was saved: wait a moment and try again."
        )
        with pytest.raises(StoreUnavailable, match="Another program"):
            store.ready()
        assert store.for_user(1).read(lambda rows: rows.rows("SELECT question FROM answer")) == [{"question": "q1"}]
        other.execute("ROLLBACK")
    save(store, "q2")
    assert kept(outside) == ["q1", "q2"]


def test_a_full_disk_is_told_and_over_when_there_is_room(store, outside):
    limit = "PRAGMA max_page_count = {}"
    guard = store._writer._guards["person"]
    (pages,) = guard.trusted("PRAGMA page_count").fetchone()
    guard.trusted(limit.format(pages)).fetchone()
    assert refused(store, comment="x" * 100_000) == (
        "The disk is full. Nothing was saved: free some space, then try again."
    )
    guard.trusted(limit.format(1_000_000)).fetchone()
    save(store, "q2", "x" * 100_000)
    assert kept(outside) == ["q1", "q2"]


@contextmanager
def files_no_longer_than(size):
    """The system refuses to make any file longer, as on a disk that gives out in the middle of a write."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_that_refuses_to_write_is_told_and_over_when_it_does_again(store, file, outside):
    written = file.with_name("stocktake.db-wal").stat().st_size
    with files_no_longer_than(written + 5000):
        assert refused(store, comment="x" * 100_000).startswith("The disk refused to read or write. Nothing was saved")
        assert store.for_user(1).read(lambda rows: rows.rows("SELECT question FROM answer")) == [{"question": "q1"}]
    save(store, "q2")
    assert kept(outside) == ["q1", "q2"]
    assert outside("PRAGMA integrity_check") == [("ok",)]


def test_of_a_group_that_does_not_fit_the_small_ones_are_kept(store, outside):
    guard = store._writer._guards["person"]
    (pages,) = guard.trusted("PRAGMA page_count").fetchone()

    def too_much(unit):
        guard.trusted(f"PRAGMA max_page_count = {pages}").fetchone()
        add_answer(unit, 10, "big", "x" * 100_000)

    with pytest.raises(StoreUnavailable, match="disk is full"):
        store.for_user(1).write(too_much)
    save(store, "small", "x")
    assert kept(outside) == ["q1", "small"]


def test_a_file_that_was_moved_is_told_and_over_when_it_is_back(store, file, outside):
    elsewhere = file.with_name("moved.db")
    assert store.for_user(1).read(lambda rows: rows.rows("SELECT question FROM answer")) == [{"question": "q1"}]
    file.rename(elsewhere)
    assert refused(store) == (
        f"The database file is no longer at {file}. Put it back and try again; nothing is saved until then."
    )
    with pytest.raises(StoreUnavailable, match="no longer at"):
        store.for_user(1).read(lambda rows: rows.rows("SELECT question FROM answer"))
    assert not file.exists()  # a new, empty one is never begun in its place
    elsewhere.rename(file)
    save(store, "q2")
    assert kept(outside) == ["q1", "q2"]


def test_a_file_moved_while_a_unit_runs_is_not_called_saved(store, file):
    def unit(unit):
        add_answer(unit, 10, "q2", "into nowhere")
        file.rename(file.with_name("moved.db"))

    with pytest.raises(StoreUnavailable, match="no longer at"):
        store.for_user(1).write(unit)
    file.with_name("moved.db").rename(file)


def test_another_file_in_its_place_is_not_written(store, file):
    file.rename(file.with_name("moved.db"))
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE other (x)")
    before = file.read_bytes()
    assert refused(store).startswith("Another file was put in the place of")
    assert file.read_bytes() == before


def test_a_damaged_page_is_told_where_it_is_read_and_when_the_store_is_opened(store, file, schema):
    fill_up = "x" * 3000
    for n in range(40):
        save(store, f"long{n:02}", fill_up)
    store.close()
    with closing(sqlite3.connect(file)) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        page = other.execute("PRAGMA page_size").fetchone()[0]
    again = open_store(file, schema=schema, patience=0.1)
    damaged = bytearray(file.read_bytes())
    for start in range(20 * page, 50 * page, page):
        damaged[start : start + page] = b"\xa5" * page
    file.write_bytes(damaged)
    with pytest.raises(StoreUnavailable) as told:
        again.for_user(1).read(lambda rows: rows.rows("SELECT * FROM answer"))
    assert told.value.sentence == (
        f"The database is damaged. Stop Stocktake, keep a copy of {file}, and restore the last backup."
    )
    again.close()
    with pytest.raises(StoreUnavailable, match="The database is damaged"):
        open_store(file, schema=schema)


def test_a_file_that_is_no_database_is_refused_untouched(file, schema):
    file.parent.mkdir()
    file.write_text("Dear diary, " * 500)
    with pytest.raises(StoreUnavailable, match="is not a Stocktake database"):
        open_store(file, schema=schema)
    assert file.read_text() == "Dear diary, " * 500


def test_a_place_that_cannot_be_made_is_told(file, schema):
    file.parent.write_text("a file, where a folder should be")
    with pytest.raises(StoreUnavailable, match="cannot be opened"):
        open_store(file, schema=schema)


def test_the_file_is_readable_by_its_owner_only(store, file):
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


AS_SOMEBODY_ELSE = """
import os, sys
from pathlib import Path
import assessments.store.sqlite.engine  # everything is read in while it may still be read
from assessments.errors import StoreUnavailable
from assessments.store import open_store
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    open_store(sys.argv[1], schema=Path(sys.argv[2]))
except StoreUnavailable as told:
    print(told.sentence)
"""


def test_a_database_that_may_only_be_read_is_told(schema):
    """Tried as a user without rights, since the system's own user may write everything."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "stocktake.db")
        store = open_store(file, schema=schema)
        fill(store)
        store.close()
        ours = Path(folder, "schema")
        ours.mkdir()
        Path(ours, "0001_first.sql").write_bytes((schema / "0001_first.sql").read_bytes())
        for path, mode in ((file, 0o444), (ours, 0o755), (Path(folder), 0o555)):
            path.chmod(mode)
        told = subprocess.run(
            [sys.executable, "-c", AS_SOMEBODY_ELSE, str(file), str(ours)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        Path(folder).chmod(0o700)
    assert told.stdout == (
        "The database can only be read here. Nothing was saved: "
        f"let this program write {file} and its folder, then try again.\n"
    ), told.stderr


MOUNTS = """\
server:/export /srv/school\\040files nfs4 rw 0 0
/dev/sdb1 /srv/school\\040files/local ext4 rw 0 0
//server/share /mnt/share cifs rw 0 0
/dev/sda1 / ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/stocktake.db", "ext4"),
        ("/srv/school files/stocktake.db", "nfs4"),
        ("/srv/school files/local/stocktake.db", "ext4"),
        ("/mnt/share/deep/stocktake.db", "cifs"),
        ("/mnt/shared/stocktake.db", "ext4"),
    ],
)
def test_the_file_system_of_a_path_is_that_of_the_nearest_mount(path, kind):
    assert file_system(Path(path), MOUNTS) == kind


def test_a_network_drive_is_refused_in_words():
    refuse_network(Path("/home/stocktake.db"), MOUNTS)
    for path in ("/mnt/share/stocktake.db", "\\\\server\\share\\stocktake.db"):
        with pytest.raises(StoreUnavailable, match=r"network drive .* disk of this computer"):
            refuse_network(Path(path), MOUNTS)
