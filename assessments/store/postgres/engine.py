"""The store on PostgreSQL: checked and brought up to date when opened, then one transaction for each use case."""

from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import psycopg

from assessments.store.postgres.door import PostgresDoor
from assessments.store.postgres.lending import Connections
from assessments.store.postgres.migrations import migrate
from assessments.store.postgres.place import Connection, Place
from assessments.store.postgres.units import Units
from assessments.store.sights import NOBODY, Whose

KEEP_RESULTS = timedelta(days=7)  # a repetition comes within minutes; after a week nobody asks any more
WHOSE: tuple[Whose, ...] = ("person", "reception")


class PostgresStore:
    def __init__(
        self, address: str, *, clock: Callable[[], datetime], schema: Path, patience: float, backups: Path | None = None
    ) -> None:
        self._place = Place(address, patience)
        with closing(self._place.operator()) as connection:
            try:
                migrate(connection, self._place, schema, backups)
                forget_before = int((clock() - KEEP_RESULTS).timestamp() * 1000)
                connection.execute("DELETE FROM _kept_result WHERE kept_at < %s", (forget_before,))
            except psycopg.Error as fault:
                raise self._place.in_words(fault) from fault
        self._connections = {whose: Connections(self._place, whose) for whose in WHOSE}
        self._units = {whose: Units(self._place, self._connections[whose], clock) for whose in WHOSE}
        try:
            self.ready()
        except BaseException:
            self.close()
            raise

    def for_user(self, person_id: int) -> PostgresDoor:
        return PostgresDoor(person_id, self._units["person"], "person")

    def reception(self, person_id: int | None) -> PostgresDoor:
        return PostgresDoor(NOBODY if person_id is None else person_id, self._units["reception"], "reception")

    def ready(self) -> None:
        """A unit of nobody's that is kept: only a number is written."""

        def unit(_: Connection) -> tuple[None, bool]:
            return None, True

        self._units["person"].write(unit, NOBODY)

    def close(self) -> None:
        for connections in self._connections.values():
            connections.close()
