"""Periods: years named `2026/27`, academic from 1 September or financial from 1 April, by the day in Europe/London."""

from datetime import date, datetime

from assessments.values import Period
from frameworks.edition import Calendar, Edition
from frameworks.values import Kind


def today(now: datetime) -> date:
    """The day it is in London at an aware moment."""
    raise NotImplementedError


def period_of(day: date, calendar: Calendar) -> Period:
    """The period a day lies in."""
    raise NotImplementedError


def named(name: str, calendar: Calendar) -> Period:
    """The period of a name such as `2026/27`. Raises BadAnswer when it is no such name."""
    raise NotImplementedError


def calendar_of(kind: Kind, edition: Edition) -> Calendar:
    """The edition's own calendar, else academic for schools, colleges and trusts, else financial."""
    raise NotImplementedError


def of_review(kind: Kind, edition: Edition, now: datetime) -> Period:
    """The period a review started now belongs to."""
    raise NotImplementedError


def before(period: Period, years: int = 1) -> Period:
    """The period some years earlier."""
    raise NotImplementedError
