"""Statements of an import: its deeds are put by in pieces, then all done at once by a few statements for all rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from assessments.plain import canonical
from assessments.store.acts import chained
from assessments.store.columns import stamp
from assessments.store.protocol import Rows, Unit, Value

TOGETHER = 100  # rows a statement
ORGANISATION = (
    "organisation_id", "name", "kind", "phase", "region", "facts", "reference", "opened_on", "closed_on"
)  # fmt: skip
COLUMNS = (
    "import_id", "place", "what", *ORGANISATION, "successor", "network_id", "since", "until", "number", "act", "about",
    "hash", "made_at",
)  # fmt: skip


What = Literal["add", "change", "join", "leave", "note"]

NOTHING: dict[str, Value] = dict.fromkeys(COLUMNS)


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing an import does to an organisation, with the act that is recorded of it ('' for none)."""

    what: What  # a note is an act alone
    organisation: int
    at: datetime
    values: Mapping[str, Value] = field(default_factory=dict)
    act: str = ""
    about: Mapping[str, str | int] = field(default_factory=dict)


Line = Mapping[str, Value]


def lines(rows: Rows, import_id: int, deeds: Sequence[Deed], person_id: int) -> Iterator[Line]:
    """The rows to put by: each deed, and each act chained to the last one its organisation has now.

    In the order of the organisations' keys, in which many rows are written far quicker.
    """
    new = {deed.organisation for deed in deeds if deed.what == "add"}
    last = _last_acts(rows, sorted({deed.organisation for deed in deeds if deed.act} - new))
    place = 0
    for deed in sorted(deeds, key=lambda each: each.organisation):
        at = stamp(deed.at)
        one: Line = {"import_id": import_id, "organisation_id": deed.organisation, "made_at": at}
        if deed.what != "note":
            place += 1
            yield {**one, "place": place, "what": deed.what, **deed.values}
        if deed.act:
            place += 1
            number, before = last.get(deed.organisation, (0, ""))
            made = chained(before, number + 1, at, person_id, deed.act, deed.about)
            last[deed.organisation] = number + 1, made
            said: Line = {"number": number + 1, "act": deed.act, "about": canonical(deed.about), "hash": made}
            yield {**one, "place": place, "what": "act", **said}


def _last_acts(rows: Rows, organisations: Sequence[int]) -> dict[int, tuple[int, str]]:
    found: dict[int, tuple[int, str]] = {}
    for first in range(0, len(organisations), TOGETHER):
        some = {f"o{place}": one for place, one in enumerate(organisations[first : first + TOGETHER])}
        sql = (
            "SELECT a.organisation_id, a.number, a.hash FROM act a"
            f" WHERE a.organisation_id IN ({', '.join(f':{name}' for name in some)}) AND a.number ="
            " (SELECT max(b.number) FROM act b WHERE b.organisation_id = a.organisation_id)"
        )
        found |= {row["organisation_id"]: (row["number"], row["hash"]) for row in rows.rows(sql, **some)}
    return found


_PUT_BY = f"INSERT INTO {{_import_row}} ({', '.join(COLUMNS)}) VALUES ({', '.join(f':{column}' for column in COLUMNS)})"


def put_by(unit: Unit, piece: Sequence[Line]) -> None:
    """Some rows of an import, of which nothing is seen yet."""
    unit.run_many(_PUT_BY, [{**NOTHING, **line} for line in piece])


_OF = "FROM _import_row i WHERE i.import_id = :id AND i.what"
_SAID = ", ".join(f"i.{column}" for column in ORGANISATION)
_SET = ", ".join(f"{column} = i.{column}" for column in (*ORGANISATION[1:], "successor"))
BEGIN = "UPDATE {_import_row} SET place = place WHERE import_id = :id AND place = 1"  # PostgreSQL: for all at once
JOIN = (
    "INSERT INTO {roster} (organisation_id, network_id, since, until)"
    f" SELECT i.organisation_id, i.network_id, i.since, i.until {_OF} = 'join'"
    " ON CONFLICT (organisation_id, network_id, since) DO UPDATE SET until = excluded.until"
)
LEAVE = (
    f"UPDATE {{roster}} SET until = i.until {_OF} = 'leave' AND roster.organisation_id = i.organisation_id"
    " AND roster.network_id = i.network_id AND roster.since = i.since"
)
ACT = (
    "INSERT INTO {act} (organisation_id, number, at, person_id, act, about, hash)"
    f" SELECT i.organisation_id, i.number, i.made_at, :person, i.act, i.about, i.hash {_OF} = 'act'"
)
ADD = f"INSERT INTO {{organisation}} ({', '.join(ORGANISATION)}, added_at) SELECT {_SAID}, i.made_at {_OF} = 'add'"
CHANGE = f"UPDATE {{organisation}} SET {_SET} {_OF} = 'change' AND organisation.organisation_id = i.organisation_id"


def do(unit: Unit, import_id: int) -> None:
    """Everything that was put by, for all rows at once. Raises Conflict when somebody acted meanwhile."""
    unit.run(BEGIN, id=import_id)
    for sql in (ADD, CHANGE, JOIN, LEAVE):
        unit.run(sql, id=import_id)
    unit.run(ACT, id=import_id, person=unit.person_id)


def carry_over(unit: Unit, old: int, new: int) -> None:
    """Whoever belongs to an organisation belongs to the one that carries it on too, in the same role."""
    unit.run(
        "INSERT INTO {membership} (organisation_id, person_id, role) SELECT :new, person_id, role FROM membership"
        " WHERE organisation_id = :old AND ended_at IS NULL ON CONFLICT (organisation_id, person_id) DO NOTHING",
        old=old,
        new=new,
    )


def forget(unit: Unit, import_id: int, upto: int) -> None:
    """What was put by for one import, up to that place in it."""
    unit.run("DELETE FROM {_import_row} WHERE import_id = :id AND place <= :upto", id=import_id, upto=upto)


def forget_before(unit: Unit, before: datetime) -> None:
    """What was put by before that moment and never done."""
    unit.run("DELETE FROM {_import_row} WHERE made_at < :before", before=stamp(before))


def iso(day: date | None) -> str | None:
    """A day as stored."""
    return None if day is None else day.isoformat()
