"""Opening a review: what its pages need, put together from the store at one moment."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction

import scoring
from assessments import drafts, editions, looking_back, offers, periods
from assessments.errors import NotYours
from assessments.plain import read
from assessments.plain import sheet_of as read_sheet
from assessments.store import answers as answer_statements
from assessments.store import asking as asking_statements
from assessments.store import assigning as assigning_statements
from assessments.store import numbers as number_statements
from assessments.store import organisations as organisation_statements
from assessments.store import people as people_statements
from assessments.store import reviews as statements
from assessments.store import submissions as submission_statements
from assessments.store.protocol import Rows
from assessments.values import (
    LastTime,
    OpenReview,
    Person,
    Progress,
    RecordedNumber,
    Review,
    ReviewLine,
    StoredAnswer,
    Submission,
)
from frameworks.catalogue import Catalogue, edition_order
from frameworks.edition import Edition, Section
from frameworks.errors import UnknownEdition
from frameworks.questions import BaseQuestion
from scoring.answers import Answer, AnswerSheet
from scoring.bands import band_of
from scoring.case import case_of
from scoring.printing import exact
from scoring.results import State


def opened(rows: Rows, catalogue: Catalogue, review: Review, now: datetime) -> OpenReview:
    """Everything the pages of one review need."""
    organisation = organisation_statements.one(rows, review.organisation)
    if organisation is None:
        raise NotYours
    edition = editions.of(rows, catalogue, review)
    answers = answers_of(rows, edition, review)
    today = periods.today(now)
    numbers = numbers_of(rows, edition, review, today)
    sheet = drafts.sheet_of(review, edition, drafts.judgements(answers), numbers.values(), today)
    case = case_of(edition, sheet)
    states = case.states
    open_ended = {question for question, state in states.items() if state == "unanswered"}
    suggestions = offers.of(rows, edition, review)
    return OpenReview(
        review=review,
        organisation=organisation,
        edition=edition,
        answers=answers,
        suggestions={name: suggestion for name, suggestion in suggestions.items() if name in open_ended},
        last=last_time(rows, catalogue, edition, review),
        sheet=sheet,
        states=states,
        shown=drafts.shown(case),
        numbers=numbers,
        asked=asking_statements.every(rows, review),
        facts_needed=drafts.facts_needed(case),
        progress=drafts.progress(states, edition.questions.values()),
        sections={s.id: drafts.progress(states, s.questions) for s in edition.sections},
        bulk_confirmed=sum(answers[name].confirmed_in_bulk for name in answers if states.get(name) != "outside"),
        others=_others(answers.values()),
        newer_edition=_newer(catalogue, review),
        assigned=assigning_statements.every(rows, review),
        sizes=catalogue.operating.sizes,
    )


def answers_of(rows: Rows, edition: Edition, review: Review) -> dict[str, StoredAnswer]:
    """The answers stored to questions of the edition; those only another edition asks wait for moving back."""
    stored = answer_statements.every(rows, review)
    return {name: answer for name, answer in stored.items() if name in edition.questions}


def numbers_of(rows: Rows, edition: Edition, review: Review, today: date) -> dict[str, RecordedNumber]:
    """The latest measurements of the edition's indicators up to the last day of the review's period, or today.

    Those before the period are hints; what was measured after it belongs to the next one.
    """
    latest = number_statements.latest(rows, review.organisation, periods.last_day(review.period, today))
    asked = {indicator.id for question in edition.questions.values() for indicator in question.indicators}
    return {
        number.indicator: replace(number, here=number.measured_on >= review.period.start)
        for number in latest
        if number.indicator in asked
    }


def last_time(rows: Rows, catalogue: Catalogue, edition: Edition, review: Review) -> LastTime | None:
    """The latest submission of an earlier period of the same framework."""
    for earlier in statements.every(rows, review.organisation, review.framework):
        if earlier.period.start < review.period.start and earlier.submissions:
            submission = submission_statements.last_shared(rows, earlier)
            if submission is not None:
                sheet, scope = sheet_in(submission), read(submission.content)["scope"]
                older = editions.of(rows, catalogue, earlier)
                lineage = catalogue.lineage(edition.id, older.edition, edition.edition)
                words = looking_back.said(edition, older, sheet, scope, lineage)
                return LastTime(earlier.id, earlier.period.name, earlier.edition, submission.submitted_at, sheet, words)
    return None


def sheet_in(submission: Submission) -> AnswerSheet:
    """The answer sheet a submission froze."""
    return read_sheet(read(submission.content)["sheet"])


def bulk_in(submission: Submission) -> int:
    """How many answers of a submission had been confirmed with their strand."""
    return int(read(submission.content)["confirmed_in_bulk"])


def _others(answers: Iterable[StoredAnswer]) -> tuple[tuple[Person, datetime], ...]:
    latest: dict[Person, datetime] = {}
    for answer in answers:
        latest[answer.saved_by] = max(answer.saved_at, latest.get(answer.saved_by, answer.saved_at))
    return tuple(sorted(latest.items(), key=lambda pair: pair[1], reverse=True))


def _newer(catalogue: Catalogue, review: Review) -> str | None:
    try:
        latest = catalogue.latest(review.framework, review.organisation).edition.edition
    except UnknownEdition:
        return None
    return latest if edition_order(latest)[0] > edition_order(review.edition)[0] else None


def lines(rows: Rows, catalogue: Catalogue, organisation_id: int | None, now: datetime) -> tuple[ReviewLine, ...]:
    """Reviews as a list: drafts first, then by period, newest first; for readers what was submitted, as it was."""
    names = {organisation.id: organisation.name for organisation in organisation_statements.mine(rows)}
    if organisation_id is not None and organisation_id not in names:
        raise NotYours
    given = answer_statements.in_drafts(rows, organisation_id)
    last = submission_statements.last_lines(rows, organisation_id)
    found, reviews = [], _as_open_to(rows, statements.every(rows, organisation_id))
    known = editions.of_each(rows, catalogue, reviews)
    for review in reviews:
        submitted = last[review.id].submitted_at if review.id in last else None
        edition = known[review.sha256]
        level = _level(edition, last.get(review.id))
        draft = given.get(review.id, answer_statements.NOTHING)
        found.append(
            ReviewLine(
                review=review,
                organisation=names[review.organisation],
                title=edition.name,
                progress=None if review.status == "submitted" else _progress(edition, review, draft.answers, now),
                changed_at=draft.changed_at or submitted or review.started_at,
                submitted_at=submitted,
                level=None if level is None else exact(level),
                band=None if level is None else band_of(edition, level),
            )
        )
    return tuple(sorted(found, key=lambda line: line.review.status == "submitted"))


def _as_open_to(rows: Rows, every: Iterable[Review]) -> list[Review]:
    """Reviews as this person may know them: a reader knows nothing of drafts, nor of what is open again."""
    read_only = people_statements.only_read(rows)
    return [
        replace(review, status="submitted", reopened_at=None, reopened_because=None)
        if review.organisation in read_only
        else review
        for review in every
        if review.organisation not in read_only or review.submissions
    ]


def _level(edition: Edition, last: submission_statements.LastLine | None) -> Fraction | None:
    if last is None or last.share is None:
        return None
    return edition.scale.lowest + last.share * (edition.scale.highest - edition.scale.lowest)


def _progress(edition: Edition, review: Review, answers: Mapping[str, Answer], now: datetime) -> Progress:
    sheet = drafts.sheet_of(review, edition, answers, (), periods.today(now))
    return drafts.progress(scoring.in_scope(edition, sheet), edition.questions.values())


@dataclass(frozen=True, slots=True)
class InProgress:
    """A review being answered, with what lists across reviews need of it."""

    review: Review
    organisation: str
    edition: Edition
    states: Mapping[str, State]
    shown: frozenset[str]

    def asked(self) -> Iterator[tuple[Section, BaseQuestion]]:
        """The questions to ask now, with their sections, in the order of the file."""
        for section in self.edition.sections:
            yield from ((section, question) for question in section.questions if question.id in self.shown)


def in_progress(
    rows: Rows, catalogue: Catalogue, now: datetime, organisation_id: int | None = None
) -> Iterator[InProgress]:
    """Every review that is being answered, of one organisation of the person or of all."""
    names = {organisation.id: organisation.name for organisation in organisation_statements.mine(rows)}
    given = answer_statements.in_drafts(rows, organisation_id)
    every = _as_open_to(rows, statements.every(rows, organisation_id))
    reviews = [review for review in every if review.status != "submitted"]
    known = editions.of_each(rows, catalogue, reviews)
    for review in reviews:
        edition, answers = known[review.sha256], given.get(review.id, answer_statements.NOTHING).answers
        case = case_of(edition, drafts.sheet_of(review, edition, answers, (), periods.today(now)))
        yield InProgress(review, names[review.organisation], edition, case.states, drafts.shown(case))
