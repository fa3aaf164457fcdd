"""Real Chromium against the real server: one browser and one server a session, a new context a test, motion reduced."""

import re
from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.serving import Server

Scheme = Literal["light", "dark"]
expect.set_options(timeout=20_000)


def pytest_generate_tests(metafunc):
    """Tests of every page (every_page.py) are tried on the pages that the class of a file names."""
    if names := getattr(metafunc.function, "over", None):
        metafunc.parametrize("name", getattr(metafunc.cls, names))


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """A running server that the tests of a session share; it began empty."""
    with Server(tmp_path_factory.mktemp("shared")) as shared:
        shared.start()
        yield shared


@pytest.fixture
def own_server(tmp_path):
    """A running server of this test's own, with nothing in it yet."""
    with Server(tmp_path) as mine:
        mine.start()
        yield mine


@pytest.fixture
def window(browser):
    """Open windows on addresses, each a visitor of its own; without `policy` scripts may be put into the page."""
    contexts = []

    def opened(url: str, *, width: int = 1280, scheme: Scheme = "light", policy: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce", locale="en-GB",
            timezone_id="Europe/London", bypass_csp=not policy,
        )  # fmt: skip
        contexts.append(context)
        page: Page = context.new_page()
        page.goto(url)
        arrive(page)
        return page

    yield opened
    for context in contexts:
        context.close()


# The run may be over before its elements are there: each kind of element is fetched when it is first drawn.
SETTLED = """() => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-stale=true], [data-testid=stSkeleton]')"""

NEXT_FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def settle(page: Page) -> None:
    """Nothing runs and nothing on the page is stale. See the outcome itself first: this alone may read the old page."""
    page.wait_for_function(SETTLED, timeout=20_000)  # asks at every frame, so it costs no more than the page takes


def arrive(page: Page, heading: str | None = None) -> None:
    """A page is there: its h1 (with these words, when given), and it has been drawn to the end."""
    h1 = page.get_by_role("heading", level=1)
    expect(h1).to_have_count(1)
    if heading:
        expect(h1).to_contain_text(heading)
    settle(page)


def said(page: Page, sentence: str) -> Locator:
    """A sentence on the page itself, and not where our script repeats it for screen readers."""
    return page.get_by_test_id("stMainBlockContainer").get_by_text(sentence)


def choose(page: Page, label: str, option: str) -> None:
    """Choose in a select box. Its list closes when the page scrolls, so the page is scrolled to it before."""
    settle(page)
    box = page.get_by_role("combobox", name=label)
    box.scroll_into_view_if_needed()
    page.evaluate(NEXT_FRAME)
    box.click()
    page.get_by_role("option", name=option, exact=True).click()
    settle(page)


def pick(page: Page, option: str) -> None:
    """Choose one of the frameworks shown."""
    settle(page)
    shown = page.get_by_role("radiogroup").locator("label").filter(has_text=option)
    shown.click()
    expect(shown.locator("input")).to_be_checked()
    settle(page)


def press(page: Page, name: str | re.Pattern[str], heading: str) -> None:
    """Press a button that leads to another page."""
    settle(page)
    page.get_by_role("button", name=name).click()
    arrive(page, heading)


def fill_in_organisation(page: Page, name: str, *, phase: str = "Primary", pupils: str = "212") -> None:
    """The four fields of a school."""
    page.get_by_role("textbox", name="Name of the organisation").fill(name)
    page.keyboard.press("Tab")
    choose(page, "What kind of organisation is it?", "School")
    choose(page, "Which phase?", phase)
    page.get_by_role("textbox", name="How many pupils").fill(pupils)
    page.keyboard.press("Tab")
    settle(page)


def start_review(page: Page, name: str = "Oak Hill School") -> None:
    """On the start page: a primary school begins the quick form of online safety."""
    fill_in_organisation(page, name)
    pick(page, "Online safety")
    press(page, "Start the quick form", "Leadership and policy")
