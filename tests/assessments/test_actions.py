"""Actions: what an organisation will do, who does it and until when, kept with everything that was changed."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from assessments import actions
from assessments.access import looks, sharing, sharing_words
from assessments.access import people as members
from assessments.errors import NotYours, Refused
from assessments.planned import Planned
from assessments.store.sharing import Wanted
from tests.assessments.access.conftest import Installation
from tests.assessments.access.networked import ADVISER, READER, around
from tests.assessments.conftest import NOW

LATER = NOW + timedelta(days=30)
POLICY = Planned(
    what="Write the policy down",
    framework="small",
    edition="2026",
    questions=("policy",),
    aim=4,
    owner_name="The safeguarding lead",
    due=date(2027, 3, 31),
    effort="medium",
    cost=Decimal("1200.50"),
    funding="Local fund",
    plan="School plan 2026",
    theme="Leading",
)


def test_an_action_is_kept_whole_and_read_back(door, catalogue, school):
    added = actions.add(door, catalogue, school.id, POLICY, now=NOW)
    assert actions.of(door, school.id) == (added,)
    assert (added.what, added.questions, added.aim, added.owner) == (
        "Write the policy down", ("policy",), 4, "The safeguarding lead"
    )  # fmt: skip
    assert (added.due, added.cost, added.status, added.revision) == (
        date(2027, 3, 31), Decimal("1200.50"), "not_started", 1
    )  # fmt: skip


def test_every_change_is_kept_with_who_made_it_when_and_the_note(door, catalogue, school):
    first = actions.add(door, catalogue, school.id, POLICY, now=NOW)
    begun = replace(actions.written(first), status="in_progress", due=date(2027, 5, 1))
    second = actions.change(door, catalogue, first, begun, note="Waiting for the governors.", now=LATER)
    (lines,) = actions.history(door, school.id).values()
    assert [(line.number, line.planned.status, line.note, line.at, line.by.id) for line in lines] == [
        (1, "not_started", "", NOW, 1),
        (2, "in_progress", "Waiting for the governors.", LATER, 1),
    ]
    assert actions.between(*lines) == ("in progress", "due 1 May 2027")
    assert actions.of(door, school.id) == (second,)
    assert (second.revision, second.added_at, second.changed_at) == (2, NOW, LATER)


def test_whoever_comes_second_does_not_overwrite_the_first(door, catalogue, school):
    seen = actions.add(door, catalogue, school.id, POLICY, now=NOW)
    done = actions.change(door, catalogue, seen, replace(POLICY, status="complete"), now=LATER)
    with pytest.raises(Refused, match="Somebody changed this action meanwhile"):
        actions.change(door, catalogue, seen, replace(POLICY, status="on_hold"), now=LATER)
    assert actions.of(door, school.id) == (done,)


def test_nothing_changed_adds_nothing_to_the_history(door, catalogue, school):
    seen = actions.add(door, catalogue, school.id, POLICY, now=NOW)
    assert actions.change(door, catalogue, seen, POLICY, now=LATER) == seen
    assert [len(lines) for lines in actions.history(door, school.id).values()] == [1]


WRONG = (
    ({"what": " "}, "Say in a sentence what will be done"),
    ({"questions": ("no such",)}, "no such question"),
    ({"aim": 9}, "not a level of this framework"),
    ({"questions": (), "aim": 4}, "Choose a question before"),
    ({"cost": Decimal("1.005")}, "pounds and pence"),
    ({"cost": Decimal(-1)}, "pounds and pence"),
    ({"cost": Decimal("NaN")}, "pounds and pence"),
    ({"owned_by": 99, "owner_name": ""}, "does not belong to your organisation"),
    ({"due": date(9999, 1, 1)}, "Choose another"),
    ({"theme": "x" * 121}, "Shorten it to 120"),
)


def test_what_cannot_be_is_refused_in_words_and_nothing_is_kept(door, catalogue, school):
    for wrong, sentence in WRONG:
        with pytest.raises(Refused, match=sentence):
            actions.add(door, catalogue, school.id, replace(POLICY, **wrong), now=NOW)
    assert actions.of(door, school.id) == ()


def test_the_open_ones_come_by_their_day_and_the_others_after_them(door, catalogue, school):
    def added(what, **more):
        return actions.add(door, catalogue, school.id, Planned(what=what, **more), now=NOW)

    no_day, ended = added("no day"), added("ended", status="complete", due=date(2020, 1, 1))
    late, soon = added("late", due=date(2026, 11, 1), status="on_hold"), added("soon", due=date(2026, 12, 1))
    found = actions.by_due(actions.of(door, school.id))
    assert found == (late, soon, no_day, ended)
    assert [one.is_late(NOW.date()) for one in found] == [True, False, False, False]


@pytest.fixture
def people(store, school):
    """A reader, a contributor, and an adviser to whom the school shows levels and comments."""
    here = Installation(store)
    team = around(here).team
    here.join(school.id, READER, "reader")
    here.join(school.id, here.person(2, "Con Tributor"), "contributor")
    until = NOW.date() + timedelta(days=90)
    version = sharing_words.LATEST["team"]
    sharing.give(store.for_user(1), school.id, Wanted("team", team, None, 3, until), version=version, now=NOW)
    return here


def test_an_adviser_sees_only_the_actions_that_are_shown_to_advisers(people, store, door, catalogue, school):
    shown = actions.add(door, catalogue, school.id, POLICY, shared=True, now=NOW)
    own = actions.add(door, catalogue, school.id, replace(POLICY, what="Our own"), now=NOW + timedelta(minutes=1))
    adviser = store.for_user(ADVISER)
    assert [each.id for each in actions.of(adviser, school.id)] == [shown.id]
    assert actions.history(adviser, school.id) == {}
    actions.of(looks.watched(adviser, people.at(ADVISER), "actions", now=NOW), school.id)
    (look,) = sharing.seen(door, people.at(1), school.id, now=NOW).looks
    assert (look.person.name, look.what) == ("Ash Adviser", "actions")
    hidden = actions.change(door, catalogue, shown, actions.written(shown), shared=False, now=LATER)
    assert actions.of(adviser, school.id) == ()
    assert {each.id for each in actions.of(store.for_user(READER), school.id)} == {hidden.id, own.id}


def test_those_who_answer_write_actions_and_nobody_else(people, store, catalogue, school):
    mine = actions.add(store.for_user(2), catalogue, school.id, replace(POLICY, owned_by=READER), now=NOW)
    assert (mine.owner, mine.owner_name) == ("Ren Reader", "")
    with pytest.raises(Refused, match="Only people who answer can plan what will be done"):
        actions.add(store.for_user(READER), catalogue, school.id, POLICY, now=NOW)
    with pytest.raises(NotYours):
        actions.change(store.for_user(ADVISER), catalogue, mine, POLICY, now=NOW)


def test_actions_go_with_who_takes_over_and_are_nobodys_when_somebody_goes(people, store, door, catalogue, school):
    def own(person, what):
        return actions.add(door, catalogue, school.id, Planned(what=what, owned_by=person), now=NOW)

    own(1, "mine"), own(2, "theirs")
    done = actions.add(door, catalogue, school.id, Planned(what="done", owned_by=2, status="complete"), now=NOW)
    members.hand_over(door, school.id, 2, "contributor", now=LATER)
    assert {one.what: one.owner for one in actions.of(door, school.id)} == {
        "mine": "Con Tributor", "theirs": "Con Tributor", "done": "Con Tributor"
    }  # fmt: skip
    members.hand_over(store.for_user(2), school.id, 1, "contributor", now=LATER)
    members.end(door, school.id, 2, now=LATER)
    mine = actions.add(door, catalogue, school.id, Planned(what="read", owned_by=READER), now=NOW)
    members.end(door, school.id, READER, now=LATER)
    found = {one.what: one.owned_by for one in actions.of(door, school.id)}
    assert found == {"mine": 1, "theirs": 1, "done": 2, "read": None}
    lines = actions.history(door, school.id)
    assert (len(lines[mine.id]), len(lines[done.id])) == (2, 1)


def test_an_owner_who_has_left_stays_until_somebody_else_is_named(people, store, door, catalogue, school):
    mine = actions.add(door, catalogue, school.id, replace(POLICY, owned_by=2, owner_name=""), now=NOW)
    people.at().write(lambda unit: unit.run("UPDATE {membership} SET ended_at = 1 WHERE person_id = 2"))
    done = actions.change(door, catalogue, mine, replace(actions.written(mine), status="complete"), now=LATER)
    assert (done.owned_by, done.owner) == (2, "Con Tributor")
