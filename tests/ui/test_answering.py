"""Answering on the page: saved at once, checked again, nothing typed lost, two windows told apart."""

import pytest

from assessments import answering, reviews, submitting
from assessments.errors import StoreUnavailable
from scoring.answers import Answer
from tests.ui.conftest import words
from ui import keys

ROLES = "esafe.lead.roles"
LOCKED = "Another program is using the database. Nothing was saved: wait a moment and try again."


def widget(review, question, part, turn=0):
    return keys.widget(review.id, question, part, turn)


@pytest.fixture
def stored(door, catalogue, quick, now):
    """What the database holds of one question."""

    def answer(question=ROLES):
        found = reviews.open(door, catalogue, quick.id, now=now).answers.get(question)
        return found and found.answer

    return answer


@pytest.fixture
def give(door, catalogue, quick, now):
    """Another window's save."""

    def save(answer, question=ROLES, note=None):
        seen = reviews.open(door, catalogue, quick.id, now=now).answers.get(question)
        revision = seen.revision if seen else 0
        return answering.give(door, catalogue, quick.id, question, answer, note=note, seen=revision, now=now)

    return save


@pytest.fixture
def page(visit, quick, catalogue):
    """The section of the first question, as one window has it open."""
    section = catalogue.latest("esafety").edition.section_of[ROLES].id
    return visit("review", review=quick.id, section=section)


def choose(app, review, level, question=ROLES, turn=0):
    return app.radio(key=widget(review, question, "choice", turn)).set_value(level).run()


def test_a_level_is_stored_when_it_is_chosen_and_the_page_says_so(page, quick, stored):
    app = choose(page, quick, 3)
    assert stored() == Answer(level=3)
    assert "Saved 14:32" in words(app)


def test_the_counts_move_on_with_the_answer(page, quick):
    before = words(page)
    assert "0 of" in before
    app = choose(page, quick, 3)
    counts = [element.proto.body for element in app.get("html") if "data-counts" in element.proto.body]
    assert len(counts) == 1
    assert "&quot;all&quot;:&quot;1 of" in counts[0]


def test_an_answer_given_before_is_folded_to_one_line_and_opens_again(visit, quick, give, catalogue):
    give(Answer(level=3))
    app = visit("review", review=quick.id, section=catalogue.latest("esafety").edition.section_of[ROLES].id)
    assert widget(quick, ROLES, "choice") not in [radio.key for radio in app.radio]
    (line,) = [button for button in app.button if button.key == widget(quick, ROLES, "unfold")]
    assert "3 In place" in line.label.replace("\\", "")
    line.click().run()
    assert app.radio(key=widget(quick, ROLES, "choice")).value == 3


def test_we_do_not_know_is_an_answer_and_choosing_a_level_takes_it_back(page, quick, stored):
    page.button(key=widget(quick, ROLES, "others") + ":open").click().run()
    page.checkbox(key=widget(quick, ROLES, "not_known")).check().run()
    assert stored() == Answer(not_known=True)
    app = choose(page, quick, 2)
    assert stored() == Answer(level=2)
    assert app.checkbox(key=widget(quick, ROLES, "not_known")).value is False


def test_a_comment_and_a_working_note_stand_beside_the_answer(page, quick, stored, door, catalogue, now):
    choose(page, quick, 3)
    app = open_beside(page, quick)
    app.text_area(key=widget(quick, ROLES, "comment")).input("*Named* in <b>policy</b>").run()
    app.text_area(key=widget(quick, ROLES, "note")).input("Ask again in May").run()
    found = reviews.open(door, catalogue, quick.id, now=now).answers[ROLES]
    assert found.answer == Answer(level=3, comment="*Named* in <b>policy</b>")
    assert found.note == "Ask again in May"


def open_beside(app, review, question=ROLES):
    name = widget(review, question, "beside")
    app.session_state[name] = True
    return app.run()


def test_evidence_is_added_with_its_link_and_a_wrong_link_is_said(page, quick, stored):
    choose(page, quick, 3)
    app = open_beside(page, quick)
    app.text_input(key=widget(quick, ROLES, "title.0")).input("Policy").run()
    app.text_input(key=widget(quick, ROLES, "url.0")).input("javascript:alert(1)").run()
    app.button(key=widget(quick, ROLES, "add.0")).click().run()
    assert "A link must begin with https:// or http://." in words(app)
    assert stored().evidence == ()
    assert app.text_input(key=widget(quick, ROLES, "title.0")).value == "Policy"
    app.text_input(key=widget(quick, ROLES, "url.0")).input("https://example.org/policy").run()
    app.button(key=widget(quick, ROLES, "add.0")).click().run()
    assert [(item.title, item.url) for item in stored().evidence] == [("Policy", "https://example.org/policy")]


def test_two_windows_on_one_answer_the_second_sees_both_texts_and_chooses(page, quick, give, stored):
    choose(page, quick, 3)
    give(Answer(level=2, comment="Their *comment*"))
    app = choose(page, quick, 4)
    assert stored() == Answer(level=2, comment="Their *comment*")
    assert "Two versions." in words(app)
    assert "4 Working well" in words(app)
    assert "2 Early steps" in words(app)
    assert "Their *comment*" in words(app)
    app.button(key=widget(quick, ROLES, "mine")).click().run()
    assert stored() == Answer(level=4)


def test_keeping_the_other_window_s_answer_shows_it(page, quick, give, stored):
    choose(page, quick, 3)
    give(Answer(level=2, comment="Theirs"))
    app = choose(page, quick, 4)
    app.button(key=widget(quick, ROLES, "theirs")).click().run()
    assert stored() == Answer(level=2, comment="Theirs")
    assert app.radio(key=widget(quick, ROLES, "choice", turn=1)).value == 2


def test_what_was_given_here_stays_among_earlier_answers_when_the_other_is_kept(page, quick, give, stored):
    choose(page, quick, 3)
    app = open_beside(page, quick)
    give(Answer(level=2, comment="Theirs"), note="Their note")
    app.text_area(key=widget(quick, ROLES, "comment")).input("Mine, *typed* for long").run()
    app.button(key=widget(quick, ROLES, "theirs")).click().run()
    assert stored() == Answer(level=2, comment="Theirs")
    app.session_state[widget(quick, ROLES, "beside", 1)] = True
    said = words(app.run())
    assert "Earlier answers (3)" in said
    assert "3 In place Comment: Mine, *typed* for long" in said


def test_both_versions_stay_to_choose_from_when_neither_can_be_stored(page, quick, give, stored, monkeypatch):
    def locked(*_given, **_named):
        raise StoreUnavailable(LOCKED)

    choose(page, quick, 3)
    give(Answer(level=2, comment="Theirs"))
    app = choose(page, quick, 4)
    with monkeypatch.context() as fault:
        fault.setattr(answering, "give", locked)
        app.button(key=widget(quick, ROLES, "theirs")).click().run()
    assert LOCKED in words(app)
    assert "4 Working well" in words(app)
    app.button(key=widget(quick, ROLES, "theirs")).click().run()
    assert stored() == Answer(level=2, comment="Theirs")


def test_a_locked_database_is_one_sentence_and_the_answer_is_kept_to_try_again(page, quick, stored, monkeypatch):
    def locked(*_given, **_named):
        raise StoreUnavailable(LOCKED)

    with monkeypatch.context() as fault:
        fault.setattr(answering, "give", locked)
        app = choose(page, quick, 3)
    assert LOCKED in words(app)
    assert stored() is None
    assert app.radio(key=widget(quick, ROLES, "choice")).value == 3
    app.button(key=widget(quick, ROLES, "again.answer")).click().run()
    assert stored() == Answer(level=3)
    assert "Saved 14:32" in words(app)


def test_a_fault_of_ours_is_a_sentence_with_a_number_and_the_answer_stays(page, quick, monkeypatch):
    def broken(*_given, **_named):
        raise RuntimeError("a bug")

    monkeypatch.setattr(answering, "give", broken)
    app = choose(page, quick, 3)
    assert "reference number" in words(app)
    assert "a bug" not in words(app)
    assert app.radio(key=widget(quick, ROLES, "choice")).value == 3


def test_the_last_change_can_be_taken_back(page, quick, stored):
    choose(page, quick, 3)
    choose(page, quick, 4)
    page.run()
    page.button(key=keys.page("review", "undo")).click().run()
    assert stored() == Answer(level=3)
    assert "The last change was taken back" in words(page)


def test_only_unanswered_hides_what_is_answered(page, quick, give, visit, catalogue):
    give(Answer(level=3))
    app = visit("review", review=quick.id, section=catalogue.latest("esafety").edition.section_of[ROLES].id)
    app.checkbox(key=keys.ONLY_OPEN).check().run()
    assert [button.key for button in app.button if button.key == widget(quick, ROLES, "unfold")] == []
    assert "answered here and not shown" in words(app)


def test_questions_are_found_by_their_words(page):
    app = page.text_input(key=keys.FIND).input("filtering").run()
    assert "found" in words(app)
    assert "Does your filtering block harmful content" in words(app)


def test_the_open_questions_of_one_person_are_listed_over_all_sections(page, quick, catalogue, door, now):
    edition = catalogue.latest("esafety").edition
    shown = reviews.open(door, catalogue, quick.id, now=now).shown
    theirs = [each for each in edition.questions.values() if "it_support" in each.ask and each.id in shown]
    app = page.selectbox(key=keys.ROLE).select("it_support").run()
    assert f"{len(theirs)} still open" in words(app)
    assert all(each.text in words(app) for each in theirs)


def test_a_submitted_review_is_locked(visit, quick, door, catalogue, now, give):
    opened = reviews.open(door, catalogue, quick.id, now=now)
    for question in opened.shown:
        give(Answer(not_known=True), question)
    submitting.submit(door, catalogue, quick.id, now=now)
    app = visit("review", review=quick.id)
    assert "its answers are locked" in words(app)
    assert len(app.radio) == 0
