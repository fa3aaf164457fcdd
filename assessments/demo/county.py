"""The demo network as one county where people sign in: somebody who leads a school, an adviser, and the county's lead.

What they can look at is what an installation with people has and one's own computer has not: figures of a network, a
portfolio, and comparison for somebody who knows only their own.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from assessments import organisations, periods
from assessments.access import accounts, networks, sharing, teams
from assessments.access.invitations import Offer
from assessments.access.sharing_words import LATEST
from assessments.demo import planning
from assessments.demo.roster import OWNER
from assessments.errors import Refused
from assessments.store import invitations as invitation_statements
from assessments.store import networks as network_statements
from assessments.store import people as people_statements
from assessments.store import reviews as review_statements
from assessments.store.protocol import Door, Store
from assessments.store.sharing import Wanted
from assessments.values import Organisation

DeskOf = Callable[[int | None], Door]
NAME, TEAM = "Paper Boat County", "Harbour advisers"
OWNERS_NAME = "Ash Reed"  # of whoever said yes for every organisation, and is only "You" to oneself
SHOWN = 24  # organisations that show the team something
AMOUNTS = (2, 3, 4)  # levels, comments too, evidence too
LASTS = timedelta(days=200)
PEOPLE = {
    "head": ("Bea Rowan", "bea.rowan@paperboat.example"),
    "adviser": ("Dee Marsh", "dee.marsh@paperboat.example"),
    "lead": ("Edda Holt", "edda.holt@paperboat.example"),
}


@dataclass(frozen=True, slots=True)
class County:
    """What was made: the network, the team, the school that the head leads, and the three people by what they are."""

    network: int
    team: int
    school: Organisation
    people: Mapping[str, int]

    @property
    def said(self) -> Mapping[str, str]:
        """Each of the three in words."""
        return {
            "head": f"{PEOPLE['head'][0]}, who leads {self.school.name}",
            "adviser": f"{PEOPLE['adviser'][0]}, an adviser of {TEAM}",
            "lead": f"{PEOPLE['lead'][0]}, who leads {NAME}",
        }


def populate(store: Store, desk_of: DeskOf, *, now: datetime) -> County:
    """Give a demo network that was just built its county and its people. Raises Refused where it has them already.

    `desk_of` gives the store's reception for one person, or for nobody yet.
    """
    if desk_of(None).read(lambda rows: network_statements.every(rows, periods.today(now))):
        raise Refused("The demo network has its people already. Build it anew in another place to have new links.")
    store.for_user(OWNER).write(lambda unit: people_statements.name_oneself(unit, OWNERS_NAME))
    people = {what: _person(desk_of, *who, now) for what, who in PEOPLE.items()}
    _give(desk_of, Offer("administrator"), OWNER, now)
    desk = desk_of(OWNER)
    network = networks.add(desk, name=NAME, kind="local_authority", now=now).id
    team = teams.make(desk, name=TEAM, network_id=network, now=now).id
    every = organisations.mine(store.for_user(OWNER))
    for each in every:
        networks.bring_in(desk, each.id, network, since=_first_day(now), now=now)
    for place, each in enumerate(every[:SHOWN]):
        wanted = Wanted("team", team, None, AMOUNTS[place % len(AMOUNTS)], periods.today(now) + LASTS)
        sharing.give(store.for_user(OWNER), each.id, wanted, version=LATEST["team"], now=now)
    school = _most_told(store, every)
    for what, offer in (
        ("head", Offer("lead", school.id)),
        ("adviser", Offer("adviser", team=team)),
        ("lead", Offer("network_lead", network=network)),
    ):
        _give(desk_of, offer, people[what], now)
    planning.of_county(desk_of(people["lead"]), network, now)
    return County(network, team, school, people)


def links(desk_of: DeskOf, county: County, *, now: datetime) -> Mapping[str, str]:
    """For each of the three, in words, the address of a one-use link to choose a password by."""
    desk = desk_of(None)
    return {said: f"/reset/{accounts.reset_link(desk, county.people[what], now)}" for what, said in county.said.items()}


def _person(desk_of: DeskOf, name: str, email: str, now: datetime) -> int:
    return desk_of(None).write(lambda unit: accounts.make(unit, name=name, email=email, password=None, now=now))


def _give(desk_of: DeskOf, offer: Offer, person: int, now: datetime) -> None:
    desk_of(None).write(lambda unit: invitation_statements.give(unit, offer, person, now))


def _first_day(now: datetime) -> date:
    """Before every period that the demo tells of, so that all of them belonged from the start."""
    return date(periods.today(now).year - 12, 9, 1)


def _most_told(store: Store, every: Sequence[Organisation]) -> Organisation:
    """The primary school with the most full reviews submitted in one framework; the first of equal ones."""
    shown = store.for_user(OWNER).read(lambda rows: list(review_statements.shown(rows, None)))

    def told(school: Organisation) -> int:
        full = [each.framework for each in shown if each.organisation == school.id and each.form == "full"]
        return max(map(full.count, full), default=0)

    primary = [each for each in every if each.phase == "primary"] or list(every)
    return max(primary, key=told)
