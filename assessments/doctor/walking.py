"""Walks through a database organisation by organisation, holding the rows of one of them at a time."""

from collections import deque, namedtuple
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from assessments.store.contents import Contents, Table

Record = Any  # a named tuple of a table's columns
OF_ORGANISATIONS = (
    "review", "submission", "score", "act", "answer", "answer_history", "measurement", "measurement_history",
    "suggestion", "action", "action_history",
)  # fmt: skip
BY = {"score": ("organisation_id", "review_id", "node")}  # its own key begins with the edition


class Group:
    """The rows of one organisation, by table."""

    def __init__(self, organisation: Record, rows: dict[str, list[Record]]) -> None:
        self.organisation: int = organisation.organisation_id
        self.facts: str = organisation.facts
        self._rows = rows

    def __getitem__(self, table: str) -> list[Record]:
        return self._rows[table]


def table_of(contents: Contents, name: str) -> Table:
    return next(table for table in contents.tables if table.name == name)


def records(contents: Contents, name: str, by: Sequence[str] = ()) -> Iterator[Record]:
    """The rows of a table with their columns' names."""
    table = table_of(contents, name)
    made = namedtuple(name, table.columns)  # type: ignore[misc]  # noqa: PYI024 - the columns are the database's
    return map(made._make, contents.rows(table, by))


def groups(contents: Contents) -> Iterator[Group]:
    """Every organisation with its rows. Rows of none are not met here: the engine's own check of keys tells them."""
    streams = {name: _Stream(records(contents, name, BY.get(name, ()))) for name in OF_ORGANISATIONS}
    for organisation in records(contents, "organisation"):
        rows = {name: stream.of(organisation.organisation_id) for name, stream in streams.items()}
        yield Group(organisation, rows)


def read_the_rest(contents: Contents, *, but: str) -> None:
    """Tables in which nothing is compared are at least read to the end."""
    for table in contents.tables:
        if table.name not in {*OF_ORGANISATIONS, but}:
            deque(contents.rows(table), maxlen=0)


class _Stream:
    """One table's rows, asked for organisation by organisation in the order of their numbers."""

    def __init__(self, rows: Iterator[Record]) -> None:
        self._groups = groupby(rows, key=attrgetter("organisation_id"))
        self._next = next(self._groups, None)

    def of(self, organisation: int) -> list[Record]:
        while self._next is not None and self._next[0] < organisation:
            self._next = next(self._groups, None)
        if self._next is None or self._next[0] != organisation:
            return []
        found = list(self._next[1])
        self._next = next(self._groups, None)
        return found
