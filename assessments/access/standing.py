"""What somebody is, whatever organisation they look at: duties, networks they lead, teams they belong to."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.errors import NotYours
from assessments.store import standing as statements
from assessments.store.protocol import Door, Rows
from assessments.store.standing import Network, Role, Team
from assessments.values import Person

__all__ = ["Network", "Role", "Standing", "Team", "alone", "of", "roles", "standing"]


@dataclass(frozen=True, slots=True)
class Standing:
    """`duties` are of author and administrator; `networks` are those led directly, `teams` those belonged to.

    `is_member` says that they have a role in at least one organisation.
    """

    person: Person
    duties: frozenset[str] = frozenset()
    networks: tuple[Network, ...] = ()
    teams: tuple[Team, ...] = ()
    is_member: bool = False

    @property
    def is_author(self) -> bool:
        return "author" in self.duties

    @property
    def is_administrator(self) -> bool:
        return "administrator" in self.duties


def alone(person_id: int) -> Standing:
    """The one owner of this computer, where nobody else comes."""
    return Standing(Person(person_id, "You"))


def of(rows: Rows, person_id: int) -> Standing:
    """As `standing`, where something is read at reception already."""
    found = statements.whole(rows, person_id)
    if found is None:
        raise NotYours
    who = Person(person_id, found.name)
    return Standing(who, found.duties, found.networks, found.teams, is_member=found.is_member)


def standing(reception: Door, person_id: int) -> Standing:
    """What somebody is now. Raises NotYours when there is no such person."""
    return reception.read(lambda rows: of(rows, person_id))


def roles(reception: Door, person_id: int) -> Mapping[int, Role]:
    """Organisation by organisation, what somebody's role there is."""
    return reception.read(lambda rows: statements.roles(rows, person_id))
