"""A head reads why the score changed: from Home to the result, the sentence, each question's part, and the years."""

from datetime import UTC, datetime

from playwright.sync_api import expect

from assessments import organisations
from assessments.store import open_store
from frameworks.catalogue import Catalogue
from scoring.answers import Answer
from tests.browser.conftest import arrive, settle
from tests.browser.serving import NOW, Server
from tests.ui.submitted import submitted

SCHOOL, OWNER = "Bramble Lane Primary School", 1
BEFORE = datetime(2025, 11, 14, 10, tzinfo=UTC)
# All at 3 before; now roles, 1/4 (section) x 1/2 (group of questions) x 3/4 (its weight there) of the whole, is at 5
# and the group, 1/4 x 1/2 x 1/4 of it, at 2: 2 x 3/32 less 1/32 is 5/32 = 0.2 of a level.
NOW_OTHER = {"esafe.lead.roles": Answer(level=5), "esafe.lead.group": Answer(level=2)}


def test_a_head_reads_why_the_score_changed(tmp_path, window):
    with Server(tmp_path) as server:
        store = open_store(server.database, clock=lambda: NOW)
        door, catalogue = store.for_user(OWNER), Catalogue.load()
        school = organisations.add(door, name=SCHOOL, kind="school", phase="primary", facts={"pupils": 200}, now=BEFORE)
        submitted(door, catalogue, school, "esafety", BEFORE)
        submitted(door, catalogue, school, "esafety", NOW, other=NOW_OTHER)
        store.close()
        server.start()
        page = window(server.url, width=320)
        page.get_by_role("link", name="Online safety 2026/27").click()
        arrive(page, "Results: Online safety")
        page.get_by_text("Why did our score change?").click()
        said = "Since 2025/26 the overall level rose by 0.2. All of that comes from the same questions."
        expect(page.get_by_text(said)).to_be_visible()
        settle(page)
        page.get_by_text("Question by question", exact=True).click()
        risen = page.get_by_role("row", name="3 In place 5")
        expect(risen).to_contain_text("+0.2")  # 3/16
        expect(page.get_by_role("row", name="3 In place 2 Early steps")).to_contain_text("−0.03")  # 1/32
        page.get_by_text("Compared with organisations like yours").click()
        expect(page.get_by_text("There are no comparison figures for this framework yet")).to_be_visible()
        page.goto(f"{server.url}/years?organisation={school.id}&framework=esafety")
        arrive(page, "Online safety over the years")
        expect(page.get_by_text(said)).to_be_visible()
