"""Results: what a results page or paper needs of one review, from its last submission or, marked so, its draft."""

from dataclasses import dataclass, replace
from datetime import date, datetime

import scoring
from assessments import drafts, editions, held_awards, opening, periods
from assessments.errors import Refused
from assessments.plain import read
from assessments.store import awards as award_statements
from assessments.store import numbers as number_statements
from assessments.store import people
from assessments.store import reviews as review_statements
from assessments.store import submissions as statements
from assessments.store.protocol import Door, Rows
from assessments.values import LastTime, OpenReview, Organisation, Person, RecordedNumber, Reopening, Review, Submission
from frameworks.catalogue import Catalogue
from frameworks.edition import Edition
from frameworks.questions import Indicator
from scoring.answers import AnswerSheet
from scoring.days import months_after
from scoring.evidence import is_current
from scoring.results import OVERALL, Explanation, Figure, ReadingName, Score
from scoring.years import ChangeResult

LEFT_OUT = {
    2: "Comments, reasons and evidence are not shared with you. Every figure is that of the whole review.",
    3: "Evidence is not shared with you. Every figure is that of the whole review.",
}
NOT_YET = "This review has not been submitted yet, and its draft is only for those who answer it."


@dataclass(frozen=True, slots=True)
class Lapsed:
    """Evidence that was current when it was submitted and is not any more."""

    question: str
    title: str
    lapsed_on: date


@dataclass(frozen=True, slots=True)
class Measured:
    """A number of this review beside its previous value, with its question and labels."""

    question: str
    indicator: Indicator
    now: RecordedNumber
    before: RecordedNumber | None


@dataclass(frozen=True, slots=True)
class ResultView:
    """One review's result. `submission` is None when this is a draft, which every page and paper must say.

    `is_inside` says that the draft and what goes with it are open to who asks. Others are given what was submitted, or
    the copy of it that they may see (`submission.share`).

    `last`, `last_score`, `last_edition` are the submission of an earlier period; `change` compares with it, None where
    there is none.
    `review` is as submitted: its form, profile copy and aims are those of the sheet.
    `reopened` tells every time it was opened again after a submission, the first time first.
    `given` are the awards of this framework that an adviser gave and that are valid today, where one may know of them.
    `changed_since` says that a reopened draft has moved on since the submission shown.
    """

    review: Review
    organisation: Organisation
    edition: Edition
    submission: Submission | None
    sheet: AnswerSheet
    score: Score
    last: LastTime | None
    last_score: Score | None
    last_edition: Edition | None
    change: ChangeResult | None
    lapsed: tuple[Lapsed, ...]
    numbers: tuple[Measured, ...]
    bulk_confirmed: int
    changed_since: bool
    reopened: tuple[Reopening, ...]
    last_changed: tuple[Person, datetime] | None
    is_inside: bool = True
    given: frozenset[str] = frozenset()


def of(door: Door, catalogue: Catalogue, review_id: int, *, draft: bool = False, now: datetime) -> ResultView:
    """The result of the last submission; of the draft when there is none or `draft` is asked for.

    Raises NotYours, Refused when it is not submitted and drafts are not for who asks.
    """
    return door.read(lambda rows: _view(rows, catalogue, drafts.mine(rows, review_id), now, draft=draft))


def _view(rows: Rows, catalogue: Catalogue, review: Review, now: datetime, *, draft: bool) -> ResultView:
    inside = people.is_inside(rows, review.organisation)
    submission = None if inside and draft and review.status != "submitted" else statements.last(rows, review)
    if submission is None and not inside:
        raise Refused(NOT_YET)
    opened = opening.opened(rows, catalogue, review, now)
    sheet = opened.sheet if submission is None else opening.sheet_in(submission)
    score = scoring.score(opened.edition, sheet)
    last = opened.last
    then = None if last is None else review_statements.one(rows, last.review)
    earlier = None if then is None else editions.of(rows, catalogue, then)
    change = None
    if last is not None and earlier is not None:
        change = change_between(catalogue, opened.edition, sheet, earlier, last.sheet)
    return ResultView(
        review=replace(review, form=sheet.form, profile=sheet.profile, aims=sheet.aims, aims_for=sheet.aims_for),
        organisation=opened.organisation,
        edition=opened.edition,
        submission=submission,
        sheet=sheet,
        score=score,
        last=last,
        last_score=None if last is None or earlier is None else scoring.score(earlier, last.sheet),
        last_edition=earlier,
        change=change,
        lapsed=() if submission is None else lapsed(opened.edition, sheet, periods.today(now)),
        numbers=_measured(rows, opened, sheet, submission),
        bulk_confirmed=opened.bulk_confirmed if submission is None else opening.bulk_in(submission),
        changed_since=inside and submission is not None and review.status == "reopened" and moved_on(opened, sheet),
        reopened=reopenings(rows, review),
        last_changed=opened.others[0] if opened.others else None,
        is_inside=inside,
        given=_given(rows, review, periods.today(now)),
    )


def _given(rows: Rows, review: Review, today: date) -> frozenset[str]:
    """By whichever review they were applied for."""
    applied = award_statements.of_organisation(rows, review.organisation)
    mine = (one for one in applied if one.framework == review.framework)
    return frozenset(held.award for held in held_awards.given(mine) if held.is_valid(today))


def change_between(
    catalogue: Catalogue, edition: Edition, sheet: AnswerSheet, earlier: Edition, before: AnswerSheet
) -> ChangeResult:
    """The same questions both years, and what became of each."""
    same = earlier.edition == edition.edition  # by name: what the texts say decides
    lineage = None if same else catalogue.lineage(edition.id, earlier.edition, edition.edition)
    return scoring.change(edition, sheet, earlier, before, lineage)


def lapsed(edition: Edition, sheet: AnswerSheet, today: date) -> tuple[Lapsed, ...]:
    """Evidence that was current on the day of submission and is not any more."""
    found = []
    for name, answer in sheet.answers.items():
        rule = edition.questions[name].evidence
        for item in answer.evidence:
            if is_current(item, rule, sheet.as_of) and not is_current(item, rule, today.isoformat()):
                last_day = months_after(item.date or sheet.as_of, (rule.lasts_months if rule else None) or 0)
                found.append(Lapsed(name, item.title, date.fromisoformat(last_day)))
    return tuple(found)


def reopenings(rows: Rows, review: Review) -> tuple[Reopening, ...]:
    """Every time the review was opened again: those that led to a submission, then the one that is open."""
    every = statements.every(rows, review) if review.submissions > 1 else ()
    later = [(one, read(one.content).get("reopened")) for one in every]
    found = [Reopening(datetime.fromisoformat(part["at"]), part["because"], one.number) for one, part in later if part]
    if review.reopened_at is not None and people.is_inside(rows, review.organisation):
        found.append(Reopening(review.reopened_at, review.reopened_because or "", None))
    return tuple(found)


def moved_on(opened: OpenReview, submitted: AnswerSheet) -> bool:
    """Whether the draft says something else than what was submitted, the day apart."""
    return replace(opened.sheet, as_of=submitted.as_of) != submitted


def _measured(
    rows: Rows, opened: OpenReview, sheet: AnswerSheet, submission: Submission | None
) -> tuple[Measured, ...]:
    """The numbers of the sheet, each with the last one before its period. Those of a submission never move."""
    series = [n for n in number_statements.every(rows, opened.review.organisation)
              if n.measured_on < opened.review.period.start]  # fmt: skip
    before = {number.indicator: number for number in series}
    now = opened.numbers if submission is None else _submitted_numbers(sheet, submission)
    return tuple(
        Measured(question.id, indicator, now[indicator.id], before.get(indicator.id))
        for question in opened.edition.questions.values()
        for indicator in question.indicators
        if indicator.id in sheet.indicators
    )


def _submitted_numbers(sheet: AnswerSheet, submission: Submission) -> dict[str, RecordedNumber]:
    """The numbers as submitted, by the person and at the moment of the submission."""
    return {
        name: RecordedNumber(
            name,
            measurement,
            date.fromisoformat(measurement.measured_on or sheet.as_of),
            submission.submitted_at,
            submission.submitted_by,
        )
        for name, measurement in sheet.indicators.items()
    }


def explain(
    view: ResultView, node: str = OVERALL, *, reading: ReadingName | None = None, figure: Figure | None = None
) -> Explanation:
    """How a figure of the view was worked out; the official reading and figure unless said otherwise."""
    return scoring.explain(view.edition, view.sheet, node, reading=reading, figure=figure)


def left_out(view: ResultView) -> str | None:
    """What is kept from who asks, in a sentence; None where nothing is."""
    return None if view.submission is None else LEFT_OUT.get(view.submission.share)


def in_bulk(count: int) -> str:
    """How many answers were taken over a group of questions at a time, in a sentence."""
    were = "answer was" if count == 1 else "answers were"
    return f"{count} {were} confirmed as unchanged, a group of questions at once."


def to_keep_in_mind(view: ResultView) -> list[str]:
    """What did not count and why; scoring names questions by their ids, people know them by their text."""
    said = [in_bulk(view.bulk_confirmed)] if view.bulk_confirmed else []
    said += view.score.warnings
    for name, question in view.edition.questions.items():
        said = [words.replace(f"“{name}”", f"“{question.text}”") for words in said]
    return said
