"""The one writer: a thread that commits all waiting units together, each in its own savepoint as its own person.

One flush of the disk then serves everybody who waits, and nobody waits behind another connection's lock. A unit that
fails is rolled back alone. Nobody is told anything before the group's commit has returned.
"""

import json
import queue
import sqlite3
import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar, cast

from assessments.store.sqlite.faults import CLOSED, in_words, unavailable
from assessments.store.sqlite.place import Place
from assessments.store.sqlite.scope import Guard

T = TypeVar("T")
AT_MOST = 256  # units in a group: a few milliseconds of work, so that nobody waits long for the others


def may_only_read(fault: BaseException) -> bool:
    return getattr(fault, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_READONLY


class Job:
    """A unit on its way through the writer; whoever handed it in waits until it is settled."""

    __slots__ = ("_done", "error", "key", "person_id", "result", "work")

    def __init__(self, work: Callable[[Guard], Any], person_id: int, key: str | None) -> None:
        self.work, self.person_id, self.key = work, person_id, key
        self.result: Any = None
        self.error: BaseException | None = None
        self._done = threading.Lock()  # a bare lock wakes faster than an Event
        self._done.acquire()

    def wait(self) -> None:
        self._done.acquire()

    def settle(self) -> None:
        self._done.release()


class Writer:
    def __init__(self, place: Place, clock: Callable[[], datetime]) -> None:
        self._place = place
        self._clock = clock
        self._guard: Guard | None = None
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._closing = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._serve, name="writer", daemon=True)
        self._thread.start()

    def run(self, work: Callable[[Guard], T], person_id: int, key: str | None = None) -> T:
        """Hand in one unit and wait until it is on disk or refused."""
        if threading.current_thread() is self._thread:
            raise RuntimeError("a unit cannot ask for another one: do both in one")
        job = Job(work, person_id, key)
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
            group, last = self._waiting()
            if not self._committed(group) and len(group) > 1:
                for job in group:  # something broke them all: by itself, each gets the answer that is its own
                    job.error = None
                    self._committed([job])
            for job in group:
                job.settle()
        self._drop_connection()

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
        """Run and commit a group. False: none of it was kept, though each alone may succeed."""
        began = False
        try:
            guard = self._opened()
            guard.trusted("BEGIN IMMEDIATE")
            began = True
            for job in group:
                self._run(guard, job)
            guard.act_as(None)
            guard.trusted("COMMIT")
            self._place.unmoved()
        except BaseException as fault:  # noqa: BLE001 - whatever it is, those who wait are told
            self._abandon(fault)
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

    def _opened(self) -> Guard:
        self._place.unmoved()
        if self._guard is None:
            self._guard = Guard(self._place.connect(writes=True), writes=True)
        return self._guard

    def _abandon(self, fault: BaseException) -> None:
        """Undo what is open. A connection that cannot be put right ends with it: the next group opens a new one.

        So does one that found a file it may only read: it would say so for ever.
        """
        if self._guard is not None and self._guard.connection.in_transaction:
            try:
                self._guard.trusted("ROLLBACK")
            except sqlite3.Error:
                self._drop_connection()
        if may_only_read(fault):
            self._drop_connection()

    def _drop_connection(self) -> None:
        if self._guard is not None:
            self._guard.connection.close()
            self._guard = None
