"""A colleague can be given a question, a section or all that a role knows; each finds what is theirs on Home."""

import pytest

from assessments import assigning, reviews
from tests.ui.conftest import words
from ui import asked, assigned, keys

ROLES, SECTION = "esafe.lead.roles", "esafe.lead"


@pytest.fixture
def ash(known, school):
    return known("Ash *Reed*", school, "lead")


@pytest.fixture
def brook(known, school):
    return known("Brook Lark", school)


def opened(rooms, catalogue, quick, person, now):
    return reviews.open(rooms.own.for_user(person), catalogue, quick.id, now=now)


def widget(quick, name):
    return keys.page("review", f"assigned:{quick.id}:{name}")


def test_a_question_is_given_to_a_colleague_who_finds_it_on_home(
    visit, signed_in, rooms, catalogue, quick, ash, brook, now
):
    signed_in(ash)
    app = visit("review", review=quick.id, section=SECTION)
    app.button(key=asked.key(quick.id, ROLES, "ask")).click().run()
    app.selectbox(key=asked.key(quick.id, ROLES, "colleague")).select(brook).run()
    app.text_area(key=asked.key(quick.id, ROLES, "note")).input("Who is it *now*?")
    app.button(key=asked.key(quick.id, ROLES, "send")).click().run()
    assert not app.exception
    assert "for Brook Lark" in words(app)
    text = opened(rooms, catalogue, quick, ash, now).edition.questions[ROLES].text
    assert "My questions" not in words(visit())
    signed_in(brook)
    said = words(visit())
    assert "My questions" in said
    assert f"{text} Online safety Who is it *now*?" in said


def test_a_section_is_given_and_the_list_of_sections_says_whose_it_is(visit, signed_in, quick, ash, brook):
    signed_in(ash)
    app = visit("review", review=quick.id, section=SECTION)
    app.selectbox(key=widget(quick, "what")).set_value(0)
    app.selectbox(key=widget(quick, "who")).select(brook).run()
    app.button(key=widget(quick, "give")).click().run()
    assert "It is for Brook Lark now" in words(app)
    assert "answered for Brook Lark" in words(app)
    signed_in(brook)
    mine = visit("review", review=quick.id, section=SECTION)
    assert "answered for you" in words(mine)
    mine.button(key=widget(quick, f"free:section:{SECTION}")).click().run()
    assert "for you" not in words(mine)


def test_giving_to_nobody_is_said(visit, signed_in, quick, ash, brook):
    signed_in(ash)
    app = visit("review", review=quick.id, section=SECTION)
    app.button(key=widget(quick, "give")).click().run()
    assert "Choose a colleague first" in words(app)


def test_a_reader_is_never_offered(rooms, signed_in, visit, known, school, quick, ash):
    known("Cedar Finch", school, "reader")
    signed_in(ash)
    app = visit("review", review=quick.id, section=SECTION)
    assert "Cedar Finch" not in str(app.selectbox(key=widget(quick, "who")).options)


def test_on_a_computer_of_ones_own_nothing_of_it_is_there(visit, door, catalogue, quick, brook, now):
    app = visit("review", review=quick.id, section=SECTION)
    assert not [each for each in app.selectbox if "assigned" in (each.key or "")]
    app.button(key=asked.key(quick.id, ROLES, "ask")).click().run()
    assert not [each for each in app.selectbox if "colleague" in (each.key or "")]
    assigning.assign(door, catalogue, quick.id, "question", ROLES, to=1, now=now)
    assert "My questions" not in words(visit())
    assert assigned.colleagues(quick.organisation) == {}
