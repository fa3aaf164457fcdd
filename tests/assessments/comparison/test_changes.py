"""Two years of a few schools, worked by hand: whose change is shown, which figures wait for it, and who may see it."""

from dataclasses import replace
from fractions import Fraction

import pytest

from assessments import comparison, periods, reviews
from assessments.comparison import making, releasing
from assessments.comparison.history import ever
from assessments.comparison.measuring import Measures
from assessments.errors import Refused
from frameworks.targets import Target
from scoring.answers import Answer, Evidence
from scoring.disclosure import Group, Spread
from tests.assessments.access.conftest import make_person
from tests.assessments.comparison.schools import SCOPE, Schools, counts_of
from tests.assessments.conftest import A_YEAR, NOW, WHOLE, Desk
from tests.scoring.disclosure.attack import told
from tests.scoring.disclosure.plainly import row

YEAR_BEFORE = replace(SCOPE, period=periods.starting(2025, "academic"))


@pytest.fixture
def then(store, catalogue):
    """The schools as they were a year ago."""
    for person in (2, 3):
        store.reception(None).write(lambda unit, person=person: make_person(unit, person, f"Person {person}"))
    return Schools(store, catalogue, NOW - A_YEAR)


def next_year(schools, desk, policy):
    """The same school a year later."""
    organisation = desk.open().organisation.id
    review = reviews.start(desk.door, schools.catalogue, organisation, "small", now=NOW)
    later = Desk(desk.door, schools.catalogue, review.id, NOW)
    later.give_all({**WHOLE, "policy": policy})
    later.submit()
    return later


def two_years(then, *, again=10, new=0, who=1):
    """Ten schools at 2 with their policy, so many of which do it again at 2 and 3 in turn, and some new ones at 5."""
    desks = [then.school(2, who=who if place else 1) for place in range(10)]
    then.make(YEAR_BEFORE)
    now = replace(then, now=NOW)
    for place, desk in enumerate(desks[:again]):
        next_year(now, desk, Answer(level=2 + place % 2))
    for _ in range(new):
        now.school(5, who=who)
    return now


def looked_at(schools, person=2):
    """The line of all, and its figures, as somebody sees them."""
    looker = schools.seen_by(person)
    release = comparison.released(looker, "small", calendar="academic", period="2026/27")
    assert release is not None
    return comparison.groups(looker, release)["all"], comparison.figures(looker, release, "all")


def test_where_two_joined_the_change_is_shown_and_the_figure_waits_for_three_more(then):
    now = two_years(then, new=2)
    found = counts_of(now.make())
    assert (found["change:all"], found["all"]) == (10, "matched")
    line, figures = looked_at(now)
    assert (line.standing, line.reason, line.needs, line.about) == ("published", "matched", 3, 10)
    assert {name.partition(":")[0] for name in figures} == {"change"}
    assert figures["change:overall"].about == 10


def test_where_five_joined_both_are_shown(then):
    now = two_years(then, new=5)
    found = counts_of(now.make())
    assert (found["change:all"], found["all"]) == (10, 15)
    line, figures = looked_at(now)
    assert (line.reason, line.about) == (None, 15)
    assert {"overall", "change:overall"} <= figures.keys()


def test_where_one_of_ten_did_not_do_it_again_nothing_tells_of_it(then):
    now = two_years(then, again=9)
    found = counts_of(now.make())
    assert (found["change:all"], found["all"]) == (9, "matched")


def test_a_change_is_the_mean_of_what_each_moved(then):
    """Five of ten rose from 2 to 3 in one of two questions of a strand, which weighs double: 4 levels x 1/4 x 2/3."""
    now = two_years(then)
    now.make()
    _, figures = looked_at(now)
    assert figures["change:people"].mean == Fraction(2, 5)  # half of them two thirds of a level: 1/3, shown as 0.4
    assert figures["change:machines"] == Spread(10, None)  # all moved by as much: by nothing


def test_what_two_years_show_tells_of_nobody_and_the_figure_that_waits_would_tell_of_three(then):
    now = two_years(then, again=9, new=2)
    draft = now.make()
    shown = now.counting.read(lambda rows: [group for one in ever(rows, SCOPE) for group in one.computed.values()])
    assert any(group.less for group in shown)
    assert told(map(row, shown)) is None
    everybody = frozenset(one.contribution for one in draft.gathered.counted.values())
    assert len(told(map(row, [*shown, Group("all", everybody)]))) == 3


def test_who_may_read_nine_of_ten_is_shown_no_change_of_the_ten(then):
    """Person 3 leads nine schools, and person 1 one."""
    now = two_years(then, who=3)
    now.make()
    assert "change:overall" in looked_at(now, person=1)[1]
    assert "change:overall" not in looked_at(now, person=3)[1]  # the tenth would follow


def test_figures_of_two_years_are_not_made_at_the_same_time(then):
    """Each would be planned without the other, and their sums were looked at by nobody."""
    now = two_years(then)
    draft = releasing.preview(now.counting, now.catalogue, SCOPE, now=NOW)
    for level in (1, 2, 3, 4, 5):
        then.school(level)
    then.make(YEAR_BEFORE, hours=1)
    with pytest.raises(Refused, match="a moment ago"):
        making.make(now.counting, now.catalogue, draft, by=None, now=NOW)


BETTER = Target.model_validate(
    {
        "id": "better",
        "title": "Better",
        "framework": "small",
        "metric": "improved_and_evidenced",
        "value": 50,
        "by": "2027-07-31",
    }
)
PROOF = (Evidence("Minutes", "2026-09-01", "https://example.org/minutes"),)


@pytest.fixture
def aiming(then, catalogue):
    """The same schools, of which a network wants that they do better, with evidence."""
    operating = replace(catalogue.operating, targets={"better": BETTER})
    return replace(then, catalogue=replace(catalogue, operating=operating))


def test_about_how_many_did_better_with_evidence_for_it_is_a_figure_of_its_own(aiming):
    """Of nineteen six rose to 4 with evidence, four without, four stood still, and five are new."""
    desks = [aiming.school(2) for _ in range(14)]
    aiming.make(YEAR_BEFORE)
    now = replace(aiming, now=NOW)
    rose = [Answer(level=4, evidence=PROOF)] * 6 + [Answer(level=4)] * 4 + [Answer(level=2)] * 4
    for desk, answer in zip(desks, rose, strict=True):
        next_year(now, desk, answer)
    for _ in range(5):
        now.school(4)  # the first year: there was nothing to do better than
    now.make()
    assert looked_at(now)[1]["t:better"] == Spread(20, None, counts={0: 15, 1: 5})  # six of nineteen


def test_in_a_first_year_nobody_can_have_done_better_so_nothing_says_that_nobody_did(aiming):
    for level in range(10):
        aiming.school(1 + level % 5)
    aiming.make(YEAR_BEFORE)
    looker = aiming.seen_by()
    release = comparison.released(looker, "small", calendar="academic")
    assert release is not None
    assert "t:better" not in comparison.figures(looker, release, "all")


def test_a_target_of_two_years_rests_on_the_submissions_of_both(catalogue):
    """A figure made after only last year's was sent again is another one; of other measures it is the same."""
    measures = Measures(catalogue.latest("small").edition, of_two_years={"t:better"})
    group = Group("all", frozenset({(7, 2), (8, 2)}))
    first, again, none = (
        measures.rest_on("t:better", group, earlier) for earlier in ({7: 1, 8: 1}, {7: 2, 8: 1}, {8: 1})
    )
    assert [len(first.members ^ other.members) for other in (again, none)] == [2, 2]
    assert measures.rest_on("overall", group, {7: 1}) == group
