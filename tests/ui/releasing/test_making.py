"""Comparison figures on a page: looked at first, then made, by those who may."""

import pytest

from assessments import demo
from assessments.comparison import Scope, releasing
from assessments.errors import NotYours
from assessments.periods import starting
from tests.assessments.access.conftest import Installation
from tests.assessments.access.networked import REGION_LEAD, TRUST_LEAD, around
from tests.ui.conftest import words
from ui import composition
from ui.releasing.part import LOOK, MAKE

ADMIN = 9002


@pytest.fixture
def installation(rooms, catalogue, now, monkeypatch):
    """The demo's organisations in an installation where people sign in."""
    demo.build(rooms.own, catalogue, now=now, plan=demo.Plan(24, 1))
    monkeypatch.setattr(composition, "mode", lambda: "local")
    found = Installation(rooms.own)
    found.person(ADMIN, "Ash Admin", email="ash@paper-boat.example", duties=("administrator",))
    return found


def pressed(app, label):
    next(button for button in app.button if button.label == label).click().run()
    return app


def test_an_administrator_looks_first_and_then_makes_the_figures(installation, visit, signed_in, rooms, catalogue):
    signed_in(ADMIN)
    app = visit("administration", part="comparison")
    offers = releasing.offers(rooms.own.counting(), catalogue)
    enough = next(offer for offer in offers if offer.is_enough)
    choice = next(box for box in app.selectbox if box.label == "Which figures")
    assert len(choice.options) == sum(offer.is_enough for offer in offers) < len(offers)
    assert f"Too few submitted to show anything yet: {len(offers) - len(choice.options)}" in words(app)
    choice.set_value(next(one for one in choice.options if one.startswith(enough.name))).run()
    pressed(app, LOOK)
    told = words(app)
    assert f"of {enough.submitted} submitted are counted" in told
    assert "more counted would release it" in told
    pressed(app, MAKE)
    assert "Comparison figures were made" in words(app)
    made = releasing.offers(rooms.own.counting(), catalogue)
    assert [offer.scope for offer in made if offer.last is not None] == [enough.scope]


def test_who_leads_a_network_with_none_above_it_may_make_figures_and_who_leads_one_below_may_not(
    rooms, catalogue, now, monkeypatch, visit, signed_in
):
    monkeypatch.setattr(composition, "mode", lambda: "local")
    there = around(Installation(rooms.own))
    signed_in(REGION_LEAD)
    assert "Make comparison figures" in words(visit("network", network=there.region))
    assert "Nobody has submitted a review yet" in words(visit("network", network=there.region, part="comparison"))
    signed_in(TRUST_LEAD)
    assert "Make comparison figures" not in words(visit("network", network=there.trust))
    reception, counting = rooms.own.reception(TRUST_LEAD), rooms.own.counting()
    scope = Scope("esafety", "2026", starting(2026, "academic"))
    with pytest.raises(NotYours):
        releasing.make_as(reception, counting, catalogue, scope, now=now)
