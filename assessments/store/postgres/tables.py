"""What tables a PostgreSQL database of ours has, and of which kind each is, read off its columns."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.store.postgres.place import Connection

OWN = ("_migration", "_turn", "_unit")  # of this adapter alone: in no backup
COLUMNS = """
SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
  AND a.attnum > 0 AND NOT a.attisdropped ORDER BY c.relname, a.attnum
"""
KEYS = """
SELECT c.relname, a.attname FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (attnum, place)
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
WHERE i.indisprimary AND c.relnamespace = current_schema()::regnamespace ORDER BY c.relname, k.place
"""
PARENTS = """
SELECT k.conrelid::regclass::text, k.confrelid::regclass::text FROM pg_constraint k
WHERE k.contype = 'f' AND k.connamespace = current_schema()::regnamespace
"""
IDENTITIES = """
SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attidentity <> ''
"""


@dataclass(frozen=True, slots=True)
class Tables:
    """Tables of organisations, of people, shared, and hidden (protocol.py says which is which), with their columns."""

    organisations: frozenset[str]
    people: frozenset[str]
    shared: frozenset[str]
    hidden: frozenset[str]
    columns: Mapping[str, tuple[str, ...]]


def columns_of(connection: Connection) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for table, column in connection.execute(COLUMNS):
        found[table] = (*found.get(table, ()), column)
    return found


def keys_of(connection: Connection) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for table, column in connection.execute(KEYS):
        found[table] = (*found.get(table, ()), column)
    return found


def tables_of(connection: Connection) -> Tables:
    columns = columns_of(connection)
    hidden = frozenset(table for table in columns if table.startswith("_"))
    organisations = frozenset(table for table, has in columns.items() if "organisation_id" in has) - hidden
    people = frozenset(table for table, has in columns.items() if "person_id" in has) - hidden - organisations
    return Tables(organisations, people, frozenset(columns) - hidden - organisations - people, hidden, columns)


def continue_numbers(connection: Connection) -> None:
    """New rows get numbers of their own, after those that came with a number."""
    for table, column in connection.execute(IDENTITIES).fetchall():
        connection.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'),"
            f" coalesce((SELECT max({column}) FROM {table}), 0) + 1, false)".encode()
        )
