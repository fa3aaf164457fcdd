"""Suggestions: confirm one, or a strand after seeing it; never a whole review, and never over an answer."""

from datetime import datetime

from assessments.store.protocol import Door
from assessments.values import Saved
from frameworks.catalogue import Catalogue


def confirm(door: Door, catalogue: Catalogue, review_id: int, question_id: str, *, seen: int, now: datetime) -> Saved:
    """Make a suggestion the answer. Raises BadAnswer (only a hint, or none), ChangedMeanwhile (answered already)."""
    raise NotImplementedError


def confirm_strand(
    door: Door, catalogue: Catalogue, review_id: int, strand_id: str, *, now: datetime
) -> tuple[str, ...]:
    """Confirm every suggestion of a strand that is shown and has no answer; gives the question ids confirmed."""
    raise NotImplementedError
