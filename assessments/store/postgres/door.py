"""The doors to rows on PostgreSQL: one transaction a use case, which begins by saying whose it is."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from psycopg.rows import dict_row

from assessments.store.postgres.place import Connection
from assessments.store.postgres.units import Units
from assessments.store.postgres.values import named
from assessments.store.protocol import Row, Rows, Unit, Value
from assessments.store.sights import Whose
from assessments.store.statements import kept_as, reading, writing

T = TypeVar("T")


class OpenRows:
    """Rows on a connection that acts as this person; closed, it gives nothing any more."""

    def __init__(self, connection: Connection, person_id: int, whose: Whose) -> None:
        self.person_id = person_id
        self._connection: Connection | None = connection
        self._whose: Whose = whose

    def rows(self, sql: str, /, **values: Value) -> list[Row]:
        return self._run(reading(sql, whose=self._whose), values)

    def one(self, sql: str, /, **values: Value) -> Row | None:
        found = self.rows(sql, **values)
        if len(found) > 1:
            raise ValueError(f"more than one row: {sql}")
        return found[0] if found else None

    def close(self) -> None:
        self._connection = None

    def _open(self) -> Connection:
        if self._connection is None:
            raise RuntimeError("these rows ended with their use case")
        return self._connection

    def _run(self, sql: str, values: dict[str, Value]) -> list[Row]:
        """Always prepared: the engine then takes one statement and no more."""
        with self._open().cursor(row_factory=dict_row) as cursor:
            cursor.execute(named(sql).encode(), values, prepare=True)
            return cursor.fetchall() if cursor.description is not None else []


class OpenUnit(OpenRows):
    wrote = False

    def run(self, sql: str, /, **values: Value) -> list[Row]:
        write = writing(sql, "", whose=self._whose)
        self.wrote = True
        return self._run(write.sql, values)

    def run_many(self, sql: str, /, many: Iterable[Mapping[str, Value]]) -> None:
        """Always prepared too, and sent without waiting for the answer to each."""
        write = writing(sql, "", whose=self._whose)
        self.wrote = True
        with self._open().cursor() as cursor:
            cursor.executemany(named(write.sql).encode(), many)


class PostgresDoor:
    def __init__(self, person_id: int, units: Units, whose: Whose) -> None:
        self.person_id = person_id
        self._units = units
        self._whose: Whose = whose

    def read(self, work: Callable[[Rows], T]) -> T:
        def reading(connection: Connection) -> T:
            opened = OpenRows(connection, self.person_id, self._whose)
            try:
                return work(opened)
            finally:
                opened.close()

        return self._units.read(reading, self.person_id)

    def write(self, work: Callable[[Unit], T], *, key: str | None = None) -> T:
        def unit(connection: Connection) -> tuple[T, bool]:
            opened = OpenUnit(connection, self.person_id, self._whose)
            try:
                return work(opened), opened.wrote
            finally:
                opened.close()

        return self._units.write(unit, self.person_id, kept_as(key, self._whose))
