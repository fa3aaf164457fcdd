"""The next year: last time's answers are offered, plainly unconfirmed, and confirmed one by one or by group."""

from datetime import UTC, datetime

import pytest

from assessments import answering, organisations, reviews, submitting
from scoring.answers import Answer
from tests.ui.conftest import words
from ui import keys

LAST_YEAR = datetime(2025, 11, 22, 14, 32, tzinfo=UTC)
ROLES = "esafe.lead.roles"


@pytest.fixture
def again(door, catalogue, school, now):
    """A whole review of this year, after one of last year with level 3 everywhere and one comment."""
    before = reviews.start(door, catalogue, school.id, "esafety", now=LAST_YEAR)
    for question in reviews.open(door, catalogue, before.id, now=LAST_YEAR).shown:
        comment = "Named in *policy*" if question == ROLES else ""
        given = Answer(level=3, comment=comment)
        answering.give(door, catalogue, before.id, question, given, seen=0, now=LAST_YEAR)
    submitting.submit(door, catalogue, before.id, now=LAST_YEAR)
    return reviews.start(door, catalogue, school.id, "esafety", now=now)


@pytest.fixture
def page(visit, again, catalogue):
    return visit("review", review=again.id, section=catalogue.latest("esafety").edition.section_of[ROLES].id)


def test_last_time_s_answer_is_shown_and_is_not_an_answer_yet(page, again, door, catalogue, now):
    assert "Your answer last time, not confirmed yet (2025/26, submitted 22 November 2025): 3 In place" in words(page)
    assert "Named in *policy*" in words(page)
    assert page.radio(key=keys.widget(again.id, ROLES, "choice", 0)).value is None
    assert reviews.open(door, catalogue, again.id, now=now).progress.answered == 0


def test_confirming_one_makes_it_the_answer_with_its_comment(page, again, door, catalogue, now):
    page.button(key=keys.widget(again.id, ROLES, "confirm", 0)).click().run()
    found = reviews.open(door, catalogue, again.id, now=now).answers
    assert set(found) == {ROLES}
    assert found[ROLES].answer.level == 3
    assert page.radio(key=keys.widget(again.id, ROLES, "choice", 1)).value == 3
    assert "Saved 14:32" in words(page)


def test_a_group_is_confirmed_at_once_and_folds(page, again, door, catalogue, now):
    strand = catalogue.latest("esafety").edition.strand_of[ROLES]
    page.button(key=keys.page("review", f"confirm:{strand.id}")).click().run()
    found = reviews.open(door, catalogue, again.id, now=now)
    assert set(found.answers) == {question.id for question in strand.questions if question.id in found.shown}
    assert "answers from last time are confirmed" in words(page)
    assert keys.widget(again.id, ROLES, "unfold", 1) in [button.key for button in page.button]


def test_a_group_confirmed_at_once_is_taken_back_at_once(page, again, door, catalogue, now):
    strand = catalogue.latest("esafety").edition.strand_of[ROLES]
    page.button(key=keys.page("review", f"confirm:{strand.id}")).click().run()
    page.button(key=keys.page("review", "undo")).click().run()
    assert reviews.open(door, catalogue, again.id, now=now).progress.answered == 0
    assert "answers that were confirmed together" in words(page)


def test_without_a_section_in_the_address_one_stays_where_one_is_when_its_last_question_is_confirmed(visit, again):
    app = visit("review", review=again.id)
    first = app.title[0].value
    while groups := [each for each in app.button if each.label.startswith("Nothing has changed")]:
        groups[0].click().run()
        assert app.title[0].value == first
    waiting = visit("review", review=again.id)
    assert waiting.title[0].value != first, "a new visit begins at what is open"


def test_choosing_another_level_is_an_answer_of_this_year(page, again, door, catalogue, now):
    page.radio(key=keys.widget(again.id, ROLES, "choice", 0)).set_value(4).run()
    assert reviews.open(door, catalogue, again.id, now=now).answers[ROLES].answer.level == 4
    assert "Last time, 2025/26: 3 In place" in words(page)


def test_earlier_answers_can_be_looked_up(page, again):
    page.radio(key=keys.widget(again.id, ROLES, "choice", 0)).set_value(4).run()
    page.radio(key=keys.widget(again.id, ROLES, "choice", 0)).set_value(5).run()
    page.session_state[keys.widget(again.id, ROLES, "beside", 0)] = True
    page.run()
    assert "Earlier answers (1)" in words(page)
    assert "4 Working well" in words(page)


def test_an_aim_of_one_s_own_is_kept(page, again, door, catalogue, now):
    page.session_state[keys.widget(again.id, ROLES, "beside", 0)] = True
    page.run()
    page.selectbox(key=keys.widget(again.id, ROLES, "aim", 0)).select(5).run()
    assert reviews.open(door, catalogue, again.id, now=now).review.aims == {ROLES: 5}


def test_a_fact_the_section_needs_is_asked_first_and_decides_what_is_asked(visit, door, catalogue, now):
    charity = organisations.add(door, name="Elm Road Charity", kind="charity", now=now)
    review = reviews.start(door, catalogue, charity.id, "esafety", now=now)
    needed = reviews.open(door, catalogue, review.id, now=now).facts_needed
    (section,) = needed
    app = visit("review", review=review.id, section=section)
    assert "First, about your organisation" in words(app)
    asked = app.radio(key=keys.fact(review.id, "works_with_children_or_adults_at_risk"))
    before = len(reviews.open(door, catalogue, review.id, now=now).shown)
    asked.set_value(True).run()
    found = reviews.open(door, catalogue, review.id, now=now)
    assert found.review.profile["works_with_children_or_adults_at_risk"] is True
    assert len(found.shown) > before
    assert "First, about your organisation" not in words(app)
    folded = [button for button in app.button if ":unfold:" in (button.key or "")]
    assert not folded, "the questions that came with it are open"


def test_a_fact_that_only_the_browser_holds_after_a_restart_is_said_and_saved(visit, door, catalogue, now):
    charity = organisations.add(door, name="Elm Road Charity", kind="charity", now=now)
    review = reviews.start(door, catalogue, charity.id, "esafety", now=now)
    ((section, (fact, *_)),) = reviews.open(door, catalogue, review.id, now=now).facts_needed.items()
    app = visit("review", review=review.id, section=section)
    app.session_state[keys.fact(review.id, fact.id)] = True
    app.run()
    assert "Not saved yet." in words(app)
    app.button(key=keys.fact(review.id, f"{fact.id}:again")).click().run()
    assert reviews.open(door, catalogue, review.id, now=now).review.profile[fact.id] is True
    assert "Not saved yet." not in words(app)


def test_facts_that_changed_since_the_start_are_offered_and_taken_over(visit, door, catalogue, school, quick, now):
    organisations.change(
        door, school.id, name=school.name, kind="school", phase="secondary", facts={"pupils": 900}, now=now
    )
    app = visit("review", review=quick.id)
    assert "has changed since this review was started" in words(app)
    app.button(key=keys.page("review", "refresh")).click().run()
    assert reviews.open(door, catalogue, quick.id, now=now).review.profile["phase"] == "secondary"
    assert "has changed since this review was started" not in words(app)


def test_the_legal_note_and_how_to_answer_are_at_hand(page, catalogue):
    edition = catalogue.latest("esafety").edition
    assert " ".join(edition.legal_note.split()) in words(page)
    assert "Words explained" in words(page)
    assert "Usually known by:" in words(page)


def test_check_and_submit_names_what_is_suggested_once(visit, again):
    page = visit("submit", review=again.id)
    html = " ".join(element.proto.body for element in page.get("html"))
    assert "suggested answers not confirmed" in words(page)
    assert html.count("question=esafe.lead.roles") == 1
