"""Teams of advisers: organisations say yes to a team, and a network lead says who belongs to it."""

from collections.abc import Mapping
from datetime import datetime

from assessments.access import networks, system_acts
from assessments.errors import NotYours, Refused
from assessments.ids import IdSource, random_id
from assessments.store import acts
from assessments.store import networks as network_statements
from assessments.store import teams as statements
from assessments.store.protocol import Door, Rows, Unit
from assessments.store.teams import AdviserTeam
from assessments.typed import tidy_line
from assessments.values import Person


def may_keep(rows: Rows, team: AdviserTeam) -> bool:
    """Whether who asks says who belongs to a team."""
    if team.network is None:
        return network_statements.is_administrator(rows, rows.person_id)
    return networks.may_lead(rows, team.network)


def kept_one(rows: Rows, team_id: int) -> AdviserTeam:
    """A team that who asks looks after. Raises NotYours, also when there is none."""
    team = statements.one(rows, team_id)
    if team is None or team.ended_at is not None or not may_keep(rows, team):
        raise NotYours
    return team


def make(
    reception: Door, *, name: str, network_id: int | None, now: datetime, new_id: IdSource = random_id
) -> AdviserTeam:
    """A new team of a network one leads; an administrator may make one that is of none. Raises Refused, NotYours."""
    tidied = tidy_line(name, "The name")
    if not tidied:
        raise Refused("Give the team a name. Organisations will read it when they are asked.")
    team = AdviserTeam(new_id(), tidied, network_id, None)

    def work(unit: Unit) -> None:
        if not may_keep(unit, team):
            raise NotYours
        statements.add(unit, team, now)
        system_acts.record(unit, "team made", now, team=team.id)

    reception.write(work)
    return team


def of_network(reception: Door, network_id: int) -> Mapping[AdviserTeam, tuple[Person, ...]]:
    """The teams of a network one leads, by name, each with its members today. Raises NotYours."""

    def work(rows: Rows) -> Mapping[AdviserTeam, tuple[Person, ...]]:
        networks.led_one(rows, network_id)
        return {team: statements.members(rows, team.id) for team in statements.of_network(rows, network_id)}

    return reception.read(work)


def end_member(reception: Door, team_id: int, person_id: int, *, now: datetime) -> None:
    """Somebody belongs to a team no more, and sees at once nothing that was shown to it. Raises Refused, NotYours."""

    def work(unit: Unit) -> None:
        team = statements.one(unit, team_id)
        if team is None or not (may_keep(unit, team) or person_id == unit.person_id):
            raise NotYours
        if not statements.end_member(unit, team_id, person_id, now):
            raise Refused("This person does not belong to the team any more. Load the page again.")
        system_acts.record(unit, "team member ended", now, team=team_id, person=person_id)

    reception.write(work)


def end(reception: Door, team_id: int, *, now: datetime) -> None:
    """End a team: its members, its invitations, and what organisations said yes to for it. Raises NotYours."""

    def work(unit: Unit) -> None:
        kept_one(unit, team_id)
        statements.end(unit, team_id, now)
        for organisation in statements.withdraw_for(unit, team_id, unit.person_id, now):
            acts.record(unit, organisation, unit.person_id, "sharing ended with its team", now, team=team_id)
        system_acts.record(unit, "team ended", now, team=team_id)

    reception.write(work)
