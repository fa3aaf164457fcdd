"""The page of an organisation's people: leads invite, change, end and hand over; others see who is who."""

from datetime import timedelta

import pytest

from assessments.access import invitations
from assessments.access.people import of
from tests.ui.conftest import words
from ui import composition, keys


@pytest.fixture
def ash(known, school):
    return known("Ash *Reed*", school, "lead")


@pytest.fixture
def brook(known, school):
    return known("Brook Lark", school)


def key(school, name):
    return keys.page("people", f"{school.id}:{name}")


def roles(rooms, school, asker):
    return {one.person.id: one.role for one in of(rooms.own.for_user(asker), school.id).members}


def press(app, school, name):
    app.button(key=key(school, name)).click().run()
    assert not app.exception, app.exception
    return app


def test_everybody_sees_who_is_who_and_only_leads_can_change_it(visit, signed_in, school, ash, brook):
    signed_in(brook)
    app = visit("people", organisation=school.id)
    said = words(app)
    assert "Ash *Reed* Lead" in said
    assert "Brook Lark (you) Contributor" in said
    assert "Only a lead can invite people and change what they may do. Ask Ash *Reed* or You." in said
    assert not app.button


def test_on_a_computer_of_ones_own_there_is_no_such_page(visit, school):
    assert visit("people", organisation=school.id).title[0].value == "Page not found"


def test_the_people_of_others_are_not_there(visit, signed_in, known, school):
    signed_in(known("Dale Wren"))
    app = visit("people", organisation=school.id)
    assert app.title[0].value == "Page not found"
    assert "Oak" not in words(app)


def test_a_link_is_shown_once_and_lets_somebody_in(visit, signed_in, rooms, known, school, ash, now):
    signed_in(ash)
    app = visit("people", organisation=school.id)
    app.radio(key=key(school, "role")).set_value("reader")
    app.text_input(key=key(school, "label")).input("Our *chair*")
    app.button[0].click().run()
    link = next(field.value for field in app.text_input if "/join/" in field.value)
    assert "Our *chair*: reader, until 22 December 2026" in words(app)
    cedar = known("Cedar Finch")
    invitations.accept(composition.reception(cedar), link.rpartition("/")[2], now=now)
    assert roles(rooms, school, ash)[cedar] == "reader"
    again = visit("people", organisation=school.id)
    assert not [field for field in again.text_input if "/join/" in field.value]
    assert "Our *chair*" not in words(again)


def test_a_link_not_used_is_renewed_or_withdrawn(visit, signed_in, school, ash, now):
    made = invitations.make(
        composition.reception(ash), invitations.Offer("contributor", school.id, label="Brook"), now=now
    )
    signed_in(ash)
    app = press(visit("people", organisation=school.id), school, f"renew:{made.invitation}")
    link = next(field.value for field in app.text_input if "/join/" in field.value)
    assert made.token not in link
    press(app, school, f"withdraw:{made.invitation}")
    assert "The link is withdrawn." in words(app)
    assert "Links not used yet" not in words(app)


def test_a_lead_changes_a_role_and_ends_access(visit, signed_in, rooms, school, ash, brook):
    signed_in(ash)
    app = visit("people", organisation=school.id)
    app.selectbox(key=key(school, "who")).select(brook).run()
    app.radio(key=key(school, f"role:{brook}:contributor")).set_value("reader")
    press(app, school, "save_role")
    assert roles(rooms, school, ash)[brook] == "reader"
    press(app, school, "end")
    assert brook not in roles(rooms, school, ash)
    assert "Brook Lark does not belong here any more" in words(app)


def test_a_lead_makes_a_link_for_a_new_password(visit, signed_in, school, ash, brook):
    signed_in(ash)
    app = visit("people", organisation=school.id)
    app.selectbox(key=key(school, "who")).select(brook).run()
    press(app, school, "reset")
    assert [field for field in app.text_input if "/reset/" in field.value]


def test_handing_over_is_one_step(visit, signed_in, rooms, school, ash, brook):
    signed_in(ash)
    app = visit("people", organisation=school.id)
    app.selectbox(key=key(school, "to")).select(brook)
    app.radio(key=key(school, "then")).set_value("reader")
    next(button for button in app.button if button.label == "Hand over").click().run()
    assert "Brook Lark leads" in words(app)
    assert {roles(rooms, school, brook)[one] for one in (ash, brook)} == {"reader", "lead"}
    assert "Invite somebody" not in words(app)


def test_an_administrator_appoints_a_lead_where_the_only_one_has_gone(
    visit, signed_in, rooms, known, school, brook, now
):
    boss = known("Robin Page")
    rooms.own.reception(None).write(
        lambda unit: [
            unit.run("INSERT INTO {_duty} (person_id, duty, since) VALUES (:id, 'administrator', 0)", id=boss),
            unit.run("UPDATE {membership} SET ended_at = 1 WHERE person_id = 1"),
        ]
    )
    signed_in(boss)
    app = visit("people", organisation=school.id)
    assert "Nobody leads this organisation any more" in words(app)
    app.selectbox(key=keys.page("appointing", "who")).select(brook).run()
    app.button(key=keys.page("appointing", "appoint")).click().run()
    assert roles(rooms, school, brook) == {brook: "lead"}
    signed_in(brook)
    said = words(visit("people", organisation=school.id))
    assert "Brook Lark was made lead by an administrator on 22 November 2026, when nobody led here any more." in said


def test_a_session_that_has_ended_shows_nothing_of_it(visit, signed_in, rooms, school, ash, now):
    token = signed_in(ash)
    rooms.own.reception(None).write(lambda unit: unit.run("UPDATE {_session} SET began_at = :then, seen_at = :then",
                                    then=round((now - timedelta(hours=13)).timestamp() * 1000)))  # fmt: skip
    app = visit("people", organisation=school.id)
    assert token
    assert "Oak" not in words(app)
    assert app.title[0].value == "You have been signed out"
