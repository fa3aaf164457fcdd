"""A network's plan on its page: progress by theme, adding and changing, and what members are asked."""

from datetime import date
from decimal import Decimal

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assessments import actions
from assessments.access import networks, planning
from assessments.regional import Intended
from tests.ui.conftest import words
from tests.ui.networked import ADMINISTRATOR, ADVISER, REGION_LEAD, TRUST_LEAD, around, sit_down
from tests.ui.test_actions import by_label
from ui import addresses, composition
from ui.routes import ROUTES

OWNER = 1


@pytest.fixture
def placed(rooms, school, now):
    found = around(rooms.own, now)
    networks.bring_in(rooms.own.reception(ADMINISTRATOR), school.id, found.trust, since=now.date(), now=now)
    return found


@pytest.fixture
def sit(monkeypatch, rooms):
    def down(person):
        sit_down(monkeypatch, composition, rooms.own, person)
        monkeypatch.setattr(composition, "desk_of", lambda _: composition.desk())

    return down


def test_a_lead_adds_an_action_and_says_how_far_it_is(visit, rooms, placed, sit):
    sit(REGION_LEAD)
    app = visit("plan", network=placed.region, add=1)
    by_label(app.text_area, "What will be done").input("Train *every* school")
    by_label(app.text_input, "Who leads it").input("The network office")
    by_label(app.selectbox, "Theme").set_value("learning")
    by_label(app.button, "Add this action").click().run()
    (made,) = planning.of(rooms.own.reception(REGION_LEAD), placed.region).own
    assert (made.what, made.theme, made.lead) == ("Train *every* school", "learning", "The network office")
    app = visit("plan", network=placed.region, action=made.id)
    by_label(app.selectbox, "Status").set_value("complete")
    by_label(app.text_area, "A note on this change").input("Done in May.")
    by_label(app.button, "Keep the change").click().run()
    said = words(visit("plan", network=placed.region))
    assert "Progress by theme Theme Complete In progress Late Learning 1 of 1 0 0" in said
    assert "complete. Done in May." in words(visit("plan", network=placed.region, action=made.id))


def test_a_part_reads_what_is_asked_of_it_and_others_find_no_page(visit, rooms, placed, sit, now):
    asked = Intended(what="Share one helpdesk", theme="support", whom="below", below=placed.trust)
    planning.add(rooms.own.reception(REGION_LEAD), placed.region, asked, now=now)
    sit(TRUST_LEAD)
    assert "Asked of you by the networks above From their plans" in words(visit("plan", network=placed.trust))
    for network, person in ((placed.region, TRUST_LEAD), (placed.region, ADVISER)):
        sit(person)
        assert visit("plan", network=network).title[0].value == "Page not found"


def test_a_member_takes_what_is_asked_of_it_into_its_own_actions(visit, rooms, door, placed, sit, school, now):
    asked = Intended(what="Name one *contact*", theme="coordination", whom="members", due=date(2027, 3, 1))
    planning.add(rooms.own.reception(REGION_LEAD), placed.region, asked, now=now)
    sit(OWNER)
    app = visit("actions", organisation=school.id)
    assert "Name one *contact* From the plan of Eastmere. Due 1 March 2027." in words(app)
    next(each for each in app.button if each.label.startswith("Put it into our actions")).click().run()
    (made,) = actions.of(door, school.id)
    assert (made.what, made.due, made.plan) == ("Name one *contact*", date(2027, 3, 1), "Eastmere")


def test_the_plan_is_taken_along_and_runs_no_formula(rooms, placed, sit, now):
    sit(REGION_LEAD)
    one = Intended(what="=2+2", theme="research", cost=Decimal("10.50"))
    planning.add(rooms.own.reception(REGION_LEAD), placed.region, one, now=now)
    with TestClient(Starlette(routes=ROUTES)) as client:
        text = client.get(addresses.download("plan.csv", network=placed.region)).content.decode("utf-8-sig")
        assert client.get(addresses.download("plan.xlsx", network=placed.region)).content.startswith(b"PK")
        sit(ADVISER)
        assert client.get(addresses.download("plan.csv", network=placed.region)).status_code == 404
    assert ",'=2+2,The network itself,Research,medium,,,,not started,10.5," in text
