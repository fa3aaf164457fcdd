"""PostgreSQL away, and back: a sentence on the page, what was typed kept, and no restart of the app."""

import os
from contextlib import closing
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from assessments import answering
from assessments.store import open_store
from benchmarks.page import prepared
from tests.browser.conftest import arrive, settle
from tests.browser.serving import Server
from tests.browser.test_faults import NOT_NOW, POLICY, TYPED, comment, opened, ready_says
from tests.postgres import INSTALL, Cluster, programs

pytestmark = pytest.mark.timeout(240)


@pytest.fixture
def cluster():
    """A server of this test's own, since it is stopped."""
    if programs() is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(INSTALL)
    with Cluster() as mine:
        yield mine


def test_a_server_that_is_away_is_told_and_what_was_typed_is_saved_when_it_is_back(cluster, tmp_path, window):
    database = cluster.new_database()
    review = prepared(database, 1)[1][0].id
    with Server(tmp_path, postgresql=database) as server:
        server.start(datetime.now(UTC))
        page = window(f"{server.url}/review?review={review}")
        found = opened(page, POLICY)
        cluster.stop()
        comment(page, POLICY, TYPED)
        expect(found.get_by_role("alert")).to_contain_text("Not saved.")
        expect(found.get_by_role("alert")).to_contain_text("What you gave is still here.")
        because = ready_says(server, 503)
        assert because is not None
        assert because in found.get_by_role("alert").inner_text()
        elsewhere = window(f"{server.url}/review?review={review}")
        expect(elsewhere.get_by_role("heading", level=1)).to_have_text(NOT_NOW)
        cluster.start()
        assert ready_says(server, 200) is None
        elsewhere.get_by_role("link", name="Load this page again").click()
        arrive(elsewhere, "Leadership and policy")
        expect(found.get_by_label("Comment", exact=True)).to_have_value(TYPED)
        found.get_by_role("button", name="Try again").click()
        expect(found.locator(".said")).to_contain_text("Saved")
        settle(page)
        with closing(open_store(database)) as store:
            (kept,) = answering.history(store.for_user(1), review)
        assert (kept.question, kept.answer.comment) == (POLICY, TYPED)
        assert found.get_by_role("alert").count() == 0
