"""Compared: a submitted result beside the stored figures of organisations like it, made here by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from assessments import answering, comparison, numbers, submitting
from assessments.beside_others import finding
from assessments.comparison.values import Peers
from scoring.answers import Answer, Measurement
from scoring.disclosure import Quantity, Spread
from tests.ui.conftest import words
from tests.ui.released import mean, put
from tests.ui.submitted import SECOND_YEAR, answered

ROLES, GROUP, MEETINGS = "esafe.lead.roles", "esafe.lead.group", "safeguarding_it_meetings_12m"


def spread(mean, lower=None, middle=None, upper=None, counts=None):
    mean, lower, middle, upper = (None if each is None else Fraction(each) for each in (mean, lower, middle, upper))
    return Spread(15, mean=mean, lower=lower, middle=middle, upper=upper, counts=counts)


@pytest.fixture
def peers(catalogue):
    """About 15 schools: leadership at 3.4 in the middle, the next section at 3.0, the others not shown."""
    first, second = [section.id for section in catalogue.latest("esafety").edition.sections][:2]
    return Peers(
        key="peers:school:primary",
        title="Primary schools of every size",
        about=15,
        figures_of=date(2026, 11, 1),
        waiting="Some answers wait for the next figures.",
        steps=("primary schools of your size",),
        measures={
            "overall": spread("3", "2.4", "3.2", "3.6"),
            first: spread("3.2", "3", "3.4", "3.8"),
            second: spread("3"),
            f"q:{ROLES}": spread("3.2", "2", "3", "4", {2: 5, 3: 5}),
        },
        period="2026/27",
        numbers={f"n:{MEETINGS}": Quantity(10, *map(Fraction, (4, 3, 2, 6)))},
    )


@pytest.fixture
def shown(monkeypatch):
    """Lets a page read these figures of others, or the reason there are none."""

    def figures(peers, why_not=""):
        monkeypatch.setattr(comparison, "peers", lambda desk, review: peers)
        monkeypatch.setattr(comparison, "why_not", lambda desk, review: why_not)

    return figures


@pytest.fixture
def result(door, catalogue, school):
    """Every question at 3, but for roles (weight 3) at 2 and the group at 4; five meetings."""
    other = {ROLES: Answer(level=2), GROUP: Answer(level=4)}
    review = answered(door, catalogue, school, "esafety", SECOND_YEAR, other=other)
    numbers.record(door, catalogue, review.id, MEETINGS, Measurement(value=Decimal(5)), now=SECOND_YEAR)
    submitting.submit(door, catalogue, review.id, now=SECOND_YEAR)
    return review


def opened(visit, review, **more):
    return visit("results", review=review.id, open="compared", **more)


def test_the_page_says_which_organisations_how_many_of_when_and_what_waits(visit, result, shown, peers):
    shown(peers)
    page = words(opened(visit, result))
    assert "Beside primary schools of every size: about 15. Comparison figures of 1 November 2026." in page
    assert "Some answers wait for the next figures." in page
    assert "too few are counted: primary schools of your size" in page
    assert "there are none of" not in page
    shown(replace(peers, period="2025/26"))
    assert "They are of 2025/26: there are none of 2026/27 yet." in words(opened(visit, result))


def test_the_place_as_a_whole_is_said_in_words(visit, result, shown, peers):
    shown(peers)
    # 47/16 as worked out in test_results; from 2.4 to 3.2 that is 43/64 of a quarter more: 107/256, nearer half.
    assert (
        "Overall you stand at 2.9 of 5. Of organisations like yours the middle is 3.2 and the middle half 2.4 to 3.6: "
        "about half are below you."
    ) in words(opened(visit, result))


def test_only_those_of_one_s_kind_are_called_like_oneself(visit, result, shown, peers):
    shown(replace(peers, key="all", title="All organisations"))
    page = words(opened(visit, result))
    assert "Of all organisations the middle is 3.2" in page
    assert "of all organisations" in page[page.index("Show as table") - 400 :]
    assert "of organisations like yours" not in page.casefold()


def test_the_chart_states_what_it_shows_and_has_its_table(visit, result, shown, peers):
    shown(peers)
    page = opened(visit, result)
    chart = page.get("plotly_chart")[-1].proto
    # Leadership is at 11/4, below 3.4; the next is at 3, level with an average of 3.
    title = "Leadership and policy is the one section below the middle of organisations like yours"
    assert chart.alt.startswith(f"{title}. Level of each section out of 5: Oak *Hill* <b>School</b>, 2026/27, beside ")
    assert "Leadership and policy 2.8, their middle is 3.4 and the middle half 3 to 3.8" in chart.alt
    said = words(page)
    assert title in said
    assert "Leadership and policy 2.8 3.4 3 to 3.8 fewer than a quarter are below you" in said
    assert "3 (average) not shown you are level with their average" in said


def test_a_question_shows_the_spread_of_others_and_one_s_own_answer(visit, result, shown, peers):
    shown(peers)
    page = words(opened(visit, result))
    told = page[page.index("Question by question") :]
    assert "2 Early steps 3 2 to 4 about 5 at 2 Early steps and about 5 at 3 In place about a quarter" in told


def test_a_number_stands_beside_theirs_with_its_unit_and_what_its_levels_rest_on(visit, result, shown, peers):
    shown(peers)
    told = words(opened(visit, result))
    assert "count; about 10 gave it Its levels are our judgement 5 4 3 2 to 6" in told


def test_what_they_may_not_show_is_said_and_leaves_no_empty_chart(visit, result, shown, peers):
    shown(replace(peers, measures={"overall": Spread(15, None)}, numbers={}))
    page = opened(visit, result)
    assert "The overall level of organisations like yours is not shown" in words(page)
    assert len(page.get("plotly_chart")) == 1, "the chart of one's own sections"


def test_without_figures_the_reason_is_told(visit, result, shown):
    shown(None, "No comparison figures have been made yet. They appear once five organisations agree.")
    assert "They appear once five organisations agree." in words(opened(visit, result))


def test_a_draft_is_never_set_beside_others(visit, door, catalogue, school, result, shown, peers, now):
    shown(peers)
    submitting.reopen(door, result.id, "We found the role description", now=now)
    draft = words(opened(visit, result, draft=1))
    assert "A draft is never set beside others." in draft
    assert "primary schools of every size" not in draft
    assert "Beside primary schools" in words(opened(visit, result))


def test_of_organisations_one_may_see_anyway_figures_are_exact_and_say_so(visit, result, shown, peers):
    shown(replace(peers, title="Primary schools: the 4 others you may see", is_named=True))
    page = words(opened(visit, result))
    assert "Beside primary schools: the 4 others you may see." in page
    assert "so their figures are exact" in page
    assert "Comparison figures of" not in page
    assert "5 at 2 Early steps and 5 at 3 In place" in page
    assert "about 15" not in page


def told(page):
    """Everything the part says: from its first sentence to its last, with the chart's own words and points."""
    bodies = [element.proto.body for element in page.get("html")]
    begins = next(at for at, body in enumerate(bodies) if "Beside primary schools" in body)
    chart = page.get("plotly_chart")[-1].proto
    return bodies[begins : begins + 4], chart.alt, chart.spec


def test_stored_figures_are_read_and_a_draft_moves_no_byte_of_them(visit, rooms, door, catalogue, result, now):
    leadership = catalogue.latest("esafety").edition.sections[0].id
    figures = {
        "overall": mean("3", 15, None, "2.4", "3.2", "3.6"),
        leadership: mean("3.2", 15, {3: 10}, "3", "3.4", "4"),
    }
    groups = {("all", "All organisations"): {"overall": mean("3")}, ("peers:school", "Schools"): ("few", 2)}
    put(rooms.own, catalogue.latest("esafety"), groups | {("peers:school:primary", "Primary schools"): figures}, now)
    before = told(opened(visit, result))
    assert "about half are below you" in before[0][0]
    assert "the middle is 3.4 and the middle half 3 to 4" in before[1].replace("their", "the")
    submitting.reopen(door, result.id, "We found the role description", now=now)
    for seen, level in ((1, 1), (2, 5)):
        answering.give(door, catalogue, result.id, ROLES, Answer(level=level), seen=seen, now=now)
        assert told(opened(visit, result)) == before


@pytest.mark.parametrize(
    ("sides", "said"),
    [
        ({"A": "level", "B": None}, "No section is far from the middle of organisations like yours"),
        ({"A": "above", "B": "above"}, "Every section compared is above the middle of organisations like yours"),
        (
            {"A": "above", "B": "level"},
            "1 of 2 sections is above the middle of organisations like yours and none below",
        ),
        ({"A": "below", "B": "above"}, "A is the one section below the middle of organisations like yours"),
        (
            {"A": "below", "B": "below", "C": "level"},
            "2 of 3 sections are below the middle of organisations like yours",
        ),
        ({"A": "below", "B": "below"}, "Every section compared is below the middle of organisations like yours"),
        (
            {"A name of a good many words that is too long": "below", "B": "above"},
            "One of 2 sections is below the middle of organisations like yours",
        ),
    ],
)
def test_the_title_of_the_chart_states_what_stands_out_in_at_most_fifteen_words(sides, said):
    assert finding(sides) == said
    assert len(said.split()) <= 15
    assert finding(sides, of_average=True) == said.replace("middle", "average")
