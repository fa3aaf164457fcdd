"""Results: what an adviser found beside what was submitted, the lead's answer to it, and signing it off."""

from datetime import timedelta

import pytest

from assessments import organisations
from assessments.access import networks, sharing
from assessments.access.sharing_words import LATEST
from assessments.store.sharing import Wanted
from tests.ui.conftest import words
from tests.ui.networked import ADMINISTRATOR, ADVISER, around, sit_down
from tests.ui.submitted import SECOND_YEAR, submitted
from ui import composition

LEAD = 1
ASKED = "esafe.lead.roles"  # a question of the quick form


@pytest.fixture
def sit(monkeypatch, rooms):
    return lambda person: sit_down(monkeypatch, composition, rooms.own, person)


@pytest.fixture
def review(rooms, door, catalogue, now):
    """Level 4 everywhere, shown to a team with its levels."""
    there = around(rooms.own, now)
    school = organisations.add(
        door, name="Ash *Bay* School", kind="school", phase="primary", facts={"pupils": 9}, now=now
    )
    networks.bring_in(rooms.own.reception(ADMINISTRATOR), school.id, there.region, since=now.date(), now=now)
    wanted = Wanted("team", there.team, None, 2, now.date() + timedelta(days=30))
    sharing.give(door, school.id, wanted, version=LATEST["team"], now=now)
    return submitted(door, catalogue, school, "esafety", SECOND_YEAR, form="short", level=4)


def press(page, label):
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception, page.exception
    return words(page)


def box(page, label):
    return next(one for one in page.selectbox if one.label == label)


def test_an_adviser_says_another_answer_and_the_lead_agrees_and_signs(visit, sit, review):
    sit(ADVISER)
    page = visit("results", review=str(review.id))
    assert "Signed off" not in words(page)
    box(page, "Question you would answer otherwise").set_value(ASKED).run()
    page.radio[0].set_value("2 Early steps")
    assert "Say why in a few words" in press(page, "Say so")
    next(one for one in page.text_area if one.label == "Why").input("It is *not* signed.")
    said = press(page, "Say so")
    assert "The organisation can read it now" in said
    assert "4 Working well 2 Early steps" in said
    assert "It is *not* signed. No answer yet" in said

    sit(LEAD)
    page = visit("results", review=str(review.id))
    assert "Nothing is agreed yet, so there is one figure." in words(page)
    next(one for one in page.radio if one.label == "What do you say?").set_value("We agree")
    said = press(page, "Send your answer")
    assert "Your answer is with the adviser. What you submitted stays as it is." in said
    assert "As submitted: 4 of 5 · Working well. With what was agreed: 3" in said
    assert "Comparisons with others use what was submitted." in said

    assert "Nobody has signed this yet." in said
    assert "Tick “I have read what was submitted” first." in press(page, "Sign it off")
    page.checkbox[0].check()
    next(one for one in page.text_input if one.label == "You sign as").input("Head *teacher*")
    assert "Head *teacher*, " in press(page, "Sign it off").partition("You have signed it off.")[2]


def test_home_says_what_waits_for_a_lead(visit, sit, review):
    sit(ADVISER)
    page = visit("results", review=str(review.id))
    box(page, "Question you would answer otherwise").set_value(ASKED).run()
    page.radio[0].set_value("2 Early steps")
    next(one for one in page.text_area if one.label == "Why").input("Old")
    press(page, "Say so")
    assert "Asked of me" not in words(visit(""))
    sit(LEAD)
    assert "Asked of me Read what an adviser found in 2026/27 1 answer" in words(visit(""))
