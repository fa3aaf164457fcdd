"""Numbers beside questions: one time series, whichever framework asks."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from assessments import numbers
from assessments.errors import BadAnswer, NumberChanged, Refused
from scoring.answers import Measurement
from tests.assessments.conftest import A_YEAR, NOW


def record(desk, measured, indicator="pct_read", **more):
    return numbers.record(desk.door, desk.catalogue, desk.review, indicator, measured, now=desk.now, **more)


TWO_PARTS = Measurement(of=Decimal(212), per=Decimal(240))


def test_both_parts_are_kept_and_stand_in_every_framework_that_asks_for_the_same_number(desk, start):
    record(desk, TWO_PARTS)
    other = start("wide").open()
    assert other.numbers["pct_read"].here
    assert (other.sheet.indicators["pct_read"].of, other.sheet.indicators["pct_read"].per) == (212, 240)


def test_last_years_number_is_a_hint_and_counts_for_nothing(start):
    record(start(now=NOW - A_YEAR), TWO_PARTS)
    opened = start().open()
    assert not opened.numbers["pct_read"].here
    assert opened.sheet.indicators == {}


def test_a_later_number_of_the_same_day_replaces_the_one_before(desk, door, catalogue, school):
    record(desk, TWO_PARTS)
    record(desk, Measurement(percent=Decimal("88.5")))
    record(desk, Measurement(percent=Decimal(50)), measured_on=date(2026, 10, 1))
    series = numbers.series(door, catalogue, school.id)["pct_read"]
    assert series.indicator.label == "Staff who have read it"
    assert [(point.measured_on, point.measurement.percent) for point in series.points] == [
        (date(2026, 10, 1), 50),
        (date(2026, 11, 14), Decimal("88.5")),
    ]


def test_a_number_typed_by_mistake_is_taken_back(desk, door, catalogue):
    record(desk, TWO_PARTS)
    numbers.forget(door, catalogue, desk.review, "pct_read", now=NOW)
    assert desk.open().numbers == {}
    with pytest.raises(Refused, match="no number of this year"):
        numbers.forget(door, catalogue, desk.review, "pct_read", now=NOW)


def of_ten(of):
    return Measurement(of=Decimal(of), per=Decimal(10))


def test_nothing_recorded_is_ever_lost_from_the_history(desk, door):
    record(desk, of_ten(9))
    record(desk.later(minutes=1), of_ten(10))
    forget(desk.later(minutes=2))
    record(desk.later(minutes=3), of_ten(8), measured_on=date(2026, 10, 1))
    past = numbers.history(door, desk.review, "pct_read")
    assert [(line.revision, line.measured_on.day, line.measurement and line.measurement.of) for line in past] == [
        (1, 14, 9), (2, 14, 10), (3, 14, None), (4, 1, 8),
    ]  # fmt: skip
    assert [(line.at.minute, line.by.name) for line in past] == [(0, "You"), (1, "You"), (2, "You"), (3, "You")]


def forget(desk, **more):
    numbers.forget(desk.door, desk.catalogue, desk.review, "pct_read", now=desk.now, **more)


def test_of_two_windows_on_the_same_number_the_second_is_told_and_writes_nothing(desk):
    record(desk, of_ten(9), seen=0)
    with pytest.raises(NumberChanged) as told:
        record(desk, of_ten(10), seen=0)
    assert told.value.theirs
    assert (told.value.theirs.measurement, told.value.theirs.revision) == (
        replace(of_ten(9), measured_on="2026-11-14"), 1,
    )  # fmt: skip
    with pytest.raises(NumberChanged):
        forget(desk, seen=0)
    assert desk.open().sheet.indicators["pct_read"].of == 9
    assert record(desk, of_ten(10), seen=1).revision == 2
    forget(desk, seen=2)
    with pytest.raises(NumberChanged) as told:
        record(desk, of_ten(7), seen=2)
    assert told.value.theirs is None


def test_saying_the_same_number_again_writes_nothing(desk, door):
    assert record(desk, of_ten(9), seen=0).revision == 1
    assert record(desk.later(minutes=5), of_ten(9), seen=0).revision == 1
    assert len(numbers.history(door, desk.review, "pct_read")) == 1


def test_last_years_number_is_not_one_to_have_seen(start):
    record(start(now=NOW - A_YEAR), of_ten(5))
    assert record(start(), of_ten(6), seen=0).revision == 2


def test_a_date_is_kept_as_a_date(desk):
    record(desk, Measurement(date="2026-10-12"), "days_since_check")
    assert desk.open().sheet.indicators["days_since_check"].date == "2026-10-12"


@pytest.fixture
def late(start):
    """A draft of 2025/26 with its own number, still open on 1 October 2026, and the number of 2026/27."""
    draft = start(now=datetime(2026, 3, 1, 10, tzinfo=UTC))
    record(draft, Measurement(of=Decimal(3), per=Decimal(10)))
    october = datetime(2026, 10, 1, 10, tzinfo=UTC)
    record(start(now=october), Measurement(of=Decimal(9), per=Decimal(10)))
    return replace(draft, now=october)


def test_a_draft_finished_in_the_next_year_counts_the_number_of_its_own_year(late):
    opened = late.open()
    assert opened.numbers["pct_read"].here
    assert opened.sheet.indicators["pct_read"].of == 3


def test_a_number_typed_after_its_year_is_kept_as_of_the_last_day_of_that_year(late, door, catalogue, school):
    record(late, Measurement(of=Decimal(4), per=Decimal(10)))
    assert late.open().sheet.indicators["pct_read"].of == 4
    points = numbers.series(door, catalogue, school.id)["pct_read"].points
    assert [(point.measured_on, point.measurement.of) for point in points] == [
        (date(2026, 3, 1), Decimal(3)), (date(2026, 8, 31), Decimal(4)), (date(2026, 10, 1), Decimal(9)),
    ]  # fmt: skip
    with pytest.raises(BadAnswer, match="up to 31 August 2026"):
        record(late, TWO_PARTS, measured_on=date(2026, 9, 1))


def test_clearing_a_number_of_last_year_leaves_the_one_of_this_year(late, door, catalogue, school):
    numbers.forget(door, catalogue, late.review, "pct_read", now=late.now)
    assert [point.measurement.of for point in numbers.series(door, catalogue, school.id)["pct_read"].points] == [9]


def test_the_last_day_of_a_year_belongs_to_it_and_the_next_day_to_the_next(start):
    draft = start(now=datetime(2026, 8, 31, 10, tzinfo=UTC))
    record(draft, TWO_PARTS)
    assert draft.open().numbers["pct_read"].here
    assert not start(now=datetime(2026, 9, 1, 10, tzinfo=UTC)).open().numbers["pct_read"].here


@pytest.mark.parametrize(
    ("indicator", "measured", "sentence"),
    [
        ("nothing", TWO_PARTS, "asks for no such number"),
        ("pct_read", Measurement(), "Type the number"),
        ("pct_read", Measurement(of=Decimal(3), per=Decimal(0)), "cannot be 0"),
        ("pct_read", Measurement(of=Decimal(-3), per=Decimal(4)), "cannot be below 0"),
        ("pct_read", Measurement(of=Decimal(5), per=Decimal(4)), "too large for the second"),
        ("pct_read", Measurement(percent=Decimal(101)), "cannot be above 100"),
        ("pct_read", Measurement(percent=Decimal("Infinity")), "in figures"),
        ("pct_read", Measurement(date="2026-10-12"), "not a date"),
        ("days_since_check", Measurement(date="2026-11-15"), "not in the future"),
        ("days_since_check", Measurement(date="yesterday"), "a day that exists"),
        ("days_since_check", TWO_PARTS, "no two parts"),
    ],
)
def test_a_number_that_cannot_be_is_refused(desk, indicator, measured, sentence):
    with pytest.raises(BadAnswer, match=sentence):
        record(desk, measured, indicator)
    assert desk.open().numbers == {}


def test_nothing_is_measured_in_the_future(desk):
    with pytest.raises(BadAnswer, match="not in the future"):
        record(desk, TWO_PARTS, measured_on=NOW.date() + timedelta(days=1))


def test_a_submitted_review_takes_no_number(desk):
    desk.give_all().submit()
    with pytest.raises(Refused, match="Reopen it"):
        record(desk, TWO_PARTS)
