"""What the use cases may ask of a store, whichever engine is below it.

Statements are one set of portable SQL with `:name` values. A read uses a table's plain name and sees only the rows
this person may see. A write begins with INSERT INTO, UPDATE or DELETE FROM and names the base table by a
token, once: `UPDATE {answer} SET … WHERE revision = :seen RETURNING revision`. Everything else in it (a WHERE with a
subquery, INSERT … SELECT) uses plain names. No statement names a schema.

There are three kinds of door, and the engine keeps each to its own.

*A person's door* (`for_user`). What somebody may read of an organisation is one number, their sight, the greatest of
what their roles there give:

    1 status      a lead of a network that has it on its roster, or above such a network; a consent of share 1
    2 levels      a consent of share 2 to the person's team, or to exactly the network they lead
    3 comments    a consent of share 3
    4 evidence    a consent of share 4; the roster of a trust that is one legal body, for those who lead that trust
    5 reader      membership as reader
    6 inside      membership as contributor or lead; an administrator's emergency access, for reading only

Only what lasts counts, today and now by the store's clock: a membership, consent, lead or team that has not ended, a
roster's or a consent's days, an emergency's hours. When an organisation is leaving, its members and an emergency alone
see it. Each table of organisations (one with organisation_id) asks for a least sight; sights.py lists them, and a table
it does not name asks for the most. Rows one has no sight of are not there.

Leads and contributors write an organisation's rows; some tables only its leads (their organisation, its members, what
it consents to, what it submits), some nobody (sights.py); an act is added and never changed. A row of `person` is seen
by that person, and by those with sight 5 of an organisation where they are or were a member; each writes their own.
So statements LEFT JOIN person, and '' is somebody whose name is not to be seen or was erased. A table with neither id
is shared: everybody reads it, and `edition`, `node` and `setting` may be added to and changed, never deleted from. A
table whose name begins with an underscore is not for people.

An organisation is added in one unit: insert `{organisation}`, then `{membership}` of oneself as lead; from then on the
rest of the unit may write its rows. Only a lead adds members to an organisation that was there before.

*The reception's door* (`reception`) is for the product's own acts before or beside somebody's rights: signing in,
invitations, appointing, rosters, looks. It reads and writes everybody's rows of the tables that begin with an
underscore (but for the engine's own) and of those that sights.py names: people, memberships, organisations, networks,
consents, looks, acts. It has nothing of what organisations answered, whatever the statement: it opens doors and does
not see what is behind them. Acts are only added there too, and of people, organisations, memberships, consents and
looks nothing is deleted. Who uses it checks the asker's right first, in the same unit.

*Counting's door* (`counting`) is for comparison figures alone, and of nobody. It reads everybody's rows of what figures
are worked out from, which sights.py names (organisations, rosters, networks, consents, reviews, submissions, scores,
editions, nodes), and writes the release tables and nothing else. What is in those names nobody: everybody signed in
reads it and nobody writes it, but for `_counted`, which has no other door. Who uses it gives out nothing of one
organisation.

Moments are whole milliseconds since 1970 (UTC), days ISO text (`2026-11-22`), exact numbers decimal text.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
Value = str | int | float | bytes | None
Row = dict[str, Any]


class Rows(Protocol):
    """What one use case may read, all as it was at one moment. It ends with the use case."""

    @property
    def person_id(self) -> int:
        """Who acts; 0, at the reception and at counting only, is nobody signed in or the operator's command."""

    def rows(self, sql: str, /, **values: Value) -> list[Row]: ...

    def one(self, sql: str, /, **values: Value) -> Row | None:
        """The only row, or None. Raises ValueError when there are more: then the statement is wrong."""


class Unit(Rows, Protocol):
    """Writes that are kept together or not at all; its reads see its own writes."""

    def run(self, sql: str, /, **values: Value) -> list[Row]:
        """Write, and give the rows of RETURNING. Raises Conflict when a constraint forbids it, NotYours."""

    def run_many(self, sql: str, /, many: Iterable[Mapping[str, Value]]) -> None:
        """Write once with each of these values: as many times `run`, and on PostgreSQL ten times as quick."""


class Door(Protocol):
    """The store as one person may use it, or as the reception or counting does: the only way to rows."""

    @property
    def person_id(self) -> int:
        """Who acts; 0, at the reception and at counting only, is nobody signed in or the operator's command."""

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

    def reception(self, person_id: int | None) -> Door:
        """The reception's door. `person_id` is who acts, and gives no right; None is nobody.

        Opened only where everything is put together, by the operator's commands, and in tests; the rules that use it
        are in assessments/access.
        """

    def counting(self) -> Door:
        """Counting's door, which acts for nobody. Opened only where the reception's is, for assessments/comparison."""

    def erase_organisation(self, organisation_id: int) -> None:
        """The operator's: delete every row of an organisation, all or nothing, and nothing of any other.

        People stay, whoever they are. One that is not there is erased already. Raises StoreUnavailable, Conflict.
        """

    def tidy(self, tables: Collection[str] = ()) -> None:
        """The operator's: let what was deleted leave the files too, where until now it was in no row.

        A file is written anew as a whole, and nobody saves meanwhile; on PostgreSQL these tables are vacuumed, or all,
        and those that say who people are are written anew.
        Raises StoreUnavailable when somebody is in the way just now.
        """

    def ready(self) -> None:
        """Return when a save would succeed now; raises StoreUnavailable with the sentence otherwise."""

    def close(self) -> None:
        """Finish what was already asked, and end."""
