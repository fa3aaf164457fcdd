"""A charity turns three gaps into actions with owners, sees what they would bring, and what became of them later."""

from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from assessments import organisations, reviews
from assessments.store import open_store
from frameworks.catalogue import Catalogue
from scoring.answers import Answer
from tests.browser.conftest import NEXT_FRAME, arrive, choose, said, settle
from tests.browser.serving import NOW, Server
from tests.ui.submitted import submitted
from ui import addresses

OWNER = 1
NEXT_YEAR = datetime(2027, 11, 20, 9, 30, tzinfo=UTC)
LEAD, POLICY, USE = "esafe.lead.charity_lead", "esafe.lead.policy", "esafe.lead.acceptable_use"
# Everything else is at good practice, so these are what comes next.
GAPS = {LEAD: Answer(level=2), POLICY: Answer(level=2), USE: Answer(level=1)}


def test_a_charity_acts_on_its_gaps_and_reads_a_year_later_what_became_of_them(tmp_path, window):
    with Server(tmp_path) as server:
        store = open_store(server.database, clock=lambda: NOW)
        door, catalogue = store.for_user(OWNER), Catalogue.load()
        facts = {"staff": 9, "works_with_children_or_adults_at_risk": True}
        charity = organisations.add(door, name="Harbour Lane Food Bank", kind="charity", facts=facts, now=NOW)
        section = catalogue.latest("esafety").edition.section_of[LEAD].id
        first = submitted(door, catalogue, charity, "esafety", NOW, level=4, other=GAPS)
        store.close()
        server.start()
        page = window(server.url + addresses.results(first.id))
        for step in (1, 2, 3):
            settle(page)
            page.get_by_role("button", name=f"Put step {step} into our actions").click()
            expect(said(page, f"Step {step} is in your actions.")).to_be_visible()
        page.get_by_role("link", name="See your actions").click()
        arrive(page, "Actions")
        expect(said(page, "3 actions still to do.")).to_be_visible()
        for owner, finished in (("Sam", True), ("Ro", False), ("Kit", False)):
            give(page, owner, finished=finished)
        expect(said(page, "2 actions still to do; 1 complete.")).to_be_visible()
        settle(page)
        field = page.get_by_role("combobox", name="Actions that would be done")
        field.scroll_into_view_if_needed()  # its list shuts when the page scrolls
        page.evaluate(NEXT_FRAME)
        field.click()
        page.get_by_role("option").first.click()
        page.keyboard.press("Escape")  # its list stays open, and hides the rest from those who listen
        expect(page.get_by_text("What this rests on")).to_be_visible()
        expect(page.get_by_role("row", name="Overall")).to_contain_text("of 5")
        server.stop()

        store = open_store(server.database, clock=lambda: NEXT_YEAR)
        again = reviews.start(store.for_user(OWNER), catalogue, charity.id, "esafety", now=NEXT_YEAR)
        store.close()
        server.start(NEXT_YEAR)
        page = window(server.url + addresses.review(again.id, section), width=320)
        expect(page.get_by_text("You said you would:")).to_have_count(3)
        expect(page.get_by_text("complete (14 November 2026)")).to_have_count(1)


def give(page: Page, owner: str, *, finished: bool) -> None:
    """Name the owner of the first action that has none; and perhaps it is done already."""
    page.get_by_role("row", name="Nobody yet").first.get_by_role("link").click()
    page.get_by_role("textbox", name="Owner").fill(owner)
    page.keyboard.press("Tab")
    if finished:
        choose(page, "Status", "Complete")
    settle(page)
    page.get_by_role("button", name="Keep the change").click()
    expect(said(page, "The action is changed.")).to_be_visible()
    settle(page)
