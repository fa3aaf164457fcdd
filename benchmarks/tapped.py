"""A store that notes every statement asked of it, by whatever page, and how long it took."""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from assessments.store.protocol import Door, Row, Rows, Store, Unit, Value
from assessments.store.sights import Whose

T = TypeVar("T")
MILLISECONDS = 1000


@dataclass(frozen=True, slots=True)
class Ran:
    """One statement: at which door, what it said and was given, how many milliseconds it took, and its rows."""

    whose: Whose
    sql: str
    values: Mapping[str, Value]
    took: float
    rows: int

    @property
    def writes(self) -> bool:
        return "{" in self.sql


@dataclass(slots=True)
class Noted:
    """What was asked in a while; `around` is what it took to begin and end the use cases, in milliseconds."""

    statements: list[Ran] = field(default_factory=list)
    use_cases: int = 0
    around: float = 0.0

    @property
    def took(self) -> float:
        """All the store's milliseconds."""
        return self.around + sum(one.took for one in self.statements)


class Tapped:
    """A store with a tap on each of its doors."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._noted = Noted()

    @contextmanager
    def noting(self) -> Iterator[Noted]:
        """What is asked inside the block, by whichever thread."""
        self._noted = noted = Noted()
        yield noted
        self._noted = Noted()

    def note(self, ran: Ran) -> None:
        self._noted.statements.append(ran)

    def note_around(self, milliseconds: float) -> None:
        self._noted.use_cases += 1
        self._noted.around += milliseconds

    def for_user(self, person_id: int) -> Door:
        return TappedDoor(self, self._store.for_user(person_id), "person")

    def reception(self, person_id: int | None) -> Door:
        return TappedDoor(self, self._store.reception(person_id), "reception")

    def counting(self) -> Door:
        return TappedDoor(self, self._store.counting(), "counting")

    def erase_organisation(self, organisation_id: int) -> None:
        self._store.erase_organisation(organisation_id)

    def tidy(self, tables: Collection[str] = ()) -> None:
        self._store.tidy(tables)

    def ready(self) -> None:
        self._store.ready()

    def close(self) -> None:
        self._store.close()


class TappedDoor:
    """A door as it was, and its use cases are timed."""

    def __init__(self, tap: Tapped, door: Door, whose: Whose) -> None:
        self._tap, self._door, self._whose = tap, door, whose

    @property
    def person_id(self) -> int:
        return self._door.person_id

    def read(self, work: Callable[[Rows], T]) -> T:
        def asked(timed: Callable[[Callable[[], T]], T]) -> T:
            return self._door.read(lambda rows: timed(lambda: work(TappedRows(self._tap, rows, self._whose))))

        return self._around(asked)

    def write(self, work: Callable[[Unit], T], *, key: str | None = None) -> T:
        def asked(timed: Callable[[Callable[[], T]], T]) -> T:
            return self._door.write(lambda unit: timed(lambda: work(TappedUnit(self._tap, unit, self._whose))), key=key)

        return self._around(asked)

    def _around(self, asked: Callable[[Callable[[Callable[[], T]], T]], T]) -> T:
        inside = 0.0

        def timed(work: Callable[[], T]) -> T:
            nonlocal inside
            began = time.perf_counter()
            try:
                return work()
            finally:
                inside += time.perf_counter() - began

        began = time.perf_counter()
        try:
            return asked(timed)
        finally:
            self._tap.note_around((time.perf_counter() - began - inside) * MILLISECONDS)


class TappedRows:
    """The rows of one use case, each statement noted."""

    def __init__(self, tap: Tapped, rows: Rows, whose: Whose) -> None:
        self._tap, self._rows, self._whose = tap, rows, whose

    @property
    def person_id(self) -> int:
        return self._rows.person_id

    def rows(self, sql: str, /, **values: Value) -> list[Row]:
        return self._noted(sql, values, lambda: self._rows.rows(sql, **values))

    def one(self, sql: str, /, **values: Value) -> Row | None:
        found = self.rows(sql, **values)
        if len(found) > 1:
            raise ValueError(f"more than one row: {sql}")
        return found[0] if found else None

    def _noted(self, sql: str, values: Mapping[str, Value], ask: Callable[[], list[Row]]) -> list[Row]:
        began = time.perf_counter()
        found = ask()
        took = (time.perf_counter() - began) * MILLISECONDS
        self._tap.note(Ran(self._whose, sql, values, took, len(found)))
        return found


class TappedUnit(TappedRows):
    """The same, and writes."""

    def __init__(self, tap: Tapped, unit: Unit, whose: Whose) -> None:
        super().__init__(tap, unit, whose)
        self._unit = unit

    def run(self, sql: str, /, **values: Value) -> list[Row]:
        return self._noted(sql, values, lambda: self._unit.run(sql, **values))

    def run_many(self, sql: str, /, many: Iterable[Mapping[str, Value]]) -> None:
        def run() -> list[Row]:
            self._unit.run_many(sql, many)
            return []

        self._noted(sql, {}, run)
