"""How many would gain, out of counts as they are shown: rounded, and some of them hidden."""

import pytest

from assessments.comparison import Spread
from assessments.needs import Low, at_levels, needs, wanted

SCALE = range(1, 6)


def spread(counts, about=40):
    return Spread(about, None, counts=counts)


@pytest.mark.parametrize(
    ("counts", "low"),
    [
        ({1: 5, 2: 10, 3: 10, 4: 15, 5: 0}, Low(25, 40)),
        ({3: 10, 4: 20, 5: 5}, Low(15, 40)),  # what is hidden is all below level 4: 40 less 25
        ({1: 5, 2: 5, 3: 5, 5: 15}, Low(15, 40)),  # hidden above: what is below is all there
        ({2: 10, 3: 10, 5: 15}, Low(20, 40, at_least=True)),  # hidden on both sides
        (None, None),
    ],
)
def test_those_below_a_level_are_counted_from_what_is_shown(counts, low):
    assert at_levels(spread(counts), {1, 2, 3}, SCALE) == low


def test_the_question_where_most_are_below_its_level_comes_first(catalogue):
    edition = catalogue.latest("small").edition
    levels = {name: wanted(edition, question) for name, question in edition.questions.items()}
    first, second = list(levels)[:2]
    figures = {
        f"q:{first}": spread({1: 10, 2: 0, 3: 0, 4: 30, 5: 0}),
        f"q:{second}": spread({1: 30, 2: 0, 3: 0, 4: 10, 5: 0}),
    }
    assert [(one.question.id, one.low) for one in needs(edition, figures)] == [
        (second, Low(30, 40)), (first, Low(10, 40)),
    ]  # fmt: skip
