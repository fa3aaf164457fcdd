"""A region with its trust and a team, and the people around a school: put there as the product would."""

from dataclasses import dataclass

from assessments.access import networks, teams
from tests.assessments.conftest import NOW

ADMINISTRATOR, REGION_LEAD, TRUST_LEAD, ADVISER, READER, STRANGER = 10, 11, 12, 13, 14, 15


@dataclass(frozen=True)
class Around:
    """Ids of what is around a school of person 1."""

    region: int
    trust: int
    team: int


def around(installation):
    """A region with a trust below it that is one legal body, a team of the region, and somebody in each place."""
    installation.person(ADMINISTRATOR, "Ada Administrator", duties=["administrator"])
    for person, name in (
        (REGION_LEAD, "Rae Region"), (TRUST_LEAD, "Tam Trust"), (ADVISER, "Ash Adviser"), (READER, "Ren Reader"),
        (STRANGER, "Sid Stranger"),
    ):  # fmt: skip
        installation.person(person, name)
    desk = installation.at(ADMINISTRATOR)
    region = networks.add(desk, name="Eastmere", kind="region", now=NOW).id
    trust = networks.add(desk, name="Northbridge Trust", kind="trust", parent=region, one_body=True, now=NOW).id
    lead(installation, region, REGION_LEAD)
    lead(installation, trust, TRUST_LEAD)
    team = teams.make(installation.at(REGION_LEAD), name="Harbour advisers", network_id=region, now=NOW).id
    advise(installation, team, ADVISER)
    return Around(region, trust, team)


def lead(installation, network, person):
    installation.at().write(
        lambda unit: unit.run(
            "INSERT INTO {_network_lead} (network_id, person_id, since) VALUES (:network, :person, 0)",
            network=network,
            person=person,
        )
    )


def advise(installation, team, person):
    installation.at().write(
        lambda unit: unit.run(
            "INSERT INTO {_team_member} (team_id, person_id, since) VALUES (:team, :person, 0)",
            team=team,
            person=person,
        )
    )


def list_in(installation, organisation, network):
    """The organisation belongs to the network since yesterday."""
    networks.bring_in(installation.at(ADMINISTRATOR), organisation, network, since=NOW.date(), now=NOW)
