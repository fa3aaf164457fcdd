"""What numbers did over time, in a title of at most fifteen words."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from assessments.numbers import Series
from assessments.values import Person, RecordedNumber
from frameworks.questions import Indicator
from scoring.answers import Measurement
from ui.charts.palette import LIGHT
from ui.outcomes.numbers_over_time import over_time

AT = datetime(2026, 11, 14, tzinfo=UTC)


def series(name, direction, *figures, asked_in=("Online safety",)):
    indicator = Indicator(id=name, label=f"The {name}", unit="count", direction=direction, basis="judgement")
    points = tuple(
        RecordedNumber(name, Measurement(value=Decimal(figure)), date(year, 11, 14), AT, Person(1, ""))
        for year, figure in enumerate(figures, 2024)
    )
    return Series(indicator, points, asked_in)


def told(*every):
    return over_time({one.indicator.id: one for one in every}, "Oak <School>", LIGHT)


@pytest.mark.parametrize(
    ("every", "title"),
    [
        ([series("a", "higher", 1, 2)], "The number has moved the right way"),
        ([series("a", "higher", 1, 2), series("b", "lower", 5, 4)], "Every number has moved the right way"),
        (
            [series("a", "higher", 1, 2), series("b", "lower", 4, 5)],
            "1 of 2 numbers moved the right way and 1 the other way",
        ),
        (
            [series("a", "higher", 1, 3, 3), series("b", "neutral", 1, 9)],
            "No number has moved since it was last measured",
        ),
        ([series("a", "neutral", 1, 2)], "1 number measured more than once"),
    ],
)
def test_the_title_says_how_many_moved_the_right_way_since_the_figure_before(every, title):
    assert f"<h3>{title}</h3>" in told(*every)


def test_a_picture_says_its_figures_in_words():
    page = told(series("a", "higher", 1, 3, 2))
    said = "The a, count: 1 on 14 November 2024; 3 on 14 November 2025; 2 on 14 November 2026."
    assert f'alt="{said} Since it was last measured it moved the other way."' in page
    assert "Oak &lt;School&gt;, 14 November 2024 to 14 November 2026." in page


def test_a_number_measured_once_has_no_picture_and_stands_in_the_table():
    page = told(series("a", "higher", 7))
    assert "<img" not in page
    assert "not measured before" in page


def test_one_series_names_every_framework_that_asks_for_it():
    page = told(series("a", "higher", 1, 2, asked_in=("Infrastructure", "Online safety")))
    assert "count; more is better; asked in Infrastructure and Online safety" in page
