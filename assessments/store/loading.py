"""Fills a new or empty database in one go, kept wholly or not at all: for restoring and for whole data sets."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from assessments.store import SCHEMA
from assessments.store.protocol import Value


class Loading(Protocol):
    """A database being filled. Nobody sees anything of it before the end."""

    def add(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
        """Add rows to a table, its name plain. Raises Conflict, StoreUnavailable; ValueError for a name not there."""


def loading(database: str | Path, *, schema: Path = SCHEMA) -> AbstractContextManager[Loading]:
    """A database that holds exactly the rows added, once the block has ended well; before that, and else, nothing.

    What the schema's own files insert is not in it: add that too. Tables may come in any order; at the end every
    foreign key is checked. Raises Refused when the database holds anything already, Conflict when a key points
    nowhere, StoreUnavailable.
    """
    address = str(database)
    if address.startswith(("postgresql:", "postgres:")):
        from assessments.store.postgres.loading import postgres_loading

        return postgres_loading(address, schema)
    from assessments.store.sqlite.loading import sqlite_loading

    return sqlite_loading(Path(address.removeprefix("sqlite:///")), schema)
