"""A review to save in, and one autosave: the answer and its history, by the product's own statements."""

import hashlib
from datetime import UTC, date, datetime

from assessments.store import answers, editions, organisations, reviews
from assessments.store.protocol import Door, Unit
from assessments.values import Organisation, Period, Person, Review, StoredAnswer
from scoring.answers import Answer

ME = Person(1, "You")
BEGUN = datetime(2026, 9, 14, 9, 0, tzinfo=UTC)
CONTENT = "a framework to save answers to"
REVIEW = Review(
    id=4711,
    organisation=42,
    framework="example",
    edition="2026",
    sha256=hashlib.sha256(CONTENT.encode()).hexdigest(),
    period=Period("2026/27", "academic", date(2026, 9, 1), date(2027, 8, 31)),
    form="full",
    status="draft",
    profile={},
    aims={},
    aims_for=None,
    started_at=BEGUN,
    started_by=ME,
    submissions=0,
)


def begin(door: Door) -> None:
    """Add the organisation and its review, once."""

    def unit(unit: Unit) -> None:
        if reviews.one(unit, REVIEW.id) is None:
            organisations.add(unit, Organisation(REVIEW.organisation, "Example", "school"), ME.id, BEGUN)
            kept = editions.KeptEdition(0, REVIEW.framework, REVIEW.edition, "Example", REVIEW.sha256, CONTENT)
            reviews.add(unit, REVIEW, editions.keep(unit, kept, ()))

    door.write(unit)


def save(unit: Unit, question: str, comment: str, *, seen: int) -> int | None:
    """One autosave; its new revision, or None when somebody was faster."""
    answer = Answer(level=seen % 4 + 1, comment=comment)
    return answers.save(unit, REVIEW, StoredAnswer(question, answer, "", seen + 1, BEGUN, ME), seen=seen)
