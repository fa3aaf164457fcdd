"""Statements about the roster as a whole: who belongs where on a day, and what an import compares with."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from assessments.plain import read
from assessments.store.columns import from_row
from assessments.store.protocol import Row, Rows, Unit
from scoring.answers import Fact

BELONGS = "r.since <= :day AND (r.until IS NULL OR r.until >= :day)"
OPEN = (
    "o.leaving_at IS NULL AND (o.opened_on IS NULL OR o.opened_on <= :day)"
    " AND (o.closed_on IS NULL OR o.closed_on >= :day)"
)
BELOW = "SELECT r.organisation_id FROM network_above a JOIN roster r ON r.network_id = a.below WHERE a.above = :network"


@dataclass(frozen=True, slots=True)
class Known:
    """An organisation that is there, as an import sees it; `has_people` once somebody joined it."""

    id: int
    name: str
    kind: str
    phase: str | None
    region: str | None
    facts: Mapping[str, Fact]
    reference: str | None
    opened_on: date | None
    closed_on: date | None
    successor: int | None
    has_people: bool


@dataclass(frozen=True, slots=True)
class Stay:
    """That an organisation belongs to a network, since when and (the last day) until when."""

    organisation: int
    network: int
    since: date
    until: date | None


def members(rows: Rows, network_id: int, days: Collection[date]) -> Mapping[date, tuple[int, ...]]:
    """Day by day the organisations open then that belonged to a network or one below it, by id; read in one go."""
    names = {f"day{place}": day for place, day in enumerate(sorted(days))}
    if not names:
        return {}
    there = (f"max(CASE WHEN {BELONGS} AND {OPEN} THEN 1 ELSE 0 END) AS ".replace(":day", f":{name}") for name in names)
    found = rows.rows(
        f"SELECT o.organisation_id, {', '.join(f'{test}on_{name}' for test, name in zip(there, names, strict=True))}"
        " FROM network_above a JOIN roster r ON r.network_id = a.below"
        " JOIN organisation o ON o.organisation_id = r.organisation_id WHERE a.above = :network"
        " GROUP BY o.organisation_id ORDER BY o.organisation_id",
        network=network_id,
        **{name: day.isoformat() for name, day in names.items()},
    )
    return {day: tuple(row["organisation_id"] for row in found if row[f"on_{name}"]) for name, day in names.items()}


def everybody(rows: Rows, day: date) -> tuple[int, ...]:
    """The organisations open on a day, by id, whether or not a network has them on its roster."""
    found = rows.rows(
        f"SELECT o.organisation_id FROM organisation o WHERE {OPEN} ORDER BY o.organisation_id", day=day.isoformat()
    )
    return tuple(row["organisation_id"] for row in found)


def known(rows: Rows, network_id: int | None) -> tuple[Known, ...]:
    """Every organisation that is or was on the roster of a network or below it, or with None every one there is."""
    where = "" if network_id is None else f" AND o.organisation_id IN ({BELOW})"
    found = rows.rows(
        "SELECT o.organisation_id, o.name, o.kind, o.phase, o.region, o.facts, o.reference, o.opened_on, o.closed_on,"
        " o.successor, EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = o.organisation_id"
        " AND m.ended_at IS NULL) AS has_people"
        f" FROM organisation o WHERE o.leaving_at IS NULL{where} ORDER BY o.organisation_id",
        **({} if network_id is None else {"network": network_id}),
    )
    return tuple(map(_known, found))


@from_row()
def _known(row: Row) -> Known:
    return Known(
        row["organisation_id"],
        row["name"],
        row["kind"],
        row["phase"],
        row["region"],
        read(row["facts"]),
        row["reference"],
        _day(row["opened_on"]),
        _day(row["closed_on"]),
        row["successor"],
        bool(row["has_people"]),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def stays(rows: Rows, day: date) -> tuple[Stay, ...]:
    """Who belongs to which network on a day or later."""
    found = rows.rows(
        "SELECT organisation_id, network_id, since, until FROM roster WHERE until IS NULL OR until >= :day"
        " ORDER BY organisation_id, network_id, since",
        day=day.isoformat(),
    )
    return tuple(map(_stay, found))


@from_row()
def _stay(row: Row) -> Stay:
    since = date.fromisoformat(row["since"])
    return Stay(row["organisation_id"], row["network_id"], since, _day(row["until"]))


def codes(rows: Rows) -> Mapping[int, str]:
    """The number of each network in a register, of those that have one."""
    found = rows.rows("SELECT network_id, code FROM network WHERE code IS NOT NULL")
    return {row["network_id"]: row["code"] for row in found}


def seen(rows: Rows) -> tuple[int, int]:
    """Two numbers that change when an organisation is added."""
    found = rows.one("SELECT count(*) AS many, coalesce(max(added_at), 0) AS last FROM organisation")
    return (0, 0) if found is None else (found["many"], found["last"])


def give_code(unit: Unit, network_id: int, code: str) -> None:
    """The number of a network in a register; '' is none."""
    unit.run("UPDATE {network} SET code = :code WHERE network_id = :network", network=network_id, code=code or None)
