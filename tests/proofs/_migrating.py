"""The process that the migration proof kills: it opens the product's store on a newer schema and says how far it is."""

import os
import sqlite3
import sys
from pathlib import Path
from typing import Any

from assessments.store import open_store

FIRST = "BEGIN IMMEDIATE"
BEFORE = {
    FIRST: "backup",  # made while nobody else writes
    "CREATE TABLE remade": "migration",
    "PRAGMA foreign_key_check": "check of the keys",
    "COMMIT": "commit",
}
DONE = "afterwards"


def say(where: str) -> None:
    os.write(1, f"{where}\n".encode())


class Telling(sqlite3.Connection):
    """A connection that says which part of a migration begins; those of the backup and of the writer say nothing."""

    changes = False

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        self.changes = self.changes or sql == FIRST  # the writer's own statements start with a comment
        for statement, where in BEFORE.items():
            if self.changes and sql.strip().startswith(statement):
                say(where)
        done = super().execute(sql, *values)
        if self.changes and sql == "COMMIT":
            say(DONE)
        return done


def connect_telling() -> None:
    real = sqlite3.connect

    def connect(*place: Any, **settings: Any) -> sqlite3.Connection:
        return real(*place, factory=Telling, **settings)

    sqlite3.connect = connect  # type: ignore[assignment]


if __name__ == "__main__":
    connect_telling()
    store = open_store(Path(sys.argv[1]), schema=Path(sys.argv[2]))
    say(DONE)
    sys.stdin.read()  # until it is killed
