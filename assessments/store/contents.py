"""The operator's view of a whole database at one moment, whichever engine holds it: every table, every row, no door."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from assessments.errors import StoreUnavailable
from assessments.store.protocol import Value

AT_A_TIME = 500  # rows fetched
HEAVY = {"evidence_file": 2}  # the same, of rows that are megabytes each


@dataclass(frozen=True, slots=True)
class Table:
    """A table of ours: its columns as declared, and those of its primary key in the key's order."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]

    @property
    def at_a_time(self) -> int:
        """How many rows to hold at once."""
        return HEAVY.get(self.name, AT_A_TIME)


class Contents(Protocol):
    """All of it as it was when it was opened, whatever is saved meanwhile."""

    @property
    def schema(self) -> tuple[str, ...]:
        """The names of the migrations applied, in order."""

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table but the engine's and the migrations' own; parents before children, otherwise by name."""

    @property
    def size(self) -> int:
        """About how many bytes it takes on the disk."""

    def damages(self, *, thorough: bool) -> Iterator[str]:
        """What the engine's own checks find wrong, a line each; none where it is sound. Thorough takes longer.

        At least: rows that point at rows which are not there.
        """

    def rows(self, table: Table, by: Sequence[str] = ()) -> Iterator[tuple[Value, ...]]:
        """Every row, its values in the order of `columns`, in key order, or by these columns and then the key.

        Texts are ordered by their bytes, and NULL comes first. Rows are fetched as they are asked for, a few at a
        time, and several tables may be read side by side. The values are the same on both engines.
        """


def parents_first(parents: Mapping[str, set[str]]) -> list[str]:
    """Names so that each comes after those it points at, and by name where either would do."""
    ordered: list[str] = []
    while waiting := [name for name in sorted(parents) if name not in ordered]:
        ready = next((name for name in waiting if parents[name] - {name} <= {*ordered}), None)
        if ready is None:
            raise StoreUnavailable(
                f"The tables {', '.join(waiting)} point at each other. This is no Stocktake database."
            )
        ordered.append(ready)
    return ordered


def contents(database: str | Path) -> AbstractContextManager[Contents]:
    """A database that is there, only to be read. Raises StoreUnavailable in words."""
    address = str(database)
    if address.startswith(("postgresql:", "postgres:")):
        from assessments.store.postgres.contents import postgres_contents

        return postgres_contents(address)
    from assessments.store.sqlite.contents import sqlite_contents

    return sqlite_contents(Path(address.removeprefix("sqlite:///")))
