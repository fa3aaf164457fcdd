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

    `columns` are those of each table. `beside_key` names for each a column outside its primary key (any column when
    there is none), and `checked` the (table, column) pairs the engine looks at when it checks the foreign keys of a
    row that is written: those that may point at it, and those it points at.
    """

    organisations: frozenset[str]
    people: frozenset[str]
    shared: frozenset[str]
    hidden: frozenset[str]
    columns: Mapping[str, frozenset[str]]
    beside_key: Mapping[str, str]
    checked: Mapping[str, frozenset[tuple[str, str]]]


def tables_of(connection: sqlite3.Connection) -> Tables:
    columns: dict[str, set[str]] = {}
    keys: dict[str, list[str]] = {}
    for table, column, in_key in connection.execute(COLUMNS):
        columns.setdefault(table, set()).add(column)
        keys.setdefault(table, []).extend([column] if in_key else [])
    checked: dict[str, set[tuple[str, str]]] = {table: set() for table in columns}
    for table, column, parent, pointed_at in connection.execute(FOREIGN_KEYS):
        checked.setdefault(parent, set()).add((table, column))
        checked[table] |= {(parent, named) for named in ([pointed_at] if pointed_at else keys.get(parent, []))}
    hidden = {table for table in columns if table.startswith(("_", "sqlite_"))}
    organisations = {table for table, has in columns.items() if "organisation_id" in has} - hidden
    people = {table for table, has in columns.items() if "person_id" in has} - hidden - organisations
    shared = set(columns) - hidden - organisations - people
    return Tables(
        organisations=frozenset(organisations),
        people=frozenset(people),
        shared=frozenset(shared),
        hidden=frozenset(hidden),
        columns={table: frozenset(has) for table, has in columns.items()},
        beside_key={table: min(has - {*keys[table]} or has) for table, has in columns.items()},
        checked={table: frozenset(pairs) for table, pairs in checked.items()},
    )
