"""Keeps one connection to what one person may see and write: scoped views, guarding triggers, and an authorizer.

Every table is hidden behind a temporary view of its name that shows only the rows of the person in `actor`. The engine
tells the authorizer through which view a column is read, but also calls a common table expression by its name as if it
were one (`WITH answer AS (SELECT * FROM main.answer) …`). So each view reads through a second one whose name holds a
secret of this connection, and only what comes through such a name may touch a base table.
"""

import re
import secrets
import sqlite3
from collections.abc import Sequence

from assessments.store.sqlite.faults import REFUSAL
from assessments.store.sqlite.tables import tables_of

WRITERS = "'lead', 'contributor'"
BUILT_IN = ("_", "sqlite_", "pragma_", "dbstat", "json_", "fts", "rtree", "bytecode", "tables_used")
PLAIN = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE}


class Guard:
    """One connection with everything above in place; `secret` ends the name of all that is ours on it."""

    def __init__(self, connection: sqlite3.Connection, *, writes: bool) -> None:
        self.connection = connection
        self._secret = secrets.token_hex(16)
        self._trusted = True
        self._target: str | None = None
        self._tables = tables_of(connection)
        self._scoped = self._tables.organisations | self._tables.people
        for statement in self._views() + (self._triggers() if writes else []):
            connection.execute(re.sub(r"\b(actor|added|own|members)\b", rf"\1_{self._secret}", statement))
        self._trusted = False
        connection.set_authorizer(self._allow)

    def trusted(self, sql: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """Run a statement of the store itself. Its text holds the secret, so nobody else's can be a prepared copy."""
        self._trusted = True
        try:
            return self.connection.execute(f"/* {self._secret} */ {sql}", values)
        finally:
            self._trusted = False

    def act_as(self, person_id: int | None) -> None:
        """From here on see and write as this person; None is nobody."""
        self.trusted(f"UPDATE temp.actor_{self._secret} SET person_id = ?", (person_id,))
        self.trusted(f"DELETE FROM temp.added_{self._secret}")

    def read(self, sql: str, values: dict[str, object]) -> sqlite3.Cursor:
        return self.connection.execute(sql, values)

    def write(self, sql: str, values: dict[str, object], table: str) -> sqlite3.Cursor:
        self._target = table if table not in self._tables.hidden else None
        try:
            return self.connection.execute(sql, values)
        finally:
            self._target = None

    def _views(self) -> list[str]:
        made = [
            "CREATE TEMP TABLE actor (person_id)",
            "INSERT INTO temp.actor VALUES (NULL)",
            "CREATE TEMP TABLE added (organisation_id)",
        ]
        if "membership" in self._tables.organisations:
            made.append(
                "CREATE TEMP VIEW members AS SELECT organisation_id, role FROM main.membership"
                " WHERE person_id = (SELECT person_id FROM temp.actor)"
            )
        mine = "organisation_id IN (SELECT organisation_id FROM temp.members)"
        fellow = (
            "person_id = (SELECT person_id FROM temp.actor)"
            f" OR person_id IN (SELECT person_id FROM main.membership WHERE {mine})"
        )
        for table in sorted(self._scoped):
            rows = mine if table in self._tables.organisations else fellow
            name = f"{table}_{self._secret}"
            # A column is always named: without one the engine reports a count of the view as a count of the table.
            named = f"{self._tables.beside_key[table]} IS {self._tables.beside_key[table]}"
            made.append(f"CREATE TEMP VIEW {name} AS SELECT * FROM main.{table} WHERE ({rows}) AND {named}")
            made.append(f"CREATE TEMP VIEW {table} AS SELECT * FROM temp.{name}")
        return made

    def _triggers(self) -> list[str]:
        made = []
        for table in sorted(self._scoped):
            for event, sides in (("INSERT", ("NEW",)), ("UPDATE", ("OLD", "NEW")), ("DELETE", ("OLD",))):
                allowed = " AND ".join(f"({self._may_write(table, event, side)})" for side in sides)
                made.append(
                    f"CREATE TEMP TRIGGER guard_{event}_{table}_{self._secret} BEFORE {event} ON main.{table}"
                    f" WHEN NOT coalesce({allowed}, 0) BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
                )
        if "organisation" in self._tables.organisations:
            made.append(
                f"CREATE TEMP TRIGGER note_added_{self._secret} AFTER INSERT ON main.organisation"
                " BEGIN INSERT INTO added VALUES (NEW.organisation_id); END"
            )
        return made

    def _may_write(self, table: str, event: str, side: str) -> str:
        if table in self._tables.people:
            return f"{side}.person_id = (SELECT person_id FROM temp.actor)"
        roles = "'lead'" if table == "membership" else WRITERS
        member = (
            f"EXISTS (SELECT 1 FROM temp.members WHERE organisation_id = {side}.organisation_id AND role IN ({roles}))"
        )
        if (table, event) == ("organisation", "INSERT"):
            return "(SELECT person_id FROM temp.actor) IS NOT NULL"
        if (table, event) == ("membership", "INSERT"):
            added = "NEW.organisation_id IN (SELECT organisation_id FROM temp.added)"
            return f"{member} OR ({added} AND NEW.person_id = (SELECT person_id FROM temp.actor))"
        return member

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
            return self._may_read(name, (second or "").lower(), schema and schema.lower())
        return self._may_change(action, name, schema)

    def _may_read(self, table: str, column: str, schema: str | None) -> bool:
        if (table in self._scoped and schema != "main") or table.endswith(self._secret):
            return True
        if schema is None:  # a count by a bare name: of a common table expression, if nothing of the engine's has it
            return not column and not self._is_of_the_engine(table)
        if table in self._tables.shared:
            return True
        # While writing: the table written, and the key columns by which the engine checks foreign keys.
        return self._target is not None and (table == self._target or (table, column) in self._tables.keys)

    def _is_of_the_engine(self, table: str) -> bool:
        return table in self._tables.hidden or table.startswith(BUILT_IN)

    def _may_change(self, action: int, table: str, schema: str | None) -> bool:
        if self._target is None or table != self._target or (schema or "").lower() != "main":
            return False
        if action == sqlite3.SQLITE_DELETE:
            return table in self._scoped
        return action in {sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE}
