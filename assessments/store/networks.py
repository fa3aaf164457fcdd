"""Statements about networks, who leads them, and which organisations belong to them; run at reception only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from assessments.store.columns import from_row, moment, stamp
from assessments.store.protocol import Row, Rows, Unit
from assessments.values import Person

TOGETHER = 200  # organisations a statement
LIVE = "r.since <= :today AND (r.until IS NULL OR r.until >= :today)"
WITHIN = "JOIN network_above a ON a.below = r.network_id AND a.above = :network"


@dataclass(frozen=True, slots=True)
class Branch:
    """A network in its tree, with how many organisations belong to it itself today."""

    id: int
    name: str
    kind: str
    one_body: bool
    parent: int | None
    organisations: int


@dataclass(frozen=True, slots=True)
class Belonging:
    """An organisation of a network: since when and (the last day) until when.

    `has_people` once somebody joined it; `has_lead` while one of them leads it.
    """

    organisation: int
    name: str
    kind: str
    phase: str | None
    reference: str | None
    network: int
    since: date
    until: date | None
    has_people: bool
    has_lead: bool


@dataclass(frozen=True, slots=True)
class Invited:
    """The last invitation to be an organisation's first lead."""

    id: int
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class Went:
    """One review of an organisation as its network may know of it: that, and when.

    `is_shown` says that its levels are open to who asks too, because the organisation said yes to that.
    """

    review: int
    framework: str
    period: str
    status: str
    submitted_at: datetime | None
    is_shown: bool = False


def led(rows: Rows, person_id: int) -> frozenset[int]:
    """The networks somebody leads, with all that are below them."""
    found = rows.rows(
        "SELECT a.below FROM _network_lead l JOIN network_above a ON a.above = l.network_id"
        " WHERE l.person_id = :person AND l.ended_at IS NULL",
        person=person_id,
    )
    return frozenset(row["below"] for row in found)


def is_administrator(rows: Rows, person_id: int) -> bool:
    """Whether somebody looks after the whole installation."""
    sql = "SELECT person_id FROM _duty WHERE person_id = :person AND duty = 'administrator'"
    return rows.one(sql, person=person_id) is not None


def every(rows: Rows, today: date) -> tuple[Branch, ...]:
    """Every network, by name."""
    found = rows.rows(
        "SELECT n.network_id, n.name, n.kind, n.one_body, n.parent, coalesce(c.many, 0) AS many FROM network n"
        f" LEFT JOIN (SELECT r.network_id, count(*) AS many FROM roster r WHERE {LIVE} GROUP BY r.network_id) c"
        " ON c.network_id = n.network_id ORDER BY n.name, n.network_id",
        today=today.isoformat(),
    )
    return tuple(map(_branch, found))


def one(rows: Rows, network_id: int) -> Branch | None:
    """One network."""
    row = rows.one(
        "SELECT network_id, name, kind, one_body, parent, 0 AS many FROM network WHERE network_id = :network",
        network=network_id,
    )
    return None if row is None else _branch(row)


@from_row()
def _branch(row: Row) -> Branch:
    return Branch(row["network_id"], row["name"], row["kind"], bool(row["one_body"]), row["parent"], row["many"])


def add(unit: Unit, branch: Branch, now: datetime) -> None:
    """A new network, with all that are above it."""
    unit.run(
        "INSERT INTO {network} (network_id, name, kind, one_body, parent, added_at)"
        " VALUES (:network, :name, :kind, :one_body, :parent, :now)",
        network=branch.id,
        name=branch.name,
        kind=branch.kind,
        one_body=int(branch.one_body),
        parent=branch.parent,
        now=stamp(now),
    )
    unit.run("INSERT INTO {network_above} (above, below, depth) VALUES (:network, :network, 0)", network=branch.id)
    unit.run(
        "INSERT INTO {network_above} (above, below, depth)"
        " SELECT above, :network, depth + 1 FROM network_above WHERE below = :parent",
        network=branch.id,
        parent=branch.parent,
    )


def rename(unit: Unit, network_id: int, name: str) -> None:
    unit.run("UPDATE {network} SET name = :name WHERE network_id = :network", network=network_id, name=name)


def below(rows: Rows, network_id: int) -> frozenset[int]:
    """A network with all that are below it."""
    found = rows.rows("SELECT below FROM network_above WHERE above = :network", network=network_id)
    return frozenset(row["below"] for row in found)


def place(unit: Unit, network_id: int, parent: int | None) -> None:
    """A network and all below it have other networks above them; among themselves nothing changes."""
    inside = "(SELECT below FROM network_above WHERE above = :network)"
    unit.run(f"DELETE FROM {{network_above}} WHERE below IN {inside} AND above NOT IN {inside}", network=network_id)
    unit.run(
        "INSERT INTO {network_above} (above, below, depth) SELECT p.above, s.below, p.depth + s.depth + 1"
        " FROM network_above p JOIN network_above s ON s.above = :network WHERE p.below = :parent",
        network=network_id,
        parent=parent,
    )
    unit.run("UPDATE {network} SET parent = :parent WHERE network_id = :network", network=network_id, parent=parent)


def leads(rows: Rows, network_id: int) -> tuple[Person, ...]:
    """Who leads a network itself, by name."""
    found = rows.rows(
        "SELECT l.person_id, coalesce(p.name, '') AS name FROM _network_lead l"
        " LEFT JOIN person p ON p.person_id = l.person_id"
        " WHERE l.network_id = :network AND l.ended_at IS NULL ORDER BY name, l.person_id",
        network=network_id,
    )
    return tuple(Person(row["person_id"], row["name"]) for row in found)


def end_lead(unit: Unit, network_id: int, person_id: int, now: datetime) -> bool:
    """Somebody leads a network no more; whether they did."""
    return bool(
        unit.run(
            "UPDATE {_network_lead} SET ended_at = :now WHERE network_id = :network AND person_id = :person"
            " AND ended_at IS NULL RETURNING person_id",
            network=network_id,
            person=person_id,
            now=stamp(now),
        )
    )


def belonging(rows: Rows, network_id: int, today: date) -> tuple[Belonging, ...]:
    """The organisations of a network and of those below it today, by name; not those closed or about to leave.

    Each once: as it belongs to the network itself, or else to one of those below it.
    """
    found = rows.rows(
        "SELECT o.organisation_id, o.name, o.kind, o.phase, o.reference, r.network_id, r.since, r.until,"
        " EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = o.organisation_id AND m.ended_at IS NULL)"
        " AS has_people, EXISTS (SELECT 1 FROM membership m LEFT JOIN _account c ON c.person_id = m.person_id WHERE"
        " m.organisation_id = o.organisation_id AND m.role = 'lead' AND m.ended_at IS NULL"
        " AND (c.active IS NULL OR c.active = 1)) AS has_lead"
        f" FROM roster r {WITHIN} JOIN organisation o ON o.organisation_id = r.organisation_id"
        f" WHERE {LIVE} AND o.leaving_at IS NULL AND (o.closed_on IS NULL OR o.closed_on >= :today)"
        " ORDER BY o.name, o.organisation_id, CASE WHEN r.network_id = :network THEN 0 ELSE 1 END, r.network_id",
        network=network_id,
        today=today.isoformat(),
    )
    once = {row["organisation_id"]: row for row in reversed(found)}
    return tuple(map(_belonging, reversed(once.values())))


@from_row()
def _belonging(row: Row) -> Belonging:
    return Belonging(
        row["organisation_id"],
        row["name"],
        row["kind"],
        row["phase"],
        row["reference"],
        row["network_id"],
        date.fromisoformat(row["since"]),
        None if row["until"] is None else date.fromisoformat(row["until"]),
        bool(row["has_people"]),
        bool(row["has_lead"]),
    )


def networks_of(rows: Rows, organisation_id: int, today: date) -> tuple[Branch, ...]:
    """The networks an organisation belongs to today and all above those: a legal body first, then by name.

    Of those above none is one body with it: only the trust it belongs to itself.
    """
    found = rows.rows(
        "SELECT n.network_id, n.name, n.kind, n.parent, max(CASE WHEN a.depth = 0 THEN n.one_body ELSE 0 END)"
        " AS one_body, 0 AS many FROM roster r"
        " JOIN network_above a ON a.below = r.network_id JOIN network n ON n.network_id = a.above"
        f" WHERE r.organisation_id = :organisation AND {LIVE}"
        " GROUP BY n.network_id, n.name, n.kind, n.parent ORDER BY one_body DESC, n.name, n.network_id",
        organisation=organisation_id,
        today=today.isoformat(),
    )
    return tuple(map(_branch, found))


def direct(rows: Rows, organisation_id: int, today: date) -> frozenset[int]:
    """The networks an organisation belongs to itself today."""
    found = rows.rows(
        f"SELECT r.network_id FROM roster r WHERE r.organisation_id = :organisation AND {LIVE}",
        organisation=organisation_id,
        today=today.isoformat(),
    )
    return frozenset(row["network_id"] for row in found)


def join(unit: Unit, organisation_id: int, network_id: int, since: date, until: date | None) -> None:
    """An organisation belongs to a network from a day to a day."""
    unit.run(
        "INSERT INTO {roster} (organisation_id, network_id, since, until)"
        " VALUES (:organisation, :network, :since, :until)"
        " ON CONFLICT (organisation_id, network_id, since) DO UPDATE SET until = excluded.until",
        organisation=organisation_id,
        network=network_id,
        since=since.isoformat(),
        until=None if until is None else until.isoformat(),
    )


def leave(unit: Unit, organisation_id: int, network_id: int, today: date, last_day: date) -> bool:
    """It belongs to the network no longer than that day; whether it did belong to it."""
    return bool(
        unit.run(
            "UPDATE {roster} SET until = :last WHERE organisation_id = :organisation AND network_id = :network"
            " AND (until IS NULL OR until >= :today) RETURNING since",
            organisation=organisation_id,
            network=network_id,
            today=today.isoformat(),
            last=last_day.isoformat(),
        )
    )


def add_organisation(unit: Unit, row: Row, now: datetime) -> None:
    """An organisation of which nobody is a member yet; `row` has its id, name, kind, phase and reference."""
    unit.run(
        "INSERT INTO {organisation} (organisation_id, name, kind, phase, region, facts, reference, added_at)"
        " VALUES (:id, :name, :kind, :phase, NULL, :facts, :reference, :now)",
        **row,
        facts="{}",
        now=stamp(now),
    )


def invitations(rows: Rows, network_id: int, today: date) -> Mapping[int, Invited]:
    """The last invitation of a first lead, by organisation, for all of a network and below."""
    found = rows.rows(
        "SELECT i.organisation_id, i.invitation_id, i.made_at, i.expires_at, i.used_at, i.withdrawn_at"
        f" FROM roster r {WITHIN} JOIN _invitation i ON i.organisation_id = r.organisation_id"
        f" WHERE {LIVE} AND i.role = 'lead' AND i.from_network IS NOT NULL ORDER BY i.made_at, i.invitation_id",
        network=network_id,
        today=today.isoformat(),
    )
    return {row["organisation_id"]: _invited(row) for row in found}


@from_row()
def _invited(row: Row) -> Invited:
    return Invited(
        row["invitation_id"],
        moment(row["made_at"]),
        moment(row["expires_at"]),
        None if row["used_at"] is None else moment(row["used_at"]),
        None if row["withdrawn_at"] is None else moment(row["withdrawn_at"]),
    )


def unused(rows: Rows, organisations: Sequence[int]) -> Mapping[int, int]:
    """The invitation of a first lead that waits to be used, by organisation, of these."""
    found: dict[int, int] = {}
    for first in range(0, len(organisations), TOGETHER):
        some = {f"o{place}": one for place, one in enumerate(organisations[first : first + TOGETHER])}
        sql = (
            "SELECT i.organisation_id, i.invitation_id FROM _invitation i WHERE i.role = 'lead'"
            " AND i.from_network IS NOT NULL AND i.used_at IS NULL AND i.withdrawn_at IS NULL"
            f" AND i.organisation_id IN ({', '.join(f':{name}' for name in some)}) ORDER BY i.made_at, i.invitation_id"
        )
        found |= {row["organisation_id"]: row["invitation_id"] for row in rows.rows(sql, **some)}
    return found


def participation(rows: Rows, network_id: int, today: date) -> Mapping[int, tuple[Went, ...]]:
    """The reviews of this year by organisation, through the door of somebody who may know of them."""
    found = rows.rows(
        "SELECT v.organisation_id, v.review_id, v.framework, v.period, v.status, v.submitted_at FROM review v"
        f" WHERE v.period_end >= :today AND v.organisation_id IN (SELECT r.organisation_id FROM roster r {WITHIN}"
        f" WHERE {LIVE}) ORDER BY v.framework",
        network=network_id,
        today=today.isoformat(),
    )
    # By themselves: they are few, and joined they would be looked up once for every review there is.
    shown = {row["review_id"] for row in rows.rows("SELECT review_id FROM score WHERE node = 0")}
    went: dict[int, tuple[Went, ...]] = {}
    for row in found:
        at = None if row["submitted_at"] is None else moment(row["submitted_at"])
        is_shown = row["review_id"] in shown
        each = Went(row["review_id"], row["framework"], row["period"], row["status"], at, is_shown)
        went[row["organisation_id"]] = (*went.get(row["organisation_id"], ()), each)
    return went
