"""A PostgreSQL database read as a whole, at one moment, by the operator."""

import itertools
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager

import psycopg

from assessments.store.contents import Table, parents_first
from assessments.store.postgres.guards import is_guarded
from assessments.store.postgres.migrations import applied
from assessments.store.postgres.place import Connection, Place
from assessments.store.postgres.tables import OWN, PARENTS, columns_of, keys_of
from assessments.store.protocol import Value

PATIENCE = 5.0  # seconds
FOREIGN_KEYS = """
SELECT k.conrelid::regclass::text, k.confrelid::regclass::text,
  (SELECT array_agg(a.attname::text ORDER BY n.place) FROM unnest(k.conkey) WITH ORDINALITY n (attnum, place)
   JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = n.attnum),
  (SELECT array_agg(a.attname::text ORDER BY n.place) FROM unnest(k.confkey) WITH ORDINALITY n (attnum, place)
   JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = n.attnum)
FROM pg_constraint k WHERE k.contype = 'f' AND k.connamespace = current_schema()::regnamespace ORDER BY 1, k.conname
"""


class PostgresContents:
    def __init__(self, connection: Connection, place: Place) -> None:
        self._connection = connection
        self._place = place
        self._numbers = itertools.count()
        self.tables: tuple[Table, ...] = tables_in(connection)
        self.schema: tuple[str, ...] = tuple(applied(connection))
        (size,) = connection.execute("SELECT pg_database_size(current_database())").fetchone() or (0,)
        self.size: int = size

    def damages(self, *, thorough: bool) -> Iterator[str]:
        try:
            for table, parent, columns, pointed_at in self._connection.execute(FOREIGN_KEYS).fetchall():
                count = pointing_nowhere(self._connection, table, parent, list(zip(columns, pointed_at, strict=True)))
                if count:
                    yield f"{count} of the rows of {table} point at rows of {parent} that are not there"
            if thorough and self.schema and not is_guarded(self._connection):
                yield "the rules that keep organisations apart are not as Stocktake sets them"
        except psycopg.Error as fault:
            raise self._place.in_words(fault) from fault

    def rows(self, table: Table, by: Sequence[str] = ()) -> Iterator[tuple[Value, ...]]:
        columns = ", ".join(table.columns)
        order = ", ".join(f"{column} NULLS FIRST" for column in dict.fromkeys((*by, *table.key)))
        name = f"rows_{next(self._numbers)}"
        try:
            with self._connection.cursor(name) as cursor:
                cursor.itersize = table.at_a_time
                cursor.execute(f"SELECT {columns} FROM {table.name} ORDER BY {order}".encode())
                yield from cursor
        except psycopg.Error as fault:
            raise self._place.in_words(fault) from fault


@contextmanager
def postgres_contents(address: str) -> Iterator[PostgresContents]:
    place = Place(address, PATIENCE)
    with closing(place.operator()) as connection:
        try:
            connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            found = PostgresContents(connection, place)  # its first look at the tables sets the moment
        except psycopg.Error as fault:
            raise place.in_words(fault) from fault
        yield found


def pointing_nowhere(connection: Connection, table: str, parent: str, key: Sequence[tuple[str, str]]) -> int:
    there = " AND ".join(f"c.{column} IS NOT NULL" for column, _ in key)
    same = " AND ".join(f"p.{theirs} = c.{ours}" for ours, theirs in key)
    found = connection.execute(
        f"SELECT count(*) FROM {table} c WHERE {there} AND NOT EXISTS (SELECT 1 FROM {parent} p WHERE {same})".encode()
    ).fetchone()
    return int(found[0]) if found else 0


def tables_in(connection: Connection) -> tuple[Table, ...]:
    """The tables of ours, parents first. A table without a primary key is ordered by all it has."""
    columns, keys = columns_of(connection), keys_of(connection)
    parents: dict[str, set[str]] = {name: set() for name in columns if name not in OWN}
    for table, parent in connection.execute(PARENTS):
        parents.get(table, set()).add(parent)
    return tuple(Table(name, columns[name], keys.get(name, columns[name])) for name in parents_first(parents))
