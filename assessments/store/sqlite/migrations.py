"""Brings a database's schema up to date: numbered SQL files, all of the missing ones in one transaction."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from assessments.store.migrating import backup_first, refuse_newer, texts

TOKENS = {
    "key": "INTEGER PRIMARY KEY",
    "big": "INTEGER",
    "int": "INTEGER",
    "small": "INTEGER",
    "blob": "BLOB",
    "strict": "STRICT",
    "norowid": "WITHOUT ROWID, STRICT",
}


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
    found = Migrations("stocktake")
    for name, text in texts(schema).items():

        def run(database: Database, text: str = text) -> None:
            for statement in statements(text):
                database.conn.execute(statement)

        found(name=name)(run)
    return found


def refuse_broken_keys(connection: sqlite3.Connection) -> None:
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise ValueError(f"the migration leaves rows that point nowhere: {broken[:5]}")


def migrate(connection: sqlite3.Connection, path: Path, schema: Path, backups: Path | None = None) -> None:
    """Apply what is missing, all or nothing, after a backup of what is there into the folder `backups`.

    A newer schema is refused before anything is written. Without a folder no backup is made.
    """
    database = Database(connection, execute_plugins=False)
    migrations = numbered(schema)
    refuse_newer([done.name for done in migrations.applied(database)], schema, path, "the file was not touched")
    if not migrations.pending(database):
        return
    connection.execute("PRAGMA foreign_keys = OFF")  # a table may have to be made anew; all keys are checked below
    connection.execute("BEGIN IMMEDIATE")  # nobody else writes from here on; the backup still reads
    try:
        if backups is not None and migrations.applied(database) and migrations.pending(database):
            backup_first(path, backups)
        migrations.apply(database)
        refuse_broken_keys(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
