"""Other standards: what the answers of an organisation already say about each, from where, and what is still open."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from assessments import drafts, editions, latest, opening, periods, results
from assessments.errors import NotYours, Refused
from assessments.facts import readable
from assessments.latest import Latest
from assessments.store import organisations as organisation_statements
from assessments.store import people
from assessments.store import submissions as submission_statements
from assessments.store.protocol import Door, Rows
from assessments.values import Organisation, Review, Source
from frameworks.catalogue import Catalogue
from frameworks.edition import Edition
from scoring.answers import AnswerSheet
from scoring.standards import Standing, asks_about, standings
from scoring.suggestions import Earlier


@dataclass(frozen=True, slots=True)
class Asks:
    """A framework not submitted yet that asks about some items: how many questions bear on each (standard, code)."""

    framework: str
    title: str
    items: Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class StandardsView:
    """What one review and the latest submission of each other framework say about every standard.

    `sources` are by the labels that the standings use; the first is the review the page is of, and `is_draft` says
    that nothing of it was submitted. `elsewhere` are the frameworks for this kind of organisation that it has not
    submitted.
    """

    review: Review
    organisation: Organisation
    sources: Mapping[str, Latest]
    standings: tuple[Standing, ...]
    elsewhere: tuple[Asks, ...]
    is_draft: bool
    is_inside: bool

    def asked_in(self, standard: str, code: str) -> Iterator[Asks]:
        """The frameworks not submitted yet that ask about an item."""
        return (one for one in self.elsewhere if (standard, code) in one.items)


def of(door: Door, catalogue: Catalogue, review_id: int, *, now: datetime) -> StandardsView:
    """The last submission of a review, or its draft where there is none, with those of the other frameworks.

    Raises NotYours, Refused when it is not submitted and drafts are not for who asks.
    """
    return door.read(lambda rows: _view(rows, catalogue, drafts.mine(rows, review_id), now))


def _view(rows: Rows, catalogue: Catalogue, review: Review, now: datetime) -> StandardsView:
    organisation = organisation_statements.one(rows, review.organisation)
    if organisation is None:
        raise NotYours
    inside = people.is_inside(rows, review.organisation)
    own, is_draft = _own(rows, catalogue, review, now, inside=inside)
    others = latest.of_each(rows, catalogue, review.organisation, without=review.id)
    every = [own, *(one for one in others if one.source.framework != review.framework)]
    sources = {str(place): one for place, one in enumerate(every)}
    earlier = [
        Earlier(one.edition, one.sheet, periods.today(one.source.submitted_at).isoformat(), label)
        for label, one in sources.items()
    ]
    today = periods.today(now).isoformat()
    return StandardsView(
        review=review,
        organisation=organisation,
        sources=sources,
        standings=standings(tuple(catalogue.references.values()), earlier, today),
        elsewhere=tuple(_elsewhere(catalogue, organisation, {one.source.framework for one in every}, today)),
        is_draft=is_draft,
        is_inside=inside,
    )


def _own(rows: Rows, catalogue: Catalogue, review: Review, now: datetime, *, inside: bool) -> tuple[Latest, bool]:
    """What was submitted; else the draft, as of now."""
    edition = editions.of(rows, catalogue, review)
    submission = submission_statements.last(rows, review)
    if submission is None and not inside:
        raise Refused(results.NOT_YET)
    sheet = opening.opened(rows, catalogue, review, now).sheet if submission is None else opening.sheet_in(submission)
    at = now if submission is None else submission.submitted_at
    source = Source(review.framework, review.edition, edition.name, review.period.name, at)
    return Latest(source, review.id, edition, sheet), submission is None


def _elsewhere(catalogue: Catalogue, organisation: Organisation, done: set[str], today: str) -> Iterator[Asks]:
    for framework in catalogue.frameworks(organisation.id):
        edition = catalogue.latest(framework, organisation.id).edition
        if framework not in done and organisation.kind in edition.suits:
            yield Asks(framework, edition.name, asks_about(edition, _blank(edition, organisation, today)))


def _blank(edition: Edition, organisation: Organisation, today: str) -> AnswerSheet:
    return AnswerSheet(edition.id, edition.edition, today, profile=readable(edition, organisation.profile))
