"""One connection behind an authorizer: a statement does what its kind of door allows, and the store does anything."""

import secrets
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

from assessments.store.sqlite.tables import tables_of

PLAIN = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE}
BUILT_IN = ("_", "sqlite_", "pragma_", "dbstat", "json_", "fts", "rtree", "bytecode", "tables_used")


class Guard(ABC):
    """What both kinds share. `_secret` ends all names of ours on the connection: nobody else can say them."""

    def __init__(self, connection: sqlite3.Connection, clock: Callable[[], datetime], *, writes: bool) -> None:
        self.connection = connection
        self._clock = clock
        self._secret = secrets.token_hex(16)
        self._tables = tables_of(connection)
        self._target: str | None = None
        self._trusted = True
        for statement in self._made(writes=writes):
            connection.execute(statement)
        self._trusted = False
        connection.set_authorizer(self._allow)

    def trusted(self, sql: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """Run a statement of the store itself. Its text holds the secret, so nobody else's can be a prepared copy."""
        self._trusted = True
        try:
            return self.connection.execute(f"/* {self._secret} */ {sql}", values)
        finally:
            self._trusted = False

    @abstractmethod
    def act_as(self, person_id: int | None) -> None:
        """From here on see and write as this person; None is nobody."""

    def read(self, sql: str, values: dict[str, object]) -> sqlite3.Cursor:
        return self.connection.execute(sql, values)

    def write(self, sql: str, values: dict[str, object], table: str) -> sqlite3.Cursor:
        with self._writing(table):
            return self.connection.execute(sql, values)

    def write_many(self, sql: str, many: Iterable[Mapping[str, object]], table: str) -> None:
        with self._writing(table):
            self.connection.executemany(sql, map(dict, many))

    @contextmanager
    def _writing(self, table: str) -> Iterator[None]:
        self._target = table if self._takes(table) else None
        try:
            yield
        finally:
            self._target = None

    @abstractmethod
    def _made(self, *, writes: bool) -> list[str]:
        """What stands on the connection before anybody uses it."""

    @abstractmethod
    def _takes(self, table: str) -> bool:
        """Whether a statement may write this table at all."""

    @abstractmethod
    def _may_read(self, table: str, column: str, schema: str | None) -> bool:
        """Whether a column may be read; without one, how many rows there are. The schema is None for a bare name."""

    def _is_checked(self, table: str, column: str) -> bool:
        """Whether it is by this column that the engine checks the keys of the row that is written."""
        return self._target is not None and (table, column) in self._tables.checked.get(self._target, ())

    @abstractmethod
    def _may_change(self, action: int, table: str) -> bool:
        """Whether the table that is written may be changed like this."""

    def _allow(
        self, action: int, first: str | None, second: str | None, schema: str | None, through: str | None
    ) -> int:
        return sqlite3.SQLITE_OK if self._permits(action, first, second, schema, through) else sqlite3.SQLITE_DENY

    def _permits(
        self, action: int, first: str | None, second: str | None, schema: str | None, through: str | None
    ) -> bool:
        if self._trusted or action in PLAIN:
            return True
        name = (first or "").lower()
        if action == sqlite3.SQLITE_FUNCTION:
            return (second or "").lower() != "load_extension"
        if through is not None and through.endswith(self._secret):
            return True
        if action == sqlite3.SQLITE_READ:
            column = (second or "").lower()
            checks = through is None and self._is_checked(name, column)  # no view of this name stands between
            return checks or self._may_read(name, column, schema and schema.lower())
        if self._target is None or name != self._target or (schema or "").lower() != "main":
            return False
        return self._may_change(action, name)
