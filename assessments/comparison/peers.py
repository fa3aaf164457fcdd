"""Organisations like one's own: the closest group that may be shown, with the wider ones named in words."""

from collections.abc import Mapping, Sequence

from assessments import drafts, editions, periods
from assessments.comparison import grouping, named, reading
from assessments.comparison.gathering import year_of
from assessments.comparison.values import Counted, Figure, Line, Looker, Peers, Released, Scope
from assessments.store import submissions as submission_statements
from assessments.store.protocol import Rows
from assessments.values import Review
from frameworks.edition import Edition
from scoring.disclosure import Quantity, Spread

NOT_SUBMITTED = "Submit this review first. Comparison with others appears then, from figures that are already made."
NO_RELEASE = (
    "There are no comparison figures for this framework yet. They appear once enough organisations are counted."
)
OTHER_EDITION = "Others are compared on another version of this framework, so this review has no comparison."
TOO_FEW = "Too few organisations like yours are counted yet, so no comparison can be shown without giving one away."
SOME_WAIT = "Some newer answers wait: figures are only worked out again when enough have changed."


def peers(looker: Looker, review_id: int) -> Peers | None:
    """Figures of organisations of the same kind, phase and size band, or of a wider group; None where there are none.

    Never of a draft: the review must have been submitted. `why_not` says in words why there are none. Raises NotYours.
    """
    found = _found(looker, review_id)
    return found if isinstance(found, Peers) else None


def why_not(looker: Looker, review_id: int) -> str | None:
    """Why there are no figures to compare a review with, in a sentence; None where there are."""
    found = _found(looker, review_id)
    return found if isinstance(found, str) else None


def _found(looker: Looker, review_id: int) -> Peers | str:
    def work(rows: Rows) -> tuple[Review, Edition, Counted | None]:
        review = drafts.mine(rows, review_id)
        return review, editions.of(rows, looker.catalogue, review), _as_counted(rows, review)

    review, edition, own = looker.door.read(work)
    if own is None:
        return NOT_SUBMITTED
    releases = [
        one
        for one in reading.every(looker, review.framework)
        if (one.period.calendar, one.form) == (review.period.calendar, review.form)
        and one.period.start <= review.period.start
    ]
    if not releases:
        return _own(looker, review, edition, own) or NO_RELEASE
    same = [one for one in releases if year_of(one.edition.edition) == year_of(edition.edition)]
    if not same:
        return OTHER_EDITION
    keys = grouping.peers_of(own)
    for release in same:
        if (shown := _closest(looker, release, keys)) is not None:
            return shown
    return _own(looker, review, edition, own) or TOO_FEW


def _own(looker: Looker, review: Review, edition: Edition, own: Counted) -> Peers | None:
    """Others whose results one may read anyway, on one's own computer all: exact, like no figure of a release."""
    scope = Scope(review.framework, year_of(edition.edition), review.period, review.form)
    read_anyway = looker.door.read(lambda rows: named.known(rows, scope, looker.now))
    steps: list[str] = []
    for key in grouping.peers_of(own):
        members = read_anyway.members(key, without=review.organisation)
        title = grouping.title(key, {}, looker.catalogue.operating.sizes)
        if len(members) >= named.ENOUGH:
            return Peers(
                key=key,
                title=f"{title}: the {len(members)} others you may see",
                about=len(members),
                figures_of=periods.today(looker.now),
                waiting=None,
                steps=tuple(steps),
                measures=read_anyway.figures(members, edition),
                period=review.period.name,
                is_named=True,
            )
        steps.append(title)
    return None


def _as_counted(rows: Rows, review: Review) -> Counted | None:
    """What the organisation was when it submitted, as a release counts it; None where that is not for who asks."""
    group = submission_statements.group(rows, review)
    if group is None:
        return None
    return Counted(
        review.organisation, review.submissions, review.id, 0, group.kind, group.phase, group.region, group.size_band
    )


def _closest(looker: Looker, release: Released, keys: Sequence[str]) -> Peers | None:
    """The figures of the first of these groups that this reader may see, alone or in a merged group."""
    lines = reading.groups(looker, release)
    steps: list[str] = []
    for key in keys:
        for line in _holding(lines, key):
            figures = reading.figures(looker, release, line.key)
            if "overall" in figures:
                return _shown(release, line, figures, tuple(steps))
        steps.append(grouping.title(key, {}, looker.catalogue.operating.sizes))
    return None


def _holding(lines: Mapping[str, Line], key: str) -> list[Line]:
    """The published groups with a key in their name, that group itself first."""
    found = [line for name, line in lines.items() if key in name.split("|") and line.standing == "published"]
    return sorted(found, key=lambda line: line.key.count("|"))


def _shown(release: Released, line: Line, figures: Mapping[str, Figure], steps: tuple[str, ...]) -> Peers:
    return Peers(
        key=line.key,
        title=line.title,
        about=line.about or 0,
        figures_of=line.figures_of or periods.today(release.made_at),
        waiting=SOME_WAIT if line.reason == "waits" or release.waiting else None,
        steps=steps,
        measures={name: figure for name, figure in figures.items() if isinstance(figure, Spread)},
        numbers={name: figure for name, figure in figures.items() if isinstance(figure, Quantity)},
        period=release.period.name,
        is_named=line.reason == "known",
    )
