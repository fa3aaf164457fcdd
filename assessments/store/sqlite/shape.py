"""Whether a file has the shape that its migrations give: every table and index, as written, and nothing more."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from assessments.store.migrating import only, texts
from assessments.store.sqlite.contents import APPLIED, SqliteContents
from assessments.store.sqlite.faults import in_words
from assessments.store.sqlite.migrations import migrate

MADE = f"""
SELECT type || ' ' || name, sql FROM main.sqlite_master
WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!' AND tbl_name <> '{APPLIED}'
"""


def misshapen(found: SqliteContents, schema: Path) -> Iterator[str]:
    """What differs from a new database with the same migrations, a line each. Of unknown ones nothing is said."""
    if not {*found.schema} <= texts(schema).keys():
        return
    with only(found.schema, schema) as same, closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        migrate(fresh, found.path, same)
        due = made_in(fresh)
    try:
        here = made_in(found.connection)
    except sqlite3.Error as fault:
        raise in_words(fault, found.path) from fault
    for name in sorted({*here, *due}):
        if here.get(name) != due.get(name):
            yield f"the {name} {'is missing' if name not in here else 'is not ours' if name not in due else 'differs'}"


def made_in(connection: sqlite3.Connection) -> dict[str, str]:
    """What was made, by kind and name; remarks and layout apart."""
    return {name: " ".join(re.sub(r"--.*", "", sql or "").split()) for name, sql in connection.execute(MADE)}
