"""Results beside those of the year before, with numbers."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from assessments import numbers, results
from assessments.errors import NotYours
from scoring.answers import Answer, Measurement
from tests.assessments.conftest import A_YEAR, NOW, WHOLE


@pytest.fixture
def two_years(start):
    """Last year's review and this year's draft, the policy one level better, each with its number."""
    earlier = start(now=NOW - A_YEAR).give_all(WHOLE | {"policy": Answer(level=2)})
    this_year = start()
    for desk, percent in ((earlier, 40), (this_year, 60)):
        measured = Measurement(percent=Decimal(percent))
        numbers.record(desk.door, desk.catalogue, desk.review, "pct_read", measured, now=desk.now)
    earlier.submit()
    return earlier, this_year.give_all(WHOLE | {"policy": Answer(level=3)})


def view(desk, **more):
    return results.of(desk.door, desk.catalogue, desk.review, now=desk.now, **more)


def test_a_draft_is_shown_as_one_and_counts_what_is_unanswered_as_lowest(desk):
    desk.give("policy", Answer(level=5))
    found = view(desk)
    # people (2·5 + 1)/3 = 11/3, machines 1: the whole is 7/3
    assert (found.submission, found.score.overall.level) == (None, Fraction(7, 3))


def test_the_change_since_last_year_rests_on_the_same_questions(two_years):
    earlier, this_year = two_years
    this_year.submit()
    found = view(this_year)
    assert found.last
    assert found.change
    assert (found.last.review, found.last.period) == (earlier.review, "2025/26")
    assert found.last_score == view(earlier).score
    assert (found.change.like_for_like, found.change.comparable, found.change.overlap) == (Fraction(1, 3), True, 1)
    assert {line.question: line.status for line in found.change.questions} == {
        "policy": "improved", "lead": "same", "filter": "same", "devices": "same", "remark": None,
    }  # fmt: skip


def test_a_number_stands_beside_the_one_before(two_years):
    _, this_year = two_years
    (measured,) = view(this_year).numbers
    assert (measured.question, measured.indicator.label) == ("policy", "Staff who have read it")
    assert (measured.now.measurement.percent, measured.now.measured_on) == (60, date(2026, 11, 14))
    assert measured.before
    assert measured.before.measurement.percent == 40


def test_the_number_of_a_submission_stays_when_it_is_measured_again(two_years):
    _, this_year = two_years
    this_year.submit()
    other = this_year.later(days=3)
    before = view(this_year).sheet.indicators
    assert view(other).sheet.indicators == before


def measured_again(desk, percent, **later):
    """Another framework's review asks for the same number."""
    number = Measurement(percent=Decimal(percent))
    numbers.record(desk.door, desk.catalogue, desk.review, "pct_read", number, now=desk.later(**later).now)


def test_a_submission_keeps_its_number_whatever_is_measured_the_same_day_or_taken_back_elsewhere(two_years, start):
    _, this_year = two_years
    this_year.submit()
    other = start("wide")
    measured_again(other, 85, hours=1)
    (kept,) = view(this_year).numbers
    assert kept.now.measurement.percent == 60
    numbers.forget(other.door, other.catalogue, other.review, "pct_read", now=other.later(hours=2).now)
    (kept,) = view(this_year).numbers
    assert (kept.now.measurement.percent, kept.now.measured_on) == (60, date(2026, 11, 14))
    assert kept.before
    assert kept.before.measurement.percent == 40


def test_who_was_last_to_change_something_is_said(desk):
    assert view(desk).last_changed is None
    desk.later(minutes=1).give("policy", Answer(level=5))
    last = view(desk).last_changed
    assert last
    assert (last[0].name, last[1]) == ("You", desk.later(minutes=1).now)


def test_a_stranger_sees_no_result(store, desk):
    with pytest.raises(NotYours):
        results.of(store.for_user(2), desk.catalogue, desk.review, now=NOW)
