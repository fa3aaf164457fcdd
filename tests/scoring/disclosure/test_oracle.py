"""The planner against the rule written plainly, on small cases by chance, and laws that hold of every plan."""

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.disclosure import Breakdown, Group, disclosed, plan, readable
from tests.scoring.disclosure.plainly import enumerated, planned, tells

ORGANISATIONS = 11


@st.composite
def networks(draw):
    """Up to seven groups of up to eleven organisations, some of which have submitted twice."""
    sizes = draw(st.lists(st.integers(4, ORGANISATIONS), min_size=2, max_size=7))
    again = st.integers(1, draw(st.sampled_from([1, 2])))
    groups = []
    for place, size in enumerate(sizes):
        some = draw(st.permutations(range(ORGANISATIONS)))[:size]
        groups.append(Group(str(place), frozenset((one, draw(again)) for one in some)))
    return groups


@st.composite
def two_years(draw):
    """Groups of a year, and of the next in some order their changes and figures."""
    first = draw(networks())[:3]
    pool = [one for one in range(ORGANISATIONS) if draw(st.integers(0, 9))]
    now, changes = [], []
    for group in first:
        then = dict(group.members)
        who = [one for one in pool if one in then or not draw(st.integers(0, 3))]
        now.append(Group(f"now {group.key}", frozenset((one, 3) for one in who)))
        both = [one for one in who if one in then]
        less = frozenset((one, then[one]) for one in both)
        changes.append(Group(f"change {group.key}", frozenset((one, 3) for one in both), less))
    return first, draw(st.permutations([*now, *changes]))


@settings(max_examples=60)
@given(two_years(), st.sampled_from([5, 6]))
def test_the_plan_of_a_year_beside_the_year_before_is_that_of_the_rule_tried_on_every_four(years, least):
    first, second = years
    shown = [group for group in first if group.key in planned(first, least=least)]
    made = plan([Breakdown("each", tuple(second))], [], beside=shown, least=least)
    assert [group.key for group in made.published] == planned(second, shown, least=least)


@settings(max_examples=30)
@given(two_years(), st.sets(st.integers(0, ORGANISATIONS - 1), max_size=5))
def test_what_a_viewer_may_read_of_two_years_tells_them_of_nobody_else(years, known):
    first, second = years
    keys = readable([*first, *second], known)
    assert not tells([group for group in (*first, *second) if group.key in keys], known)


@settings(max_examples=40)
@given(networks(), st.sampled_from([5, 6]))
def test_the_plan_is_that_of_the_rule_tried_on_every_four_organisations(groups, least):
    made = plan([Breakdown("each", tuple(groups))], [], least=least)
    assert [group.key for group in made.published] == planned(groups, least=least)


@settings(max_examples=40)
@given(networks())
def test_what_was_shown_before_counts_as_shown(groups):
    first = plan([Breakdown("before", tuple(Group(f"was {each.key}", each.members) for each in groups[:3]))], [])
    made = plan([Breakdown("each", tuple(groups[3:]))], first.published)
    now = [group.key for group in made.published if not group.key.startswith("was")]
    assert now == planned(groups[3:], first.published)


@settings(max_examples=40)
@given(networks(), st.sets(st.integers(0, ORGANISATIONS - 1), max_size=5))
def test_the_audit_finds_something_exactly_when_some_four_organisations_can_be_told_of(groups, known):
    found = disclosed([group.members for group in groups], known)
    assert bool(found) == tells(groups, known)
    if found:
        assert len({organisation for organisation, _ in found}) < 5
        assert not {organisation for organisation, _ in found} & known


@settings(max_examples=40)
@given(networks(), st.sets(st.integers(0, ORGANISATIONS - 1), max_size=5))
def test_what_a_viewer_may_read_tells_them_of_nobody_else(groups, known):
    keys = readable(groups, known)
    assert not tells([group for group in groups if group.key in keys], known)


@settings(max_examples=15)
@given(networks())
def test_whatever_the_enumerating_rule_finds_the_audit_finds(groups):
    once = [frozenset((one, 1) for one, _ in group.members) for group in groups]
    if enumerated(once):
        assert disclosed(once)


@settings(max_examples=40)
@given(networks(), st.permutations(range(ORGANISATIONS)))
def test_a_plan_does_not_look_at_who_an_organisation_is(groups, names):
    renamed = [Group(each.key, frozenset((names[one], number) for one, number in each.members)) for each in groups]
    plans = [plan([Breakdown("each", tuple(some))], []) for some in (groups, renamed)]
    assert [group.key for group in plans[0].published] == [group.key for group in plans[1].published]
