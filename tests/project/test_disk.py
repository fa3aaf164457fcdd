"""The disk that the power cuts are tried on: worked by hand, so that the proof rests on something looked at."""

import random
from pathlib import Path

import pytest

from tests.proofs._disk import ARRIVES, Disk, sectors
from tests.proofs._trace import (
    CutTo,
    Linked,
    MadeFolder,
    Opened,
    Removed,
    Renamed,
    Said,
    SyncBegan,
    SyncEnded,
    Wrote,
    events_in,
)

FOLDER, FILE = "/disk/data", "/disk/data/a.db"


@pytest.fixture
def disk():
    """A disk with a file of four letters, all of it safe."""
    made = Disk(Path("/disk"))
    for event in (
        MadeFolder(FOLDER),
        Opened(FILE, emptied=False),
        Wrote(FILE, 0, b"safe"),
        *synced(FILE),
        *synced(FOLDER),
    ):
        made.happen(event)
    for event in synced("/disk"):
        made.happen(event)
    return made


def synced(path, number=1):
    return SyncBegan(path, number), SyncEnded(path, number)


def left(disk, into, arrives="nothing", seed=1):
    """What is there when the power is back: contents by path."""
    disk.cut(arrives, random.Random(seed), into)
    return {str(path.relative_to(into)): path.read_bytes() for path in into.rglob("*") if path.is_file()}


def happen(disk, *events):
    for event in events:
        disk.happen(event)


@pytest.mark.parametrize("arrives", ARRIVES)
def test_what_was_synced_is_there_whatever_arrives(disk, tmp_path, arrives):
    assert left(disk, tmp_path / "cut", arrives) == {"data/a.db": b"safe"}


def test_what_was_not_synced_is_gone_when_nothing_arrives(disk, tmp_path):
    happen(disk, Wrote(FILE, 2, b"ve it"), Said("saved"))
    assert left(disk, tmp_path / "cut") == {"data/a.db": b"safe"}


def test_a_sync_saves_only_what_was_written_before_it_began(disk, tmp_path):
    happen(disk, Wrote(FILE, 4, b"1"), SyncBegan(FILE, 7), Wrote(FILE, 5, b"2"))
    assert left(disk, tmp_path / "before") == {"data/a.db": b"safe"}
    happen(disk, SyncEnded(FILE, 7))
    assert left(disk, tmp_path / "after") == {"data/a.db": b"safe1"}


def test_of_what_was_not_synced_every_mixture_may_be_left_but_never_less_than_was_safe(disk, tmp_path):
    happen(disk, Wrote(FILE, 4, b"1"), Wrote(FILE, 5, b"2"))
    found = {
        left(disk, tmp_path / f"{arrives} {seed}", arrives, seed)["data/a.db"]
        for seed in range(40)
        for arrives in ARRIVES
    }
    assert found == {b"safe", b"safe1", b"safe12", b"safe\x002", b"safe\x00\x00", b"safe1\x00"}


def test_a_name_is_safe_when_its_folder_was_synced_and_not_before(disk, tmp_path):
    log = "/disk/data/a.db-wal"
    happen(disk, Opened(log, emptied=False), Wrote(log, 0, b"log"), *synced(log))
    assert left(disk, tmp_path / "before") == {"data/a.db": b"safe"}
    happen(disk, *synced(FOLDER), Removed(FILE), Renamed(log, FILE))
    assert left(disk, tmp_path / "after") == {"data/a.db": b"safe", "data/a.db-wal": b"log"}
    happen(disk, *synced(FOLDER))
    assert left(disk, tmp_path / "renamed") == {"data/a.db": b"log"}


def test_a_folder_that_was_not_synced_into_the_one_above_takes_all_it_holds_with_it(tmp_path):
    disk = Disk(Path("/disk"))
    happen(disk, MadeFolder(FOLDER), Opened(FILE, emptied=False), Wrote(FILE, 0, b"x"), *synced(FILE), *synced(FOLDER))
    assert left(disk, tmp_path / "cut") == {}


def test_a_write_is_torn_at_the_edges_of_sectors():
    write = Wrote(FILE, 500, bytes(600))
    assert sectors(write, 512) == [Wrote(FILE, at, bytes(many)) for at, many in ((500, 12), (512, 512), (1024, 76))]
    assert sectors(write, 4096) == [write]
    assert sectors(CutTo(FILE, 3), 512) == [CutTo(FILE, 3)]


def test_a_trace_is_read_in_the_order_in_which_things_were_sure(tmp_path):
    """Two threads: the second says “a” while the first's sync, begun before a write had ended, is still under way."""
    trace = tmp_path / "trace"
    trace.write_text(
        r"""
10 openat(AT_FDCWD<\x2f\x64\x69\x73\x6b>, "\x2f\x64\x69\x73\x6b\x2f\x61", O_CREAT) = 3<\x2f\x64\x69\x73\x6b\x2f\x61>
10 openat(AT_FDCWD<\x2f\x64\x69\x73\x6b>, "\x2f\x65\x74\x63", O_RDWR|O_CREAT, 0600) = 4<\x2f\x65\x74\x63>
11 pwrite64(3<\x2f\x64\x69\x73\x6b\x2f\x61>, "\x41\x42", 2, 7 <unfinished ...>
10 fdatasync(3<\x2f\x64\x69\x73\x6b\x2f\x61> <unfinished ...>
11 <... pwrite64 resumed>)           = 1
11 write(1<\x70\x69\x70\x65>, "\x61", 1 <unfinished ...>
10 <... fdatasync resumed>)          = 0
11 <... write resumed>)              = 1
10 pwrite64(3<\x2f\x64\x69\x73\x6b\x2f\x61>, "\x41", 1, 0) = -1 ENOSPC (No space left on device)
10 ftruncate(3<\x2f\x64\x69\x73\x6b\x2f\x61>, 5) = 0
10 openat(AT_FDCWD<\x2f\x64\x69\x73\x6b>, "\x61", O_WRONLY) = 5<\x2f\x64\x69\x73\x6b\x2f\x61>
10 write(5<\x2f\x64\x69\x73\x6b\x2f\x61>, "\x58\x59", 2) = 2
10 write(5<\x2f\x64\x69\x73\x6b\x2f\x61>, "\x5a", 1) = 1
10 link("\x2f\x64\x69\x73\x6b\x2f\x61", "\x2f\x64\x69\x73\x6b\x2f\x62") = 0
10 unlinkat(9<\x2f\x64\x69\x73\x6b\x2f\x64>, "\x61", 0) = 0
10 unlink("\x2f\x64\x69\x73\x6b\x2f\x61") = 0
10 +++ exited with 0 +++
"""
    )
    assert list(events_in(trace, "/disk")) == [
        Opened("/disk/a", emptied=False),
        SyncBegan("/disk/a", 4),
        Wrote("/disk/a", 7, b"A"),  # of two bytes one was written
        Said("a"),
        SyncEnded("/disk/a", 4),
        CutTo("/disk/a", 5),
        Wrote("/disk/a", 0, b"XY"),
        Wrote("/disk/a", 2, b"Z"),
        Linked("/disk/a", "/disk/b"),
        Removed("/disk/d/a"),
        Removed("/disk/a"),
    ]


def test_a_file_is_seen_being_made_however_long_its_path_is(tmp_path):
    trace, name = tmp_path / "trace", "a" * 200
    escaped = "".join(f"\\x{letter:02x}" for letter in f"/disk/{name}".encode())
    trace.write_text(f'10 openat(AT_FDCWD<\\x2f>, "{escaped}", O_RDWR|O_CREAT, 0600) = 3<{escaped}>\n')
    assert list(events_in(trace, "/disk")) == [Opened(f"/disk/{name}", emptied=False)]


def test_a_write_that_the_recorder_does_not_follow_is_an_error(tmp_path):
    trace = tmp_path / "trace"
    trace.write_text(r'10 truncate("\x2f\x64\x69\x73\x6b\x2f\x61", 1) = 0' + "\n")
    with pytest.raises(AssertionError, match="does not follow"):
        list(events_in(trace, "/disk"))
