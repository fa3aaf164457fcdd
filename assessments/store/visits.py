"""Statements about advisers' visits, and how many days a team has for each kind of organisation; at reception."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from assessments.store.columns import from_row, moment, stamp
from assessments.store.protocol import Row, Rows, Unit
from assessments.store.sharing import LIVE
from assessments.values import Person
from frameworks.values import Kind


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit of a team, what it took in half days, and what was noted."""

    id: int
    organisation: int
    team: int
    team_name: str
    on: date
    half_days: int
    note: str
    made_at: datetime
    made_by: Person


@dataclass(frozen=True, slots=True)
class Served:
    """An organisation that shows something to a team, which so may visit it."""

    organisation: int
    name: str
    kind: Kind
    team: int


SELECT = (
    "SELECT v.organisation_id, v.visit_id, v.team_id, t.name AS team_name, v.visited_on, v.half_days, v.note,"
    " v.made_at, v.made_by, coalesce(p.name, '') AS maker FROM visit v JOIN team t ON t.team_id = v.team_id"
    " LEFT JOIN person p ON p.person_id = v.made_by"
)
ORDER = " ORDER BY v.visited_on DESC, v.made_at DESC, v.visit_id"


@from_row()
def _visit(row: Row) -> Visit:
    return Visit(
        id=row["visit_id"],
        organisation=row["organisation_id"],
        team=row["team_id"],
        team_name=row["team_name"],
        on=date.fromisoformat(row["visited_on"]),
        half_days=row["half_days"],
        note=row["note"],
        made_at=moment(row["made_at"]),
        made_by=Person(row["made_by"], row["maker"]),
    )


def of_organisation(rows: Rows, organisation_id: int) -> tuple[Visit, ...]:
    """Every visit to an organisation, the last first."""
    sql = f"{SELECT} WHERE v.organisation_id = :organisation{ORDER}"
    return tuple(map(_visit, rows.rows(sql, organisation=organisation_id)))


def of_team(rows: Rows, team_id: int, since: date) -> tuple[Visit, ...]:
    """The visits of a team from a day on, the last first."""
    sql = f"{SELECT} WHERE v.team_id = :team AND v.visited_on >= :since{ORDER}"
    return tuple(map(_visit, rows.rows(sql, team=team_id, since=since.isoformat())))


def served(rows: Rows, team_id: int, today: date) -> tuple[Served, ...]:
    """The organisations that show something to a team today, by name."""
    found = rows.rows(
        "SELECT DISTINCT o.organisation_id, o.name, o.kind FROM consent c"
        " JOIN organisation o ON o.organisation_id = c.organisation_id AND o.leaving_at IS NULL"
        f" WHERE c.team_id = :team AND {LIVE} ORDER BY o.name, o.organisation_id",
        team=team_id,
        today=today.isoformat(),
    )
    return tuple(Served(row["organisation_id"], row["name"], row["kind"], team_id) for row in found)


def add(unit: Unit, visit: Visit) -> None:
    unit.run(
        "INSERT INTO {visit} (organisation_id, visit_id, team_id, visited_on, half_days, note, made_at, made_by)"
        " VALUES (:organisation, :id, :team, :on, :half_days, :note, :at, :by)",
        organisation=visit.organisation,
        id=visit.id,
        team=visit.team,
        on=visit.on.isoformat(),
        half_days=visit.half_days,
        note=visit.note,
        at=stamp(visit.made_at),
        by=visit.made_by.id,
    )


def remove(unit: Unit, visit: Visit) -> bool:
    """A visit written down by mistake; whether it was there."""
    return bool(
        unit.run(
            "DELETE FROM {visit} WHERE organisation_id = :organisation AND visit_id = :id RETURNING visit_id",
            organisation=visit.organisation,
            id=visit.id,
        )
    )


def entitlements(rows: Rows, team_id: int) -> Mapping[Kind, int]:
    """Half days a year, by kind of organisation."""
    found = rows.rows("SELECT kind, half_days FROM _entitlement WHERE team_id = :team", team=team_id)
    return {row["kind"]: row["half_days"] for row in found}


def entitle(unit: Unit, team_id: int, kind: Kind, half_days: int, now: datetime) -> None:
    unit.run(
        "INSERT INTO {_entitlement} (team_id, kind, half_days, set_at, set_by) VALUES (:team, :kind, :n, :now, :me)"
        " ON CONFLICT (team_id, kind) DO UPDATE SET half_days = excluded.half_days, set_at = excluded.set_at,"
        " set_by = excluded.set_by",
        team=team_id,
        kind=kind,
        n=half_days,
        now=stamp(now),
        me=unit.person_id,
    )
