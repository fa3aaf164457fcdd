"""Settings: the profile can be changed, an empty draft deleted, and everything is said about where things are."""

from datetime import UTC, datetime

import pytest

from assessments import organisations, reviews, showing, signing
from assessments.version import VERSION
from tests.ui.conftest import words
from tests.ui.submitted import submitted
from ui import composition


def press(page, label):
    next(button for button in page.button if button.label.startswith(label)).click().run()
    assert not page.exception
    return page


def field(page, label):
    return next(one for one in [*page.text_input, *page.selectbox, *page.radio] if one.label.startswith(label))


def test_the_profile_can_be_changed(visit, door, school):
    page = visit("settings", organisation=school.id)
    field(page, "Name").set_value("Oak School")
    field(page, "Number of pupils").set_value("1,250")
    field(page, "Region").set_value("south  west")
    press(page, "Save")
    kept = organisations.get(door, school.id)
    assert (kept.name, kept.region, kept.facts["pupils"]) == ("Oak School", "South West", 1250)
    assert "Saved." in words(page)


@pytest.mark.parametrize(
    ("label", "typed", "said"),
    [("Name", "   ", "Give the organisation a name."), ("Number of pupils", "many", "is not a number")],
)
def test_a_fault_is_one_sentence_and_what_was_typed_stays(visit, door, school, label, typed, said):
    page = visit("settings", organisation=school.id)
    field(page, label).set_value(typed)
    press(page, "Save")
    assert said in words(page)
    assert field(page, label).value == typed
    assert organisations.get(door, school.id) == school


def test_a_yes_or_no_a_framework_asks_about_is_kept(visit, door, school):
    page = visit("settings", organisation=school.id)
    page.radio[0].set_value(True)
    press(page, "Save")
    assert True in organisations.get(door, school.id).facts.values()


def test_an_empty_draft_can_be_deleted(visit, door, catalogue, school, quick, now):
    press(visit("settings", organisation=school.id), "Delete the empty draft")
    assert reviews.mine(door, catalogue, now=now) == ()


def test_every_review_can_be_taken_along(visit, school, quick):
    html = " ".join(element.proto.body for element in visit("settings", organisation=school.id).get("html"))
    for name in ("review.json", "review.csv", "results.pdf"):
        assert f"/download/{name}?review={quick.id}" in html


def test_it_says_where_the_data_is_and_which_version_runs(visit, school):
    page = words(visit("settings"))
    assert f"Version {VERSION}" in page
    assert "5 frameworks, 0 faults" in page


def test_it_works_before_there_is_any_organisation(visit):
    assert "Demo network" in words(visit("settings"))


def test_the_demo_is_entered_and_left_by_one_press_each(visit, rooms, monkeypatch):
    pressed = []
    monkeypatch.setattr(composition, "show_demo", lambda: pressed.append("in"))
    press(visit("settings"), "Look around the demo network")
    showing.show(rooms.own.for_user(composition.OWNER), "demo")
    press(visit("settings"), "Leave the demo")
    assert pressed == ["in"]
    assert showing.shown(rooms.own.for_user(composition.OWNER)) == "own"


def test_who_can_see_what_is_entered_is_said(visit, school):
    page = words(visit("settings", organisation=school.id))
    assert "Only people who can use this computer see what you enter" in page


def test_a_day_is_that_of_london(visit, door, catalogue, school):
    # Half past midnight in London on 1 July is still 30 June in UTC.
    submitted(door, catalogue, school, "esafety", datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    assert "submitted 1 July 2026" in words(visit("settings", organisation=school.id))


def test_looking_at_settings_and_compare_makes_no_key_and_a_file_saved_here_shows_its_fingerprint(
    visit, rooms, school, now
):
    for name in ("settings", "compare"):
        assert "fingerprint" not in words(visit(name))
    assert signing.own_key(rooms.own.reception(1)) is None
    key = signing.key_of(rooms.own.reception(1), now=now)
    assert f"Files saved here bear the fingerprint {key.fingerprint}." in words(visit("settings"))
