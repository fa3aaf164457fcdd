"""Signing in with a provider in Chromium: refused without an invitation, in with one, and out again."""

import re
import time
from datetime import timedelta

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from assessments import organisations
from assessments.access import invitations
from assessments.access.invitations import Offer
from assessments.store import open_store
from tests.browser.conftest import arrive
from tests.browser.serving import NOW, Server
from tests.browser.visiting import BROKEN, RULES
from tests.oidc.provider import CLIENT, SECRET, served

OWNER = 1
SCHOOL = "Paper Boat Primary School"
THEIRS = "Paper Boat sign-in"


@pytest.fixture
def theirs():
    began = time.monotonic()
    with served(clock=lambda: NOW + timedelta(seconds=time.monotonic() - began)) as provider:
        yield provider


@pytest.fixture
def ours(tmp_path, theirs):
    """Stocktake with one school and one invitation into it; gives its server, the link's path and the school's id."""
    told = {
        "STOCKTAKE_OIDC_ISSUER": theirs.issuer,
        "STOCKTAKE_OIDC_CLIENT_ID": CLIENT,
        "STOCKTAKE_OIDC_CLIENT_SECRET": SECRET,
        "STOCKTAKE_OIDC_NAME": "Paper Boat",
    }
    with Server(tmp_path, mode="oidc", more=told) as server:
        store = open_store(server.database, clock=lambda: NOW)
        school = organisations.add(
            store.for_user(OWNER),
            name=SCHOOL,
            kind="school",
            phase="primary",
            region=None,
            facts={"pupils": 212},
            now=NOW,
        )
        link = invitations.make(store.reception(OWNER), Offer("lead", organisation=school.id), now=NOW)
        store.close()
        server.start()
        yield server, f"/join/{link.token}", school.id


@pytest.fixture
def visitor(browser):
    """Somebody with a browser of their own; without `policy` scripts may be put into the page, for axe."""
    contexts = []

    def opened(*, policy: bool = True) -> Page:
        context = browser.new_context(reduced_motion="reduce", locale="en-GB", bypass_csp=not policy)
        contexts.append(context)
        page: Page = context.new_page()
        return page

    yield opened
    for context in contexts:
        context.close()


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def accessible(page: Page) -> None:
    page.evaluate(AXE_SCRIPT)
    assert page.evaluate(BROKEN, RULES) == []


def as_user(page: Page, user: str) -> None:
    """Press our button, and choose who one is at the provider."""
    page.get_by_role("link", name="Sign in with Paper Boat").click()
    heading(page, THEIRS)
    page.get_by_role("link", name=user, exact=True).click()


def test_the_way_in_with_a_provider_and_out_again(ours, visitor, theirs):
    server, link, school = ours
    wanted = f"{server.url}/settings?organisation={school}"
    page = visitor(policy=False)

    page.goto(wanted)
    heading(page, "Sign in")
    accessible(page)
    as_user(page, "DfE user")
    heading(page, "You are not signed in")
    expect(page.get_by_role("alert")).to_contain_text("not linked to anybody here yet")
    accessible(page)
    page.get_by_role("link", name="Go to sign in").click()
    heading(page, "Sign in")

    page.goto(f"{server.url}{link}")
    accessible(page)
    as_user(page, "DfE user")
    arrive(page)
    expect(page.get_by_text(SCHOOL).first).to_be_visible()

    broken: list[str] = []
    another = visitor()
    another.on("console", lambda said: broken.append(said.text) if "Content Security Policy" in said.text else None)
    another.goto(wanted)
    with another.expect_request(re.compile(r"/sign-in/back\?")) as back:
        as_user(another, "DfE user")
    expect(another).to_have_url(wanted)
    arrive(another, "Settings")

    stranger = visitor()
    stranger.goto(back.value.url)
    heading(stranger, "You are not signed in")
    expect(stranger.get_by_role("alert")).to_contain_text("begun in another browser")
    stranger.goto(wanted)
    heading(stranger, "Sign in")

    theirs.trouble = "down"  # those who are in stay in
    another.reload()
    arrive(another, "Settings")
    assert broken == []
    assert not re.search(r"una|reed|kite\.example|3E4F", server.log(), re.IGNORECASE)
