"""Importing: a document from elsewhere is verified wholly, then written in one unit; the first thing wrong is named."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from pydantic import BaseModel, ValidationError

import scoring
from assessments import (
    answer_rules,
    editions,
    evidence_files,
    freezing,
    numbers,
    organisations,
    periods,
    shared_copies,
    showing,
    signing,
)
from assessments.documents import AnswerPart, AnswersFile, ContentPart, MeasurementPart, ReviewDocument, SubmissionPart
from assessments.errors import BadDocument, Refused
from assessments.facts import given_facts
from assessments.ids import IdSource
from assessments.plain import answer_of, measurement_of, read, sha256, sheet_of
from assessments.store import acts
from assessments.store import answers as answer_statements
from assessments.store import numbers as number_statements
from assessments.store import organisations as organisation_statements
from assessments.store import reviews as review_statements
from assessments.store import submissions as submission_statements
from assessments.store.protocol import Rows, Unit
from assessments.typed import tidy
from assessments.values import Organisation, Past, Person, RecordedNumber, Review, Submission
from frameworks.catalogue import Catalogue
from frameworks.edition import Edition
from frameworks.errors import FaultyFile
from frameworks.questions import Indicator
from scoring.answers import Answer, AnswerSheet, Measurement
from scoring.days import is_day

MAXIMUM_BYTES = 8_000_000
NOT_ONE = "This is not a review exported from Stocktake."
AGAIN = "Export the review again where it comes from, and import that file unchanged."
MADE_UP = "This review is made up: it comes from the demo network, so it cannot stand among real ones."
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Taken:
    """A verified document: everything in it fits the edition in it."""

    organisation: Organisation
    review: Review
    edition: Edition
    text: str
    history: tuple[Past, ...]
    submissions: tuple[tuple[Submission, AnswerSheet], ...]
    numbers: tuple[RecordedNumber, ...]
    signed_by: str
    is_demo: bool = False


def verified(catalogue: Catalogue, document: bytes, now: datetime) -> Taken:
    """What the document holds, checked. Raises BadDocument with a sentence that says what to do."""
    if len(document) > MAXIMUM_BYTES:
        raise BadDocument(f"This file is larger than {MAXIMUM_BYTES // 1_000_000} MB, so it is no exported review.")
    found = _read(ReviewDocument, document)
    if not signing.holds(document):
        raise BadDocument(f"This file was changed after it was signed. {AGAIN}")
    edition = _edition(catalogue, found)
    try:
        return _taken(found, edition, now)
    except BadDocument:
        raise
    except Refused as fault:
        raise BadDocument(f"Something in this file does not fit its framework. {fault.sentence}") from fault


def _read(model: type[M], text: str | bytes) -> M:
    try:
        return model.model_validate(read(text))
    except ValidationError as fault:
        place = ".".join(str(part) for part in fault.errors()[0]["loc"][:4])
        where = f" The part “{place[:100]}” is missing or has a wrong value." if place else ""
        raise BadDocument(f"{NOT_ONE}{where} {AGAIN}") from fault
    except (ValueError, RecursionError) as fault:
        raise BadDocument(f"{NOT_ONE} {AGAIN}") from fault


def _edition(catalogue: Catalogue, found: ReviewDocument) -> Edition:
    if sha256(found.edition.text) != found.edition.sha256 or found.edition.sha256 != found.review.edition_sha256:
        raise BadDocument(f"The framework in this file was changed after it was exported. {AGAIN}")
    try:
        edition = catalogue.parse(found.edition.text)
    except FaultyFile as fault:
        raise BadDocument(f"The framework in this file cannot be read: {fault.faults[0].message} {AGAIN}") from fault
    if (edition.id, edition.edition) != (found.review.framework, found.review.edition):
        raise BadDocument(f"The framework in this file is not the one the review is of. {AGAIN}")
    return edition


def _taken(found: ReviewDocument, edition: Edition, now: datetime) -> Taken:
    part = found.organisation
    if periods.named(found.review.period.name, found.review.period.calendar).start > periods.today(now):
        raise BadDocument(f"This review is of a year that has not begun. {AGAIN}")
    organisation = organisations.checked(
        Organisation(0, part.name, part.kind, part.phase, part.region, dict(part.facts))
    )
    sheet = _sheet(found.answers_file, edition)
    submissions = tuple(_submission(one, number, found, edition) for number, one in enumerate(found.submissions, 1))
    if (found.review.status == "draft") == bool(submissions):
        raise BadDocument(f"This file does not hold what was submitted. {AGAIN}")
    return Taken(
        organisation=organisation,
        review=_review(found, sheet, len(submissions)),
        edition=edition,
        text=found.edition.text,
        history=_history(found, edition, sheet),
        submissions=submissions,
        numbers=tuple(_numbers(found, edition, periods.today(now))),
        signed_by=found.signature.key,
        is_demo=found.demo,
    )


def _review(found: ReviewDocument, sheet: AnswerSheet, submissions: int) -> Review:
    part = found.review
    return Review(
        id=0,
        organisation=0,
        framework=part.framework,
        edition=part.edition,
        sha256=part.edition_sha256,
        period=periods.named(part.period.name, part.period.calendar),
        form=sheet.form,
        status=part.status,
        profile=sheet.profile,
        aims=sheet.aims,
        aims_for=sheet.aims_for,
        started_at=part.started_at,
        started_by=Person(0, ""),
        submissions=submissions,
        submitted_at=found.submissions[-1].submitted_at if found.submissions else None,
        reopened_at=part.reopened_at if part.status == "reopened" else None,
        reopened_because=tidy(part.reopened_because or "", "The reason for reopening") or None,
    )


def _sheet(part: AnswersFile, edition: Edition) -> AnswerSheet:
    """An answers file that fits the edition. Raises Refused."""
    sheet = sheet_of(part.model_dump(exclude_none=True))
    levels = edition.scale.levels
    if (sheet.framework, sheet.edition) != (edition.id, edition.edition) or not is_day(sheet.as_of):
        raise BadDocument(f"The answers in this file are not of its framework. {AGAIN}")
    if not all(name in edition.questions and aim in levels for name, aim in sheet.aims.items()):
        raise BadDocument(f"An aim in this file does not fit its framework. {AGAIN}")
    if sheet.aims_for is not None and sheet.aims_for not in {award.id for award in edition.awards}:
        raise BadDocument(f"The award aimed for in this file is not one of its framework. {AGAIN}")
    _profile(sheet, edition)
    as_of = date.fromisoformat(sheet.as_of)
    for name, measured in sheet.indicators.items():
        numbers.checked(_indicator(edition, name), measured, as_of)
    answers = {name: answer_rules.checked(edition, name, answer) for name, answer in sheet.answers.items()}
    return replace(sheet, answers=answers)


def _profile(sheet: AnswerSheet, edition: Edition) -> None:
    """A profile copy that an organisation can have, and the edition can read. Raises Refused."""
    facts = dict(sheet.profile)
    kind, phase, region = (facts.pop(name, None) for name in ("kind", "phase", "region"))
    if not all(isinstance(fact, str | None) for fact in (kind, phase, region)):
        raise BadDocument(f"The profile in this file cannot be read. {AGAIN}")
    given_facts(edition, {name: fact for name, fact in facts.items() if name in edition.facts})
    organisations.checked(Organisation(0, "as it was", kind, phase, region, facts))  # type: ignore[arg-type]  # is checked


def _indicator(edition: Edition, name: str) -> Indicator:
    for question in edition.questions.values():
        for indicator in question.indicators:
            if indicator.id == name:
                return indicator
    raise BadDocument(f"A number in this file is not asked for by its framework. {AGAIN}")


def _answer(part: AnswerPart) -> Answer:
    return answer_of(part.model_dump(exclude_none=True))


def _measurement(part: MeasurementPart) -> Measurement:
    return measurement_of(part.model_dump(exclude_none=True))


def _submission(
    part: SubmissionPart, number: int, found: ReviewDocument, edition: Edition
) -> tuple[Submission, AnswerSheet]:
    content = _read(ContentPart, part.content)
    same = content.edition_sha256 == found.review.edition_sha256 and content.period == found.review.period
    same = same and content.submitted_at == part.submitted_at.replace(microsecond=0)
    if sha256(part.content) != part.sha256 or not part.number == number == content.number or not same:
        raise BadDocument(f"A submission in this file was changed after it was made. {AGAIN}")
    submission = Submission(0, 0, number, part.submitted_at, Person(0, ""), part.content, part.sha256)
    return submission, _sheet(content.sheet, edition)


def _history(found: ReviewDocument, edition: Edition, sheet: AnswerSheet) -> tuple[Past, ...]:
    """Every line fits, revisions are counted without a gap, and the last ones are the answers of the answers file."""
    revisions: dict[str, int] = {}
    current: dict[str, Answer] = {}
    lines = []
    for part in found.history:
        answer = answer_rules.checked(edition, part.question, _answer(part.answer))
        if part.revision != revisions.get(part.question, 0) + 1:
            raise BadDocument(f"The history of answers in this file has a gap. {AGAIN}")
        revisions[part.question] = part.revision
        current[part.question] = answer
        lines.append(Past(part.question, part.revision, answer, "", part.at, Person(part.by, ""), part.how))
    if {name: answer for name, answer in current.items() if answer != Answer()} != sheet.answers:
        raise BadDocument(f"The answers in this file do not follow from their history. {AGAIN}")
    return tuple(lines)


def _numbers(found: ReviewDocument, edition: Edition, today: date) -> Sequence[RecordedNumber]:
    recorded = []
    for part in found.measurements:
        if part.measured_on > today:
            raise BadDocument(f"A number in this file was measured in the future. {AGAIN}")
        clean = numbers.checked(_indicator(edition, part.indicator), _measurement(part.measured), today)
        recorded.append(RecordedNumber(part.indicator, clean, part.measured_on, part.recorded_at, Person(0, "")))
    return recorded


def of_that_name(rows: Rows, taken: Taken) -> Organisation | None:
    """One's own organisation that a document is of, by name and kind; None when there is none, or more than one."""
    same = [one for one in organisation_statements.mine(rows) if _named(one) == _named(taken.organisation)]
    return same[0] if len(same) == 1 else None


def _named(organisation: Organisation) -> tuple[str, str]:
    return organisation.name.casefold(), organisation.kind


def write(unit: Unit, taken: Taken, into: Organisation | None, new_id: IdSource, now: datetime) -> Review:
    """Write a verified document into an organisation, or a new one. Raises BadDocument when it is here already."""
    if taken.is_demo and not showing.is_demo(unit):
        raise BadDocument(f"{MADE_UP} To look at it, open the demo network and add it there.")
    _refuse_second(unit, taken, into)
    organisation = into or replace(taken.organisation, id=new_id())
    if into is None:
        organisations.add_in(unit, organisation, now)
    elif organisation.kind != taken.organisation.kind:
        raise BadDocument("This review is of another kind of organisation. Import it as a new organisation.")
    me = Person(unit.person_id, "")
    came = replace(taken.review, imported_at=now, signed_by=taken.signed_by)
    review = replace(came, id=new_id(), organisation=organisation.id, started_by=me)
    review_statements.add(unit, review, editions.keep_text(unit, taken.edition, taken.text, review.sha256))
    for past in taken.history:
        answer_statements.put_back(unit, review, replace(past, by=me))
    here = {(number.indicator, number.measured_on) for number in number_statements.every(unit, organisation.id)}
    for number in taken.numbers:
        if (number.indicator, number.measured_on) not in here:
            number_statements.record(unit, organisation.id, replace(number, recorded_by=me))
    for submission, sheet in taken.submissions:
        _write_submission(unit, review, taken.edition, replace(submission, submitted_by=me), sheet)
    shared_copies.make(unit, organisation.id, periods.today(now))
    about: dict[str, str | int] = {"review": review.id, "submissions": len(taken.submissions)}
    acts.record(unit, organisation.id, unit.person_id, "review imported", now, **about)
    written = review_statements.one(unit, review.id)
    if written is None:
        raise LookupError("a review was written and is not there")
    return written


def _write_submission(unit: Unit, review: Review, edition: Edition, submission: Submission, sheet: AnswerSheet) -> None:
    written = replace(submission, organisation=review.organisation, review=review.id)
    submission_statements.add(unit, written)
    evidence_files.keep_submitted(unit, written)
    then = replace(review, form=sheet.form, profile=sheet.profile)
    scores = freezing.score_rows(edition, scoring.score(edition, sheet))
    group = freezing.group_written(read(submission.content), sheet.profile)
    submission_statements.write_scores(unit, then, submission.number, group, scores)


def _refuse_second(unit: Unit, taken: Taken, into: Organisation | None) -> None:
    mine = organisation_statements.mine(unit)
    places = [into] if into is not None else [one for one in mine if _named(one) == _named(taken.organisation)]
    for place in places:
        for review in review_statements.every(unit, place.id, taken.review.framework):
            if review.period.name == taken.review.period.name:
                raise BadDocument(
                    f"{place.name} has a review of this framework for {review.period.name} here already. Open that one."
                )
