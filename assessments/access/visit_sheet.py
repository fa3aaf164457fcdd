"""What an adviser takes along to a visit, all of it as they may see it anyway."""

from dataclasses import dataclass
from datetime import datetime

from assessments import actions, results
from assessments.access import advising, cases, visiting
from assessments.access.visiting import Account
from assessments.errors import AssessmentError, NotYours
from assessments.planned import Action
from assessments.results import ResultView
from assessments.shared_copies import LEVELS
from assessments.store.cases import Case
from assessments.store.protocol import Door
from assessments.store.visits import Visit
from frameworks.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class VisitSheet:
    """The newest submitted review of each framework, where levels are shown; actions that are shown and still open."""

    account: Account
    team: str
    visits: tuple[Visit, ...]
    reviews: tuple[ResultView, ...]
    actions: tuple[Action, ...]
    cases: tuple[Case, ...]


def of(
    door: Door, reception: Door, catalogue: Catalogue, organisation_id: int, team_id: int, *, now: datetime
) -> VisitSheet:
    """For a member of the team, about an organisation that shows it something today. Raises NotYours."""
    account = next(
        (one for one in visiting.accounts(reception, team_id, now=now) if one.served.organisation == organisation_id),
        None,
    )
    clients = advising.clients(door, reception, now=now)
    client = next(
        (one for one in clients if (one.shown.organisation, one.shown.team) == (organisation_id, team_id)), None
    )
    if account is None or client is None:
        raise NotYours
    newest: dict[str, int] = {}
    for review in client.reviews:
        if review.submissions and client.shown.share >= LEVELS:
            newest.setdefault(review.framework, review.review)
    views = [_view(door, catalogue, review, now) for review in newest.values()]
    return VisitSheet(
        account=account,
        team=client.team,
        visits=visiting.of_team(reception, organisation_id, team_id, now=now),
        reviews=tuple(view for view in views if view is not None),
        actions=tuple(one for one in actions.by_due(actions.of(door, organisation_id)) if one.is_open),
        cases=tuple(
            one
            for one in cases.of_adviser(reception, now=now)
            if (one.organisation, one.team, one.closed_at) == (organisation_id, team_id, None)
        ),
    )


def _view(door: Door, catalogue: Catalogue, review_id: int, now: datetime) -> ResultView | None:
    """None for one that is damaged, or was closed to the team in this moment."""
    try:
        return results.of(door, catalogue, review_id, now=now)
    except AssessmentError:
        return None
