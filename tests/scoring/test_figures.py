"""Figures by themselves: indicators, days counted without a clock, and how a figure is printed and stored."""

from decimal import Decimal
from fractions import Fraction

import pytest

from scoring.answers import Measurement
from scoring.days import days_between, is_day, months_after, months_between
from scoring.measurements import figure_of
from scoring.printing import decimal, exact, level_text, number_text, percent_text, stored
from tests.scoring.building import edition

INDICATOR = {"id": "i", "label": "I", "unit": "percent", "direction": "higher", "basis": "standard"}


def indicator(**more):
    return edition(questions={"a": {"indicators": ({**INDICATOR, **more},)}}).questions["a"].indicators[0]


@pytest.mark.parametrize(
    ("measured", "unit", "figure"),
    [
        (Measurement(value=Decimal("2.5")), "hours", Fraction(5, 2)),
        (Measurement(percent=Decimal(88)), "percent", 88),
        (Measurement(of=Decimal(212), per=Decimal(240)), "percent of schools", Fraction(265, 3)),
        (Measurement(of=Decimal(60), per=Decimal(240)), "ratio", Fraction(1, 4)),
        (Measurement(of=Decimal(60), per=Decimal(0)), "percent", None),
        (Measurement(of=Decimal(60)), "percent", None),
        (Measurement(date="2026-10-12"), "days", 40),
        (Measurement(date="2026-11-21"), "days", 0),
        (Measurement(date="2026-11-22"), "days", None),
        (Measurement(date="2025-11-22"), "months", 11),
        (Measurement(date="2025-11-21"), "months", 12),
        (Measurement(date="2024-11-22"), "years", 1),
        (Measurement(date="2024-11-21"), "years", 2),
        (Measurement(), "days", None),
    ],
)
def test_the_figure_of_a_measurement(measured, unit, figure):
    assert figure_of(measured, indicator(unit=unit), "2026-11-21") == figure


def test_days_are_counted_without_a_clock():
    assert months_after("2025-08-31", 6) == "2026-02-28"
    assert months_after("2023-08-31", 6) == "2024-02-29"
    assert months_after("2026-12-05", 1) == "2027-01-05"
    assert months_after("2026-01-05", 11) == "2026-12-05"
    assert days_between("2024-02-28", "2024-03-01") == 2
    assert days_between("1900-02-28", "1900-03-01") == 1
    assert days_between("2000-02-28", "2000-03-01") == 2
    assert days_between("2026-01-01", "2025-01-01") == -365
    assert days_between("2000-01-01", "2400-01-01") == 146097
    assert days_between("2024-01-01", "2025-01-01") == 366
    assert days_between("1900-01-01", "1901-01-01") == 365
    assert days_between("2000-01-01", "2001-01-01") == 366
    assert days_between("2026-01-01", "2026-03-01") == 59
    assert months_between("2026-01-31", "2026-02-28") == 1
    assert months_between("2026-01-15", "2026-02-14") == 0


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-29",
        "2026-13-01",
        "2026-00-10",
        "2026-1-01",
        "26-01-01",
        "2026-01-00",
        "2026-01-32",
        "0000-01-01",
        "２０２６-01-01",
        "2026/01/01",
        "2026-04-31",
        "abcd-01-01",
    ],
)
def test_what_is_no_day(text):
    assert not is_day(text)


@pytest.mark.parametrize("text", ["2026-01-01", "2024-02-29", "2026-12-31", "0001-01-01"])
def test_what_is_a_day(text):
    assert is_day(text)


@pytest.mark.parametrize(
    ("value", "limits", "printed"),
    [
        ("9/4", (), "2.3"),
        ("9/4", (3,), "2.3"),
        ("3.4996", ("3.5",), "3.4996"),
        ("2.96", (3,), "2.96"),
        ("2.94", (3,), "2.9"),
        ("3", (3,), "3.0"),
        ("-9/4", (), "-2.3"),
        ("0.04", (), "0.0"),
    ],
)
def test_a_figure_is_printed_to_one_decimal_half_up_and_never_seems_to_reach_a_limit(value, limits, printed):
    assert decimal(Fraction(value), limits=[Fraction(limit) for limit in limits]) == printed


def test_other_figures_as_text():
    assert [exact(Fraction(8, 3)), exact(Fraction(3))] == ["8/3", "3"]
    assert [number_text(Fraction(text)) for text in ("3", "0.5", "2.125", "1/3", "1.0005")] == [
        "3",
        "0.5",
        "2.125",
        "0.33",
        "1.00",
    ]
    assert [percent_text(Fraction(text)) for text in ("1/4", "1/3", "1")] == ["25%", "33.3%", "100%"]
    assert [decimal(Fraction(1, 16), digits=2), decimal(Fraction(7), digits=0)] == ["0.06", "7"]
    one = edition(questions={"a": {}})
    assert [level_text(one, Fraction(text)) for text in ("3", "10/3", "2.96")] == ["3", "3.3", "2.96"]


@pytest.mark.parametrize(
    ("share", "kept"), [("5/8", 6250), ("1/3", 3333), ("2/3", 6667), ("0.00005", 1), ("0.000049", 0), ("1", 10000)]
)
def test_a_share_is_stored_as_an_integer_half_up(share, kept):
    assert stored(Fraction(share)) == kept
