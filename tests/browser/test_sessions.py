"""People who sign in, in Chromium: what ends a session, where one lands, and what is refused at the door."""

import asyncio
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta

import pytest
import websockets
from playwright.sync_api import expect

from assessments import organisations, reviews
from assessments.access import accounts
from assessments.store import open_store
from frameworks.catalogue import Catalogue
from tests.browser.conftest import arrive
from tests.browser.serving import NOW, ROOT, Server, free_port
from tests.browser.visiting import axe
from ui import addresses

ADA, GOOD, OTHER = "ada@paper.example", "paper boats sail on ponds", "eleven lamps over the quay"
POLICY = "Leadership and policy"


class Local(Server):
    """Stocktake where Ada leads a school with a review under way; `review` is its id."""

    def __init__(self, folder):
        super().__init__(folder, mode="local")
        with self.opened() as store:
            nobody = store.reception(None)
            link = accounts.first_link(nobody, name="Ada Quill", email=ADA, take_over=True, now=NOW)
            accounts.reset(nobody, link, GOOD, accounts.Knock("test", NOW))
            school = organisations.add(
                store.for_user(1), name="Paper Boat Primary School", kind="school", phase="primary",
                facts={"pupils": 240}, now=NOW,
            )  # fmt: skip
            begun = reviews.start(store.for_user(1), Catalogue.load(), school.id, "esafety", form="short", now=NOW)
        self.review = begun.id

    def opened(self):
        """Its database, as the server's operator would open it."""
        return closing(open_store(self.database, clock=lambda: NOW))

    def answers(self):
        with self.opened() as store:
            return dict(reviews.open(store.for_user(1), Catalogue.load(), self.review, now=NOW).answers)


@pytest.fixture(scope="module")
def local(tmp_path_factory):
    with Local(tmp_path_factory.mktemp("local")) as mine:
        mine.start()
        yield mine


@pytest.fixture
def own_local(tmp_path):
    with Local(tmp_path) as mine:
        mine.start()
        yield mine


@pytest.fixture
def visitor(browser):
    """Open browsers, each with cookies of its own."""
    contexts = []

    def opened(*, width=1280, scheme="light", policy=True, cookies=()):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce", locale="en-GB",
            bypass_csp=not policy,
        )  # fmt: skip
        context.add_cookies(list(cookies))
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


def sign_in(page, server, path="/", *, password=GOOD):
    """From the page asked for, through the form, back to it."""
    page.goto(f"{server.url}{path}")
    page.get_by_label("E-mail address").fill(ADA)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{server.url}{path}*")
    arrive(page)


def a_review(server):
    return addresses.review(server.review)


def press_an_answer(page):
    page.get_by_role("radiogroup").first.locator("label").nth(2).click()


def is_signed_out(page):
    expect(page.get_by_role("heading", level=1)).to_have_text("You have been signed out")
    expect(page.get_by_role("radiogroup")).to_have_count(0)


def test_the_page_asked_for_is_where_one_lands(local, visitor):
    page = visitor()
    sign_in(page, local, a_review(local))
    expect(page.get_by_role("heading", level=1)).to_have_text(POLICY)
    expect(page.get_by_text("Ada Quill")).to_be_visible()


def test_a_cookie_that_was_copied_is_worth_nothing_after_signing_out(local, visitor):
    page = visitor()
    sign_in(page, local)
    copied = page.context.cookies()
    assert [
        (each["httpOnly"], each["sameSite"], each["expires"]) for each in copied if each["name"] == "stocktake"
    ] == [(True, "Lax", -1)]
    thief = visitor(cookies=copied)
    thief.goto(local.url)
    arrive(thief, "Paper Boat")
    page.locator("details.oneself summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    thief.goto(f"{local.url}{a_review(local)}")
    expect(thief.get_by_role("heading", level=1)).to_have_text("Sign in")
    again = visitor(cookies=copied)
    again.goto(f"{local.url}{addresses.download('review.json', review=local.review)}")
    expect(again.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_signing_out_everywhere_ends_the_first_browser_at_its_next_click(own_local, visitor):
    first, second = visitor(), visitor()
    sign_in(first, own_local, a_review(own_local))
    sign_in(second, own_local)
    second.goto(f"{own_local.url}/account")
    second.get_by_role("button", name="Sign out everywhere").click()
    expect(second.get_by_text("You are signed out on every computer")).to_be_visible()
    press_an_answer(first)
    is_signed_out(first)
    assert own_local.answers() == {}
    first.get_by_role("link", name="Sign in").click()
    first.get_by_label("E-mail address").fill(ADA)
    first.get_by_label("Password").fill(GOOD)
    first.get_by_role("button", name="Sign in").click()
    arrive(first, POLICY)


def test_a_comment_typed_while_being_signed_out_is_given_back_after_signing_in(own_local, visitor):
    page = visitor()
    sign_in(page, own_local, a_review(own_local))
    page.locator("[data-testid=stExpander] summary").first.click()
    field = page.get_by_role("textbox", name="Comment").first
    field.fill("Two boats were folded from the register.")
    end_every_session(own_local)
    left = page.evaluate("performance.now()")
    field.blur()
    is_signed_out(page)
    page.wait_for_function("left => performance.now() - left > 2000", arg=left)  # by then what was saved is forgotten
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("E-mail address").fill(ADA)
    page.get_by_label("Password").fill(GOOD)
    page.get_by_role("button", name="Sign in").click()
    arrive(page, POLICY)
    expect(page.get_by_role("textbox", name="What you typed")).to_have_value("Two boats were folded from the register.")


def end_every_session(server):
    with server.opened() as store:
        store.reception(None).write(lambda unit: unit.run("DELETE FROM {_session}"))


@pytest.mark.parametrize("part", ["a link", "a part that opens"])
def test_whoever_was_signed_out_elsewhere_sees_nothing_more(own_local, visitor, part):
    page = visitor()
    sign_in(page, own_local, a_review(own_local))
    end_every_session(own_local)
    if part == "a link":
        page.get_by_role("link", name="Frameworks").click()
    else:
        page.locator("[data-testid=stExpander] summary").first.click()
    is_signed_out(page)


def test_a_session_ends_after_forty_five_minutes_without_use_and_after_twelve_hours_of_use(own_local, visitor):
    page = visitor()
    sign_in(page, own_local)
    for minutes, there in ((44, True), (88, True), (134, False)):
        page.goto("about:blank")  # left open, the page would go on by itself once the server is back
        own_local.stop()
        own_local.start(NOW + timedelta(minutes=minutes))
        page.goto(own_local.url)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Paper Boat" if there else "Sign in")
    sign_in(page, own_local)
    with own_local.opened() as store:  # used all day, until a minute before the twelve hours are over
        used = int((NOW + timedelta(minutes=134, hours=11, seconds=3570)).timestamp() * 1000)
        store.reception(None).write(lambda unit: unit.run("UPDATE {_session} SET seen_at = :used", used=used))
    for minutes, there in ((134 + 719, True), (134 + 721, False)):
        page.goto("about:blank")  # left open, the page would go on by itself once the server is back
        own_local.stop()
        own_local.start(NOW + timedelta(minutes=minutes))
        page.goto(own_local.url)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Paper Boat" if there else "Sign in")


def test_a_window_that_finds_its_session_over_when_the_server_is_back_asks_to_sign_in(own_local, visitor):
    page = visitor()
    sign_in(page, own_local, a_review(own_local))
    own_local.kill()
    own_local.start(NOW + timedelta(hours=2))
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in", timeout=40_000)
    assert "next=" in page.url


def test_a_new_password_ends_the_other_browser_and_not_this_one(own_local, visitor):
    first, second = visitor(), visitor()
    sign_in(first, own_local, a_review(own_local))
    sign_in(second, own_local)
    second.goto(f"{own_local.url}/account")
    second.get_by_label("Your password until now").fill(GOOD)
    second.get_by_label("New password", exact=True).fill(OTHER)
    second.get_by_label("New password again").fill(OTHER)
    second.get_by_role("button", name="Change password").click()
    expect(second.get_by_text("Your new password is saved.")).to_be_visible()
    press_an_answer(first)
    is_signed_out(first)
    second.goto(own_local.url)
    arrive(second, "Paper Boat")


def test_a_link_for_a_new_password_is_used_once_and_signs_in(own_local, visitor):
    with own_local.opened() as store:
        link = accounts.reset_link(store.reception(None), 1, NOW)
    page = visitor()
    for new, again in ((OTHER, GOOD), (OTHER, OTHER)):
        page.goto(f"{own_local.url}/reset/{link}")
        page.get_by_label("New password", exact=True).fill(new)
        page.get_by_label("New password again").fill(again)
        page.get_by_role("button", name="Set this password").click()
        if new != again:
            expect(page.get_by_text("The two are not the same.")).to_be_visible()
            assert page.title() == "Problem: Set a new password – Stocktake"
    arrive(page, "Paper Boat")
    page.goto(f"{own_local.url}/reset/{link}")
    expect(page.get_by_text("This link was used already")).to_be_visible()
    sign_in(visitor(), own_local, password=OTHER)


def test_without_sign_in_it_does_not_start_for_other_computers(tmp_path):
    told = {"STOCKTAKE_DATABASE": str(tmp_path / "stocktake.db"), "PATH": os.environ["PATH"]}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address", "0.0.0.0", "--server.port"]
    ended = subprocess.run(
        [*command, str(free_port())], cwd=ROOT, env=told, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 1
    assert "Without sign-in Stocktake serves this computer only, and server.address is 0.0.0.0." in ended.stderr


def test_answers_are_saved_and_files_are_taken_where_people_sign_in(own_local, visitor):
    """Our own pages pass the door: sockets, uploads (PUT) and forms all say which page they come from."""
    page = visitor()
    sign_in(page, own_local, a_review(own_local))
    press_an_answer(page)
    expect(page.locator("p.said").first).to_contain_text("Saved")
    assert len(own_local.answers()) == 1
    page.goto(f"{own_local.url}/settings")
    arrive(page)
    with page.expect_response(lambda answer: "/upload_file/" in answer.url) as sent:
        page.locator("input[type=file]").first.set_input_files(
            {"name": "review.json", "mimeType": "application/json", "buffer": b"{}"}
        )
    assert (sent.value.request.method, sent.value.status) == ("PUT", 204)


ORIGINS = {"another host": "http://example.org", "another port": "http://127.0.0.1:9", "none": None, "null": "null"}


def knocked(address, *, cookie, origin):
    """What a socket opened by hand is answered: its status, 101 when it was let in."""

    async def work():
        headers = {"Cookie": cookie} if cookie else {}
        try:
            async with websockets.connect(address, additional_headers=headers, origin=origin, open_timeout=20):
                return 101
        except websockets.exceptions.InvalidStatus as refused:
            return refused.response.status_code

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work()).result(60)


def test_a_socket_is_opened_by_our_own_page_with_a_session_only(local, visitor):
    page = visitor()
    sign_in(page, local)
    cookie = "; ".join(f"{each['name']}={each['value']}" for each in page.context.cookies())
    address = f"{local.url.replace('http', 'ws', 1)}/_stcore/stream"
    assert knocked(address, cookie=cookie, origin=local.url) == 101
    told = {name: knocked(address, cookie=cookie, origin=origin) for name, origin in ORIGINS.items()}
    assert told == dict.fromkeys(ORIGINS, 403)
    assert knocked(address, cookie=None, origin=local.url) == 403
    assert knocked(address, cookie="stocktake=made-up", origin=local.url) == 403


@pytest.mark.parametrize("path", ["/sign-in", "/account", "/_stcore/upload_file/a/b", "/"])
def test_a_form_is_taken_from_our_own_page_only(local, visitor, path):
    page = visitor()
    sign_in(page, local)
    method = "PUT" if "upload" in path else "POST"
    for headers in ({"origin": "http://example.org"}, {"origin": "http://127.0.0.1:9"}, {}, {"origin": "null"}):
        answer = page.context.request.fetch(f"{local.url}{path}", method=method, headers=headers, form={"email": ADA})
        assert answer.status == 403
    for host in ("example.org", f"localhost:{local.port}", "127.0.0.1:9"):
        answer = page.context.request.fetch(
            f"{local.url}{path}", method=method, headers={"origin": local.url, "host": host}, form={"email": ADA}
        )
        assert answer.status == 403


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_the_pages_for_signing_in_can_be_used_by_everybody(local, visitor, scheme, width):
    with local.opened() as store:
        link = accounts.reset_link(store.reception(None), 1, NOW)
    page = visitor(width=width, scheme=scheme, policy=False)
    titles: list[str] = []
    for path, name in (
        ("/sign-in", "Sign in"),
        (f"/reset/{link}", "Set a new password"),
        ("/reset/none", "Set a new password"),
    ):
        page.goto(f"{local.url}{path}")
        expect(page.get_by_role("heading", level=1)).to_have_text(name)
        look_at(page, titles)
    page.goto(f"{local.url}/sign-in")
    page.get_by_label("E-mail address").fill("nobody@paper.example")
    page.get_by_label("Password").fill("not a password")
    page.keyboard.press("Enter")
    expect(page.get_by_label("E-mail address")).to_be_focused()
    look_at(page, titles)
    sign_in(page, local)
    page.locator("details.oneself summary").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    look_at(page, titles)
    page.get_by_role("link", name="Account", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    look_at(page, titles)
    assert titles == [
        "Sign in – Stocktake", "Set a new password – Stocktake", "Problem: Set a new password – Stocktake",
        "Problem: Sign in – Stocktake", "Paper Boat Primary School – Home – Stocktake", "Your account – Stocktake",
    ]  # fmt: skip


def look_at(page, titles):
    """Zero violations, nothing sideways, one h1, the language."""
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert page.evaluate("document.documentElement.lang") == "en-GB"
    titles.append(page.title())
