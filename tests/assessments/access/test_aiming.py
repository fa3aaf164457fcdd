"""Targets made on the page: checked as a file's are, changed and ended by who leads the network, and then counted."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from assessments.access import aiming
from assessments.access.aiming import MOST_A_YEAR, Wanted
from assessments.errors import NotYours, Refused
from assessments.plain import Plain
from frameworks.targets import Group, Target, plain
from frameworks.written import as_file, from_json, inline
from tests.assessments.access.networked import ADVISER, REGION_LEAD, TRUST_LEAD, around
from tests.assessments.conftest import NOW

POLICY: dict[str, Plain] = {"framework": "small", "metric": "question", "of": ("policy",), "at_least": 3}
LATER = NOW + timedelta(days=3)


def wanted(title="Every school has a policy", value="90", by=date(2028, 7, 31), **group):
    return Wanted(title, Group(**group), value, by)


@pytest.mark.parametrize(
    ("typed", "found"), [("90", 90), (" 62.50 %", Decimal("62.5")), ("1,200", 1200), ("0.5", Decimal("0.5"))]
)
def test_a_number_is_read_as_people_type_it(typed, found):
    assert aiming.number(typed, "it") == found


@pytest.fixture
def placed(installation):
    return around(installation)


@pytest.fixture
def make(installation, catalogue, placed):
    def made(measured=POLICY, person=REGION_LEAD, now=NOW, **typed):
        return aiming.make(installation.at(person), catalogue, placed.region, wanted(**typed), measured, now=now)

    return made


def made(installation, catalogue, network):
    return aiming.of(installation.at(REGION_LEAD), catalogue, network)


def test_a_lead_makes_changes_and_ends_a_target_and_it_says_who_and_when(installation, catalogue, placed, make):
    target = make(value="92.5 %", kinds=("school",))
    desk = installation.at(REGION_LEAD)
    (one,) = made(installation, catalogue, placed.region)
    assert one.target == target == Target(
        id=target.id, title="Every school has a policy", framework="small", metric="question", of=("policy",),
        at_least=3, group=Group(kinds=("school",)), value=Decimal("92.5"), by="2028-07-31",
    )  # fmt: skip
    assert (one.kept.made_by.name, one.kept.made_at, one.fits, one.ended) == ("Rae Region", NOW, True, False)

    changed = wanted("All of them", "100", phases=("primary",))
    aiming.change(desk, catalogue, placed.region, target.id, changed, now=LATER)
    (one,) = made(installation, catalogue, placed.region)
    assert (one.target.title, one.target.value, one.target.group) == ("All of them", 100, Group(phases=("primary",)))
    assert (one.target.id, one.target.of, one.kept.changed_at) == (target.id, ("policy",), LATER)

    aiming.change(desk, catalogue, placed.region, target.id, wanted(), now=LATER)
    (one,) = made(installation, catalogue, placed.region)
    assert one.target.group == Group(), "of everybody again"

    aiming.end(desk, placed.region, target.id, now=LATER)
    (one,) = made(installation, catalogue, placed.region)
    assert (one.ended, one.kept.ended_by.name) == (True, "Rae Region")
    for again in (
        lambda: aiming.end(desk, placed.region, target.id, now=LATER),
        lambda: aiming.change(desk, catalogue, placed.region, target.id, wanted(), now=LATER),
    ):
        with pytest.raises(Refused, match="meanwhile"):
            again()


def test_only_who_leads_the_network_or_one_above_it_has_anything_to_do_with_its_targets(
    installation, catalogue, placed, make
):
    target = make()
    for person in (TRUST_LEAD, ADVISER):
        desk = installation.at(person)
        for work in (
            lambda desk: aiming.of(desk, catalogue, placed.region),
            lambda desk: aiming.make(desk, catalogue, placed.region, wanted(), POLICY, now=NOW),
            lambda desk: aiming.change(desk, catalogue, placed.region, target.id, wanted(), now=NOW),
            lambda desk: aiming.end(desk, placed.region, target.id, now=NOW),
            lambda desk: aiming.for_a_file(desk, catalogue, placed.region),
        ):
            with pytest.raises(NotYours):
                work(desk)
    below = aiming.make(installation.at(REGION_LEAD), catalogue, placed.trust, wanted(), POLICY, now=NOW)
    assert [one.target for one in aiming.of(installation.at(TRUST_LEAD), catalogue, placed.trust)] == [below]
    with pytest.raises(NotYours):
        aiming.end(installation.at(REGION_LEAD), placed.region, below.id, now=NOW)


@pytest.mark.parametrize(
    ("measured", "typed", "sentence"),
    [
        (POLICY, {"title": "  "}, "Say in a few words what is wanted"),
        (POLICY, {"value": "many"}, "Give how much is wanted as a number"),
        (POLICY, {"value": "120"}, "it is at most 100"),
        (POLICY, {"by": None}, "Choose the day"),
        (POLICY, {"by": NOW.date()}, "still to come"),
        (POLICY, {"value": "62,5"}, "as a number"),
        ({**POLICY, "of": ("polly",)}, {}, "no question"),
        ({**POLICY, "at_least": 9}, {}, "the scale runs from"),
        ({**POLICY, "metric": "submitted"}, {}, 'has no "'),
        ({"metric": "brought", "unit": "percent"}, {}, "Choose the framework"),
        (POLICY, {"regions": ("fog",)}, 'no region "fog"'),
    ],
)
def test_it_is_checked_by_the_rules_of_a_file_and_what_is_wrong_is_one_sentence(
    installation, catalogue, placed, make, measured, typed, sentence
):
    with pytest.raises(Refused) as refused:
        make(measured, **typed)
    assert sentence in refused.value.sentence
    assert refused.value.sentence.count("\n") == 0
    assert made(installation, catalogue, placed.region) == ()


def test_how_many_a_network_makes_in_a_year_is_bounded_also_by_those_that_ended(installation, placed, make):
    for _ in range(MOST_A_YEAR):
        aiming.end(installation.at(REGION_LEAD), placed.region, make().id, now=NOW)
    with pytest.raises(Refused, match="within a year"):
        make()
    make(now=NOW + timedelta(days=366))


def test_what_is_in_force_is_the_file_s_and_the_page_s_and_the_file_s_where_both_have_one(
    installation, catalogue, placed, make
):
    first, second = make(), make({"framework": "small", "metric": "submitted"})
    aiming.end(installation.at(REGION_LEAD), placed.region, second.id, now=LATER)
    counting = installation.store.counting()

    def in_force(found):
        return counting.read(lambda rows: aiming.in_force(rows, found, "small"))

    assert first in in_force(catalogue)
    assert second not in in_force(catalogue)
    taken_over = first.model_copy(update={"title": "The file says so"})
    with_file = catalogue.with_targets({first.id: taken_over})
    assert [one.title for one in in_force(with_file)] == ["The file says so"]


def test_those_in_force_are_taken_along_as_a_file_that_says_the_same(installation, catalogue, placed, make):
    target = make(value="62.5", kinds=("school",), title="A “policy” \\ for #all: yes")
    desk = installation.at(REGION_LEAD)
    (written,) = aiming.for_a_file(desk, catalogue, placed.region)
    assert written.group == Group(network="Eastmere", kinds=("school",))
    text = as_file("targets", [plain(written)])
    assert '  - id: "own-' in text
    assert "    value: 62.5" in text
    assert catalogue.checked_target(plain(written)) == written
    assert from_json(Target, inline(plain(target))) == target
