"""Keeps one connection to what one person may see and write: scoped views, guarding triggers, and an authorizer.

Every table is hidden behind a temporary view of its name that shows only the rows the person in `actor` has sight of.
The engine tells the authorizer through which view a column is read, but also calls a common table expression by its
name as if it were one (`WITH answer AS (SELECT * FROM main.answer) …`). So each view reads through a second one whose
name holds a secret of this connection, and only what comes through such a name may touch a base table.
"""

import sqlite3
from collections.abc import Iterator

from assessments.periods import today
from assessments.store import sights
from assessments.store.sqlite.faults import REFUSAL
from assessments.store.sqlite.guard import BUILT_IN, Guard

SIDES = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}


class PersonGuard(Guard):
    """The connection of a person's door; between two use cases it is nobody's."""

    def act_as(self, person_id: int | None) -> None:
        now = self._clock()
        self.trusted(
            f"UPDATE temp.actor_{self._secret} SET person_id = ?, today = ?, now = ?",
            (person_id, today(now).isoformat(), int(now.timestamp() * 1000)),
        )
        self.trusted(f"DELETE FROM temp.added_{self._secret}")

    def _made(self, *, writes: bool) -> list[str]:
        self._scoped = self._tables.organisations | self._tables.people
        made = [
            f"CREATE TEMP TABLE actor_{self._secret} (person_id, today, now)",
            f"INSERT INTO temp.actor_{self._secret} VALUES (NULL, NULL, NULL)",
            f"CREATE TEMP TABLE added_{self._secret} (organisation_id)",
        ]
        if "membership" in self._tables.organisations:
            self._lists = {sight: list(self._seen_by(sight)) for sight in sights.SIGHTS}
            made += [f"CREATE TEMP VIEW {name} AS {found}" for lists in self._lists.values() for name, found in lists]
        for table in sorted(self._scoped):
            made += self._view(table)
        return made + (self._triggers() if writes else [])

    def _actor(self, what: str) -> str:
        return f"(SELECT {what} FROM temp.actor_{self._secret})"

    def _seen_by(self, sight: int) -> Iterator[tuple[str, str]]:
        """The organisations that the person has that sight of, or more; looked up anew by every statement.

        In two lists, by name: the few and those of a roster. The engine multiplies one list with another to look both
        up in one index, networks times organisations; not so with two, and the second is made only when it is needed.
        """
        words = {
            "of": "main.",
            "me": self._actor("person_id"),
            "today": self._actor("today"),
            "now": self._actor("now"),
        }
        for name, sources in (("seen", sights.FEW), ("listed", (sights.ROSTER,))):
            selects = sights.selects(sight, self._tables.columns, sources, **words)
            found = [f"SELECT organisation_id FROM ({select}) WHERE sight >= {sight}" for select in selects]
            if found:
                yield f"{name}{sight}_{self._secret}", " UNION ALL ".join(found)

    def _seen(self, sight: int) -> str:
        among = [f"organisation_id IN (SELECT organisation_id FROM temp.{name})" for name, _ in self._lists[sight]]
        return f"({' OR '.join(among)})"

    def _view(self, table: str) -> list[str]:
        rows = self._of_people(table) if table in self._tables.people else self._of_organisations(table)
        name = f"{table}_{self._secret}"
        # A column is always named: without one the engine reports a count of the view as a count of the table.
        named = f"{self._tables.beside_key[table]} IS {self._tables.beside_key[table]}"
        return [
            f"CREATE TEMP VIEW {name} AS SELECT * FROM main.{table} WHERE {rows} AND {named}",
            f"CREATE TEMP VIEW {table} AS SELECT * FROM temp.{name}",
        ]

    def _of_organisations(self, table: str) -> str:
        others = sights.others(table)
        seen = self._seen(sights.least(table))
        return seen if others is None else f"{seen} AND ({others[0]} OR {self._seen(others[1])})"

    def _of_people(self, table: str) -> str:
        mine = f"person_id = {self._actor('person_id')}"
        if table != "person":
            return mine
        return f"({mine} OR person_id IN (SELECT person_id FROM main.membership WHERE {self._seen(sights.READER)}))"

    def _triggers(self) -> list[str]:
        made = []
        for table in sorted(self._scoped):
            for command, sides in SIDES.items():
                allowed = " AND ".join(f"({self._may_write(table, command, side)})" for side in sides)
                made.append(
                    f"CREATE TEMP TRIGGER guard_{command}_{table}_{self._secret} BEFORE {command} ON main.{table}"
                    f" WHEN NOT coalesce({allowed}, 0) BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
                )
        if "organisation" in self._tables.organisations:
            made.append(
                f"CREATE TEMP TRIGGER note_added_{self._secret} AFTER INSERT ON main.organisation"
                f" BEGIN INSERT INTO added_{self._secret} VALUES (NEW.organisation_id); END"
            )
        return made

    def _may_write(self, table: str, command: str, side: str) -> str:
        me = self._actor("person_id")
        if table in self._tables.people:
            return f"{side}.person_id = {me}"
        if (table, command) == ("organisation", "INSERT"):
            return f"{me} IS NOT NULL"
        roles = ", ".join(f"'{role}'" for role in sights.writers(table, command))
        member = (
            f"EXISTS (SELECT 1 FROM main.membership WHERE organisation_id = {side}.organisation_id AND person_id = {me}"
            f" AND role IN ({roles}) AND {sights.membership_lasts(self._tables.columns)})"
        )
        if (table, command) == ("membership", "INSERT"):
            added = f"NEW.organisation_id IN (SELECT organisation_id FROM temp.added_{self._secret})"
            return f"{member} OR ({added} AND NEW.person_id = {me})"
        return member

    def _takes(self, table: str) -> bool:
        return table in self._scoped or table in sights.SHARED_AND_WRITTEN & self._tables.shared

    def _may_read(self, table: str, column: str, schema: str | None) -> bool:
        if (table in self._scoped and schema != "main") or table.endswith(self._secret):
            return True
        if schema is None:  # a count by a bare name: of a common table expression, if nothing of the engine's has it
            return not column and not (table in self._tables.hidden or table.startswith(BUILT_IN))
        if table in self._tables.shared:
            return True
        return table == self._target

    def _may_change(self, action: int, table: str) -> bool:
        return action in {sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE} or (
            action == sqlite3.SQLITE_DELETE and table in self._scoped
        )
