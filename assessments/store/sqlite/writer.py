"""The one writer: a thread that commits all waiting units together, each in its own savepoint as its own person.

One flush of the disk then serves everybody who waits, and nobody waits behind another connection's lock. A unit that
fails is rolled back alone. Nobody is told anything before the group's commit has returned. Units of the reception are
a group of their own, on the connection that is the reception's.
"""

import json
import queue
import sqlite3
import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar, cast

from assessments.store.sights import Whose
from assessments.store.sqlite.faults import CLOSED, in_words, unavailable
from assessments.store.sqlite.guard import Guard
from assessments.store.sqlite.place import Place
from assessments.store.statements import kept_as

T = TypeVar("T")
AT_MOST = 256  # units in a group: a few milliseconds of work, so that nobody waits long for the others


def may_only_read(fault: BaseException) -> bool:
    return getattr(fault, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_READONLY


class Job:
    """A unit on its way through the writer; whoever handed it in waits until it is settled."""

    __slots__ = ("_done", "error", "key", "person_id", "result", "whose", "work")

    def __init__(
        self, work: Callable[[Guard], Any], person_id: int, key: str | None, *, whose: Whose = "person"
    ) -> None:
        self.work, self.person_id, self.whose = work, person_id, whose
        self.key = kept_as(key, whose)
        self.result: Any = None
        self.error: BaseException | None = None
        self._done = threading.Lock()  # a bare lock wakes faster than an Event
        self._done.acquire()

    def wait(self) -> None:
        self._done.acquire()

    def settle(self) -> None:
        self._done.release()


class Writer:
    """`guarded` makes a connection, for people's units or for the reception's."""

    def __init__(self, place: Place, clock: Callable[[], datetime], guarded: Callable[[Whose], Guard]) -> None:
        self._place = place
        self._clock = clock
        self._guarded = guarded
        self._guards: dict[Whose, Guard] = {}
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._closing = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._serve, name="writer", daemon=True)
        self._thread.start()

    def run(self, work: Callable[[Guard], T], person_id: int, key: str | None = None, *, whose: Whose = "person") -> T:
        """Hand in one unit and wait until it is on disk or refused."""
        if threading.current_thread() is self._thread:
            raise RuntimeError("a unit cannot ask for another one: do both in one")
        job = Job(work, person_id, key, whose=whose)
        with self._closing:
            if self._closed:
                raise unavailable(CLOSED, self._place.path)
            self._jobs.put(job)
        job.wait()
        if job.error is not None:
            raise job.error
        return cast("T", job.result)

    def close(self) -> None:
        with self._closing:
            self._closed = True
            self._jobs.put(None)
        self._thread.join()

    def _serve(self) -> None:
        last = False
        while not last:
            waiting, last = self._waiting()
            for whose in sorted({job.whose for job in waiting}):
                if group := [job for job in waiting if job.whose == whose]:
                    self._settle(group)
        for whose in tuple(self._guards):
            self._drop_connection(whose)

    def _settle(self, group: list[Job]) -> None:
        if not self._committed(group) and len(group) > 1:
            for job in group:  # something broke them all: by itself, each gets the answer that is its own
                job.error = None
                self._committed([job])
        for job in group:
            job.settle()

    def _waiting(self) -> tuple[list[Job], bool]:
        """All that wait now, at least one; and whether the end was asked for."""
        group: list[Job] = []
        while len(group) < AT_MOST:
            try:
                job = self._jobs.get(block=not group)
            except queue.Empty:
                break
            if job is None:
                return group, True
            group.append(job)
        return group, False

    def _committed(self, group: list[Job]) -> bool:
        """Run and commit a group of one kind. False: none of it was kept, though each alone may succeed."""
        began, whose = False, group[0].whose
        try:
            guard = self._opened(whose)
            guard.trusted("BEGIN IMMEDIATE")
            began = True
            for job in group:
                self._run(guard, job)
            guard.act_as(None)
            guard.trusted("COMMIT")
            self._place.unmoved()
        except BaseException as fault:  # noqa: BLE001 - whatever it is, those who wait are told
            self._abandon(fault, whose)
            for job in group:
                job.error = in_words(fault, self._place.path)
            return not began
        return True

    def _run(self, guard: Guard, job: Job) -> None:
        guard.trusted("SAVEPOINT unit")
        try:
            guard.act_as(job.person_id)
            job.result = job.work(guard) if job.key is None else self._once(guard, job, job.key)
        except BaseException as fault:
            job.error = in_words(fault, self._place.path)
            if not guard.connection.in_transaction or may_only_read(fault):  # it is over for the whole group
                raise
            guard.trusted("ROLLBACK TO unit")
        guard.trusted("RELEASE unit")

    def _once(self, guard: Guard, job: Job, key: str) -> object:
        """The result kept under this key; or run the unit and keep its result, in the same commit."""
        kept = guard.trusted(
            "SELECT result FROM main._kept_result WHERE person_id = ? AND key = ?", (job.person_id, key)
        ).fetchone()
        if kept is not None:
            return json.loads(kept[0])
        result = job.work(guard)
        text = json.dumps(result)
        if json.loads(text) != result:
            raise TypeError(f"the result of a unit with a key must be plain JSON: {result!r}")
        guard.trusted(
            "INSERT INTO main._kept_result (person_id, key, result, kept_at) VALUES (?, ?, ?, ?)",
            (job.person_id, key, text, int(self._clock().timestamp() * 1000)),
        )
        return result

    def _opened(self, whose: Whose) -> Guard:
        self._place.unmoved()
        if whose not in self._guards:
            self._guards[whose] = self._guarded(whose)
        return self._guards[whose]

    def _abandon(self, fault: BaseException, whose: Whose) -> None:
        """Undo what is open. A connection that cannot be put right ends with it: the next group opens a new one.

        So does one that found a file it may only read: it would say so for ever.
        """
        guard = self._guards.get(whose)
        if guard is not None and guard.connection.in_transaction:
            try:
                guard.trusted("ROLLBACK")
            except sqlite3.Error:
                self._drop_connection(whose)
        if may_only_read(fault):
            self._drop_connection(whose)

    def _drop_connection(self, whose: Whose) -> None:
        guard = self._guards.pop(whose, None)
        if guard is not None:
            guard.connection.close()
