"""Targets: what one submission meets of each metric, and how far and how fast a group has come, worked by hand."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frameworks.targets import Target
from scoring import change
from scoring.targets import Member, Pace, concerns, distance, figure_met, pace, parts_of, progress
from tests.scoring.building import NA, NOT_KNOWN, edition, sheet

ASKED = edition(
    targets=[{"level": 4}],
    awards=[{"id": "mark", "requires": ({"every_question": {"at_least": "target"}},)}],
    sections={
        "lead": {
            "questions": {
                "named": {"applies_to": {"kinds": ("school",)}},
                "named_charity": {"applies_to": {"kinds": ("charity",)}},
                "plan": {"evidence": {"needed_from": 3, "lasts_months": 12}},
            }
        },
        "tech": {
            "questions": {
                "kit": {
                    "indicators": (
                        {
                            "id": "old",
                            "label": "Old devices",
                            "unit": "percent",
                            "direction": "lower",
                            "basis": "standard",
                        },
                    )
                }
            }
        },
    },
)
SCHOOL = {"kind": "school", "phase": "primary"}


def target(metric="reviewed", **more):
    plain = {"id": "t", "title": "T", "framework": "x", "value": 50, "by": "2027-07-31", "metric": metric}
    return Target.model_validate(plain | more)


def given_by(named=4, plan=4, kit=4, **more):
    return sheet({"named": named, "plan": plan, "kit": kit}, profile=SCHOOL, **more)


def parts(metric, now=None, **more):
    return parts_of(target(metric, **more), ASKED, now or given_by())


def test_whoever_submitted_has_reviewed():
    assert parts("reviewed") == {"reviewed": True}
    assert parts("submitted") == {"submitted": True}


def test_at_its_target_looks_at_the_whole_or_at_each_section_named():
    """lead: (4 + 3) / 2 = 3.5; tech: 5; the whole: 4.25. The framework's target is 4."""
    now = given_by(plan=3, kit=5)
    assert parts("at_target", now) == {"overall": True}
    assert parts("at_target", now, of=("lead", "tech")) == {"lead": False, "tech": True}
    assert parts("at_target", now, of="lead", at_least=3) == {"lead": True}
    nothing = sheet({"named": 4, "plan": 4, "kit": NA}, profile=SCHOOL)
    assert parts("at_target", nothing, of="tech") is None, "a section without a score concerns nobody"


def test_an_award_is_held_when_everything_it_asks_for_is_there():
    assert parts("award", of="mark") == {"mark": True}
    assert parts("award", given_by(kit=3), of="mark") == {"mark": False}
    assert parts("award", given_by(form="short"), of="mark") == {"mark": False}, "a quick review decides no award"
    assert parts("award", of="gone") is None, "an older edition need not have it"


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ({"named": 3, "plan": 2}, {"named": True, "plan": False}),
        ({"named": 3, "plan": NA}, {"named": True}),
        ({"named": NOT_KNOWN}, {"named": False, "plan": False}),
        ({"named": NA, "plan": NA}, None),
    ],
)
def test_a_question_meets_its_level_and_one_that_is_not_asked_is_passed_over(answers, found):
    now = sheet(answers, profile=SCHOOL)
    assert parts("question", now, of=("named", "named_charity", "plan", "gone"), at_least=3) == found


@pytest.mark.parametrize(("percent", "met"), [(19, True), (20, True), (21, False), (None, False)])
def test_a_number_meets_its_limit_and_one_that_was_not_given_does_not(percent, met):
    now = given_by(indicators={} if percent is None else {"old": {"percent": percent}})
    assert parts("number", now, of="old", at_most=20) == {"old": met}
    assert parts("number", sheet({"kit": NA}, profile=SCHOOL), of="old", at_most=20) is None


def test_improved_and_evidenced_are_two_parts_and_a_first_review_has_improved_nothing():
    wanted, proof = target("improved_and_evidenced"), [{"title": "Minutes", "date": "2026-09-01"}]
    proven = given_by(plan={"level": 4, "evidence": proof})
    better = change(ASKED, proven, ASKED, given_by(plan=2))
    assert parts_of(wanted, ASKED, proven, better) == {"improved": True, "evidenced": True}
    assert parts_of(wanted, ASKED, proven) == {"improved": False, "evidenced": True}
    claimed = change(ASKED, given_by(), ASKED, given_by(plan=2))
    assert parts_of(wanted, ASKED, given_by(), claimed) == {"improved": True, "evidenced": False}


def test_a_figure_brought_for_each_organisation_meets_its_limit():
    wanted = target("brought", of="known", unit="percent", at_least=90)
    assert figure_met(wanted, Fraction(90))
    assert not figure_met(wanted, Fraction(899, 10))
    assert not figure_met(wanted, None)
    with pytest.raises(LookupError):
        parts_of(wanted, ASKED, given_by())


def test_a_figure_brought_for_the_group_says_how_much_is_missing():
    wanted = target("brought", of="fast", unit="percent", value=50)
    found = distance(wanted, Fraction(38), Fraction(30))
    assert (found.more, found.last_year) == (Fraction(12), Fraction(8))
    assert distance(wanted, Fraction(60)).more == 0
    assert distance(wanted, None, Fraction(30)).more is None


@pytest.mark.parametrize(
    ("group", "about"),
    [
        ({}, {1, 2, 3}),
        ({"kinds": ("school",)}, {1, 2}),
        ({"phases": ("secondary",)}, {2}),
        ({"regions": ("north",), "kinds": ("school", "charity")}, {1, 3}),
        ({"kinds": ("council",)}, {4}),
    ],
)
def test_a_target_is_about_its_group_and_without_kinds_about_all_that_the_framework_suits(group, about):
    members = [
        Member(1, "school", "primary", "north"), Member(2, "school", "secondary", "south"),
        Member(3, "charity", None, "north"), Member(4, "council"),
    ]  # fmt: skip
    wanted = target(group=group)
    assert {one.id for one in members if concerns(wanted, one, ("school", "charity"))} == about


def test_the_roster_is_what_counts_and_not_those_who_answered():
    """Of 10 on the roster one has nothing to do with it; of the 9, 3 submitted nothing and 4 meet both parts.

    Three quarters of 9 is 6.75, so 7 must; 3 more are needed.
    """
    both = {"review": True, "monitoring": True}
    found = {1: both, 2: both, 3: both, 4: both, 5: {"review": True, "monitoring": False},
             6: {"review": False, "monitoring": False}, 10: None}  # fmt: skip
    now = progress(target(value=75), range(1, 11), found)
    assert (now.of, now.met, now.not_submitted, now.needed, now.more) == (9, 4, 3, 7, 3)
    assert now.share == Fraction(4, 9)
    assert now.failing == {"review": 1, "monitoring": 2}


def test_who_is_not_asked_a_part_does_not_fail_it():
    now = progress(target(), [1, 2], {1: {"named": False}, 2: {"named_charity": True}})
    assert now.failing == {"named": 1, "named_charity": 0}


def test_nobody_concerned_is_no_share_and_needs_nobody():
    now = progress(target(), [1], {1: None})
    assert (now.of, now.needed, now.more, now.share) == (0, 0, 0, None)


def reached(met, of=100):
    return progress(target(value=100), range(of), {one: {"a": True} for one in range(met)})


@pytest.mark.parametrize(
    ("today", "by", "now", "before", "needed", "enough"),
    [
        ("2026-11-22", "2027-07-31", 88, 79, (12, 12, 9), False),
        ("2026-07-31", "2027-07-31", 91, 82, (9, 9, 9), True),
        # 20 months on: 24 × 12 / 20 = 14.4, so 15 of them within a year
        ("2026-11-30", "2028-07-31", 76, 60, (24, 15, 16), True),
        ("2026-11-30", "2028-07-31", 76, 62, (24, 15, 14), False),
        ("2026-11-22", "2027-07-31", 88, 90, (12, 12, -2), False),
        ("2026-11-22", "2027-07-31", 88, None, (12, 12, None), None),
        ("2027-07-31", "2027-07-31", 99, 90, (1, 1, 9), True),
        ("2027-08-01", "2027-07-31", 99, 90, (1, 1, 9), False),
        ("2027-08-01", "2027-07-31", 100, 90, (0, 0, 10), True),
    ],
)
def test_the_pace_needed_stands_beside_that_of_last_year(today, by, now, before, needed, enough):
    """How many more, how many of them within a year, and how many came in the last one."""
    earlier = None if before is None else reached(before)
    found = pace(target(value=100, by=by), reached(now), earlier, today=today)
    assert (found.more, found.within_a_year, found.last_year) == needed
    assert found.fast_enough is enough
    assert found.late is (today == "2027-08-01")


PARTS = st.dictionaries(st.sampled_from("abc"), st.booleans(), min_size=1)
FOUND = st.dictionaries(st.integers(0, 30), st.none() | PARTS)
VALUES = st.integers(0, 100)


@given(st.sets(st.integers(0, 30)), FOUND, VALUES)
def test_progress_adds_up(group, found, value):
    now = progress(target(value=value), sorted(group), found)
    concerned = {one for one in group if one not in found or found[one] is not None}
    not_met = now.of - now.not_submitted - now.met
    assert now.of == len(concerned)
    assert not_met >= 0
    assert max(now.failing.values(), default=0) <= not_met <= sum(now.failing.values())
    assert now.needed * 100 >= value * now.of > (now.needed - 1) * 100 or now.of == now.needed == 0


@given(st.sets(st.integers(0, 30)), FOUND, VALUES)
def test_one_more_that_meets_it_brings_it_no_farther_away(group, found, value):
    now = progress(target(value=value), group, found)
    for one in group:
        if found.get(one, {}) is not None:
            then = progress(target(value=value), group, {**found, one: {"a": True}})
            assert then.met >= now.met
            assert then.more <= now.more


@given(st.integers(0, 100), st.integers(0, 100), st.integers(1, 60))
def test_going_at_the_pace_needed_is_there_in_time(met, value, months):
    """Months later at that many a year, rounded up, nobody is missing."""
    day = f"{2026 + (10 + months) // 12}-{(10 + months) % 12 + 1:02d}-22"
    now = progress(target(value=value), range(100), {one: {"a": True} for one in range(met)})
    found = pace(target(value=value, by=day), now, None, today="2026-11-22")
    assert found.within_a_year * max(Fraction(months, 12), Fraction(1)) >= found.more
    assert found == Pace(now.more, day, found.within_a_year, None, late=False)
