"""Two processes on one PostgreSQL behind the shipped nginx: a review goes on while both are restarted in turn."""

from contextlib import closing
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from assessments import answering
from assessments.store import open_store
from benchmarks.page import prepared
from benchmarks.proxy import proxied
from tests.browser.conftest import arrive, settle
from tests.browser.serving import Server

TYPED = "Agreed by governors, <b>March</b>"
POLICY, ROLES = "esafe.lead.policy", "esafe.lead.roles"
CONNECTED = "() => document.querySelector('[data-testid=stApp]')?.dataset.testConnectionState === 'CONNECTED'"
pytestmark = pytest.mark.timeout(240)


@pytest.fixture(scope="module")
def database(postgres):
    return postgres.new_database()


@pytest.fixture(scope="module")
def review(database):
    return prepared(database, 1)[1][0].id


@pytest.fixture(scope="module")
def processes(database, review, tmp_path_factory):
    """Both, by their port."""
    servers = [Server(tmp_path_factory.mktemp("process"), postgresql=database) for _ in range(2)]
    try:
        for server in servers:
            server.start(datetime.now(UTC))
        yield {server.port: server for server in servers}
    finally:
        for server in servers:
            server.stop()


@pytest.fixture(scope="module")
def address(nginx, processes):
    with proxied(list(processes)) as proxy:
        yield proxy.url


@pytest.fixture
def page(address, review, browser):
    """The review in a window that trusts the certificate made for this test."""
    context = browser.new_context(ignore_https_errors=True, reduced_motion="reduce", locale="en-GB")
    opened = context.new_page()
    opened.goto(f"{address}/review?review={review}")
    arrive(opened, "Leadership and policy")
    yield opened
    context.close()


def card(page, question):
    return page.locator(f".st-key-question-{question.replace('.', '-')}")


def answer(page, question, level):
    """Choose a level; comes back when the page says that it is saved."""
    card(page, question).get_by_role("radiogroup").get_by_text(level).click()
    expect(card(page, question).locator(".said")).to_contain_text("Saved")
    settle(page)


def held_by(page):
    """The port of the process that holds the window's socket, as nginx noted it."""
    (noted,) = (cookie for cookie in page.context.cookies(f"{page.url.split('/review')[0]}/_stcore/stream")
                if cookie["name"] == "stocktake_process")  # fmt: skip
    return int(noted["value"])


def restart(page, processes):
    """Stop the process that serves this window, see the window move to the other, and start it again."""
    before = held_by(page)
    processes[before].stop()
    assert processes[before].process.returncode in {0, -15}, "it was not ended gently"
    page.wait_for_function(CONNECTED)
    settle(page)
    assert held_by(page) != before
    processes[before].start(datetime.now(UTC))
    return before


def stored(database, review):
    """What is in the database, read by somebody new."""
    with closing(open_store(database)) as store:
        return {line.question: line.answer for line in answering.history(store.for_user(1), review)}


def test_a_review_goes_on_while_both_processes_are_restarted_in_turn(page, processes, database, review):
    answer(page, ROLES, "3 In place")
    found = card(page, POLICY)
    found.get_by_text("and evidence").or_(found.get_by_text("evidence and numbers")).first.click()
    box = found.get_by_label("Comment", exact=True)
    expect(box).to_be_visible()
    settle(page)
    box.fill(TYPED)  # and not yet sent when the process ends
    first = restart(page, processes)
    expect(box).to_have_value(TYPED)
    assert stored(database, review)[ROLES].level == 3
    box.press("Tab")
    expect(found.get_by_role("alert")).to_contain_text("Not saved. The connection was lost before this was saved.")
    assert POLICY not in stored(database, review)  # what is called unsaved is not there either
    found.get_by_role("button", name="Try again").click()
    expect(found.locator(".said")).to_contain_text("Saved")
    settle(page)
    assert stored(database, review)[POLICY].comment == TYPED
    second = restart(page, processes)
    assert {first, second} == set(processes)  # each has served this window
    answer(page, POLICY, "2 Early steps")
    kept = stored(database, review)
    assert (kept[ROLES].level, kept[POLICY].level, kept[POLICY].comment) == (3, 2, TYPED)
    page.reload()
    arrive(page, "Leadership and policy")
    settle(page)
    assert len(stored(database, review)) == 2
