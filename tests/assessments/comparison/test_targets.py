"""Targets in a release: how many meet one is a count like any other, and its group is only ever a planned one."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from assessments import aimed_for, comparison
from assessments.comparison import Spread
from assessments.comparison.gathering import measured
from assessments.needs import Low
from frameworks.brought import Brought
from frameworks.operating_files import Operating
from frameworks.targets import Target
from scoring.answers import Answer
from tests.assessments.comparison.schools import Schools
from tests.scoring.building import sheet
from ui.networking import figures_targets


def target(name, **more):
    plain = {"id": name, "title": name, "framework": "small", "value": 50, "by": "2027-07-31", "metric": "question"}
    return Target.model_validate(plain | more)


RULES = target("rules", of="policy", at_least=3)
BOTH = target("both", of=("policy", "lead"), at_least=3)
AGREED = target("agreed", of="lead", at_least=3, show_when_met=True)
LED = target("led", of="lead", at_least=3)
HELD = target("held", metric="award", of="secure")
BETTER = target("better", metric="improved_and_evidenced")
TAKEN = target("taken", metric="submitted")
ALL = {one.id: one for one in (RULES, BOTH, AGREED, LED, HELD, BETTER, TAKEN)}


@pytest.fixture
def schools(store, catalogue):
    return Schools(store, replace(catalogue, operating=replace(catalogue.operating, targets=ALL)))


def figures(schools):
    looker = schools.seen_by()
    release = comparison.released(looker, "small", calendar="academic")
    assert release is not None
    return comparison.figures(looker, release, "all")


def test_what_a_submission_gives_says_of_each_target_whether_it_is_met(catalogue):
    edition = catalogue.latest("small").edition
    given = sheet({"policy": 2, "lead": "yes"}, framework="small", profile={"kind": "school", "pupils": 240})
    assert measured(edition, given, ALL.values()).met == {
        "rules": False, "both": False, "agreed": True, "led": True, "held": False
    }  # fmt: skip
    without = sheet({"policy": Answer(not_applicable="none")}, framework="small", profile={"kind": "school"})
    assert "rules" not in measured(edition, without, ALL.values()).met, "it does not concern whom it is not asked of"


def test_about_how_many_meet_a_target_is_shown_and_what_all_meet_only_where_all_agreed(schools):
    """Of 15 schools 10 have their policy at 3 or 4 and 5 at 2; all have a lead."""
    for level in [4] * 5 + [3] * 5 + [2] * 5:
        schools.school(level)
    schools.make()
    found = figures(schools)
    assert found["t:rules"] == found["t:both"] == Spread(15, None, counts={0: 5, 1: 10})
    assert found["t:agreed"] == Spread(15, Fraction(1))
    assert found["t:led"] == Spread(15, None)
    assert {"t:better", "t:taken"} & found.keys() == set()
    edition = schools.catalogue.latest("small").edition
    told = {name: aimed_for.shown(one, edition, "all", found) for name, one in ALL.items()}
    assert (told["rules"].low, told["rules"].because) == (Low(10, 15), None)
    assert told["agreed"].low == Low(15, 15)
    assert (told["led"].low, told["led"].because) == (None, "no figures")
    assert told["better"].because == "not worked out"
    assert [(question.id, low.many) for question, low in told["both"].failing] == [("policy", 5)]


@pytest.mark.parametrize("levels", [[4] * 5 + [2] * 4, [4] * 10 + [2] * 2], ids=["nine schools", "two that do not"])
def test_under_ten_schools_and_one_or_two_that_do_not_meet_it_are_not_counted_out(schools, levels):
    for level in levels:
        schools.school(level)
    schools.make()
    assert figures(schools)["t:rules"] == Spread(10, None)


def brought(*days):
    figures = tuple(Brought(of="fast", on=on, value=value, source="The team") for on, value in days)
    return Operating(targets={"fast": FAST}, figures={"fast": figures})


FAST = target("fast", metric="brought", of="fast", unit="percent of schools")
TODAY = date(2027, 4, 30)


def test_a_figure_brought_from_elsewhere_stands_beside_that_of_a_year_before():
    found = aimed_for.brought(FAST, brought(("2026-03-31", 30), ("2027-03-31", 38)), TODAY)
    assert found is not None
    assert (found.figure.on, found.distance.more, found.distance.last_year) == ("2027-03-31", Fraction(12), Fraction(8))
    assert figures_targets._row(found) == (
        "fast", "38", "50 percent of schools", "31 July 2027", "12 more; 8 more than a year before",
        "Brought from elsewhere on 31 March 2027: The team",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([("2027-03-31", 38)], "12 more"),
        ([("2026-03-31", 38)], "12 more"),  # nothing newer: not how much it rose in a year
        ([("2026-03-31", 60), ("2027-03-31", 52)], "Reached; 8 less than a year before"),
    ],
)
def test_without_an_older_figure_nothing_is_said_of_the_year(days, words):
    found = aimed_for.brought(FAST, brought(*days), TODAY)
    assert found is not None
    assert figures_targets._row(found)[4] == words


def test_a_figure_that_is_not_there_or_still_to_come_is_not_shown():
    assert aimed_for.brought(FAST, brought(), TODAY) is None
    assert aimed_for.brought(FAST, brought(("2027-05-01", 38)), TODAY) is None
    assert aimed_for.brought(RULES, brought(("2027-03-31", 38)), TODAY) is None
