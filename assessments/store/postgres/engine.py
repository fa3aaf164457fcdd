"""The store on PostgreSQL: checked and brought up to date when opened, then one transaction for each use case."""

from collections.abc import Callable, Collection
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import psycopg

from assessments.errors import Conflict
from assessments.store.postgres.contents import tables_in
from assessments.store.postgres.door import PostgresDoor
from assessments.store.postgres.lending import Connections
from assessments.store.postgres.migrations import migrate
from assessments.store.postgres.place import Connection, Place
from assessments.store.postgres.tables import columns_of
from assessments.store.postgres.units import Units
from assessments.store.sights import NOBODY, Whose

KEEP_RESULTS = timedelta(days=7)  # a repetition comes within minutes; after a week nobody asks any more
WHOSE: tuple[Whose, ...] = ("person", "reception", "counting")


# Small, and written anew as a whole: a plain VACUUM leaves the bytes of deleted rows in the files.
WHO_PEOPLE_ARE = ("person", "_account", "_identity", "_session", "_reset", "_invitation", "_sign_in")


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

    def counting(self) -> PostgresDoor:
        return PostgresDoor(NOBODY, self._units["counting"], "counting")

    def erase_organisation(self, organisation_id: int) -> None:
        """In its turn, so that no unit of the organisation is under way."""
        with closing(self._place.operator()) as connection:
            try:
                columns = columns_of(connection)
                found = [*(table.name for table in tables_in(connection)), "_turn"]
                with connection.transaction():
                    connection.execute("SELECT pg_advisory_xact_lock(%s)", (organisation_id,))
                    for table in reversed(found):  # children first
                        if "organisation_id" in columns[table]:
                            erase = f"DELETE FROM {table} WHERE organisation_id = %s".encode()
                            connection.execute(erase, (organisation_id,))
            except psycopg.IntegrityError as fault:
                raise Conflict(detail=str(fault)) from fault
            except psycopg.Error as fault:
                raise self._place.in_words(fault) from fault

    def tidy(self, tables: Collection[str] = ()) -> None:
        with closing(self._place.operator()) as connection:
            try:
                every = columns_of(connection)
                if not every.keys() >= {*tables}:
                    raise ValueError(f"no such table: {', '.join(sorted({*tables} - every.keys()))}")
                connection.execute(f"VACUUM {', '.join(tables or every)}".encode())
                anew = [table for table in WHO_PEOPLE_ARE if table in (tables or every)]
                if anew:
                    connection.execute(f"VACUUM (FULL) {', '.join(anew)}".encode())
            except psycopg.Error as fault:
                raise self._place.in_words(fault) from fault

    def ready(self) -> None:
        """A unit of nobody's that is kept: only a number is written."""

        def unit(_: Connection) -> tuple[None, bool]:
            return None, True

        self._units["person"].write(unit, NOBODY)

    def close(self) -> None:
        for connections in self._connections.values():
            connections.close()
