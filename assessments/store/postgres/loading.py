"""Fills an empty PostgreSQL database at bulk speed with COPY, in one transaction."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from psycopg import errors

from assessments.errors import Conflict, Refused
from assessments.store.migrating import texts
from assessments.store.postgres.contents import PATIENCE, tables_in
from assessments.store.postgres.migrations import ONE_AT_A_TIME, applied, apply
from assessments.store.postgres.place import Connection, Place
from assessments.store.postgres.tables import continue_numbers
from assessments.store.protocol import Value

FOREIGN_KEYS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
"""
INDEXES = """
SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
WHERE c.relnamespace = current_schema()::regnamespace AND NOT i.indisunique
"""
TAKEN = "The database {place} holds something already. Give the address of an empty one."


class PostgresLoading:
    def __init__(self, connection: Connection, place: Place) -> None:
        self._connection = connection
        self._place = place
        self._columns = {table.name: set(table.columns) for table in tables_in(connection)}

    def add(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
        if not set(columns) <= self._columns.get(table, set()):
            raise ValueError(f"no such table, or not these columns: {table} ({', '.join(columns)})")
        try:
            with (
                self._connection.cursor() as cursor,
                cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN".encode()) as copy,
            ):
                for row in rows:
                    copy.write_row(row)
        except psycopg.Error as fault:
            raise said(fault, self._place) from fault


def said(fault: psycopg.Error, place: Place) -> BaseException:
    if isinstance(fault, errors.IntegrityError):
        return Conflict(detail=str(fault))
    return place.in_words(fault)


@contextmanager
def postgres_loading(address: str, schema: Path) -> Iterator[PostgresLoading]:
    place = Place(address, PATIENCE)
    with closing(place.operator()) as connection:
        with in_words(place):
            connection.execute("BEGIN")
            keys, indexes = begin(connection, place, schema)
            filled = PostgresLoading(connection, place)
        yield filled
        with in_words(place):
            finish(connection, keys, indexes)
            connection.execute("COMMIT")
        with in_words(place):
            connection.execute("ANALYZE")


@contextmanager
def in_words(place: Place) -> Iterator[None]:
    try:
        yield
    except psycopg.Error as fault:
        raise said(fault, place) from fault


def begin(connection: Connection, place: Place, schema: Path) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """The schema without its rows, foreign keys and indexes; gives how to make those again. Raises Refused."""
    connection.execute(ONE_AT_A_TIME)
    known, done = texts(schema), applied(connection)
    if not {*done} <= known.keys():
        raise Refused(TAKEN.format(place=place.shown))
    before = {table.name: count(connection, table.name) for table in tables_in(connection)}
    if not done and before:
        raise Refused(TAKEN.format(place=place.shown))
    if done and any(many > fresh for many, fresh in ((before[name], fresh_rows(name)) for name in before)):
        raise Refused(TAKEN.format(place=place.shown))
    apply(connection, {name: text for name, text in known.items() if name not in done})
    names = [table.name for table in tables_in(connection)]
    if names:
        connection.execute(f"TRUNCATE {', '.join(names)}".encode())
    for name in names:  # COPY takes no table whose owner is under its policies; the end puts them back
        connection.execute(f"ALTER TABLE {name} NO FORCE ROW LEVEL SECURITY".encode())
    keys = connection.execute(FOREIGN_KEYS).fetchall()
    for table, name, _ in keys:
        connection.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"'.encode())
    indexes = connection.execute(INDEXES).fetchall()
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}".encode())
    return keys, indexes


def fresh_rows(table: str) -> int:
    """How many rows a new database has in a table: the one local owner."""
    return 1 if table == "person" else 0


def count(connection: Connection, table: str) -> int:
    (found,) = connection.execute(f"SELECT count(*) FROM {table}".encode()).fetchone() or (0,)
    return int(found)


def finish(connection: Connection, keys: list[tuple[str, ...]], indexes: list[tuple[str, ...]]) -> None:
    """Everything as the schema has it, every key checked, and new rows numbered after those that came."""
    for _, definition in indexes:
        connection.execute(definition.encode())
    for table, name, definition in keys:
        connection.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}'.encode())
    for loaded in tables_in(connection):
        connection.execute(f"ALTER TABLE {loaded.name} FORCE ROW LEVEL SECURITY".encode())
    continue_numbers(connection)
