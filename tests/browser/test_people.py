"""People of a school in Chromium: a link handed over, somebody new who answers, and roles that say whom to ask."""

import pytest
from playwright.sync_api import expect

from assessments import organisations
from tests.browser.conftest import arrive, choose, said, settle
from tests.browser.test_sessions import Local, sign_in, visitor  # noqa: F401 - a fixture
from tests.browser.visiting import SIDEWAYS, axe
from tests.browser.words import said_wrongly
from ui import addresses

NEW = {"Your name": "Bo Lark", "E-mail address": "bo@paper.example", "Password": "violet tractor umbrella"}


@pytest.fixture
def server(tmp_path):
    with Local(tmp_path) as mine:
        mine.start()
        yield mine


def people(server):
    with server.opened() as store:
        return addresses.people(organisations.mine(store.for_user(1))[0].id)


def is_well_made(page):
    """Nothing for axe to find, wide and narrow; nothing sideways; none of the words we keep off pages."""
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert axe(page) == [], width
    assert page.evaluate(SIDEWAYS) <= 0 if page.locator("[data-testid=stMain]").count() else True
    page.set_viewport_size({"width": 1280, "height": 900})
    assert said_wrongly(page.locator("body").inner_text()) == []


@pytest.mark.parametrize("scheme", ["light"])  # in the dark: test_local_accessibility
def test_somebody_is_invited_joins_answers_and_is_told_who_submits(server, visitor, scheme):  # noqa: F811
    ada, bo = visitor(scheme=scheme, policy=False), visitor(scheme=scheme, policy=False)
    sign_in(ada, server, people(server))
    expect(ada.get_by_role("cell", name="Lead", exact=True)).to_be_visible()
    ada.get_by_label("Whom it is for").fill("Bo, deputy")
    ada.get_by_role("button", name="Make a link").click()
    field = ada.get_by_label("Link to join")
    expect(field).to_be_visible()
    link = field.input_value()
    assert link.startswith(f"{server.url}/join/")
    is_well_made(ada)

    bo.goto(link)
    expect(bo.get_by_role("heading", level=1)).to_have_text("Join Paper Boat Primary School")
    is_well_made(bo)
    for label, text in NEW.items():
        bo.get_by_label(label).first.fill(text)
    bo.get_by_role("button", name="Make my account and join").click()
    arrive(bo, "Paper Boat Primary School")
    expect(bo.get_by_text("You are a contributor here.")).to_be_visible()

    bo.goto(f"{server.url}{addresses.submit(server.review)}")
    arrive(bo, "Check and submit")
    expect(said(bo, "Only a lead can submit. Ask Ada Quill.")).to_be_visible()
    expect(bo.get_by_role("button", name="Submit this review")).to_have_count(0)

    ada.goto(f"{server.url}{addresses.review(server.review)}")
    arrive(ada)
    ada.get_by_text("Who answers this section").click()
    choose(ada, "To", "Bo Lark")
    ada.get_by_role("button", name="Give it to them").click()
    expect(said(ada, "It is for Bo Lark now.")).to_be_visible()
    settle(ada)
    is_well_made(ada)
    bo.goto(f"{server.url}/")
    arrive(bo)
    expect(bo.get_by_role("heading", name="My questions")).to_be_visible()
    is_well_made(bo)

    ada.goto(f"{server.url}{people(server)}")
    arrive(ada, "People")
    choose(ada, "Person", "Bo Lark (contributor)")
    ada.get_by_role("button", name="End the access of Bo Lark").click()
    expect(said(ada, "Bo Lark does not belong here any more")).to_be_visible()
    bo.goto(f"{server.url}{addresses.review(server.review)}")
    expect(bo.get_by_role("heading", level=1)).to_have_text("Page not found")
