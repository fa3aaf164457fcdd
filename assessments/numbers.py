"""Numbers measured beside questions: one time series an organisation and indicator, whichever framework asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from assessments.store.protocol import Door
from assessments.values import RecordedNumber
from frameworks.catalogue import Catalogue
from frameworks.questions import Indicator
from scoring.answers import Measurement


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator over time, oldest first, with how it is labelled where it was found."""

    indicator: Indicator
    points: tuple[RecordedNumber, ...]


def record(  # noqa: PLR0913 (what was measured, where and when)
    door: Door,
    catalogue: Catalogue,
    review_id: int,
    indicator_id: str,
    measured: Measurement,
    *,
    measured_on: date | None = None,
    now: datetime,
) -> RecordedNumber:
    """Store a measurement (a day's later one replaces it); `measured_on` defaults to today. Raises BadAnswer, Refused."""
    raise NotImplementedError


def forget(door: Door, catalogue: Catalogue, review_id: int, indicator_id: str, *, now: datetime) -> None:
    """Take back the latest measurement of this review's period, as when it was typed by mistake."""
    raise NotImplementedError


def series(door: Door, catalogue: Catalogue, organisation_id: int) -> Mapping[str, Series]:
    """Every number of an organisation as a time series, by indicator id."""
    raise NotImplementedError
