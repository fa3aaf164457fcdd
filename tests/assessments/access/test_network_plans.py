"""A network's plan: its leads write it, parts and members see what is asked of them, themes show how far it is."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from assessments.access import networks, planning
from assessments.access.planning import Progress
from assessments.errors import NotYours, Refused
from assessments.planned import Status
from assessments.regional import Intended, Theme
from tests.assessments.access.networked import ADMINISTRATOR, ADVISER, REGION_LEAD, STRANGER, TRUST_LEAD, around
from tests.assessments.conftest import NOW

LATER = NOW + timedelta(days=30)
BROADBAND = Intended(
    what="Buy broadband together", theme="investment", priority="high", lead="The network office",
    starts=date(2027, 1, 4), due=date(2027, 7, 20), cost=Decimal("25000.50"), funding="Local fund",
)  # fmt: skip


@pytest.fixture
def there(installation, school):
    found = around(installation)
    networks.bring_in(installation.at(ADMINISTRATOR), school.id, found.trust, since=NOW.date(), now=NOW)
    return found


def test_a_plan_is_kept_whole_with_every_change_made_to_it(installation, there):
    lead = installation.at(REGION_LEAD)
    added = planning.add(lead, there.region, BROADBAND, now=NOW)
    assert planning.written(added) == BROADBAND
    changed = planning.change(lead, added, replace(BROADBAND, status="in_progress"), note="Begun.", now=LATER)
    assert planning.of(lead, there.region).own == (changed,)
    assert [(one.number, one.intended.status, one.note) for one in planning.history(lead, there.region, added.id)] == [
        (1, "not_started", ""), (2, "in_progress", "Begun.")
    ]  # fmt: skip
    with pytest.raises(Refused, match="Somebody changed this action meanwhile"):
        planning.change(lead, added, replace(BROADBAND, status="complete"), now=LATER)


def test_only_those_who_lead_the_network_read_and_write_its_plan(installation, there):
    added = planning.add(installation.at(REGION_LEAD), there.region, BROADBAND, now=NOW)
    for person in (TRUST_LEAD, ADVISER, STRANGER, 1):
        for tried in (
            lambda desk: planning.of(desk, there.region),
            lambda desk: planning.history(desk, there.region, added.id),
            lambda desk: planning.add(desk, there.region, BROADBAND, now=NOW),
            lambda desk: planning.change(desk, added, replace(BROADBAND, what="Ours"), now=NOW),
        ):
            with pytest.raises(NotYours):
                tried(installation.at(person))


def test_a_part_and_the_members_see_only_what_is_asked_of_them(installation, there, door, store, school):
    lead = installation.at(REGION_LEAD)
    planning.add(lead, there.region, BROADBAND, now=NOW)
    part = planning.add(lead, there.region, replace(BROADBAND, whom="below", below=there.trust), now=NOW)
    member = planning.add(lead, there.region, replace(BROADBAND, whom="members"), now=NOW)
    assert planning.of(installation.at(TRUST_LEAD), there.trust) == planning.Plan((), (part,))
    assert planning.for_members(door, installation.at(1), school.id, now=NOW) == (member,)
    stranger = store.for_user(STRANGER)
    assert planning.for_members(stranger, installation.at(STRANGER), school.id, now=NOW) == ()
    planning.change(lead, member, replace(planning.written(member), status="complete"), now=LATER)
    assert planning.for_members(door, installation.at(1), school.id, now=NOW) == ()


def test_what_cannot_be_planned_is_refused_in_words(installation, there):
    for wrong, sentence in (
        ({"what": ""}, "Say in a sentence"),
        ({"due": date(2026, 12, 1)}, "It ends before it starts"),
        ({"whom": "below", "below": None}, "Choose which part"),
        ({"whom": "below", "below": there.region}, "Choose which part"),
        ({"cost": Decimal("0.001")}, "pounds and pence"),
    ):
        with pytest.raises(Refused, match=sentence):
            planning.add(installation.at(REGION_LEAD), there.region, replace(BROADBAND, **wrong), now=NOW)


def test_each_theme_says_how_many_are_complete_going_on_and_late(installation, there):
    lead = installation.at(REGION_LEAD)
    stages: tuple[tuple[Theme, Status, date | None], ...] = (
        ("investment", "complete", None), ("investment", "in_progress", date(2026, 11, 1)),
        ("investment", "dropped", None), ("learning", "not_started", None), ("learning", "on_hold", date(2026, 11, 1)),
    )  # fmt: skip
    for theme, status, due in stages:
        planning.add(lead, there.region, Intended(what="Do it", theme=theme, status=status, due=due), now=NOW)
    assert planning.by_theme(planning.of(lead, there.region).own, NOW.date()) == (
        Progress("learning", 2, 0, 0, 1), Progress("investment", 2, 1, 1, 1)
    )  # fmt: skip


def test_what_is_urgent_comes_first(installation, there):
    lead = installation.at(REGION_LEAD)

    def added(what, **more):
        return planning.add(lead, there.region, Intended(what=what, theme="support", **more), now=NOW)

    low, done = added("low", priority="low", due=date(2026, 11, 1)), added("done", priority="high", status="complete")
    late, soon = added("late", priority="high"), added("soon", priority="high", due=date(2027, 1, 1))
    assert planning.of(lead, there.region).own == (soon, late, low, done)
