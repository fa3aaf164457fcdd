"""Years: how one organisation stands in one framework over its periods, and its numbers over time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from assessments.numbers import Series
from assessments.store.protocol import Door
from assessments.values import Organisation, Review
from frameworks.catalogue import Catalogue
from frameworks.edition import Edition
from scoring.results import Score


@dataclass(frozen=True, slots=True)
class Year:
    """The official submission of one period. `change` compares with the year before it (None for the first)."""

    review: Review
    edition: Edition
    submitted_at: datetime
    score: Score
    change: object | None


@dataclass(frozen=True, slots=True)
class YearsView:
    """One organisation and framework, oldest period first; the newest edition names the sections."""

    organisation: Organisation
    framework: str
    edition: Edition | None
    years: tuple[Year, ...]
    numbers: Mapping[str, Series]


def of(door: Door, catalogue: Catalogue, organisation_id: int, framework: str) -> YearsView:
    """The years of one framework. Raises NotYours."""
    raise NotImplementedError
