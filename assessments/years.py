"""Years: how one organisation stands in one framework over its periods, and its numbers over time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import scoring
from assessments import editions, opening, results, who_answered
from assessments.errors import NotYours
from assessments.numbers import Series, series_in
from assessments.store import organisations as organisation_statements
from assessments.store import reviews as review_statements
from assessments.store import submissions as statements
from assessments.store.protocol import Door, Rows
from assessments.values import Organisation, Review, Submission
from assessments.who_answered import Others
from frameworks.catalogue import Catalogue
from frameworks.edition import Edition
from scoring.answers import AnswerSheet
from scoring.results import Score
from scoring.years import ChangeResult


@dataclass(frozen=True, slots=True)
class Year:
    """The official submission of one period. `change` compares with the year before it (None for the first).

    `others` are the same questions that somebody else answered the year before, for those of the organisation.
    """

    review: Review
    edition: Edition
    submitted_at: datetime
    sheet: AnswerSheet
    score: Score
    change: ChangeResult | None
    others: Others


@dataclass(frozen=True, slots=True)
class YearsView:
    """One organisation and framework, oldest period first; the newest edition names the sections.

    `notes` are sentences about what to keep in mind (one version with several texts).
    """

    organisation: Organisation
    framework: str
    edition: Edition | None
    years: tuple[Year, ...]
    numbers: Mapping[str, Series]
    notes: tuple[str, ...]


def of(door: Door, catalogue: Catalogue, organisation_id: int, framework: str) -> YearsView:
    """The years of one framework. Raises NotYours."""
    return door.read(lambda rows: _view(rows, catalogue, organisation_id, framework))


def before(door: Door, catalogue: Catalogue, organisation_id: int, framework: str) -> tuple[YearsView, ...]:
    """The years of those that an organisation carries on, as far as one may see them: they stay theirs."""

    def work(rows: Rows) -> tuple[YearsView, ...]:
        carried_on = organisation_statements.carried_on(rows, organisation_id)
        found = (_view(rows, catalogue, each, framework) for each in carried_on)
        return tuple(view for view in found if view.years)

    return door.read(work)


def _view(rows: Rows, catalogue: Catalogue, organisation_id: int, framework: str) -> YearsView:
    organisation = organisation_statements.one(rows, organisation_id)
    if organisation is None:
        raise NotYours
    found: list[Year] = []
    for review in reversed(review_statements.every(rows, organisation_id, framework)):
        submission = statements.last_shared(rows, review)
        if submission is not None:
            found.append(_year(rows, catalogue, review, submission, found[-1] if found else None))
    newest = found[-1].edition if found else None
    every = series_in(rows, catalogue, organisation_id)
    asked = {i.id for question in newest.questions.values() for i in question.indicators} if newest else set()
    numbers = {name: series for name, series in every.items() if name in asked}
    notes = editions.different_texts(year.edition for year in found)
    return YearsView(organisation, framework, newest, tuple(found), numbers, notes)


def _year(rows: Rows, catalogue: Catalogue, review: Review, submission: Submission, before: Year | None) -> Year:
    edition, sheet = editions.of(rows, catalogue, review), opening.sheet_in(submission)
    change, others = None, {}
    if before is not None:
        change = results.change_between(catalogue, edition, sheet, before.edition, before.sheet)
        then, now = (before.review.id, before.submitted_at), (review.id, submission.submitted_at)
        others = dict(who_answered.others(rows, then, now, change))
    score = scoring.score(edition, sheet)
    return Year(review, edition, submission.submitted_at, sheet, score, change, others)
