"""Asking someone: a question is left open with a name and a note, listed where one looks, and taken back."""

import pytest

from assessments import answering, asking, reviews
from scoring.answers import Answer
from tests.ui.conftest import words
from ui import asked, keys, sections

ROLES = "esafe.lead.roles"


@pytest.fixture
def opened(door, catalogue, quick, now):
    return lambda: reviews.open(door, catalogue, quick.id, now=now)


@pytest.fixture
def page(visit, quick):
    return visit("review", review=quick.id, section="esafe.lead")


def form(page, quick):
    page.button(key=asked.key(quick.id, ROLES, "ask")).click().run()
    return page


def ask(page, quick, name="Jo *Reed*", note="Who is it *now*?"):
    form(page, quick)
    page.text_input(key=asked.key(quick.id, ROLES, "name")).input(name).run()
    page.text_area(key=asked.key(quick.id, ROLES, "note")).input(note).run()
    page.button(key=asked.key(quick.id, ROLES, "send")).click().run()
    return page


def test_a_question_is_left_open_for_somebody_with_a_note(page, quick, opened):
    said = words(ask(page, quick))
    assert "Left open for Jo *Reed* since 22 November 2026 Who is it *now*?" in said
    assert opened().asked[ROLES].name == "Jo *Reed*"
    assert opened().progress.answered == 0


def test_what_is_asked_is_shown_as_it_was_typed(page, quick, visit):
    ask(page, quick, name="<i>Jo</i>", note="<b>Now</b>")
    for app in (page, visit(), visit("submit", review=quick.id)):
        html = " ".join(element.proto.body for element in app.get("html"))
        assert "<i>Jo" not in html
        assert "&lt;b&gt;Now&lt;/b&gt;" in html


def test_those_who_usually_know_stand_first(page, quick, catalogue):
    edition = catalogue.latest("esafety").edition
    usual = asking.usually(edition, edition.questions[ROLES])
    offered = form(page, quick).selectbox(key=asked.key(quick.id, ROLES, "role")).options
    assert tuple(offered[: len(usual)]) == usual
    assert len(offered) == len(edition.who)


def test_asking_nobody_is_said_and_the_note_stays(page, quick, opened):
    ask(page, quick, name="")
    assert "Say whom to ask" in words(page)
    assert page.text_area(key=asked.key(quick.id, ROLES, "note")).value == "Who is it *now*?"
    assert not opened().asked


def test_it_can_be_taken_back(page, quick, opened):
    ask(page, quick)
    page.button(key=asked.key(quick.id, ROLES, "back")).click().run()
    assert not opened().asked
    assert "Left open for" not in words(page)


def test_an_answer_ends_it(page, quick):
    ask(page, quick)
    page.radio(key=keys.widget(quick.id, ROLES, "choice", 0)).set_value(3).run()
    assert not [each for each in page.button if "asked" in (each.key or "") and ROLES in each.key]


def test_what_is_left_for_a_person_is_listed_for_them_and_not_for_those_who_usually_know(page, quick, opened):
    ask(page, quick)
    found = opened()
    text = found.edition.questions[ROLES].text
    page.selectbox(key=keys.ROLE).select(f"{sections.NAMED}Jo *Reed*").run()
    assert "1 still open" in words(page)
    usual = found.edition.questions[ROLES].ask[0]
    page.selectbox(key=keys.ROLE).select(usual).run()
    listed = [each.proto.body for each in page.get("html") if "still open" in each.proto.body]
    assert text not in " ".join(listed)


def test_check_and_submit_names_who_was_asked(door, catalogue, quick, now, visit):
    asking.ask(door, catalogue, quick.id, ROLES, name="Jo *Reed*", note="Since *May*?", now=now)
    said = words(visit("submit", review=quick.id))
    assert "Left open for somebody" in said
    assert "Jo *Reed*: Since *May*?" in said


def test_home_lists_what_was_asked_and_which_numbers_are_missing(door, catalogue, quick, now, visit):
    asking.ask(door, catalogue, quick.id, ROLES, name="Jo *Reed*", note="Since *May*?", now=now)
    said = words(visit())
    assert "Questions asked of people Jo *Reed*" in said
    assert "Since *May*?" in said
    assert "Numbers to fill (" in said


def test_an_answered_question_waits_for_nobody_on_home(door, catalogue, quick, now, visit):
    asking.ask(door, catalogue, quick.id, ROLES, name="Jo Reed", now=now)
    answering.give(door, catalogue, quick.id, ROLES, Answer(level=3), seen=0, now=now)
    assert "Jo Reed" not in words(visit())
