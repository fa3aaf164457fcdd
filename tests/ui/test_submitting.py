"""Check and submit: what is open is named with the way there, and submitting is done once."""

import pytest

from assessments import answering, reviews, submitting
from scoring.answers import Answer
from tests.ui.conftest import words
from ui import keys


@pytest.fixture
def answer_all(door, catalogue, quick, now):
    def all_of(given):
        for question in reviews.open(door, catalogue, quick.id, now=now).shown:
            answering.give(door, catalogue, quick.id, question, given, seen=0, now=now)

    return all_of


def submit_button(app):
    return app.button(key=keys.page("submit", "send"))


def test_a_review_just_started_names_every_question_and_cannot_be_submitted(visit, quick, door, catalogue, now):
    asked = len(reviews.open(door, catalogue, quick.id, now=now).shown)
    app = visit("submit", review=quick.id)
    assert f"{asked} questions not answered" in words(app)
    assert submit_button(app).disabled


def test_a_question_leads_to_itself(visit, quick):
    html = " ".join(element.proto.body for element in visit("submit", review=quick.id).get("html"))
    assert f"/review?review={quick.id}&amp;section=esafe.lead&amp;question=esafe.lead.roles" in html


def test_an_answered_review_is_submitted_and_its_results_open(visit, quick, answer_all, door, catalogue, now):
    answer_all(Answer(level=4))
    app = visit("submit", review=quick.id)
    submit_button(app).click().run()
    assert reviews.open(door, catalogue, quick.id, now=now).review.status == "submitted"
    assert app.title[0].value.startswith("Results")


def test_a_submit_from_a_second_window_gives_the_same_submission(visit, quick, answer_all, door, catalogue, now):
    answer_all(Answer(level=4))
    app = visit("submit", review=quick.id)
    first = submitting.submit(door, catalogue, quick.id, now=now)
    submit_button(app).click().run()
    assert submitting.submit(door, catalogue, quick.id, now=now) == first


def test_must_haves_and_what_we_do_not_know_are_named_but_stop_nobody(visit, quick, answer_all):
    answer_all(Answer(not_known=True))
    app = visit("submit", review=quick.id)
    assert "must-haves not yet in place" in words(app)
    assert "Answered “we do not know”" in words(app)
    assert not submit_button(app).disabled


def test_before_the_button_it_says_who_will_see_what(visit, quick):
    said = words(visit("submit", review=quick.id))
    assert said.index("nobody else sees anything until you hand over") > said.index("When you submit")


def test_reopening_needs_a_reason_and_is_a_new_draft(visit, quick, answer_all, door, catalogue, now):
    answer_all(Answer(level=4))
    submitting.submit(door, catalogue, quick.id, now=now)
    app = visit("submit", review=quick.id)
    app.button(key=keys.page("submit", "reopen")).click().run()
    assert "There is a problem." in words(app)
    app.text_area(key=keys.page("submit", "reason")).input("One answer was wrong").run()
    app.button(key=keys.page("submit", "reopen")).click().run()
    found = reviews.open(door, catalogue, quick.id, now=now).review
    assert (found.status, found.reopened_because) == ("reopened", "One answer was wrong")


def test_a_review_started_by_mistake_can_be_deleted_while_it_is_empty(visit, quick, door, catalogue, now):
    app = visit("submit", review=quick.id)
    app.button(key=keys.page("submit", "delete")).click().run()
    assert reviews.mine(door, catalogue, now=now) == ()
    assert "The review was deleted." in words(app)


def test_a_quick_form_becomes_the_whole_review_and_keeps_its_answers(visit, quick, door, catalogue, now):
    answering.give(door, catalogue, quick.id, "esafe.lead.roles", Answer(level=3), seen=0, now=now)
    app = visit("review", review=quick.id)
    app.button(key=keys.page("review", "widen")).click().run()
    found = reviews.open(door, catalogue, quick.id, now=now)
    assert found.review.form == "full"
    assert found.answers["esafe.lead.roles"].answer == Answer(level=3)


def test_a_reopening_by_mistake_is_given_up_and_what_was_submitted_stands(
    visit, quick, answer_all, door, catalogue, now
):
    answer_all(Answer(level=4))
    submitting.submit(door, catalogue, quick.id, now=now)
    submitting.reopen(door, quick.id, "By mistake", now=now)
    app = visit("submit", review=quick.id)
    app.button(key=keys.page("submit", "give_up")).click().run()
    assert reviews.open(door, catalogue, quick.id, now=now).review.status == "submitted"
    assert "What was submitted before stands again." in words(app)
