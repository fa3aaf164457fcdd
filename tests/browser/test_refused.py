"""What nobody may do by a page made by hand, or by pressing twice: refused, and everybody else goes on."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.page import prepared
from benchmarks.session import Session
from tests.browser.conftest import arrive, settle
from tests.browser.serving import Server
from tests.browser.test_faults import ROLES, answer_everything, rows, stored


@pytest.fixture(scope="module")
def reviews():
    return []


@pytest.fixture(scope="module")
def server(tmp_path_factory, reviews):
    """One server for all of these, with a full review for each."""
    with Server(tmp_path_factory.mktemp("refused")) as mine:
        reviews += prepared(mine.database, 4)[1]
        mine.start(datetime.now(UTC))
        yield mine


@pytest.fixture
def review(reviews):
    """A review nobody else answers."""
    return reviews.pop().id


def apart(work):
    """Run a visitor without a browser beside the browser's own loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result(60)


def choice(session, question):
    return next(group for group in session.groups.values() if group.key.split(":")[2:4] == [question, "choice"])


def test_an_option_that_was_never_offered_is_refused_and_the_session_goes_on(server, review):
    async def visit():
        session = await Session.opened(server.url, "review", f"review={review}")
        await session.load()
        forged = await session.choose(choice(session, ROLES), "9 Beyond everything <script>")
        nothing = stored(server, review)
        group = choice(session, ROLES)
        honest = await session.choose(group, group.options[1])
        await session.close()
        return forged, nothing, honest

    forged, nothing, honest = apart(visit())
    assert forged.says("Not saved.")
    assert forged.says("That is not one of the answers to this question. Choose one of those shown.")
    assert nothing == {}
    assert honest.says('class="said"')
    assert stored(server, review) == {ROLES: {"level": 2}}


def test_a_question_of_another_review_cannot_be_answered_from_this_one(server, review, reviews):
    other = reviews[0].id

    async def visit():
        session = await Session.opened(server.url, "review", f"review={review}")
        await session.load()
        group = choice(session, ROLES)
        forged = WidgetState(id=group.id.replace(str(review), str(other)), string_value=group.options[2])
        await session.send(forged, group.fragment)
        again = await session.choose(choice(session, ROLES), group.options[0])
        await session.close()
        return again

    assert apart(visit()).says('class="said"')
    assert stored(server, other) == {}
    assert stored(server, review) == {ROLES: {"level": 1}}


def test_a_second_submit_of_the_same_review_changes_nothing(server, review, window):
    answer_everything(server, review)
    first, second = (window(f"{server.url}/submit?review={review}") for _ in range(2))
    first.get_by_role("button", name="Submit this review").dblclick()
    first.wait_for_url("**/results?*")
    arrive(first)
    second.get_by_role("button", name="Submit this review").click()
    settle(second)
    expect(second.get_by_role("heading", level=1)).not_to_have_text("Check and submit")
    assert rows(server, "SELECT count(*) FROM submission WHERE review_id = ?", review) == [(1,)]
