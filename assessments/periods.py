"""Periods: years named `2026/27`, academic from 1 September or financial from 1 April, by the day in Europe/London."""

import re
from datetime import date, datetime, timedelta

from assessments.errors import BadAnswer
from assessments.values import Period
from assessments.wording import LONDON
from frameworks.edition import Calendar, Edition
from frameworks.values import Kind

FIRST_MONTH: dict[Calendar, int] = {"academic": 9, "financial": 4}
ACADEMIC: frozenset[Kind] = frozenset({"school", "college", "trust"})


def today(now: datetime) -> date:
    """The day it is in London at an aware moment."""
    return now.astimezone(LONDON).date()


def starting(year: int, calendar: Calendar) -> Period:
    """The period that begins in a year."""
    month = FIRST_MONTH[calendar]
    end = date(year + 1, month, 1) - timedelta(days=1)
    return Period(f"{year}/{(year + 1) % 100:02d}", calendar, date(year, month, 1), end)


def period_of(day: date, calendar: Calendar) -> Period:
    """The period a day lies in."""
    return starting(day.year if day.month >= FIRST_MONTH[calendar] else day.year - 1, calendar)


def named(name: str, calendar: Calendar) -> Period:
    """The period of a name such as `2026/27`. Raises BadAnswer when it is no such name."""
    found = re.fullmatch(r"((?:19|20)[0-9]{2})/([0-9]{2})", name)
    if found is None or (int(found[1]) + 1) % 100 != int(found[2]):
        raise BadAnswer("A period is named by two years that follow each other, such as 2026/27.")
    return starting(int(found[1]), calendar)


def calendar_of(kind: Kind, edition: Edition) -> Calendar:
    """The edition's own calendar, else academic for schools, colleges and trusts, else financial."""
    return edition.calendar or ("academic" if kind in ACADEMIC else "financial")


def of_review(kind: Kind, edition: Edition, now: datetime) -> Period:
    """The period a review started now belongs to."""
    return period_of(today(now), calendar_of(kind, edition))


def before(period: Period, years: int = 1) -> Period:
    """The period some years earlier."""
    return starting(period.start.year - years, period.calendar)


def last_day(period: Period, today: date) -> date:
    """The last day that belongs to a period so far: today, or its end when that has passed."""
    return min(period.end, today)
