"""What the use cases may ask of a store, whichever engine is below it.

Statements are one set of portable SQL with `:name` values. A read uses a table's plain name and sees only the rows
this person may see. A write begins with INSERT INTO, UPDATE or DELETE FROM and names the base table by a
token, once: `UPDATE {answer} SET … WHERE revision = :seen RETURNING revision`. Everything else in it (a WHERE with a
subquery, INSERT … SELECT) uses plain names. No statement names a schema.

A table with organisation_id belongs to an organisation: its members read it, its leads and contributors write it.
A table with person_id but no organisation_id belongs to people: oneself and fellow members read it, oneself writes it.
Every other table is shared: everybody reads it and may insert and update, nobody deletes. A table whose name begins
with an underscore is the store's own.

An organisation is added in one unit: insert `{organisation}`, then `{membership}` of oneself as lead; from then on the
rest of the unit may write its rows. Only a lead adds members to an organisation that was there before.

Moments are whole milliseconds since 1970 (UTC), days ISO text (`2026-11-22`), exact numbers decimal text.
"""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
Value = str | int | float | bytes | None
Row = dict[str, Any]


class Rows(Protocol):
    """What one use case may read, all as it was at one moment. It ends with the use case."""

    @property
    def person_id(self) -> int: ...

    def rows(self, sql: str, /, **values: Value) -> list[Row]: ...

    def one(self, sql: str, /, **values: Value) -> Row | None:
        """The only row, or None. Raises ValueError when there are more: then the statement is wrong."""


class Unit(Rows, Protocol):
    """Writes that are kept together or not at all; its reads see its own writes."""

    def run(self, sql: str, /, **values: Value) -> list[Row]:
        """Write, and give the rows of RETURNING. Raises Conflict when a constraint forbids it, NotYours."""


class Door(Protocol):
    """The store as one person may use it: the only way to rows."""

    @property
    def person_id(self) -> int: ...

    def read(self, work: Callable[[Rows], T]) -> T:
        """Raises StoreUnavailable."""

    def write(self, work: Callable[[Unit], T], *, key: str | None = None) -> T:
        """Run one unit and return when it is safely on disk; whatever it raises, nothing of it is kept.

        `work` may be run more than once, so it does nothing but read and write here, and under 50 ms of it. With a
        `key` of this person's a repetition gives the first result and writes nothing; the result must then be plain
        JSON (None, bool, int, str, list, dict with str keys). Raises StoreUnavailable, Conflict, NotYours.
        """


class Store(Protocol):
    def for_user(self, person_id: int) -> Door: ...

    def ready(self) -> None:
        """Return when a save would succeed now; raises StoreUnavailable with the sentence otherwise."""

    def close(self) -> None:
        """Finish what was already asked, and end."""
