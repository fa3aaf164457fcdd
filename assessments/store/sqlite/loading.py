"""Fills a new SQLite file at bulk speed under another name, and puts it in its place when it is whole."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from assessments.errors import Conflict, Refused
from assessments.store.disk import sync
from assessments.store.protocol import Value
from assessments.store.sqlite.contents import tables_in
from assessments.store.sqlite.faults import SENTENCES, in_words, unavailable
from assessments.store.sqlite.migrations import migrate
from assessments.store.sqlite.place import Place

UNFINISHED = ".loading"  # after the file's own name; what a build cut short left gives way to the next
PATIENCE = 5.0  # seconds
# Until the end the file would be thrown away whatever happens: it needs no journal and no flush before.
SETTINGS = (
    "locking_mode = EXCLUSIVE", "journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF",
    "cache_size = -131072", "cell_size_check = OFF", "temp_store = FILE",
)  # fmt: skip


class SqliteLoading:
    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._columns = {table.name: set(table.columns) for table in tables_in(connection)}

    def add(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
        if not set(columns) <= self._columns.get(table, set()):
            raise ValueError(f"no such table, or not these columns: {table} ({', '.join(columns)})")
        places = ", ".join("?" for _ in columns)
        try:
            self._connection.executemany(f"INSERT INTO main.{table} ({', '.join(columns)}) VALUES ({places})", rows)
        except sqlite3.Error as fault:
            raise in_words(fault, self._path) from fault


@contextmanager
def sqlite_loading(path: Path, schema: Path) -> Iterator[SqliteLoading]:
    path = path.resolve()
    unfinished = path.with_name(path.name + UNFINISHED)
    try:
        with said(path):
            forget(unfinished)
            place = Place(unfinished, PATIENCE)
            connection = place.connect(writes=True)
        with closing(connection):
            with said(path):
                migrate(connection, unfinished, schema)
                fresh = {table.name: count(connection, table.name) for table in tables_in(connection)}
                close_empty(path, fresh)
                indexes = begin(connection)
            yield SqliteLoading(connection, path)
            with said(path):
                finish(connection, indexes)
        with said(path):
            place.unmoved()  # of two builds of one file the later has our name
            sync(unfinished)
            close_empty(path, fresh)
            unfinished.replace(path)
            sync(path.parent)
    finally:
        forget(unfinished)


@contextmanager
def said(path: Path) -> Iterator[None]:
    """A fault of our own doing, in our words; whoever fills the database keeps theirs."""
    try:
        yield
    except sqlite3.Error as fault:
        raise in_words(fault, path) from fault
    except OSError as fault:
        raise unavailable(SENTENCES[sqlite3.SQLITE_CANTOPEN], path) from fault


def forget(unfinished: Path) -> None:
    for name in (unfinished, unfinished.with_name(unfinished.name + "-journal")):
        if name.exists():
            name.unlink()


def count(connection: sqlite3.Connection, table: str) -> int:
    found: int = connection.execute(f"SELECT count(*) FROM main.{table}").fetchone()[0]
    return found


def close_empty(path: Path, fresh: Mapping[str, int]) -> None:
    """Leave no journal beside a database that holds no more rows than a fresh one. Raises Refused when it does."""
    if not path.exists() or path.stat().st_size == 0:
        log = path.with_name(path.name + "-wal")
        if log.exists() and log.stat().st_size:
            raise Refused(f"{log} belongs to a database that is not there any more. Move it away, then try again.")
        return
    with closing(Place(path, PATIENCE).connect(writes=True)) as found:
        for table in tables_in(found):
            more = f"SELECT 1 FROM main.{table.name} LIMIT 1 OFFSET ?"
            if found.execute(more, (fresh.get(table.name, 0),)).fetchone():
                raise Refused(f"{path} holds something already. Give the path of a file that is not there yet.")
        # Refused while somebody else has it open: a log left behind would be replayed into the file put in its place.
        found.execute("PRAGMA journal_mode = DELETE")


def begin(connection: sqlite3.Connection) -> list[str]:
    """Open the one transaction, without the rows and the indexes of the schema; gives how to make those again.

    An index is made much quicker at the end, by sorting.
    """
    for setting in SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    connection.execute("BEGIN EXCLUSIVE")
    for table in tables_in(connection):
        connection.execute(f"DELETE FROM main.{table.name}")
    found = connection.execute("SELECT name, sql FROM main.sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
    indexes = found.fetchall()
    for name, _ in indexes:
        connection.execute(f"DROP INDEX main.{name}")
    return [sql for _, sql in indexes]


def finish(connection: sqlite3.Connection, indexes: Sequence[str]) -> None:
    """Every key checked, and the file left as every store has it."""
    for sql in indexes:
        connection.execute(sql)
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        raise Conflict(detail=f"a row of {broken[0]} points at none of {broken[2]}")
    connection.execute("COMMIT")
    connection.execute("PRAGMA locking_mode = NORMAL")
    connection.execute("PRAGMA journal_mode = WAL")
