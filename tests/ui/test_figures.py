"""Numbers beside a question: kept as typed, never lost without a word, and two windows told apart."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assessments import numbers, reviews
from scoring.answers import Measurement
from tests.ui.conftest import words
from ui import keys

QUESTION, FILTERED = "esafe.tech.filtering", "pct_devices_filtered"
MINE, THEIRS = Measurement(of=Decimal(212), per=Decimal(240)), Measurement(of=Decimal(9), per=Decimal(10))


@pytest.fixture
def stored(door, catalogue, quick, now):
    def number():
        found = reviews.open(door, catalogue, quick.id, now=now).numbers.get(FILTERED)
        return found and replace(found.measurement, measured_on=None)

    return number


@pytest.fixture
def elsewhere(door, catalogue, quick, now):
    """Another window's save."""
    return lambda measured: numbers.record(door, catalogue, quick.id, FILTERED, measured, now=now)


@pytest.fixture
def page(visit, quick, catalogue):
    app = visit("review", review=quick.id, section=catalogue.latest("esafety").edition.section_of[QUESTION].id)
    app.session_state[keys.widget(quick.id, QUESTION, "beside", 0)] = True
    return app.run()


def field(app, quick, part):
    return app.text_input(key=keys.number(quick.id, FILTERED, part))


def give(app, quick, of="212", per="240"):
    field(app, quick, "of").input(of).run()
    field(app, quick, "per").input(per).run()
    return app


def test_a_number_is_kept_as_it_was_typed(page, quick, stored):
    field(page, quick, "of").input("212").run()
    assert stored() is None
    assert "Not saved yet: give the second figure too." in words(page)
    field(page, quick, "per").input("240").run()
    assert stored() == MINE
    assert "Saved 14:32" in words(page)


def test_a_number_can_be_changed_and_taken_back_in_one_sitting(page, quick, stored):
    give(page, quick)
    field(page, quick, "of").input("200").run()
    assert stored() == replace(MINE, of=Decimal(200))
    field(page, quick, "of").input("").run()
    field(page, quick, "per").input("").run()
    assert stored() is None
    give(page, quick)
    assert stored() == MINE


def test_a_number_out_of_range_is_said_and_stays_typed(page, quick):
    field(page, quick, "percent").input("120").run()
    assert "Not saved." in words(page)
    assert field(page, quick, "percent").value == "120"


def test_two_windows_on_one_number_the_second_sees_theirs_and_saves_over_it(page, quick, stored, elsewhere):
    elsewhere(THEIRS)
    give(page, quick)
    assert stored() == THEIRS
    assert "Another window has saved 9 of 10 here." in words(page)
    page.button(key=keys.number(quick.id, FILTERED, "again")).click().run()
    assert stored() == MINE


def test_or_it_takes_theirs(page, quick, stored, elsewhere):
    elsewhere(THEIRS)
    give(page, quick)
    page.button(key=keys.number(quick.id, FILTERED, "other")).click().run()
    assert stored() == THEIRS
    page.session_state[keys.widget(quick.id, QUESTION, "beside", 0)] = True
    page.run()
    assert (field(page, quick, "of.1").value, field(page, quick, "per.1").value) == ("9", "10")
    assert "Not saved" not in words(page)


def test_what_another_window_saved_shows_when_the_page_is_drawn_again(page, quick, elsewhere):
    give(page, quick)
    elsewhere(THEIRS)
    page.run()
    assert field(page, quick, "of.1").value == "9"
    assert "Not saved" not in words(page)


def test_what_only_the_browser_holds_after_a_restart_is_said_and_saved(page, quick, stored):
    page.session_state[keys.number(quick.id, FILTERED, "of")] = "212"
    page.session_state[keys.number(quick.id, FILTERED, "per")] = "240"
    page.run()
    assert "The connection was lost before this was saved." in words(page)
    page.button(key=keys.number(quick.id, FILTERED, "again")).click().run()
    assert stored() == MINE
    assert "Saved 14:32" in words(page)
