"""Submitting: check what is still open, submit once, and reopen with a reason on top of what was submitted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from assessments.store.protocol import Door
from assessments.values import Progress, Review, Submission
from frameworks.catalogue import Catalogue
from frameworks.edition import ConsistencyRule, ProfileFact


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A number beside a question suggests a lower level than the one answered."""

    question: str
    indicator: str
    answered: int
    suggested: int


@dataclass(frozen=True, slots=True)
class CheckList:
    """What Check and submit shows; question ids in the order of the file. `refusal` says why it cannot be submitted yet."""

    unanswered: tuple[str, ...]
    not_known: tuple[str, ...]
    below_minimum: tuple[str, ...]
    without_evidence: tuple[str, ...]
    without_comment: tuple[str, ...]
    contradictions: tuple[Contradiction, ...]
    consistency: tuple[ConsistencyRule, ...]
    facts_missing: Mapping[str, tuple[ProfileFact, ...]]
    unconfirmed: tuple[str, ...]
    bulk_confirmed: int
    progress: Progress
    refusal: str | None


def check(door: Door, catalogue: Catalogue, review_id: int, *, now: datetime) -> CheckList:
    """What is still open in a draft. Raises NotYours."""
    raise NotImplementedError


def submit(door: Door, catalogue: Catalogue, review_id: int, *, now: datetime) -> Submission:
    """Freeze and score the draft; submitting again gives the same submission. Raises Refused(why), NotYours."""
    raise NotImplementedError


def reopen(door: Door, review_id: int, reason: str, *, now: datetime) -> Review:
    """Begin a new draft on top of the last submission, which stays official until the next. Raises BadAnswer, Refused."""
    raise NotImplementedError


def withdraw_reopening(door: Door, catalogue: Catalogue, review_id: int, *, now: datetime) -> Review:
    """Give the reopened draft up: answers go back to the last submission (in the history), which stays official."""
    raise NotImplementedError
