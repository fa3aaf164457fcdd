"""The store on one SQLite file: checked and brought up to date when opened, then many readers and one writer."""

import sqlite3
from collections.abc import Callable, Collection, Mapping
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from assessments.store.backups import FOLDER
from assessments.store.sights import NOBODY, Whose
from assessments.store.sqlite.contents import tables_in
from assessments.store.sqlite.door import Readers, SqliteDoor
from assessments.store.sqlite.faults import IN_USE, SENTENCES, in_words, unavailable
from assessments.store.sqlite.guard import Guard
from assessments.store.sqlite.migrations import migrate
from assessments.store.sqlite.place import Place
from assessments.store.sqlite.reception import CountingGuard, ReceptionGuard
from assessments.store.sqlite.scope import PersonGuard
from assessments.store.sqlite.writer import Writer

KEEP_RESULTS = timedelta(days=7)  # a repetition comes within minutes; after a week nobody asks any more
GUARDS: Mapping[Whose, type[Guard]] = {"reception": ReceptionGuard, "counting": CountingGuard, "person": PersonGuard}
CHECKED = 2**30  # bytes: about three seconds; of a larger file `stocktake doctor` reads every page, by night


def checks(connection: sqlite3.Connection, size: int) -> tuple[str, ...]:
    """Every page; and of what was submitted that each row says what its key says, by which it is read."""
    if size > CHECKED:
        return ()
    made = connection.execute("SELECT 1 FROM main.sqlite_master WHERE type = 'table' AND name = 'submission'")
    return ("quick_check(1)",) if made.fetchone() is None else ("quick_check(1)", "integrity_check(submission)")


class SqliteStore:
    def __init__(
        self, path: Path, *, clock: Callable[[], datetime], schema: Path, patience: float, backups: Path | None = None
    ) -> None:
        self._place = Place(path, patience)
        try:
            with closing(self._place.connect(writes=True)) as connection:
                self._prepare(connection, schema, backups or self._place.path.parent / FOLDER, clock() - KEEP_RESULTS)
        except sqlite3.Error as fault:
            raise in_words(fault, self._place.path) from fault
        self._clock = clock
        self._readers = {whose: Readers(self._place, partial(self._guarded, whose, writes=False)) for whose in GUARDS}
        self._writer = Writer(self._place, clock, partial(self._guarded, writes=True))
        try:
            self.ready()
        except BaseException:
            self.close()
            raise

    def _prepare(self, connection: sqlite3.Connection, schema: Path, backups: Path, forget_before: datetime) -> None:
        for check in checks(connection, self._place.path.stat().st_size):
            (found,) = connection.execute(f"PRAGMA {check}").fetchone()
            if found != "ok":
                raise unavailable(SENTENCES[sqlite3.SQLITE_CORRUPT], self._place.path)
        migrate(connection, self._place.path, schema, backups)
        connection.execute("PRAGMA journal_mode = WAL")
        found = reversed(tables_in(connection))  # children first
        self._of_organisations = [table.name for table in found if "organisation_id" in table.columns]
        connection.execute("DELETE FROM main._kept_result WHERE kept_at < ?", (int(forget_before.timestamp() * 1000),))

    def _guarded(self, whose: Whose, *, writes: bool) -> Guard:
        return GUARDS[whose](self._place.connect(writes=writes), self._clock, writes=writes)

    def for_user(self, person_id: int) -> SqliteDoor:
        return self._door(person_id, whose="person")

    def reception(self, person_id: int | None) -> SqliteDoor:
        return self._door(NOBODY if person_id is None else person_id, whose="reception")

    def counting(self) -> SqliteDoor:
        return self._door(NOBODY, whose="counting")

    def _door(self, person_id: int, *, whose: Whose) -> SqliteDoor:
        return SqliteDoor(person_id, self._place, self._readers[whose], self._writer, whose=whose)

    def erase_organisation(self, organisation_id: int) -> None:
        """On the reception's connection, which has no triggers to refuse it."""

        def erase(guard: Guard) -> None:
            for table in self._of_organisations:
                guard.trusted(f"DELETE FROM main.{table} WHERE organisation_id = ?", (organisation_id,))

        self._writer.run(erase, NOBODY, whose="reception")

    def tidy(self, tables: Collection[str] = ()) -> None:  # noqa: ARG002 - a file is tidied as a whole
        """Written anew: where a page was split, a copy of what moved stays behind, out of reach of secure_delete."""
        try:
            with closing(self._place.connect(writes=True)) as connection:
                connection.execute("PRAGMA temp_store = FILE")
                connection.execute("VACUUM")
                (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.Error as fault:
            raise in_words(fault, self._place.path) from fault
        if busy:
            raise unavailable(IN_USE, self._place.path)

    def ready(self) -> None:
        """A unit that writes what is there already: one that writes nothing passes where a file may only be read."""

        def write(guard: Guard) -> None:
            (same,) = guard.trusted("PRAGMA main.user_version").fetchone()
            guard.trusted(f"PRAGMA main.user_version = {same}")

        self._writer.run(write, NOBODY)

    def close(self) -> None:
        """The writer last: the last to go moves the log into the file, which a reader may not; then it is one file."""
        for readers in self._readers.values():
            readers.close()
        self._writer.close()
