"""Answering: give, change and undo one answer, with its comment, working note and evidence; nothing typed is lost."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from assessments.store.protocol import Door
from assessments.values import Past, Saved
from frameworks.catalogue import Catalogue
from scoring.answers import Answer


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
    raise NotImplementedError


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
    raise NotImplementedError


def undo(door: Door, catalogue: Catalogue, review_id: int, question_id: str, *, seen: int, now: datetime) -> Saved:
    """Put back what stood before the last change, as a new revision (undone again, it comes back). Raises as `give`."""
    raise NotImplementedError


def last_change(door: Door, review_id: int) -> Past | None:
    """The person's own last change in this review: what Undo would take back."""
    raise NotImplementedError


def history(door: Door, review_id: int, question_id: str | None = None) -> tuple[Past, ...]:
    """Everything that was answered, oldest first: of one question or of the whole review."""
    raise NotImplementedError
