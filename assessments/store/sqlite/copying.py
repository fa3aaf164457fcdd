"""Copies a SQLite file that is in use, as it is at one moment, into another file."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from assessments.store.sqlite.contents import SqliteContents
from assessments.store.sqlite.faults import in_words


def copy_in_one_step(source: SqliteContents, target: Path) -> None:
    """All of it at the moment that `source` looks at. In small steps it would never end while somebody saves."""
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with closing(sqlite3.connect(target, isolation_level=None)) as copy:
            source.connection.backup(copy, pages=-1)
    except sqlite3.Error as fault:
        raise in_words(fault, source.path) from fault


def make_one_file(path: Path) -> None:
    """No journal beside it: all of the database is in the file."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as opened:
            opened.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.Error as fault:
        raise in_words(fault, path) from fault
