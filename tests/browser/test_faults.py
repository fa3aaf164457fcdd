"""What goes wrong around a page: a sentence with the next step each time, what was typed kept, the process alive."""

import json
import os
import re
import resource
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import TimeoutError as TooLateError
from playwright.sync_api import expect

from assessments import answering, submitting
from assessments.reviews import open as open_review
from assessments.store import open_store
from benchmarks.page import prepared
from frameworks.catalogue import Catalogue, shipped_folder
from scoring.answers import Answer
from tests.browser.conftest import arrive, said, settle
from tests.browser.serving import Server

TYPED = "Agreed by governors, <b>March</b>"
NOT_NOW = "Nothing can be read or saved just now"
POLICY, ROLES = "esafe.lead.policy", "esafe.lead.roles"


@pytest.fixture(scope="module")
def reviews():
    return []


@pytest.fixture(scope="module")
def server(tmp_path_factory, reviews):
    """One server for all of these, with a full review for each."""
    with Server(tmp_path_factory.mktemp("faults")) as mine:
        reviews += prepared(mine.database, 12)[1]
        mine.start(datetime.now(UTC))
        yield mine


@pytest.fixture
def review(server, reviews):
    """A review nobody else answers; whatever the test did, the server that began is still there and well."""
    yield reviews.pop().id
    assert server.process.poll() is None
    with urlopen(f"{server.url}/readyz") as answer:
        assert answer.status == 200


def ready_says(server, status):
    """What /readyz says is wrong; meanwhile /healthz says that the process answers."""
    with urlopen(f"{server.url}/healthz") as answer:
        assert json.load(answer) == {"status": "ok"}
    try:
        with urlopen(f"{server.url}/readyz") as answer:
            found, because = answer.status, None
    except HTTPError as refused:
        found, because = refused.status, json.load(refused)["because"]
    assert found == status
    return because


def rows(server, sql, *values):
    with closing(sqlite3.connect(server.database)) as outside:
        return outside.execute(sql, values).fetchall()


def stored(server, review):
    found = rows(server, "SELECT question, given FROM answer WHERE review_id = ?", review)
    return {question: json.loads(given) for question, given in found}


def card(page, question):
    return page.locator(f".st-key-question-{question.replace('.', '-')}")


def answer_everything(server, review):
    catalogue, now = Catalogue.load(shipped_folder()), datetime.now(UTC)
    with closing(open_store(server.database)) as store:
        door = store.for_user(1)
        for question in open_review(door, catalogue, review, now=now).shown:
            answering.give(door, catalogue, review, question, Answer(level=2), seen=0, now=now)


def submit(server, review):
    with closing(open_store(server.database)) as store:
        submitting.submit(store.for_user(1), Catalogue.load(shipped_folder()), review, now=datetime.now(UTC))


def choose(page, question, level):
    card(page, question).get_by_role("radiogroup").get_by_text(level).click()


def opened(page, question):
    """The question with what stands beside it opened."""
    found = card(page, question)
    found.get_by_text("and evidence").or_(found.get_by_text("evidence and numbers")).first.click()
    expect(found.get_by_label("Comment", exact=True)).to_be_visible()
    settle(page)
    return found


def comment(page, question, words):
    found = card(page, question)
    found.get_by_label("Comment", exact=True).fill(words)
    page.keyboard.press("Tab")
    return found


def not_saved(found, because):
    expect(found.get_by_role("alert")).to_contain_text("Not saved.")
    expect(found.get_by_role("alert")).to_contain_text(because)
    expect(found.get_by_role("alert")).to_contain_text("What you gave is still here.")


def saved_after_all(page, found, server, review):
    """The comment is still in its box; pressed again, it is stored as it was typed."""
    expect(found.get_by_label("Comment", exact=True)).to_have_value(TYPED)
    assert "comment" not in stored(server, review).get(POLICY, {})
    found.get_by_role("button", name="Try again").click()
    expect(found.locator(".said")).to_contain_text("Saved")
    expect(found.get_by_role("alert")).to_have_count(0)
    expect(found.get_by_label("Comment", exact=True)).to_have_value(TYPED)
    settle(page)
    assert stored(server, review)[POLICY]["comment"] == TYPED


def test_a_database_locked_by_another_program_is_told_and_saved_when_it_lets_go(server, review, window):
    page = window(f"{server.url}/review?review={review}")
    found = opened(page, POLICY)
    with closing(sqlite3.connect(server.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        comment(page, POLICY, TYPED)
        not_saved(found, "Another program is using the database. Nothing was saved: wait a moment and try again.")
        assert ready_says(server, 503).startswith("Another program is using the database.")
        other.execute("ROLLBACK")
    saved_after_all(page, found, server, review)


@contextmanager
def disk_full(server) -> Iterator[None]:
    """The system lets the server make no file longer."""
    process, kind = server.process.pid, resource.RLIMIT_FSIZE
    soft, hard = resource.prlimit(process, kind)
    resource.prlimit(process, kind, (1, hard))
    try:
        yield
    finally:
        resource.prlimit(process, kind, (soft, hard))


def test_a_disk_without_room_is_told_and_saved_when_there_is_room(server, review, window):
    page = window(f"{server.url}/review?review={review}")
    found = opened(page, POLICY)
    with disk_full(server):
        comment(page, POLICY, TYPED)
        not_saved(found, "The disk refused to read or write. Nothing was saved: check the disk")
    saved_after_all(page, found, server, review)


@contextmanager
def only_readable(server) -> Iterator[None]:
    """Mark the file, by its format's own mark, as one that this version may read but not write (root may write all)."""

    def marked(version):
        with closing(sqlite3.connect(server.database, isolation_level=None)) as outside:
            outside.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with server.database.open("r+b") as file:
            file.seek(18)
            file.write(bytes([version]))

    marked(3)
    try:
        yield
    finally:
        with server.database.open("r+b") as file:
            file.seek(18)
            file.write(bytes([2]))


def test_a_database_that_may_only_be_read_is_told_and_saved_when_it_may_be_written(server, review, window):
    page = window(f"{server.url}/review?review={review}")
    found = opened(page, POLICY)
    with only_readable(server):
        comment(page, POLICY, TYPED)
        not_saved(found, "The database can only be read here. Nothing was saved: let this program write")
        assert ready_says(server, 503).startswith("The database can only be read here.")
    saved_after_all(page, found, server, review)


def test_a_page_asked_for_while_the_file_is_away_says_so_and_comes_when_it_is_back(server, review, window):
    away = server.database.with_name("away.db")
    server.database.rename(away)
    try:
        page = window(f"{server.url}/review?review={review}")
        expect(page.get_by_role("heading", level=1)).to_have_text(NOT_NOW)
        assert ready_says(server, 503) == (
            f"The database file is no longer at {server.database}. "
            "Put it back and try again; nothing is saved until then."
        )
        expect(said(page, "Put it back and try again")).to_be_visible()
    finally:
        away.rename(server.database)
    page.get_by_role("link", name="Load this page again").click()
    arrive(page, "Leadership and policy")


def damage(server, table):
    """Overwrite the page where this table begins; what nobody reads of it is not noticed."""
    with closing(sqlite3.connect(server.database)) as outside:
        outside.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (size,) = outside.execute("PRAGMA page_size").fetchone()
        (page,) = outside.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    with server.database.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xa5" * size)


def test_a_damaged_page_of_the_file_met_while_reading_a_review_is_told(tmp_path, window):
    with Server(tmp_path) as server:
        review = prepared(server.database, 1)[1][0].id
        server.start(datetime.now(UTC))
        damage(server, "answer")
        page = window(f"{server.url}/review?review={review}")
        expect(page.get_by_role("heading", level=1)).to_have_text(NOT_NOW)
        expect(said(page, f"The database is damaged. Stop Stocktake, keep a copy of {server.database}")).to_be_visible()
        page.get_by_role("link", name="Frameworks").click()  # what needs nothing of it goes on
        arrive(page, "Frameworks")
        assert server.process
        assert server.process.poll() is None


def test_a_damaged_file_is_told_at_the_start_and_the_backup_put_in_its_place_is_used_without_a_restart(
    tmp_path, window
):
    with Server(tmp_path) as server:
        review = prepared(server.database, 1)[1][0].id
        backup = server.database.with_name("backup.db")
        with closing(sqlite3.connect(server.database)) as outside:
            outside.execute("VACUUM INTO ?", (str(backup),))
        damage(server, "answer")
        server.start(datetime.now(UTC), until="healthz")
        assert ready_says(server, 503) == (
            f"The database is damaged. Stop Stocktake, keep a copy of {server.database}, and restore the last backup."
        )
        page = window(f"{server.url}/review?review={review}")
        expect(page.get_by_role("heading", level=1)).to_have_text(NOT_NOW)
        expect(said(page, "The database is damaged.")).to_be_visible()
        backup.replace(server.database)
        page.get_by_role("link", name="Load this page again").click()
        arrive(page, "Leadership and policy")
        assert ready_says(server, 200) is None


def test_a_submission_that_was_damaged_is_not_shown_and_the_others_are(tmp_path, window):
    with Server(tmp_path) as server:
        _, (first, second) = prepared(server.database, 2)
        for review in (first.id, second.id):
            answer_everything(server, review)
            submit(server, review)
        with closing(sqlite3.connect(server.database)) as outside:
            flipped = (
                "UPDATE submission SET content = replace(content, '\"level\":2', '\"level\":4') WHERE review_id = ?"
            )
            outside.execute(flipped, (first.id,))
            outside.commit()
        server.start(datetime.now(UTC))
        page = window(f"{server.url}/results?review={first.id}")
        expect(page.get_by_role("heading", level=1)).to_have_text("This cannot be shown")
        expect(said(page, "damaged")).to_be_visible()
        with pytest.raises(HTTPError) as refused:
            urlopen(f"{server.url}/download/results.pdf?review={first.id}")
        assert refused.value.status == 500
        assert "damaged" in refused.value.read().decode()
        page.goto(f"{server.url}/results?review={second.id}")
        arrive(page, "Results: Online safety")


def test_an_answer_on_its_way_when_the_server_is_killed_is_called_unsaved_and_kept(tmp_path, window):
    with Server(tmp_path) as server:
        review = prepared(server.database, 1)[1][0].id
        server.start(datetime.now(UTC))
        page = window(f"{server.url}/review?review={review}")
        choose(page, ROLES, "3 In place")
        expect(card(page, ROLES).locator(".said")).to_contain_text("Saved")
        found = opened(page, POLICY)
        assert server.process
        os.kill(server.process.pid, signal.SIGSTOP)  # what is sent now arrives, and nobody reads it
        comment(page, POLICY, TYPED)
        choose(page, POLICY, "2 Early steps")
        server.kill()
        server.start(datetime.now(UTC))
        not_saved(found, "The connection was lost before this was saved. Press “Try again” to save it.")
        assert set(stored(server, review)) == {ROLES}
        expect(found.get_by_role("radio", checked=True)).to_have_count(1)
        expect(found.get_by_label("Comment", exact=True)).to_have_value(TYPED)
        again = found.get_by_role("button", name="Try again")
        for _ in range(4):  # the level and the comment, each when it is offered
            with suppress(TooLateError):  # it went while it was looked for: both were saved
                again.first.click(timeout=3_000)
            settle(page)
            if not again.count():
                break
        expect(again).to_have_count(0)
        expect(found.locator(".said").last).to_contain_text("Saved")
        assert stored(server, review)[POLICY] == {"comment": TYPED, "level": 2}
        assert stored(server, review)[ROLES] == {"level": 3}


def test_a_link_that_is_no_web_address_is_refused_and_stays_in_its_box(server, review, window):
    page = window(f"{server.url}/review?review={review}")
    found = opened(page, POLICY)
    found.get_by_label("What shows it").fill("Online safety policy")
    found.get_by_label("Link to it").fill("javascript:alert(1)")
    page.keyboard.press("Tab")
    found.get_by_role("button", name="Add this evidence").click()
    not_saved(found, "A link must begin with https:// or http://.")
    expect(found.get_by_label("Link to it")).to_have_value("javascript:alert(1)")
    expect(found.get_by_label("What shows it")).to_have_value("Online safety policy")
    assert page.locator("a[href^='javascript']").count() == 0
    assert stored(server, review) == {}
    found.get_by_label("Link to it").fill("https://school.example/policy")
    page.keyboard.press("Tab")
    found.get_by_role("button", name="Add this evidence").click()
    expect(found.locator(".said")).to_contain_text("Saved")
    assert stored(server, review)[POLICY]["evidence"][0]["url"] == "https://school.example/policy"


def test_a_number_out_of_range_is_refused_and_stays_in_its_box(server, review, window):
    page = window(f"{server.url}/review?review={review}&section=esafe.tech")
    found = opened(page, "esafe.tech.filtering")
    box = found.get_by_label("Devices filtered wherever they are used", exact=True)
    box.fill("-4")
    page.keyboard.press("Tab")
    found.get_by_label(re.compile("Devices you provide")).fill("120")
    page.keyboard.press("Tab")
    expect(found.get_by_role("alert")).to_contain_text("Not saved.")
    expect(box).to_have_value("-4")
    assert rows(server, "SELECT count(*) FROM measurement") == [(0,)]
    box.fill("104")
    page.keyboard.press("Tab")
    expect(found.locator(".said")).to_contain_text("Saved")
    assert rows(server, "SELECT count(*) FROM measurement") == [(1,)]
