"""Keeps one connection to what the reception or counting may do: everybody's rows of its tables, and of no other."""

import sqlite3

from assessments.store import sights
from assessments.store.sights import Office
from assessments.store.sqlite.guard import BUILT_IN, Guard

COMMANDS = {
    sqlite3.SQLITE_INSERT: "INSERT", sqlite3.SQLITE_UPDATE: "UPDATE", sqlite3.SQLITE_DELETE: "DELETE"
}  # fmt: skip


class ReceptionGuard(Guard):
    """A connection of its own, where the tables of that door go by their names and a shut view hides every other.

    Without these views a statement that writes `person` could read the column of a hidden table that points there.
    """

    whose: Office = "reception"

    def act_as(self, person_id: int | None) -> None:
        """It is the same for whoever acts."""

    def _made(self, *, writes: bool) -> list[str]:  # noqa: ARG002 - the same for both
        shut = (table for table in self._tables.columns if not self._takes(table))
        return [
            f"CREATE TEMP VIEW {table} AS SELECT * FROM main.{table}"
            for table in sorted(shut)
            if not table.startswith("sqlite_")
        ]

    def _takes(self, table: str) -> bool:
        return bool(sights.commands(self.whose, table))

    def _may_read(self, table: str, column: str, schema: str | None) -> bool:
        if table in self._tables.columns:
            return self._takes(table) and schema in {None, "main"}
        if table.startswith(BUILT_IN):
            return False
        return schema is None and not column  # a count of what the statement names for itself

    def _may_change(self, action: int, table: str) -> bool:
        return COMMANDS.get(action) in sights.commands(self.whose, table)


class CountingGuard(ReceptionGuard):
    whose: Office = "counting"
