"""A SQLite file read as a whole, at one moment, by the operator."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from assessments.store import SCHEMA
from assessments.store.contents import Table, parents_first
from assessments.store.protocol import Value
from assessments.store.sqlite.faults import MISSING, in_words, unavailable
from assessments.store.sqlite.tables import FOREIGN_KEYS

APPLIED = "_sqlite_migrations"
COLUMNS = """
SELECT t.name, c.name, c.pk FROM main.sqlite_master t JOIN pragma_table_info(t.name) c
WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY t.name, c.cid
"""
SETTINGS = ("query_only = ON", "trusted_schema = OFF", "temp_store = MEMORY", "cell_size_check = ON")
MOST = 20  # damages told


class SqliteContents:
    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.connection = connection
        self.path = path
        self.tables = tables_in(connection)
        self.schema = applied(connection)
        ((pages,), (page,)) = (connection.execute(f"PRAGMA {what}").fetchone() for what in ("page_count", "page_size"))
        self.size: int = pages * page

    def damages(self, *, thorough: bool) -> Iterator[str]:
        from assessments.store.sqlite.shape import misshapen

        try:
            for (said,) in self.connection.execute(
                f"PRAGMA {'integrity_check' if thorough else 'quick_check'}({MOST})"
            ):
                if said != "ok":
                    yield " ".join(said.split())
            broken = Counter((row[0], row[2]) for row in self.connection.execute("PRAGMA foreign_key_check"))
            for (table, parent), count in broken.items():
                yield f"{count} of the rows of {table} point at rows of {parent} that are not there"
            if thorough:
                yield from misshapen(self, SCHEMA)
        except sqlite3.Error as fault:
            raise in_words(fault, self.path) from fault

    def rows(self, table: Table, by: Sequence[str] = ()) -> Iterator[tuple[Value, ...]]:
        columns, order = ", ".join(table.columns), ", ".join(dict.fromkeys((*by, *table.key)))
        try:
            cursor = self.connection.execute(f"SELECT {columns} FROM main.{table.name} ORDER BY {order}")
            cursor.arraysize = table.at_a_time
            while found := cursor.fetchmany():
                yield from found
        except sqlite3.Error as fault:
            raise in_words(fault, self.path) from fault


@contextmanager
def sqlite_contents(path: Path) -> Iterator[SqliteContents]:
    with closing(reading(path)) as connection:
        try:
            connection.execute("BEGIN")
            found = SqliteContents(connection, path)  # its first look at the tables sets the moment
        except sqlite3.Error as fault:
            raise in_words(fault, path) from fault
        yield found


def reading(path: Path) -> sqlite3.Connection:
    """A connection to a file that is there, which changes nothing of it."""
    if not path.is_file():
        raise unavailable(MISSING, path)
    try:
        address = f"file:{quote(str(path.resolve()))}?mode=ro"
        connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    except sqlite3.Error as fault:
        raise in_words(fault, path) from fault
    try:
        for setting in SETTINGS:
            connection.execute(f"PRAGMA {setting}")
    except sqlite3.Error as fault:
        connection.close()
        raise in_words(fault, path) from fault
    return connection


def applied(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The names of the migrations applied; none where the file has not even the list of them."""
    listed = "SELECT 1 FROM main.sqlite_master WHERE type = 'table' AND name = ?"
    if connection.execute(listed, (APPLIED,)).fetchone() is None:
        return ()
    names = f"SELECT name FROM main.{APPLIED} WHERE migration_set = 'stocktake' ORDER BY name"
    return tuple(name for (name,) in connection.execute(names))


def tables_in(connection: sqlite3.Connection) -> tuple[Table, ...]:
    """The tables of ours, parents first. A table without a primary key is ordered by all it has."""
    columns: dict[str, list[str]] = {}
    keys: dict[str, list[tuple[int, str]]] = {}
    for table, column, place in connection.execute(COLUMNS):
        if table != APPLIED:
            columns.setdefault(table, []).append(column)
            keys.setdefault(table, []).extend([(place, column)] if place else [])
    parents: dict[str, set[str]] = {name: set() for name in columns}
    for table, _, parent, _ in connection.execute(FOREIGN_KEYS):
        parents.get(table, set()).add(parent)
    return tuple(
        Table(name, tuple(columns[name]), tuple(column for _, column in sorted(keys[name])) or tuple(columns[name]))
        for name in parents_first(parents)
    )
