"""Answering: give, change and undo one answer, with its comment, working note and evidence; nothing typed is lost."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from assessments import drafts, editions
from assessments.answer_rules import checked as fitting
from assessments.errors import BadAnswer, ChangedMeanwhile
from assessments.store import acts
from assessments.store import answers as statements
from assessments.store.protocol import Door, Unit
from assessments.typed import tidy
from assessments.values import How, Past, Person, Review, Saved, StoredAnswer
from frameworks.catalogue import Catalogue
from scoring.answers import Answer

NOTHING = Answer()
CONFIRMED: frozenset[How] = frozenset({"confirmed", "confirmed_with_strand"})


@dataclass(frozen=True, slots=True)
class Undone:
    """The questions whose last change was taken back, and whether they had been confirmed together."""

    questions: tuple[str, ...]
    together: bool


def judged(  # noqa: PLR0913 (one for each kind of answer)
    before: Answer | None,
    *,
    level: int | None = None,
    option: str | None = None,
    checked: Iterable[str] | None = None,
    value: Decimal | None = None,
    text: str | None = None,
    not_applicable: str | None = None,
    not_known: bool = False,
) -> Answer:
    """The answer with this judgement instead of the one before; comment and evidence stay. Nothing given clears it."""
    return Answer(
        level=level,
        option=option,
        checked=None if checked is None else frozenset(checked),
        value=value,
        text=text,
        not_applicable=not_applicable,
        not_known=not_known,
        comment=before.comment if before else "",
        evidence=before.evidence if before else (),
    )


def give(  # noqa: PLR0913 (who answers what, and what they saw)
    door: Door,
    catalogue: Catalogue,
    review_id: int,
    question_id: str,
    given: Answer,
    *,
    note: str | None = None,
    seen: int,
    now: datetime,
) -> Saved:
    """Store one whole answer (judgement, comment and evidence); `note` None keeps the working note.

    `seen` is the revision the person saw, 0 for none. Saying again what is stored already writes nothing. Raises
    BadAnswer(sentence), ChangedMeanwhile(theirs) with nothing written, Refused (submitted), NotYours, StoreUnavailable.
    """
    edition = door.read(lambda rows: editions.of(rows, catalogue, drafts.mine(rows, review_id)))
    answer = fitting(edition, question_id, given)
    working = None if note is None else tidy(note, "The working note", fault=BadAnswer)

    def work(unit: Unit) -> Saved:
        review = drafts.open_draft(unit, review_id)
        before = statements.one(unit, review, question_id)
        kept = working if working is not None else (before.note if before else "")
        if before is not None and (before.answer, before.note) == (answer, kept):
            return Saved(before.revision, before.saved_at)
        confirmed = before is not None and before.how in CONFIRMED and is_same_judgement(before.answer, answer)
        how = before.how if before is not None and confirmed else "answered"
        return save(unit, review, question_id, answer, kept, how=how, seen=seen, now=now)

    return door.write(work)


def save(  # noqa: PLR0913 (what is stored, and what was seen)
    unit: Unit, review: Review, question_id: str, answer: Answer, note: str, *, how: How, seen: int, now: datetime
) -> Saved:
    """Store an answer that fits, inside a unit. Raises ChangedMeanwhile."""
    new = StoredAnswer(question_id, answer, note, seen, now, Person(unit.person_id, ""), how)
    revision = statements.save(unit, review, new, seen=seen)
    if revision is None:
        theirs = statements.one(unit, review, question_id)
        raise ChangedMeanwhile(theirs or StoredAnswer(question_id, NOTHING, "", 0, now, new.saved_by))
    return Saved(revision, now)


def undo(
    door: Door,
    catalogue: Catalogue,  # noqa: ARG001 (as `give`)
    review_id: int,
    question_id: str,
    *,
    seen: int,
    now: datetime,
) -> Saved:
    """Put back what stood before the last change, as a new revision (undone again, it comes back). Raises as `give`."""
    return door.write(lambda unit: _undo_in(unit, drafts.open_draft(unit, review_id), question_id, seen, now))


def undo_last(door: Door, catalogue: Catalogue, review_id: int, *, now: datetime) -> Undone:  # noqa: ARG001 (as `give`)
    """Take back the person's own last act in this review: one change, or a whole group confirmed at once.

    Raises BadAnswer when there is nothing of theirs to take back, Refused.
    """

    def work(unit: Unit) -> Undone:
        review = drafts.open_draft(unit, review_id)
        last = statements.last_by(unit, review, unit.person_id)
        if last is None:
            raise BadAnswer("There is nothing of yours to take back here.")
        group = statements.saved_together(unit, review, last)
        for stored in group:
            _undo_in(unit, review, stored.question, stored.revision, now)
        if len(group) > 1:
            about: dict[str, str | int] = {"review": review.id, "count": len(group)}
            acts.record(unit, review.organisation, unit.person_id, "group of answers undone", now, **about)
        return Undone(tuple(stored.question for stored in group), len(group) > 1)

    return door.write(work)


def _undo_in(unit: Unit, review: Review, question_id: str, seen: int, now: datetime) -> Saved:
    past = statements.history(unit, review, question_id)
    if not past:
        raise BadAnswer("There is nothing to undo: this question has not been answered.")
    if any(line.revision == seen and line.how == "moved" for line in past):
        raise BadAnswer("This changed when the review moved to another version. Move the review back to take it back.")
    earlier = next((line for line in past if line.revision == seen - 1), None)
    if earlier is None:
        return save(unit, review, question_id, NOTHING, "", how="undone", seen=seen, now=now)
    how = earlier.how if earlier.how in CONFIRMED else "undone"
    return save(unit, review, question_id, earlier.answer, earlier.note, how=how, seen=seen, now=now)


def last_change(door: Door, review_id: int) -> Past | None:
    """The person's own last change in this review, not what came in with a file: what `undo_last` would take back."""
    return door.read(lambda rows: statements.last_by(rows, drafts.mine(rows, review_id), rows.person_id))


def history(door: Door, review_id: int, question_id: str | None = None) -> tuple[Past, ...]:
    """Everything that was answered, oldest first: of one question or of the whole review."""
    return door.read(lambda rows: statements.history(rows, drafts.mine(rows, review_id), question_id))


def is_same_judgement(one: Answer, other: Answer) -> bool:
    """They say the same, comment and evidence apart: what was confirmed stays confirmed."""
    return judged(one) != one and replace(one, comment=other.comment, evidence=other.evidence) == other


def is_judged(answer: Answer) -> bool:
    """There is a judgement, not only a comment or evidence."""
    return judged(answer) != answer


def with_judgement_of(before: StoredAnswer | None, suggested: Answer) -> tuple[Answer, str]:
    """The suggested judgement beside the comment, evidence and note there may be already."""
    kept = before.answer if before else NOTHING
    answer = Answer(
        level=suggested.level,
        option=suggested.option,
        checked=suggested.checked,
        not_applicable=suggested.not_applicable,
        comment=kept.comment,
        evidence=kept.evidence,
    )
    return answer, before.note if before else ""
