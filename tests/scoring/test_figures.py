"""Figures by themselves: indicators, days counted without a clock, and how a figure is printed and stored."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from frameworks.companions import Lineage
from scoring import change
from scoring.answers import Measurement
from scoring.checks import contradictions, level_from_number
from scoring.days import days_between, is_day, months_after, months_between
from scoring.errors import NotTheSameFramework
from scoring.measurements import figure_of
from scoring.printing import decimal, exact, level_text, number_text, percent_text, stored
from tests.scoring.building import edition, sheet

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


def test_a_number_suggests_a_level_by_its_thresholds():
    one, rising = edition(questions={"a": {}}), indicator(thresholds={2: 25, 3: 50})
    assert [level_from_number(one, rising, Fraction(figure), {}) for figure in (24, 25, 50)] == [1, 2, 3]
    falling = indicator(direction="lower", thresholds={2: 50, 3: 25})
    assert [level_from_number(one, falling, Fraction(figure), {}) for figure in (51, 50, 25)] == [1, 2, 3]
    by_phase = indicator(thresholds={2: 25}, thresholds_by_phase={"primary": {4: 1}})
    assert level_from_number(one, by_phase, Fraction(1), {"phase": "primary"}) == 4
    silences: list[dict[str, Any]] = [{"direction": "neutral"}, {"basis": "comparison_only"}, {"thresholds": {}}]
    for silent in silences:
        assert level_from_number(one, indicator(**{"thresholds": {2: 25}, **silent}), Fraction(30), {}) is None


def test_a_number_that_agrees_or_is_higher_contradicts_nothing():
    one = edition(questions={"a": {"indicators": ({**INDICATOR, "thresholds": {2: 25, 3: 50}},)}})
    assert contradictions(one, sheet({"a": 3}, indicators={"i": {"percent": 50}})) == ()
    assert contradictions(one, sheet({"a": 2}, indicators={"i": {"percent": 50}})) == ()
    assert contradictions(one, sheet(indicators={"i": {"percent": 5}})) == ()
    assert contradictions(one, sheet({"a": 3})) == ()
    assert [found.suggests for found in contradictions(one, sheet({"a": 2}, indicators={"i": {"percent": 5}}))] == [1]
    (found,) = contradictions(one, sheet({"a": 3}, indicators={"i": {"percent": 49}}))
    assert (found.question, found.indicator, found.label, found.figure, found.suggests, found.answered) == (
        "a",
        "i",
        "I",
        Fraction(49),
        2,
        Fraction(3),
    )


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


def test_a_number_that_is_missing_or_stands_beside_no_answer_hides_no_other():
    first = {**INDICATOR, "id": "first", "thresholds": {2: 25}}
    last = {**INDICATOR, "id": "last", "thresholds": {2: 25}}
    one = edition(questions={"a": {"indicators": (first,)}, "b": {"indicators": (first, last)}})
    found = contradictions(one, sheet({"b": 3}, indicators={"last": {"percent": 30}}))
    assert [(line.question, line.indicator, line.suggests) for line in found] == [("b", "last", 2)]


def test_a_change_says_what_became_of_each_question():
    older = edition(edition="2025", questions={"a": {}, "b": {}, "c": {}, "d": {}})
    newer = edition(questions={"a": {}, "m": {}, "d": {}})
    lineage = Lineage.model_validate(
        {"from": "2025", "to": "2026", "questions": {"m": {"from": ("b", "c"), "change": "merged"}}}
    )
    found = change(
        newer,
        sheet({"a": 3, "m": 2, "d": {"not_known": True}}),
        older,
        sheet({"a": 3, "b": 1, "c": 1, "d": 4}),
        lineage,
    )
    assert [(line.question, line.was, line.before, line.after, line.status) for line in found.questions] == [
        ("a", "a", 3, 3, "same"),
        ("m", None, None, 2, "changed"),
        ("d", "d", 4, None, None),
    ]
    assert found.why_not == "Only 1 of 3 questions are the same and answered both times."
    again = change(newer, sheet({"a": 3, "m": 2, "d": 4}), newer, sheet({"a": 3, "m": 2, "d": 4}))
    assert (again.comparable, again.why_not) == (True, None)
    with pytest.raises(NotTheSameFramework, match=r"^“x” and “other” are different frameworks\.$"):
        change(newer, sheet(), edition(id="other", questions={"a": {}}), sheet())
