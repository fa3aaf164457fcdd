"""The doors to rows, a person's and the reception's: their reads and writes live for one use case."""

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

from assessments.store.protocol import Row, Rows, Unit, Value
from assessments.store.sights import Whose
from assessments.store.sqlite.faults import in_words
from assessments.store.sqlite.guard import Guard
from assessments.store.sqlite.place import Place
from assessments.store.sqlite.writer import Writer
from assessments.store.statements import reading, writing

T = TypeVar("T")


def rows_of(cursor: sqlite3.Cursor) -> list[Row]:
    if cursor.description is None:
        return []
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


class OpenRows:
    """Rows on a connection that acts as this person; closed, it gives nothing any more."""

    def __init__(self, guard: Guard, person_id: int, *, whose: Whose) -> None:
        self.person_id = person_id
        self._guard: Guard | None = guard
        self._whose = whose

    def rows(self, sql: str, /, **values: Value) -> list[Row]:
        return rows_of(self._open().read(reading(sql, whose=self._whose), dict(values)))

    def one(self, sql: str, /, **values: Value) -> Row | None:
        found = self.rows(sql, **values)
        if len(found) > 1:
            raise ValueError(f"more than one row: {sql}")
        return found[0] if found else None

    def close(self) -> None:
        self._guard = None

    def _open(self) -> Guard:
        if self._guard is None:
            raise RuntimeError("these rows ended with their use case")
        return self._guard


class OpenUnit(OpenRows):
    def run(self, sql: str, /, **values: Value) -> list[Row]:
        write = writing(sql, whose=self._whose)
        return rows_of(self._open().write(write.sql, dict(values), write.table))

    def run_many(self, sql: str, /, many: Iterable[Mapping[str, Value]]) -> None:
        write = writing(sql, whose=self._whose)
        self._open().write_many(write.sql, many, write.table)


class Readers:
    """Reading connections, lent for one use case each and shared by all threads; at most so many at a time.

    `guarded` makes one, for people or for the reception.
    """

    def __init__(self, place: Place, guarded: Callable[[], Guard], at_most: int = 16) -> None:
        self._place = place
        self._guarded = guarded
        self._free = threading.Semaphore(at_most)
        self._idle: list[Guard] = []

    @contextmanager
    def lent(self, person_id: int) -> Iterator[Guard]:
        """A connection on which this person acts, at one moment. That ends with the transaction it was filled in."""
        with self._free:
            self._place.unmoved()
            guard = self._idle.pop() if self._idle else self._guarded()
            try:
                guard.trusted("BEGIN")
                guard.act_as(person_id)
                yield guard
            except sqlite3.Error:
                guard.connection.close()
                raise
            finally:
                self._take_back(guard)

    def _take_back(self, guard: Guard) -> None:
        try:
            guard.trusted("ROLLBACK")
        except sqlite3.Error:
            guard.connection.close()
        else:
            self._idle.append(guard)

    def close(self) -> None:
        while self._idle:
            self._idle.pop().connection.close()


class SqliteDoor:
    def __init__(self, person_id: int, place: Place, readers: Readers, writer: Writer, *, whose: Whose) -> None:
        self.person_id = person_id
        self._place = place
        self._readers = readers
        self._writer = writer
        self._whose = whose

    def read(self, work: Callable[[Rows], T]) -> T:
        try:
            with self._readers.lent(self.person_id) as guard:
                opened = OpenRows(guard, self.person_id, whose=self._whose)
                try:
                    return work(opened)
                finally:
                    opened.close()
        except sqlite3.Error as fault:
            raise in_words(fault, self._place.path) from fault

    def write(self, work: Callable[[Unit], T], *, key: str | None = None) -> T:
        def unit(guard: Guard) -> T:
            opened = OpenUnit(guard, self.person_id, whose=self._whose)
            try:
                return work(opened)
            finally:
                opened.close()

        return self._writer.run(unit, self.person_id, key, whose=self._whose)
