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


# All in one statement: it is asked on every run of every page.
WHOLE = """SELECT 'person' AS what, person_id AS id, name, '' AS kind, 0 AS of FROM person WHERE person_id = :person
UNION ALL SELECT 'duty', 0, duty, '', 0 FROM _duty WHERE person_id = :person
UNION ALL SELECT 'network', n.network_id, n.name, n.kind, n.one_body FROM _network_lead l
  JOIN network n ON n.network_id = l.network_id WHERE l.person_id = :person AND l.ended_at IS NULL
UNION ALL SELECT 'team', t.team_id, t.name, '', t.network_id FROM _team_member m
  JOIN team t ON t.team_id = m.team_id WHERE m.person_id = :person AND m.ended_at IS NULL
UNION ALL SELECT 'member', 0, '', '', 0 FROM person p WHERE p.person_id = :person AND EXISTS
  (SELECT 1 FROM membership WHERE person_id = :person AND ended_at IS NULL)
ORDER BY name, id"""


@dataclass(frozen=True, slots=True)
class Whole:
    """All that somebody is. `networks` are those they lead themselves: they lead all that are below these, too."""

    name: str
    duties: frozenset[str]
    networks: tuple[Network, ...]
    teams: tuple[Team, ...]
    is_member: bool


def whole(rows: Rows, person_id: int) -> Whole | None:
    """What somebody is, the networks and teams by name; None when there is no such person."""
    found = rows.rows(WHOLE, person=person_id)
    of = {
        what: [row for row in found if row["what"] == what] for what in ("person", "duty", "network", "team", "member")
    }
    if not of["person"]:
        return None
    return Whole(
        of["person"][0]["name"],
        frozenset(row["name"] for row in of["duty"]),
        tuple(Network(row["id"], row["name"], row["kind"], row["of"] == 1) for row in of["network"]),
        tuple(Team(row["id"], row["name"], row["of"]) for row in of["team"]),
        bool(of["member"]),
    )


def duties(rows: Rows, person_id: int) -> frozenset[str]:
    """Of author and administrator, what somebody is."""
    found = rows.rows("SELECT duty FROM _duty WHERE person_id = :person", person=person_id)
    return frozenset(row["duty"] for row in found)


def roles(rows: Rows, person_id: int) -> dict[int, Role]:
    """The role of somebody in each of their organisations."""
    found = rows.rows(
        "SELECT organisation_id, role FROM membership WHERE person_id = :person AND ended_at IS NULL"
        " ORDER BY organisation_id",
        person=person_id,
    )
    return {row["organisation_id"]: row["role"] for row in found}
