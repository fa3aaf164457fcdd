"""Brings a database's schema up to date: numbered SQL files, all of the missing ones in one transaction."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from assessments.store.sqlite.faults import NEWER, unavailable

TOKENS = {
    "key": "INTEGER PRIMARY KEY",
    "big": "INTEGER",
    "int": "INTEGER",
    "small": "INTEGER",
    "strict": "STRICT",
    "norowid": "WITHOUT ROWID, STRICT",
}
KEPT_RESULTS = """
CREATE TABLE _kept_result (
  person_id {big} NOT NULL, key TEXT NOT NULL, result TEXT NOT NULL, kept_at {big} NOT NULL,
  PRIMARY KEY (person_id, key)) {norowid};
"""


def statements(text: str) -> Iterator[str]:
    """The statements of a file, tokens filled in. Raises KeyError for a token there is not."""
    filled = re.sub(r"\{(\w+)\}", lambda token: TOKENS[token[1]], text)
    statement = ""
    for line in filled.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if re.sub(r"--.*", "", statement).strip():
        raise ValueError(f"a statement without an end: {statement}")


def numbered(schema: Path) -> Migrations:
    """Every file of the folder by its number, after the store's own table."""
    texts = {"0000_kept_result": KEPT_RESULTS}
    texts |= {file.stem: file.read_text(encoding="utf-8") for file in sorted(schema.glob("[0-9]*.sql"))}
    found = Migrations("stocktake")
    for name, text in texts.items():

        def run(database: Database, text: str = text) -> None:
            for statement in statements(text):
                database.conn.execute(statement)

        found(name=name)(run)
    return found


def refuse_broken_keys(connection: sqlite3.Connection) -> None:
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise ValueError(f"the migration leaves rows that point nowhere: {broken[:5]}")


def migrate(connection: sqlite3.Connection, path: Path, schema: Path) -> None:
    """Apply what is missing, all or nothing. A newer schema is refused before anything is written."""
    database = Database(connection, execute_plugins=False)
    migrations = numbered(schema)
    unknown = {done.name for done in migrations.applied(database)} - {known.name for known in migrations._migrations}  # noqa: SLF001
    if unknown:
        raise unavailable(NEWER, path, names=", ".join(sorted(unknown)))
    if not migrations.pending(database):
        return
    connection.execute("PRAGMA foreign_keys = OFF")  # a table may have to be made anew; all keys are checked below
    connection.execute("BEGIN EXCLUSIVE")
    try:
        migrations.apply(database)
        refuse_broken_keys(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
