"""The first visit: two doors, at most four fields, and the first question."""

import pytest

from assessments import organisations, reviews
from assessments.errors import StoreUnavailable
from tests.ui.conftest import words
from tests.ui.submitted import FIRST_YEAR, retold, submitted
from ui.pages import home, start


def press(app, label):
    (button,) = [each for each in app.button if each.label.startswith(label)]
    return button.click().run()


def test_an_empty_database_offers_two_doors(visit):
    app = visit()
    assert app.title[0].value == "Welcome to Stocktake"
    assert "Start your first review" in words(app)
    assert [button.label for button in app.button] == ["Try the demo"]


def test_four_fields_and_one_choice_lead_to_the_first_question(visit, door):
    app = visit("start")
    app.text_input(key="start:name").input("Oak Hill School").run()
    app.selectbox(key="start:kind").select("school").run()
    app.selectbox(key="start:phase").select("primary").run()
    app.text_input(key="start:size").input("1,240").run()
    assert len(app.text_input) + len(app.selectbox) == 4
    app.radio[0].set_value("esafety").run()
    press(app, "Start the quick form")
    (found,) = organisations.mine(door)
    assert (found.name, found.kind, found.phase, found.facts) == (
        "Oak Hill School",
        "school",
        "primary",
        {"pupils": 1240},
    )
    assert "section" not in app.query_params
    assert len(app.radio) >= 1, "the first question is there"
    assert app.title[0].value == "Leadership and policy"


def test_the_review_started_is_the_quick_form(visit, door, catalogue, now):
    app = visit("start")
    app.text_input(key="start:name").input("Elm Road Charity").run()
    app.selectbox(key="start:kind").select("charity").run()
    press(app, "Start the quick form")
    (line,) = reviews.mine(door, catalogue, now=now)
    assert line.review.form == "short"


def test_a_school_without_a_phase_is_told_so_and_keeps_what_was_typed(visit, door):
    app = visit("start")
    app.text_input(key="start:name").input("Oak Hill School").run()
    app.selectbox(key="start:kind").select("school").run()
    press(app, "Start the quick form")
    assert "Choose the phase of the school" in words(app)
    assert app.text_input(key="start:name").value == "Oak Hill School"
    assert organisations.mine(door) == ()


def test_a_size_that_is_no_number_is_said_in_one_sentence(visit, door):
    app = visit("start")
    app.text_input(key="start:name").input("Elm Road Charity").run()
    app.selectbox(key="start:kind").select("charity").run()
    app.text_input(key="start:size").input("about ten").run()
    press(app, "Start the quick form")
    assert "“about ten” is not a number." in words(app)
    assert organisations.mine(door) == ()


@pytest.mark.parametrize("name", ["review", "submit"])
def test_a_page_about_a_review_without_one_says_so_and_leads_home(visit, name):
    app = visit(name)
    assert "Open one from Home." in words(app)


@pytest.mark.parametrize("name", ["review", "submit"])
def test_a_review_that_is_not_there_is_a_plain_sentence(visit, name):
    app = visit(name, review=12345)
    assert app.title[0].value == "Page not found"


def test_home_lists_what_is_in_progress_and_people_s_text_is_literal(visit, quick):
    app = visit()
    assert app.title[0].value == r"Oak \*Hill\* \<b\>School\</b\>"
    assert "Online safety 2026/27" in words(app)
    assert "0 of" in words(app)
    html = " ".join(element.proto.body for element in app.get("html"))
    assert "<b>School" not in html
    assert "Oak *Hill* &lt;b&gt;School&lt;/b&gt;" in html


def test_a_version_changed_in_place_is_noticed_before_a_review_starts(visit, door, catalogue, school, tmp_path):
    assert "another text" not in words(visit("start", organisation=school.id, framework="esafety"))
    submitted(door, retold(tmp_path, "esafety", "minutes: 90", "minutes: 60"), school, "esafety", FIRST_YEAR)
    page = visit("start", organisation=school.id, framework="esafety")
    assert "Reviews here already rest on another text of version 2026." in words(page)


def test_a_second_review_of_the_same_year_opens_the_first(visit, quick, school):
    app = visit("start", organisation=school.id, framework="esafety")
    assert "There is a review of this for 2026/27 already." in words(app)
    assert [button.label for button in app.button] == []


def charity_form(visit):
    app = visit("start")
    app.text_input(key="start:name").input("Elm Road Charity").run()
    app.selectbox(key="start:kind").select("charity").run()
    return app


def test_a_try_that_failed_half_way_leaves_nothing_and_the_next_one_starts_it(visit, door, monkeypatch):
    def locked(*_given, **_named):
        raise StoreUnavailable("Another program is using the database.")

    app = charity_form(visit)
    with monkeypatch.context() as fault:
        fault.setattr(reviews, "start_in", locked)
        press(app, "Start the quick form")
    assert "Another program is using the database." in words(app)
    assert organisations.mine(door) == ()
    press(app, "Start the quick form")
    assert len(organisations.mine(door)) == 1


def test_pressing_twice_starts_one_review(visit, door, catalogue, now, monkeypatch):
    app = charity_form(visit)
    with monkeypatch.context() as slow:
        slow.setattr(start, "go", lambda *_given, **_named: None)  # the page has not gone on yet
        press(app, "Start the quick form")
        press(app, "Start the quick form")
    assert len(organisations.mine(door)) == 1
    assert len(reviews.mine(door, catalogue, now=now)) == 1


def test_a_fault_in_the_middle_of_a_page_is_a_sentence_below_what_is_there(visit, quick, monkeypatch):
    def broken(*_given, **_named):
        raise RuntimeError("a bug")

    monkeypatch.setattr(home, "startable", broken)
    app = visit()
    assert "There is a problem." in words(app)
    assert "reference number" in words(app)
    assert "a bug" not in words(app)
