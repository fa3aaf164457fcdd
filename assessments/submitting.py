"""Submitting: check what is still open, submit once, and reopen with a reason on top of what was submitted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from functools import partial
from math import ceil

import scoring
from assessments import answering, drafts, evidence_files, freezing, leading, moving, opening, periods, shared_copies
from assessments.asking import OPEN
from assessments.errors import BadAnswer, Refused
from assessments.freezing import Frozen
from assessments.store import acts
from assessments.store import answers as answer_statements
from assessments.store import reviews as review_statements
from assessments.store import submissions as statements
from assessments.store.protocol import Door, Rows, Unit
from assessments.typed import tidy
from assessments.values import OpenReview, Person, Progress, Review, Submission
from assessments.wording import counted
from frameworks.catalogue import Catalogue
from frameworks.edition import ConsistencyRule, ProfileFact
from scoring.answers import Answer
from scoring.checks import Contradiction
from scoring.results import Score

TRIES = 5
REOPEN = "open a submitted review again"
LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class CheckList:
    """What Check and submit shows; question ids in the order of the file.

    `refusal` says why it cannot be submitted yet. `asked` are open questions left for somebody.
    `unconfirmed` are suggestions nobody has looked at.
    """

    unanswered: tuple[str, ...]
    not_known: tuple[str, ...]
    below_minimum: tuple[str, ...]
    without_evidence: tuple[str, ...]
    without_comment: tuple[str, ...]
    contradictions: tuple[Contradiction, ...]
    consistency: tuple[ConsistencyRule, ...]
    asked: tuple[str, ...]
    facts_missing: Mapping[str, tuple[ProfileFact, ...]]
    unconfirmed: tuple[str, ...]
    bulk_confirmed: int
    progress: Progress
    refusal: str | None


def check(door: Door, catalogue: Catalogue, review_id: int, *, now: datetime) -> CheckList:
    """What is still open in a draft. Raises NotYours."""
    opened = door.read(lambda rows: opening.opened(rows, catalogue, drafts.inside(rows, review_id), now))
    edition, sheet, states = opened.edition, opened.sheet, opened.states
    score = scoring.score(edition, sheet)
    asked = [name for name, question in edition.questions.items() if question.weight > 0 and states[name] != "outside"]
    return CheckList(
        unanswered=tuple(name for name in asked if states[name] == "unanswered" and name in opened.shown),
        not_known=tuple(name for name in asked if states[name] == "not_known"),
        below_minimum=score.below_minimum,
        without_evidence=scoring.missing_evidence(edition, sheet),
        without_comment=tuple(_without_comment(opened, "expected", "required")),
        contradictions=scoring.contradictions(edition, sheet),
        consistency=scoring.consistency(edition, sheet),
        asked=tuple(name for name in asked if name in opened.asked and states[name] in OPEN),
        facts_missing=opened.facts_needed,
        unconfirmed=tuple(name for name in edition.questions if name in opened.suggestions),
        bulk_confirmed=opened.bulk_confirmed,
        progress=opened.progress,
        refusal=refusal(opened, score),
    )


def _without_comment(opened: OpenReview, *wanted: str) -> Iterator[str]:
    """Answered questions whose comment is so wanted and is not there."""
    for name, question in opened.edition.questions.items():
        answered = question.comment in wanted and opened.states[name] == "answered"
        if answered and not opened.sheet.answers[name].comment:
            yield name


def refusal(opened: OpenReview, score: Score) -> str | None:
    """Why a draft with this score cannot be submitted yet, in a sentence; None when it can."""
    if set(opened.states.values()) <= {"outside"}:
        return "Nothing is asked of organisations like yours here, so there is nothing to submit. Check your facts."
    coverage, least = score.overall.coverage, opened.edition.scoring.minimum_coverage
    if coverage is None or coverage >= least:
        return _comment_refusal(opened)
    left = score.overall.in_scope - score.overall.answered - score.overall.not_applicable
    asked = (opened.edition.questions[name] for name in opened.shown if opened.states[name] == "unanswered")
    if opened.facts_needed and sum(question.weight > 0 for question in asked) < left:
        fact = next(facts[0] for facts in opened.facts_needed.values())
        return f"Some questions wait for a fact about your organisation. First answer: {fact.label}"
    still = counted(left, "question is", "questions are")
    if least == 1:
        return f"{still} not answered yet. Answer each one, or say “We do not know”."
    needed = ceil(score.overall.in_scope * Fraction(least))
    return f"{still} not answered yet. At least {needed} of {score.overall.in_scope} must be."


def _comment_refusal(opened: OpenReview) -> str | None:
    """A comment that is required is asked for; one that is expected is only a reminder."""
    missing = list(_without_comment(opened, "required"))
    if not missing:
        return None
    needs = counted(len(missing), "answer needs", "answers need")
    return f"{needs} a comment before you can submit. First write one for: {opened.edition.questions[missing[0]].text}"


def submit(door: Door, catalogue: Catalogue, review_id: int, *, now: datetime) -> Submission:
    """Freeze and score the draft; a lead does. Again, it gives the same submission. Raises Refused(why), NotYours."""
    door.read(lambda rows: _refuse_others(rows, drafts.inside(rows, review_id), "submit"))
    moving.follow(door, catalogue, review_id, now=now)
    for _ in range(TRIES):
        opened = door.read(lambda rows: opening.opened(rows, catalogue, drafts.inside(rows, review_id), now))
        frozen = None if opened.review.status == "submitted" else frozen_now(opened, now)
        submission = door.write(partial(_submit_in, opened=opened, frozen=frozen, now=now))
        if submission is not None:
            return submission
    raise Refused("Somebody is still changing answers. Try again in a moment.")


def _refuse_others(rows: Rows, review: Review, act: str) -> None:
    leading.only_a_lead(rows, review.organisation, act)


def frozen_now(opened: OpenReview, now: datetime) -> Frozen:
    """The submission the draft makes now. Raises Refused when too much is open."""
    review, nobody = opened.review, Person(0, "")
    frozen = freezing.freeze(
        review, opened.edition, opened.sheet, opened.answers, sizes=opened.sizes, by=nobody, at=now
    )
    why_not = refusal(opened, frozen.score)
    if why_not is not None:
        raise Refused(why_not)
    return frozen


def _submit_in(unit: Unit, opened: OpenReview, frozen: Frozen | None, now: datetime) -> Submission | None:
    """Write the submission; None when something changed after it was frozen."""
    review = drafts.inside(unit, opened.review.id)
    if review.status == "submitted":
        return statements.last(unit, review)
    _refuse_others(unit, review, "submit")
    if frozen is None or review != opened.review:
        return None
    if opening.answers_of(unit, opened.edition, review) != opened.answers:
        return None
    if opening.numbers_of(unit, opened.edition, review, periods.today(now)) != opened.numbers:
        return None
    return write(unit, review, frozen, now)


def write(unit: Unit, review: Review, frozen: Frozen, now: datetime) -> Submission:
    """Write a frozen review with its score rows, inside a unit."""
    submission = replace(frozen.submission, submitted_by=Person(unit.person_id, ""))
    statements.add(unit, submission)
    evidence_files.keep_submitted(unit, submission)
    statements.write_scores(unit, review, submission.number, frozen.group, frozen.rows)
    after = replace(
        review,
        status="submitted",
        submissions=submission.number,
        submitted_at=submission.submitted_at,
        reopened_at=None,
        reopened_because=None,
    )
    review_statements.change(unit, after)
    shared_copies.make(unit, review.organisation, periods.today(now))
    about: dict[str, str | int] = {"review": review.id, "number": submission.number, "sha256": submission.sha256}
    acts.record(unit, review.organisation, unit.person_id, "review submitted", now, **about)
    written = statements.last(unit, after)
    if written is None:
        raise LookupError("a submission was written and is not there")
    return written


def reopen(door: Door, review_id: int, reason: str, *, now: datetime) -> Review:
    """Begin a draft on top of the last submission, which stays official until the next. Raises BadAnswer, Refused."""
    why = tidy(reason, "The reason", longest=LONGEST_REASON, fault=BadAnswer)
    if not why:
        raise BadAnswer("Say in a few words why this review is opened again.")

    def work(unit: Unit) -> Review:
        review = drafts.inside(unit, review_id)
        _refuse_others(unit, review, REOPEN)
        if review.status != "submitted":
            raise Refused("This review is open already.")
        review_statements.change(unit, replace(review, status="reopened", reopened_at=now, reopened_because=why))
        about: dict[str, str | int] = {"review": review.id, "number": review.submissions}
        acts.record(unit, review.organisation, unit.person_id, "review reopened", now, **about)
        return drafts.mine(unit, review_id)

    return door.write(work)


def withdraw_reopening(door: Door, catalogue: Catalogue, review_id: int, *, now: datetime) -> Review:  # noqa: ARG001
    """Give the reopened draft up: answers go back to the last submission (in the history), which stays official."""

    def work(unit: Unit) -> Review:
        review = drafts.inside(unit, review_id)
        _refuse_others(unit, review, "give up a reopening")
        submission = statements.last(unit, review)
        if review.status != "reopened" or submission is None:
            raise Refused("This review is not reopened, so there is nothing to give up.")
        sheet = opening.sheet_in(submission)
        _put_answers_back(unit, review, sheet.answers, now)
        after = replace(
            review,
            status="submitted",
            reopened_at=None,
            reopened_because=None,
            form=sheet.form,
            profile=sheet.profile,
            aims=sheet.aims,
            aims_for=sheet.aims_for,
        )
        review_statements.change(unit, after)
        about: dict[str, str | int] = {"review": review.id, "number": review.submissions}
        acts.record(unit, review.organisation, unit.person_id, "reopening withdrawn", now, **about)
        return drafts.mine(unit, review_id)

    return door.write(work)


def _put_answers_back(unit: Unit, review: Review, submitted: Mapping[str, Answer], now: datetime) -> None:
    for name, stored in answer_statements.every(unit, review).items():
        before = submitted.get(name, Answer())
        if stored.answer != before:
            answering.save(unit, review, name, before, stored.note, how="undone", seen=stored.revision, now=now)
