"""The attack: all that people are really shown of a network over two years tells them of nobody.

One network here, with a part of its groups; `python -m tests.proofs attacks` plays twenty and looks at everything.
"""

from collections.abc import Mapping
from functools import partial

import pytest

from tests.attack import careless, visits
from tests.attack.network import ADVISER, BOTH, HEAD, LEAD
from tests.attack.playing import catalogue, play
from tests.attack.reading import NewNumber, Page
from tests.attack.shown import Piece, Table, taken_apart

SOME: Mapping[int, visits.Visit] = {
    LEAD: partial(visits.lead, every=20), ADVISER: partial(visits.adviser, most=1), HEAD: visits.head
}  # fmt: skip
GLANCE: Mapping[int, visits.Visit] = {LEAD: visits.glance}


@pytest.fixture(scope="module")
def content():
    return catalogue()


def test_nobody_learns_of_fewer_than_five_from_pages_charts_and_files(content):
    played = play(content, 2, SOME, looks=(0, 2, 5))
    assert played.learnt == {LEAD: {}, ADVISER: {}, HEAD: {}}
    assert played.equations[LEAD] > 60
    assert played.equations[ADVISER] > 10
    assert played.equations[HEAD] > 5


def test_a_plain_rule_of_five_tells_of_the_one_who_came_last(content):
    with careless.rules_of_five():
        learnt = play(content, 2, GLANCE, looks=(0, 1)).learnt[LEAD]
    assert {"overall", "people", "machines"} <= learnt.keys()


def test_a_rule_that_looks_at_organisations_alone_tells_of_a_change(content):
    with careless.rules_without_submissions():
        learnt = play(content, 2, GLANCE, looks=(0, 2)).learnt[LEAD]
    assert {"overall", "people", "machines"} <= learnt.keys()


def test_what_is_safe_for_who_knows_nothing_tells_somebody_of_more_who_knows_four(content):
    both: Mapping[int, visits.Visit] = {BOTH: visits.glance}
    assert play(content, 2, both, looks=(0,)).learnt[BOTH] == {}
    with careless.rules_without_reading():
        assert "overall" in play(content, 2, both, looks=(0,)).learnt[BOTH]


@pytest.mark.parametrize(
    "piece",
    [
        Piece(["The best of them is at 4.6"]),
        Piece(
            tables=[
                Table("Spread of each section", ["Section", "Mean", "Best", "Counted"], [["People", "3", "4.6", ""]])
            ]
        ),
        taken_apart("<div><table><caption>Rank</caption><tr><th>School</th></tr><tr><td>3rd</td></tr></table></div>"),
    ],
    ids=["a sentence", "a column", "a table"],
)
def test_a_new_number_on_a_page_makes_the_test_ask(piece):
    with pytest.raises(NewNumber):
        Page("2026/27", group="Eastmere").read([piece])
