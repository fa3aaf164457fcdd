"""Connections lent for one use case each and shared by all threads: at most so many, a dead one never lent again.

psycopg's own pool keeps to itself why it could not connect, and waits longer and longer before it looks again.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg.pq import TransactionStatus

from assessments.store.postgres import faults
from assessments.store.postgres.place import Connection, Place
from assessments.store.sights import Whose


class Connections:
    def __init__(self, place: Place, whose: Whose = "person", at_most: int = 16) -> None:
        self._place = place
        self._whose: Whose = whose
        self._at_most = at_most
        self._free = threading.Semaphore(at_most)
        self._idle: list[Connection] = []
        self._closed = False

    @contextmanager
    def lent(self) -> Iterator[Connection]:
        """A connection in no transaction. Raises Lost when there is none; what it fails of is the borrower's."""
        if not self._free.acquire(timeout=max(1.0, self._place.patience)):
            raise self._place.unavailable(faults.BUSY)
        try:
            if self._closed:
                raise self._place.unavailable(faults.CLOSED)
            connection = self._one()
            try:
                yield connection
            finally:
                self._take_back(connection)
        finally:
            self._free.release()

    def _one(self) -> Connection:
        try:
            return self._idle.pop()
        except IndexError:
            return self._place.connect(self._whose)

    def _take_back(self, connection: Connection) -> None:
        try:
            if connection.info.transaction_status != TransactionStatus.IDLE:
                connection.execute("ROLLBACK")
        except psycopg.Error:
            connection.close()
        if connection.closed:
            self.forget()  # its neighbours are most likely dead too, and cost little to make anew
        elif self._closed:
            connection.close()
        else:
            self._idle.append(connection)

    def forget(self) -> None:
        while self._idle:
            try:
                self._idle.pop().close()
            except IndexError:
                return

    def close(self) -> None:
        """Let those who have one finish."""
        self._closed = True
        for _ in range(self._at_most):
            self._free.acquire()
        self.forget()
        self._free.release(self._at_most)
