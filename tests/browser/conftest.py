"""Real Chromium against the real server: one browser a session, a new context a test, motion reduced."""

import os
import shutil
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.serving import Server

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip
NOW = datetime(2026, 11, 14, 9, 30, tzinfo=UTC)
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser():
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert found, "Install chromium for the browser tests (python3 dev.py test does it where it may)."
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def server(tmp_path):
    """A server of this test's own, not started yet."""
    with Server(tmp_path) as mine:
        yield mine


@pytest.fixture
def page(browser: Browser):
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, reduced_motion="reduce", locale="en-GB", timezone_id="Europe/London"
    )
    yield context.new_page()
    context.close()


def settle(page: Page) -> None:
    """Nothing runs and nothing on the page is stale. See the outcome itself first: this alone may read the old page."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.locator("[data-stale=true]")).to_have_count(0)


def arrive(page: Page, heading: str | None = None) -> None:
    """A page is there: its h1 (with these words, when given), and it has been drawn to the end."""
    h1 = page.get_by_role("heading", level=1)
    expect(h1).to_have_count(1)
    if heading:
        expect(h1).to_contain_text(heading)
    settle(page)
