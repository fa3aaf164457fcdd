"""Runs reads and units until they are done, kept or refused: through races, lost connections and a server's restart.

A unit that wrote adds a number of its own to `_unit` in its commit. When the connection is lost while committing, the
same number is added again: that fails where the unit was kept, and where it succeeds the unit can never be kept any
more, so it is run again. Nothing is lost and nothing is doubled, with a key or without.
"""

import json
import random
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TypeVar, cast

import psycopg
from psycopg import errors

from assessments.periods import today
from assessments.store.postgres import faults
from assessments.store.postgres.lending import Connections
from assessments.store.postgres.place import Connection, Place

T = TypeVar("T")
READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; "
WRITE = "BEGIN ISOLATION LEVEL REPEATABLE READ; "
INSIDE = threading.local()  # whether this thread is in a unit, of whichever door
SYSTEMS = 0  # the turn of the installation's own acts, which units take after an organisation's
TRIES = 30  # against others who are quicker
KEEP_NUMBERS = 900.0  # seconds: long after whoever lost touch has asked or given up


class CommitLost(Exception):
    """The connection was lost in the commit of the unit with this number, which had this result."""

    def __init__(self, number: uuid.UUID, result: object, sentence: str) -> None:
        super().__init__(sentence)
        self.number, self.result, self.sentence = number, result, sentence


class Units:
    def __init__(self, place: Place, connections: Connections, clock: Callable[[], datetime]) -> None:
        self._place = place
        self._connections = connections
        self._clock = clock
        self._forget_at = 0.0

    def read(self, work: Callable[[Connection], T], person_id: int) -> T:
        def once(_: "set[int]") -> T:
            with self._connections.lent() as connection, told_when_lost(connection):
                connection.execute((READ + self._entering(person_id)).encode())
                result = work(connection)
                connection.execute("COMMIT")
                return result

        return self._until_done(once)

    def write(self, unit: Callable[[Connection], tuple[T, bool]], person_id: int, key: str | None = None) -> T:
        if getattr(INSIDE, "unit", False):
            raise RuntimeError("a unit cannot ask for another one: do both in one")
        INSIDE.unit = True
        try:
            return self._until_done(lambda turns: self._once(unit, person_id, key, turns))
        finally:
            INSIDE.unit = False
            self._forget()

    def _entering(self, person_id: int) -> str:
        now = self._clock()
        return f"SELECT _enter({int(person_id)}, '{today(now)}', {int(now.timestamp() * 1000)})"

    def _until_done(self, once: "Callable[[set[int]], T]") -> T:
        """Run it again while that may help, within our patience."""
        turns: set[int] = set()
        broken = False
        for tried in range(TRIES):
            try:
                return self._settled(once, turns)
            except psycopg.IntegrityError as fault:
                if broken:  # a constraint that is broken twice is no race
                    raise faults.in_words(fault, self._place.shown) from fault
                broken = True
            except (faults.Lost, psycopg.Error) as fault:
                if not faults.is_race(fault) or tried == TRIES - 1:
                    raise faults.in_words(fault, self._place.shown) from fault
                turns |= turn_of(fault)
                time.sleep(random.uniform(0, 0.002 * tried))  # noqa: S311 - only so that they do not meet again
        raise self._place.unavailable(faults.BUSY)

    def _settled(self, once: "Callable[[set[int]], T]", turns: set[int]) -> T:
        """Run it on a connection that lives; when one is lost, on the next, until our patience ends."""
        until = time.monotonic() + self._place.patience
        pause = 0.01
        while True:
            try:
                return once(turns)
            except CommitLost as lost:
                if self._was_kept(lost, until):
                    return cast("T", lost.result)
            except faults.Lost as lost:
                if lost.sentence not in faults.PASSING or time.monotonic() >= until:
                    raise
            time.sleep(pause)
            pause = min(pause * 2, 0.2)

    def _once(
        self, unit: Callable[[Connection], tuple[T, bool]], person_id: int, key: str | None, turns: set[int]
    ) -> T:
        with self._connections.lent() as connection, told_when_lost(connection), in_turn(connection, turns):
            connection.execute((WRITE + self._entering(person_id)).encode())
            if key is not None and (kept := self._kept(connection, person_id, key)) is not None:
                return cast("T", json.loads(kept))
            result, wrote = unit(connection)
            if key is not None:
                self._keep(connection, person_id, key, result)
            if wrote or key is not None:
                self._commit(connection, result)
            else:
                connection.execute("COMMIT")
            return result

    def _commit(self, connection: Connection, result: object) -> None:
        number = uuid.uuid4()
        try:
            connection.execute(f"INSERT INTO _unit (unit) VALUES ('{number}'); COMMIT".encode())
        except psycopg.Error as fault:
            if faults.is_lost(fault, connection):
                raise CommitLost(number, result, faults.UNKNOWN) from fault
            raise

    def _was_kept(self, lost: CommitLost, until: float) -> bool:
        """Whether that unit was kept; when not, it never will be."""
        while True:
            try:
                with self._connections.lent() as connection, told_when_lost(connection):
                    connection.execute("INSERT INTO _unit (unit) VALUES (%s)", (lost.number,))
            except errors.UniqueViolation:
                return True
            except (faults.Lost, psycopg.Error) as fault:
                if time.monotonic() >= until:
                    raise self._place.unavailable(faults.UNKNOWN) from fault
                time.sleep(0.05)
            else:
                return False

    def _kept(self, connection: Connection, person_id: int, key: str) -> str | None:
        found = connection.execute(
            "SELECT result FROM _kept_result WHERE person_id = %s AND key = %s", (person_id, key)
        ).fetchone()
        return None if found is None else cast("str", found[0])

    def _keep(self, connection: Connection, person_id: int, key: str, result: object) -> None:
        text = json.dumps(result)
        if json.loads(text) != result:
            raise TypeError(f"the result of a unit with a key must be plain JSON: {result!r}")
        connection.execute(
            "INSERT INTO _kept_result (person_id, key, result, kept_at) VALUES (%s, %s, %s, %s)",
            (person_id, key, text, int(self._clock().timestamp() * 1000)),
        )

    def _forget(self) -> None:
        """Now and then, the numbers that nobody asks for any more."""
        if time.monotonic() < self._forget_at:
            return
        self._forget_at = time.monotonic() + KEEP_NUMBERS / 3
        try:
            with self._connections.lent() as connection:
                connection.execute("SELECT _forget_numbers(%s)", (KEEP_NUMBERS,))
        except (faults.Lost, psycopg.Error):
            self._forget_at = 0.0  # the next one does it


@contextmanager
def told_when_lost(connection: Connection) -> Iterator[None]:
    try:
        yield
    except psycopg.Error as fault:
        if faults.is_lost(fault, connection):
            raise faults.Lost(faults.AWAY) from fault
        raise


@contextmanager
def in_turn(connection: Connection, turns: set[int]) -> Iterator[None]:
    """Hold the turns of these organisations from before the unit looks at anything until after its commit."""
    for turn in sorted(turns, key=lambda turn: (turn == SYSTEMS, turn)):  # as units take them
        connection.execute("SELECT pg_advisory_lock(%s)", (turn,))
    try:
        yield
    finally:
        if turns and not connection.closed:
            connection.execute("ROLLBACK")
            connection.execute("SELECT pg_advisory_unlock_all()")


def turn_of(fault: BaseException) -> set[int]:
    """Whose turn was taken by somebody quicker, where the engine says it."""
    detail = fault.diag.message_detail if isinstance(fault, psycopg.Error) else None
    words = (detail or "").split()
    return {int(word) for word in words} if all(word.lstrip("-").isdigit() for word in words) else set()
