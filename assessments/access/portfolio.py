"""An adviser's portfolio: the organisations that show something to one's teams, in one framework and period."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from assessments import periods, portfolio, tendencies
from assessments.access import flagging, looks
from assessments.access.advising import Client
from assessments.portfolio import Where
from assessments.shared_copies import LEVELS
from assessments.store.advising import Reviewed
from assessments.store.protocol import Door
from assessments.tendencies import Tendency
from frameworks.catalogue import Catalogue, edition_order
from frameworks.edition import Edition

LOOKED, LOOKED_WHEN = "adviser", "adviser-when"


@dataclass(frozen=True, slots=True)
class Choice:
    """A framework and period in which somebody of the portfolio has a review."""

    starts: date
    period: str
    framework: str


@dataclass(frozen=True, slots=True)
class Line:
    """One organisation. `review` is None where none was begun; `where` where there is no result or none is shown."""

    client: Client
    review: Reviewed | None
    where: Where | None


def one_each(clients: Iterable[Client], team: int | None = None) -> tuple[Client, ...]:
    """Each organisation once, as the team that sees most of it knows it; those of one team where it is named."""
    found: dict[int, Client] = {}
    for client in clients:
        before = found.get(client.shown.organisation)
        if team in (None, client.shown.team) and (before is None or before.shown.share < client.shown.share):
            found[client.shown.organisation] = client
    return tuple(found.values())


def choices(clients: Iterable[Client]) -> tuple[Choice, ...]:
    """The frameworks and periods there are: the newest period first, and in it the one with the most results."""
    many: Counter[Choice] = Counter()
    for each in (each for client in clients for each in client.reviews):
        many[Choice(each.starts, each.period, each.framework)] += each.submissions > 0
    return tuple(sorted(many, key=lambda one: (-one.starts.toordinal(), -many[one], one.framework)))


def lines(
    door: Door, reception: Door, catalogue: Catalogue, clients: Iterable[Client], choice: Choice, *, now: datetime
) -> tuple[Line, ...]:
    """Where each stands in one framework and period. Each organisation is told that it was looked at, once a day."""
    clients, today = tuple(clients), periods.today(now)
    reviews = {client.shown.organisation: _of(client, choice) for client in clients}
    wanted = {
        client.shown.organisation: (review, _before(client, review))
        for client in clients
        if client.shown.share >= LEVELS
        and (review := reviews[client.shown.organisation]) is not None
        and review.submissions
    }
    rest = [one for one, review in reviews.items() if one not in wanted and review is not None]
    looks.write(reception, wanted.keys(), LOOKED, now=now)
    looks.write(reception, rest, LOOKED_WHEN, now=now)
    teams = {client.shown.organisation: client.shown.team for client in clients}
    own = flagging.of_teams(reception, catalogue, teams.values(), choice.framework)
    flags = {organisation: own.get(team, ()) for organisation, team in teams.items()}
    found = door.read(lambda rows: portfolio.standings(rows, catalogue, wanted, today, flags))
    return tuple(
        Line(client, reviews[client.shown.organisation], found.get(client.shown.organisation)) for client in clients
    )


def _of(client: Client, choice: Choice) -> Reviewed | None:
    return next(
        (one for one in client.reviews if (one.framework, one.period) == (choice.framework, choice.period)), None
    )


def _before(client: Client, review: Reviewed) -> Reviewed | None:
    """The latest submission of an earlier period of the same framework; reviews stand with the newest period first."""
    earlier = (one for one in client.reviews if one.framework == review.framework and one.starts < review.starts)
    return next((one for one in earlier if one.submissions), None)


def newest(found: Iterable[Line]) -> Edition | None:
    """The newest version that somebody of them answered."""
    every = [line.where.figures.edition for line in found if line.where is not None]
    return max(every, key=lambda edition: edition_order(edition.edition), default=None)


def across(found: Iterable[Line], edition: Edition) -> tuple[list[Tendency], list[Tendency]]:
    """Sections and questions of a version, the one most often low first, over the results that are shown."""
    return tendencies.of((line.where.figures for line in found if line.where is not None), edition)
