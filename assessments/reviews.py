"""Reviews: start, open, list, widen, and change what a draft rests on (facts, aims)."""

from collections.abc import Mapping
from datetime import datetime

from assessments.ids import IdSource, random_id
from assessments.store.protocol import Door
from assessments.values import OpenReview, Period, Review, ReviewLine, ScopeChange
from frameworks.catalogue import Catalogue
from scoring.answers import Fact, Form


def start(  # noqa: PLR0913 (what a review is of)
    door: Door,
    catalogue: Catalogue,
    organisation_id: int,
    framework: str,
    *,
    form: Form = "full",
    period: Period | None = None,
    now: datetime,
    new_id: IdSource = random_id,
) -> Review:
    """Start a review of the latest edition, with suggestions from earlier submissions.

    `period` defaults to today's by the edition's or the kind's calendar (`periods.of_review`). Raises NotYours, Refused (a
    review of this framework in this period exists; no short form; the framework is unknown or not for this kind).
    """
    raise NotImplementedError


def open(door: Door, catalogue: Catalogue, review_id: int, *, now: datetime) -> OpenReview:  # noqa: A001 (the verb)
    """Everything the pages of one review need. Raises NotYours."""
    raise NotImplementedError


def mine(
    door: Door, catalogue: Catalogue, *, organisation_id: int | None = None, now: datetime
) -> tuple[ReviewLine, ...]:
    """Reviews of one or all organisations of the person: drafts first, then by period, newest first."""
    raise NotImplementedError


def widen(door: Door, catalogue: Catalogue, review_id: int, *, now: datetime) -> Review:
    """Turn a short review into a full one; every answer stays. A submitted one is reopened first. Raises Refused."""
    raise NotImplementedError


def delete_empty(door: Door, review_id: int, *, now: datetime) -> None:
    """Delete a draft started by mistake. Raises Refused when anything has been answered or submitted."""
    raise NotImplementedError


def set_facts(
    door: Door, catalogue: Catalogue, review_id: int, facts: Mapping[str, Fact | None], *, now: datetime
) -> Review:
    """Give facts of the draft's copy (None removes one); they also go to the organisation. Raises BadAnswer, Refused."""
    raise NotImplementedError


def refresh_preview(door: Door, catalogue: Catalogue, review_id: int, *, now: datetime) -> ScopeChange:
    """Which facts the organisation's profile would change in the draft's copy, and which questions enter and leave."""
    raise NotImplementedError


def refresh(door: Door, catalogue: Catalogue, review_id: int, *, now: datetime) -> Review:
    """Take the organisation's profile into the draft's copy. Raises Refused."""
    raise NotImplementedError


def set_aim(
    door: Door, catalogue: Catalogue, review_id: int, question_id: str, level: int | None, *, now: datetime
) -> Review:
    """Set (or with None remove) the organisation's own target level for a question. Raises BadAnswer, Refused."""
    raise NotImplementedError


def set_aims_for(door: Door, catalogue: Catalogue, review_id: int, award: str | None, *, now: datetime) -> Review:
    """Choose the award the organisation is working towards. Raises BadAnswer, Refused."""
    raise NotImplementedError
