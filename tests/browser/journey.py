"""Somebody's way through the program in a real browser: the windows of a story, and who is at work in which."""

import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from tests.browser.conftest import arrive, press, settle
from tests.browser.serving import Server

Stored = dict[str, tuple[int, int]]  # question: revision, level
ANSWERS = "SELECT question, revision, given FROM answer"
LEAD, COLLEAGUE = "lead", "contributor"
PASSWORDS = {LEAD: "eleven lamps over the quay", COLLEAGUE: "paper boats sail on ponds"}


@dataclass
class Story:
    """One window on one server, and every "Saved" that was told there.

    Where people sign in there is a window for the lead and one for the contributor, and `page` is that of whoever is
    at work; `new_window` opens another.
    """

    page: Page
    server: Server
    stored: Callable[[], Stored]
    new_window: Callable[[list[str]], Page]
    windows: dict[str, Page] = field(default_factory=dict)
    breaches: list[str] = field(default_factory=list)  # what the browser told of our Content-Security-Policy
    acknowledged: dict[str, tuple[int, int]] = field(default_factory=dict)  # question: revision, level

    @property
    def people_sign_in(self) -> bool:
        return bool(self.windows)

    def hand_to(self, who: str) -> None:
        """The same address in the other's window; where one person does everything, nothing."""
        if self.people_sign_in:
            address, self.page = self.page.url, self.windows[who]
            self.page.goto(address)
            arrive(self.page)

    def sign_in(self, who: str) -> None:
        """Through the form, to the page that was asked for."""
        page = self.windows[who]
        page.goto(self.server.url)
        page.get_by_label("E-mail address").fill(f"{who}@bramble.example")
        page.get_by_label("Password").fill(PASSWORDS[who])
        page.get_by_role("button", name="Sign in").click()
        arrive(page)

    def every_chart_is_drawn(self) -> None:
        """There is one, and each has its lines and marks."""
        charts = self.page.get_by_test_id("stPlotlyChart")
        expect(charts.first).to_be_visible()
        for chart in charts.all():
            expect(chart.locator(".main-svg path").first).to_be_attached()

    def question(self, name: str) -> Locator:
        return self.page.locator(f".st-key-question-{name.replace('.', '-')}")

    def option(self, name: str, level: int) -> Locator:
        return self.question(name).get_by_role("radiogroup").get_by_role("radio").nth(level - 1)

    def hear_saved(self, name: str, level: int) -> None:
        """Wait for "Saved" beside the question, and remember which revision of which level it told of."""
        said = self.question(name).locator("p.said")
        expect(said).to_contain_text(re.compile(r"Saved \d\d:\d\d"))
        expect(self.option(name, level)).to_be_checked()
        settle(self.page)
        told = str(said.get_attribute("data-say"))
        self.acknowledged[name] = (int(told.rpartition(":")[2]), level)

    def answer(self, name: str, level: int) -> None:
        """Choose a level by pressing its descriptor."""
        self.question(name).get_by_test_id("stRadioOption").nth(level - 1).locator("p").last.click()
        self.hear_saved(name, level)

    def follow(self, words: str | re.Pattern[str], heading: str) -> None:
        """Press a link and arrive."""
        self.page.get_by_role("link", name=words).first.click()
        arrive(self.page, heading)

    def press(self, words: str | re.Pattern[str], heading: str) -> None:
        """Press a button and arrive."""
        press(self.page, words, heading)

    def open_part(self, title: str) -> Locator:
        """Open a closed part of the results."""
        part = self.page.get_by_test_id("stExpander").filter(has=self.page.get_by_text(title, exact=True))
        part.locator("summary").click()
        expect(part.get_by_test_id("stHtml").first).to_be_visible()
        settle(self.page)
        return part

    def walk_to(self, there: Locator) -> None:
        """Press Tab until the focus is there, as somebody without a mouse does."""
        expect(there).to_be_attached()
        for _ in range(300):
            if there.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard cannot reach {there}")

    def answer_by_keyboard(self, name: str, level: int) -> None:
        """Tab to the question, Space for the first level, the arrow for each further one."""
        self.walk_to(self.option(name, 1))
        self.page.keyboard.press("Space")
        self.hear_saved(name, 1)
        for step in range(2, level + 1):
            self.page.keyboard.press("ArrowDown")
            self.hear_saved(name, step)

    def download(self, words: str, folder: Path) -> Path:
        with self.page.expect_download() as waiting:
            self.page.get_by_role("link", name=words).click()
        kept = folder / waiting.value.suggested_filename
        waiting.value.save_as(kept)
        return kept


def in_file(database: Path) -> Stored:
    """What the database itself holds, read past the product."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return levels(connection.execute(ANSWERS).fetchall())


def in_postgresql(database: str) -> Stored:
    with psycopg.connect(database) as connection:
        connection.execute("SELECT set_config('app.operator', 'yes', false)")
        return levels(connection.execute(ANSWERS).fetchall())


def levels(found: list[tuple[str, int, str]]) -> Stored:
    return {question: (revision, json.loads(given)["level"]) for question, revision, given in found}


def text_of(pdf: Path) -> str:
    """The words of a paper that has one side."""
    pages = PdfReader(pdf).pages
    assert len(pages) == 1
    return squeezed(pages[0].extract_text())


def squeezed(text: str) -> str:
    return " ".join(text.split())
