"""Targets in a release: how many meet one is a count like any other, and its group is only ever a planned one."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from assessments import aimed_at_answers, aimed_for, comparison, periods
from assessments.aimed_at_answers import Looking, Year
from assessments.comparison import Line, Released, Spread
from assessments.comparison.gathering import measured
from assessments.needs import Low
from assessments.store import networks, targets
from frameworks.brought import Brought
from frameworks.operating_files import Operating
from frameworks.targets import Group, Target, plain
from frameworks.written import inline
from scoring.answers import Answer
from scoring.targets import Pace
from tests.assessments.comparison.schools import Schools
from tests.assessments.conftest import NOW
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


def year(schools, period, **groups):
    """Figures of a period: of the network as a whole, of phases, or of why there are none (a reason)."""
    keys = {"whole": "network:1", "primary": "phase:primary", "secondary": "phase:secondary"}
    lines = {
        keys.get(name, name): Line(
            keys.get(name, name), name, "published" if isinstance(each, dict) else "withheld", figures_of=NOW.date()
        )
        for name, each in groups.items()
    }
    figures = {keys.get(name, name): each for name, each in groups.items()}
    edition, when = schools.catalogue.latest("small").edition, periods.named(period, "academic")
    return Year(Released(1, 1, "small", edition, when, "full", NOW, 20, 0), lines, figures.__getitem__)


def shown(target, now, before=None, **made_on):
    return aimed_at_answers.shown(target, now, before, Looking(1, Operating(), date(2026, 7, 31), made_on))


def on_the_page(unit, wanted):
    """A target that a network made there."""
    networks.add(unit, networks.Branch(7, "Eastmere", "region", one_body=False, parent=None, organisations=0), NOW)
    kept = {"target": wanted.id, "framework": "small", "written": inline(plain(wanted))}
    targets.add(unit, 7, kept, NOW)


def test_a_target_that_is_newer_than_the_figures_says_that_it_waits_for_the_next(schools):
    found = year(schools, "2026/27", whole={})
    held = target("own-1", metric="award", of="secure")
    assert shown(held, found, **{"own-1": NOW.date()}).because == "not yet"
    assert shown(held, found, **{"own-1": date(2026, 9, 1)}).because == "few"
    assert shown(held, found).because == "few"


def test_what_a_submission_gives_says_of_each_target_whether_it_is_met(catalogue):
    edition = catalogue.latest("small").edition
    given = sheet({"policy": 2, "lead": "yes"}, framework="small", profile={"kind": "school", "pupils": 240})
    assert measured(edition, given, ALL.values()).met == {
        "rules": False, "both": False, "agreed": True, "led": True, "held": False,
        "better": True,  # as far as this year goes: it is evidenced
    }  # fmt: skip
    without = sheet({"policy": Answer(not_applicable="none")}, framework="small", profile={"kind": "school"})
    assert "rules" not in measured(edition, without, ALL.values()).met, "it does not concern whom it is not asked of"


def test_about_how_many_meet_a_target_is_shown_and_what_all_meet_only_where_all_agreed(schools):
    """Of 15 schools 10 have their policy at 3 or 4 and 5 at 2; all have a lead."""
    for level in [4] * 5 + [3] * 5 + [2] * 5:
        schools.school(level)
    by_page = target("own-1", of="policy", at_least=4)
    schools.store.reception(1).write(lambda unit: on_the_page(unit, by_page))
    schools.make()
    found = figures(schools)
    assert found["t:own-1"] == Spread(15, None, counts={0: 10, 1: 5})
    assert found["t:rules"] == found["t:both"] == Spread(15, None, counts={0: 5, 1: 10})
    assert found["t:agreed"] == Spread(15, Fraction(1))
    assert found["t:led"] == Spread(15, None)
    assert {"t:better", "t:taken"} & found.keys() == set()
    told = {name: shown(one, year(schools, "2026/27", whole=found)) for name, one in ALL.items()}
    assert (told["rules"].low, told["rules"].because) == (Low(10, 15), None)
    assert told["agreed"].low == Low(15, 15)
    assert (told["led"].low, told["led"].because) == (None, "alike")
    assert told["better"].because == "two years"
    assert [(question.id, low.many) for question, low in told["both"].failing] == [("policy", 5)]
    assert [(question.id, low.many) for question, low in told["held"].failing] == [("policy", 5)], "level 3 everywhere"


@pytest.mark.parametrize("levels", [[4] * 5 + [2] * 4, [4] * 10 + [2] * 2], ids=["nine schools", "two that do not"])
def test_under_ten_schools_and_one_or_two_that_do_not_meet_it_are_not_counted_out(schools, levels):
    for level in levels:
        schools.school(level)
    schools.make()
    assert figures(schools)["t:rules"] == Spread(10, None)


def met(many, about=20):
    return {"t:rules": Spread(about, None, counts={0: about - many, 1: many})}


def of(**group):
    return RULES.model_copy(update={"group": Group(**group)})


def test_pace_is_from_the_figures_of_two_years_and_judged_only_where_rounding_leaves_no_doubt(schools):
    """Half of 20 by 31 July 2027, a year on: 5 now, so 5 more are needed within it; 0, 5 or 10 more came last year."""
    for earlier, now, last_year, enough in ((0, 5, 5, None), (5, 5, 0, False), (10, 5, -5, False)):
        found = shown(RULES, year(schools, "2026/27", whole=met(now)), year(schools, "2025/26", whole=met(earlier)))
        assert found.pace == Pace(5, "2027-07-31", 5, last_year, late=False, give=5)
        assert found.pace.fast_enough is enough
    more = target("rules", of="policy", at_least=3, value=75)  # 15 of 20; 10 are there, and none was a year before
    found = shown(more, year(schools, "2026/27", whole=met(10)), year(schools, "2025/26", whole=met(0)))
    assert (found.pace.more, found.pace.last_year, found.pace.fast_enough) == (5, 10, True)
    some = year(schools, "2026/27", whole=met(5))
    some = replace(some, groups={key: replace(line, reason="known") for key, line in some.groups.items()})
    assert shown(RULES, some, year(schools, "2025/26", whole=met(5))).pace.last_year is None, "of some and of all"
    alone = shown(RULES, year(schools, "2026/27", whole=met(5)))
    assert (alone.pace.more, alone.pace.last_year, alone.pace.fast_enough) == (5, None, None)
    of_more = shown(RULES, year(schools, "2026/27", whole=met(5)), year(schools, "2025/26", whole=met(10, 40)))
    assert (of_more.pace.last_year, of_more.pace.give) == (0, 4), "a quarter of 40 is 5 of 20, off by 2.5 and by 1.25"
    reached = shown(RULES, year(schools, "2026/27", whole=met(10)))
    assert (reached.pace.more, reached.pace.fast_enough) == (0, True)


def test_several_phases_are_read_from_their_merged_group_or_from_each_that_is_shown(schools):
    both = of(phases=("secondary", "primary"))
    apart = year(schools, "2026/27", primary=met(5, 10), secondary=met(10, 15))
    assert shown(both, apart).low == Low(15, 25)
    merged = year(schools, "2026/27", **{"phase:primary|phase:secondary": met(10, 30)})
    assert shown(both, merged).low == Low(10, 30)
    withheld = year(schools, "2026/27", primary=met(5, 10), secondary=None)
    assert (shown(both, withheld).low, shown(both, withheld).because) == (None, "withheld")
    larger = year(schools, "2026/27", **{"phase:primary|phase:secondary|phase:special": met(10, 30)})
    told = shown(both, larger)
    assert (told.low, told.because) == (None, "with others"), "a group with others in it is not theirs"
    assert [line.title for line in told.groups] == ["phase:primary|phase:secondary|phase:special"]
    row = figures_targets._row(told, Operating())
    assert row[2] == "Secondary and primary schools"
    assert row[6].endswith("so figures are of these together: phase:primary|phase:secondary|phase:special.")
    with_others = year(schools, "2026/27", primary=met(5, 10), **{"phase:secondary|phase:special": met(10, 30)})
    assert shown(both, with_others).because == "no group"
    in_a_region = shown(of(phases=("primary",), regions=("north",)), apart)
    assert (in_a_region.low, in_a_region.because) == (None, "no group")


def test_a_group_of_the_network_itself_comes_before_that_of_all_networks(schools):
    primary = of(phases=("primary",))
    own = {"network:1+phase:primary": met(5, 10)}
    assert shown(primary, year(schools, "2026/27", primary=met(10), **own)).low == Low(5, 10)
    kept_back = year(schools, "2026/27", primary=met(10), **{"network:1+phase:primary": None})
    assert shown(primary, kept_back).low == Low(10, 20)
    assert shown(of(), year(schools, "2026/27", primary=met(10))).because == "no group"
    assert shown(primary, None).because == "not made"


def test_whom_a_target_may_be_about_is_what_the_figures_show(schools):
    found = year(schools, "2026/27", whole=met(5), primary=met(5), secondary=None, **{
        "network:1+kind:school": met(5), "kind:college|kind:trust": met(5), "region:North+phase:primary": met(5),
        "region:Fog": met(5), "size:school:2": met(5),
    })  # fmt: skip
    assert aimed_at_answers.choices(1, Operating(), found.groups.values()) == (
        Group(), Group(phases=("primary",)), Group(kinds=("school",)), Group(kinds=("college", "trust")),
    )  # fmt: skip


def brought(*days):
    figures = tuple(Brought(of="fast", on=on, value=value, source="The team") for on, value in days)
    return Operating(targets={"fast": FAST}, figures={"fast": figures})


FAST = target("fast", metric="brought", of="fast", unit="percent of schools")
TODAY = date(2027, 4, 30)


def test_a_figure_brought_from_elsewhere_stands_beside_that_of_a_year_before():
    found = aimed_for.brought(FAST, brought(("2026-03-31", 30), ("2027-03-31", 38)), TODAY)
    assert found is not None
    assert (found.figure.on, found.distance.more, found.distance.last_year) == ("2027-03-31", Fraction(12), Fraction(8))
    assert figures_targets._row(found, Operating()) == (
        "fast", "38", "Everybody it is for", "50 percent of schools", "31 July 2027",
        "12 more; 8 more than a year before", "Brought from elsewhere on 31 March 2027: The team",
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
    assert figures_targets._row(found, Operating())[5] == words


def test_a_figure_that_is_not_there_or_still_to_come_is_not_shown():
    assert aimed_for.brought(FAST, brought(), TODAY) is None
    assert aimed_for.brought(FAST, brought(("2027-05-01", 38)), TODAY) is None
    assert aimed_for.brought(RULES, brought(("2027-03-31", 38)), TODAY) is None
