"""Statements about what somebody is: duties, networks they lead, teams they belong to, roles. All at reception."""

from dataclasses import dataclass
from typing import Literal

from assessments.store.protocol import Rows

Role = Literal["lead", "contributor", "reader"]


@dataclass(frozen=True, slots=True)
class Network:
    """A network: a nation, region, local authority, trust or club. `one_body`: one legal body with its members."""

    id: int
    name: str
    kind: str
    one_body: bool


@dataclass(frozen=True, slots=True)
class Team:
    """A team of advisers; `network` is the one it works for, if any."""

    id: int
    name: str
    network: int | None


def name(rows: Rows, person_id: int) -> str | None:
    """What somebody is called; None when there is no such person."""
    row = rows.one("SELECT name FROM person WHERE person_id = :person", person=person_id)
    return None if row is None else str(row["name"])


def duties(rows: Rows, person_id: int) -> frozenset[str]:
    """Of author and administrator, what somebody is."""
    found = rows.rows("SELECT duty FROM _duty WHERE person_id = :person", person=person_id)
    return frozenset(row["duty"] for row in found)


def networks(rows: Rows, person_id: int) -> tuple[Network, ...]:
    """The networks somebody leads themselves, by name; they lead all that are below these, too."""
    found = rows.rows(
        "SELECT n.network_id, n.name, n.kind, n.one_body FROM _network_lead l"
        " JOIN network n ON n.network_id = l.network_id WHERE l.person_id = :person AND l.ended_at IS NULL"
        " ORDER BY n.name, n.network_id",
        person=person_id,
    )
    return tuple(Network(row["network_id"], row["name"], row["kind"], row["one_body"] == 1) for row in found)


def teams(rows: Rows, person_id: int) -> tuple[Team, ...]:
    """The teams somebody belongs to, by name."""
    found = rows.rows(
        "SELECT t.team_id, t.name, t.network_id FROM _team_member m JOIN team t ON t.team_id = m.team_id"
        " WHERE m.person_id = :person AND m.ended_at IS NULL ORDER BY t.name, t.team_id",
        person=person_id,
    )
    return tuple(Team(row["team_id"], row["name"], row["network_id"]) for row in found)


def roles(rows: Rows, person_id: int) -> dict[int, Role]:
    """The role of somebody in each of their organisations."""
    found = rows.rows(
        "SELECT organisation_id, role FROM membership WHERE person_id = :person AND ended_at IS NULL"
        " ORDER BY organisation_id",
        person=person_id,
    )
    return {row["organisation_id"]: row["role"] for row in found}


def is_member(rows: Rows, person_id: int) -> bool:
    """Whether somebody has a role anywhere."""
    sql = "SELECT 1 AS yes FROM membership WHERE person_id = :person AND ended_at IS NULL LIMIT 1"
    return rows.one(sql, person=person_id) is not None
