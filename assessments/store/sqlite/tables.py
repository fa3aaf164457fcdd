"""What kinds of table a schema has, read off their columns, so that a new table is guarded by being there."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

COLUMNS = """
SELECT t.name, c.name, c.pk FROM main.sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'
"""
FOREIGN_KEYS = """
SELECT t.name, k."from", k."table", k."to" FROM main.sqlite_master t JOIN pragma_foreign_key_list(t.name) k
WHERE t.type = 'table'
"""


@dataclass(frozen=True, slots=True)
class Tables:
    """Tables of organisations, of people, shared, and the store's own (protocol.py says which is which).

    `keys` are the (table, column) pairs of primary and foreign keys, in small letters. `beside_key` names for each
    table a column outside its primary key (any column when there is none).
    """

    organisations: frozenset[str]
    people: frozenset[str]
    shared: frozenset[str]
    hidden: frozenset[str]
    keys: frozenset[tuple[str, str]]
    beside_key: Mapping[str, str]


def tables_of(connection: sqlite3.Connection) -> Tables:
    columns: dict[str, set[str]] = {}
    beside_key: dict[str, str] = {}
    keys = set()
    for table, column, in_key in connection.execute(COLUMNS):
        columns.setdefault(table, set()).add(column)
        if not in_key or table not in beside_key:
            beside_key[table] = column
        if in_key:
            keys.add((table.lower(), column.lower()))
    for table, column, parent, pointed_at in connection.execute(FOREIGN_KEYS):
        keys.add((table.lower(), column.lower()))
        if pointed_at is not None:  # None is the parent's primary key
            keys.add((parent.lower(), pointed_at.lower()))
    hidden = {table for table in columns if table.startswith(("_", "sqlite_"))}
    organisations = {table for table, has in columns.items() if "organisation_id" in has} - hidden
    people = {table for table, has in columns.items() if "person_id" in has} - hidden - organisations
    shared = set(columns) - hidden - organisations - people
    return Tables(
        organisations=frozenset(organisations),
        people=frozenset(people),
        shared=frozenset(shared),
        hidden=frozenset(hidden),
        keys=frozenset(keys),
        beside_key=beside_key,
    )
