"""The administration page: for administrators, about people and places, and never about answers."""

import pytest

from assessments import organisations
from assessments.access import administration, emergency, system_acts
from tests.ui.administering.conftest import ADMIN, LEAD, NOW, OTHER
from tests.ui.conftest import words

PARTS = ("people", "leads", "installation", "emergency", "acts")


def press(page, label):
    next(button for button in page.button if button.label.startswith(label)).click().run()
    assert not page.exception, page.exception
    return page


def field(page, label):
    every = [*page.text_input, *page.text_area, *page.selectbox, *page.radio, *page.checkbox]
    return next(one for one in every if one.label.startswith(label))


@pytest.mark.parametrize("part", PARTS)
def test_everybody_else_finds_no_such_page(visit_as, part):
    page = visit_as(LEAD, "administration", part=part)
    assert page.title[0].value == "Page not found"
    assert "Ash" not in words(page)


@pytest.mark.parametrize("part", PARTS)
def test_an_administrator_sees_each_part(visit_as, part):
    page = visit_as(ADMIN, "administration", part=part)
    assert page.title[0].value == "Administration"
    assert "There is a problem" not in words(page)


def test_people_are_found_and_their_names_are_shown_as_typed(visit_as):
    page = visit_as(ADMIN, "administration", part="people", find="tin-kettle")
    assert "1 person found" in words(page)
    assert "Brook *Other*" in words(page)
    assert "ash@paper-boat.example" not in words(page)


def test_an_account_is_closed_and_opened_again(visit_as, people):
    page = visit_as(ADMIN, "administration", part="people", person=OTHER)
    press(page, "Close the account")
    assert "The account is closed." in words(page)
    assert not administration.account(people.at(ADMIN), OTHER).is_active
    press(page, "Open the account again")
    assert administration.account(people.at(ADMIN), OTHER).is_active


def test_the_last_administrator_is_told_why_not(visit_as):
    page = visit_as(ADMIN, "administration", part="people", person=ADMIN)
    assert "The last administrator who can sign in cannot be erased." in words(page)
    press(page, "Take away: administrator")
    assert "There is no other administrator who can sign in." in words(page)


def test_a_link_for_a_new_password_is_shown_once(visit_as):
    page = visit_as(ADMIN, "administration", part="people", person=OTHER)
    press(page, "Make a link for a new password")
    (shown,) = page.code
    assert "/reset/" in shown.value
    page.run()
    assert not page.code


def test_erasing_wants_a_tick_and_then_forgets(visit_as, people):
    page = visit_as(ADMIN, "administration", part="people", person=OTHER)
    press(page, "Erase")
    assert "Tick the box above first" in words(page)
    field(page, "I want to erase").check()
    press(page, "Erase")
    assert "The person was erased." in words(page)
    assert "Brook" not in words(visit_as(ADMIN, "administration", part="people"))


def test_a_person_who_alone_leads_is_not_erased_yet(visit_as, school):
    page = visit_as(ADMIN, "administration", part="people", person=LEAD)
    assert "Nobody else leads Oak *Hill*" in words(page)
    assert not [button for button in page.button if button.label == "Erase"]


def test_a_first_lead_is_invited_into_an_organisation_without_one(visit_as, people, school):
    people.person(9, "Elder Deputy")
    people.join(school.id, 9, "lead")
    administration.deactivate(people.at(ADMIN), LEAD, now=NOW)
    administration.deactivate(people.at(ADMIN), 9, now=NOW)
    page = visit_as(ADMIN, "administration", part="leads")
    assert "1 organisation with nobody who leads" in words(page)
    press(page, "Invite a lead of the organisation")
    assert "Choose the organisation first." in words(page)
    field(page, "Organisation").set_value(school.id)
    press(page, "Invite a lead of the organisation")
    (shown,) = page.code
    assert "/join/" in shown.value


def test_an_emergency_needs_a_reason_and_ends_by_a_press(visit_as, people, school):
    page = visit_as(ADMIN, "administration", part="emergency")
    field(page, "Find the organisation").set_value("oak").run()
    field(page, "Organisation").set_value(school.id)
    press(page, "Open it for two hours")
    assert "Say in a few words why" in words(page)
    field(page, "Organisation").set_value(school.id)
    field(page, "Why you need").set_value("They asked us by telephone to look.")
    press(page, "Open it for two hours")
    assert "open to you until 22 November 2026, 16:32" in words(page)
    (lasting,) = emergency.emergencies(people.at(LEAD), school.id)
    assert lasting.by.name == "Ash *Admin*"
    press(page, "End it now")
    assert "The emergency access is over." in words(page)


def test_what_was_done_is_told_and_the_chain_holds(visit_as, people):
    administration.give_duty(people.at(ADMIN), OTHER, "author", now=NOW)
    told = words(visit_as(ADMIN, "administration", part="acts"))
    assert "The chain holds" in told
    assert "Ash *Admin* made Brook *Other* an author of frameworks." in told
    assert system_acts.broken_at(people.at()) is None


def test_a_backup_is_made_by_a_press_and_recorded(visit_as, people, monkeypatch, tmp_path):
    from dataclasses import replace

    from ui import composition

    told = replace(composition.settings(), database=tmp_path / "own.db", backups=tmp_path / "put by")
    monkeypatch.setattr(composition, "settings", lambda: told)
    page = visit_as(ADMIN, "administration", part="installation")
    assert "none yet" in words(page)
    press(page, "Make a backup now")
    assert "It was read again and is whole." in words(page)
    assert len(list((tmp_path / "put by").iterdir())) == 1
    assert system_acts.every(people.at())[-1].act == "backup made"


def test_administrators_see_no_organisation_by_that_alone(visit_as, people, school):
    assert organisations.mine(people.store.for_user(ADMIN)) == ()
    assert school.name not in words(visit_as(ADMIN, ""))
