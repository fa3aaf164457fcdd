"""Advising: the organisations that show something to one's teams, how far they are, and finding one to ask."""

from dataclasses import dataclass, replace
from datetime import datetime

from assessments import periods
from assessments.errors import NotYours, Refused
from assessments.shared_copies import LEVELS
from assessments.store import advising as statements
from assessments.store import networks as network_statements
from assessments.store import teams as team_statements
from assessments.store.advising import Asked, Reviewed, Shown
from assessments.store.protocol import Door, Rows


@dataclass(frozen=True, slots=True)
class Client:
    """An organisation with what it shows a team, and its reviews, the newest period first."""

    shown: Shown
    team: str
    reviews: tuple[Reviewed, ...]


def clients(door: Door, reception: Door, *, now: datetime) -> tuple[Client, ...]:
    """Every organisation that said yes to a team of who asks, by name; levels only where it shows them to that team."""
    today = periods.today(now)

    def work(rows: Rows) -> list[tuple[str, Shown]]:
        teams = team_statements.of_member(rows, rows.person_id)
        found = [(team.name, each) for team in teams for each in statements.shown_to(rows, team.id, today)]
        return sorted(found, key=lambda pair: (pair[1].name, pair[1].organisation, pair[0]))

    found = reception.read(work)
    ids = sorted({each.organisation for _, each in found})
    reviews = door.read(lambda rows: statements.reviewed(rows, ids))
    return tuple(Client(each, team, _as_shown(each, reviews.get(each.organisation, ()))) for team, each in found)


def _as_shown(shown: Shown, reviews: tuple[Reviewed, ...]) -> tuple[Reviewed, ...]:
    """Whoever may see more of it in another way sees no more here than the team."""
    return reviews if shown.share >= LEVELS else tuple(replace(each, share=None) for each in reviews)


def asked(reception: Door, *, now: datetime) -> tuple[Asked, ...]:
    """The organisations that the teams of who asks asked and that show them nothing, by name."""
    today = periods.today(now)

    def work(rows: Rows) -> list[Asked]:
        teams = team_statements.of_member(rows, rows.person_id)
        return [each for team in teams for each in statements.asked(rows, team.id, today)]

    return tuple(sorted(reception.read(work), key=lambda each: (each.name, each.organisation)))


def find(reception: Door, team_id: int, typed: str, *, now: datetime) -> int:
    """The organisation of the team's network with that number, or exactly that name. Raises Refused, NotYours.

    No list is shown here: an adviser knows whom they mean.
    """
    wanted = " ".join(typed.split()).casefold()

    def work(rows: Rows) -> int:
        team = team_statements.one(rows, team_id)
        if (
            team is None
            or team.network is None
            or all(one.id != rows.person_id for one in team_statements.members(rows, team_id))
        ):
            raise NotYours
        there = network_statements.belonging(rows, team.network, periods.today(now))
        same = {each.organisation for each in there if wanted and wanted in ((each.reference or "").casefold(),
                                                                             each.name.casefold())}  # fmt: skip
        if len(same) != 1:
            raise Refused(
                "More than one organisation has that name. Type its number." if same else
                "There is no organisation with that number or name in your network. Type it exactly as it is listed."
            )  # fmt: skip
        return same.pop()

    return reception.read(work)
