"""What every test shares: hypothesis and its examples, one PostgreSQL a test process, one browser a file."""

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.postgres import INSTALL, Cluster, programs

if TYPE_CHECKING:  # those that need no browser are not to load one
    from playwright.sync_api import Browser, Playwright

CHROMIUMS = ("chromium-headless-shell", "chromium", "google-chrome")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip

WAITING = {"browser", "deploy", "oidc"}

# A busy machine is slow now and then; that is no fault of the code, and pytest-timeout stops what hangs.
settings.register_profile("stocktake", deadline=None, max_examples=100)
settings.load_profile("stocktake")


def pytest_collection_modifyitems(items):
    """Files that wait for browsers and servers go first, beside others, so that none is left to itself at the end."""
    items.sort(key=lambda item: item.path.parent.name not in WAITING)


@pytest.fixture(scope="session")
def postgres():
    """A server for this process's tests; a test that stops or breaks it makes a `Cluster` of its own."""
    if programs() is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(INSTALL)
    with Cluster() as cluster:
        yield cluster


def chromium(playwright: "Playwright") -> "Browser":
    """The system's Chromium, best the one without windows (it opens a page in half the time)."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)), None)
    assert found, f"Install {CHROMIUMS[0]} for the browser tests (python3 dev.py test does it where it may)."
    return playwright.chromium.launch(executable_path=found, args=FLAGS)


@pytest.fixture(scope="module")
def browser():
    """One for all tests of a file: while it is open, the thread has a loop that runs, and asyncio.run is refused."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = chromium(playwright)
        yield opened
        opened.close()
