"""Periods by calendar, cut by the day in London."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments import periods
from assessments.errors import BadAnswer
from frameworks.values import Kind

CALENDARS = st.sampled_from(["academic", "financial"])


@pytest.mark.parametrize(
    ("day", "calendar", "name"),
    [
        (date(2026, 8, 31), "academic", "2025/26"),
        (date(2026, 9, 1), "academic", "2026/27"),
        (date(2026, 3, 31), "financial", "2025/26"),
        (date(2026, 4, 1), "financial", "2026/27"),
        (date(1999, 12, 1), "academic", "1999/00"),
    ],
)
def test_the_year_turns_on_1_september_or_1_april(day, calendar, name):
    assert periods.period_of(day, calendar).name == name


def test_the_day_is_the_one_it_is_in_london():
    half_past_eleven_in_summer_time = datetime(2026, 8, 31, 23, 30, tzinfo=UTC)
    assert periods.today(half_past_eleven_in_summer_time) == date(2026, 9, 1)
    assert periods.today(datetime(2026, 11, 30, 23, 30, tzinfo=UTC)) == date(2026, 11, 30)


def test_a_framework_may_choose_its_calendar_and_otherwise_the_kind_of_organisation_does(catalogue):
    small, wide = catalogue.latest("small").edition, catalogue.latest("wide").edition
    kinds: tuple[Kind, ...] = ("school", "college", "trust", "charity", "infrastructure_org", "council")
    assert [periods.calendar_of(kind, small) for kind in kinds] == ["academic"] * 3 + ["financial"] * 3
    assert {periods.calendar_of(kind, wide) for kind in kinds} == {"financial"}


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), CALENDARS)
def test_every_day_lies_in_exactly_one_period(day, calendar):
    period = periods.period_of(day, calendar)
    assert period.start <= day <= period.end
    assert periods.before(period).end + timedelta(days=1) == period.start
    assert periods.named(period.name, calendar) == period


@pytest.mark.parametrize("name", ["2026", "2026/28", "26/27", "2026/27 ", "２０２６/27"])
def test_a_name_that_is_no_period_is_refused(name):
    with pytest.raises(BadAnswer, match="such as 2026/27"):
        periods.named(name, "academic")
