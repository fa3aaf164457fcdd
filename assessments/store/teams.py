"""Statements about teams of advisers and who belongs to them; run at reception only."""

from dataclasses import dataclass
from datetime import datetime

from assessments.store.columns import from_row, moment, stamp
from assessments.store.protocol import Row, Rows, Unit
from assessments.values import Person

SELECT = "SELECT team_id, name, network_id, ended_at FROM team"


@dataclass(frozen=True, slots=True)
class AdviserTeam:
    """A team of a network, or of none."""

    id: int
    name: str
    network: int | None
    ended_at: datetime | None


@from_row()
def _team(row: Row) -> AdviserTeam:
    ended = None if row["ended_at"] is None else moment(row["ended_at"])
    return AdviserTeam(row["team_id"], row["name"], row["network_id"], ended)


def one(rows: Rows, team_id: int) -> AdviserTeam | None:
    row = rows.one(f"{SELECT} WHERE team_id = :team", team=team_id)
    return None if row is None else _team(row)


def of_network(rows: Rows, network_id: int) -> tuple[AdviserTeam, ...]:
    """The teams of a network that have not ended, by name."""
    sql = f"{SELECT} WHERE network_id = :network AND ended_at IS NULL ORDER BY name, team_id"
    return tuple(map(_team, rows.rows(sql, network=network_id)))


def near(rows: Rows, organisation_id: int, today: str) -> tuple[AdviserTeam, ...]:
    """The teams of the networks an organisation belongs to, and of those above, by name."""
    found = rows.rows(
        "SELECT DISTINCT t.team_id, t.name, t.network_id, t.ended_at FROM roster r"
        " JOIN network_above a ON a.below = r.network_id JOIN team t ON t.network_id = a.above"
        " WHERE r.organisation_id = :organisation AND r.since <= :today AND (r.until IS NULL OR r.until >= :today)"
        " AND t.ended_at IS NULL ORDER BY t.name, t.team_id",
        organisation=organisation_id,
        today=today,
    )
    return tuple(map(_team, found))


def of_member(rows: Rows, person_id: int) -> tuple[AdviserTeam, ...]:
    """The teams somebody belongs to today, by name."""
    found = rows.rows(
        "SELECT t.team_id, t.name, t.network_id, t.ended_at FROM _team_member m JOIN team t ON t.team_id = m.team_id"
        " WHERE m.person_id = :person AND m.ended_at IS NULL AND t.ended_at IS NULL ORDER BY t.name, t.team_id",
        person=person_id,
    )
    return tuple(map(_team, found))


def add(unit: Unit, team: AdviserTeam, now: datetime) -> None:
    unit.run(
        "INSERT INTO {team} (team_id, network_id, name, added_at) VALUES (:team, :network, :name, :now)",
        team=team.id,
        network=team.network,
        name=team.name,
        now=stamp(now),
    )


def members(rows: Rows, team_id: int) -> tuple[Person, ...]:
    """Who belongs to a team today, by name."""
    found = rows.rows(
        "SELECT m.person_id, coalesce(p.name, '') AS name FROM _team_member m"
        " LEFT JOIN person p ON p.person_id = m.person_id"
        " WHERE m.team_id = :team AND m.ended_at IS NULL ORDER BY name, m.person_id",
        team=team_id,
    )
    return tuple(Person(row["person_id"], row["name"]) for row in found)


def end_member(unit: Unit, team_id: int, person_id: int, now: datetime) -> bool:
    """Somebody belongs to a team no more; whether they did."""
    return bool(
        unit.run(
            "UPDATE {_team_member} SET ended_at = :now WHERE team_id = :team AND person_id = :person"
            " AND ended_at IS NULL RETURNING person_id",
            team=team_id,
            person=person_id,
            now=stamp(now),
        )
    )


def end(unit: Unit, team_id: int, now: datetime) -> None:
    """The team, its memberships and its unused invitations end."""
    values = {"team": team_id, "now": stamp(now)}
    unit.run("UPDATE {team} SET ended_at = :now WHERE team_id = :team", **values)
    unit.run("UPDATE {_team_member} SET ended_at = :now WHERE team_id = :team AND ended_at IS NULL", **values)
    unit.run(
        "UPDATE {_invitation} SET withdrawn_at = :now WHERE team_id = :team AND used_at IS NULL"
        " AND withdrawn_at IS NULL",
        **values,
    )


def withdraw_for(unit: Unit, team_id: int, by: int, now: datetime) -> tuple[int, ...]:
    """End what organisations said yes to for a team; gives those organisations."""
    found = unit.run(
        "UPDATE {consent} SET withdrawn_at = :now, withdrawn_by = :by WHERE team_id = :team AND withdrawn_at IS NULL"
        " RETURNING organisation_id",
        team=team_id,
        by=by,
        now=stamp(now),
    )
    return tuple(sorted({row["organisation_id"] for row in found}))
