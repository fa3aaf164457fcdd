"""Administration, history, leaving and reminders in Chromium: well made, and an emergency that is seen and ended."""

from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from assessments import organisations, reviews
from assessments.access import accounts, administration
from frameworks.catalogue import Catalogue
from tests.browser.conftest import arrive, said, settle
from tests.browser.serving import NOW
from tests.browser.test_people import is_well_made
from tests.browser.test_sessions import POLICY, Local, sign_in, visitor  # noqa: F401 - a fixture
from tests.browser.visiting import open_everything

OTHER_NAME = "Brook <b>*Lantern*</b> of the Very Long Name That Never Ends"


class Looked(Local):
    """Ada leads her school and looks after the installation; Brook can sign in; a charity is nobody's that signs in."""

    def __init__(self, folder):
        super().__init__(folder)
        with self.opened() as store:
            desk, nobody = store.reception(1), store.reception(None)
            self.school = organisations.mine(store.for_user(1))[0]
            kept = "not a hash"
            self.other = nobody.write(
                lambda unit: accounts.make(unit, name=OTHER_NAME, email="brook@lantern.example", password=kept, now=NOW)
            )
            self.charity = organisations.add(store.for_user(self.other), name="Lantern Trust", kind="charity", now=NOW)
            self.begun = reviews.start(
                store.for_user(self.other), Catalogue.load(), self.charity.id, "esafety", form="short", now=NOW
            )
            administration.give_duty(desk, self.other, "author", now=NOW)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with Looked(tmp_path_factory.mktemp("looked-after")) as mine:
        mine.start()
        yield mine


@pytest.mark.parametrize("scheme", ["light"])  # in the dark: test_local_accessibility
def test_the_pages_are_well_made_with_everything_opened(server, visitor, scheme):  # noqa: F811
    page = visitor(scheme=scheme, policy=False)
    sign_in(page, server)
    at = f"organisation={server.school.id}"
    for address, heading in (
        ("/administration", "Administration"),
        (f"/administration?part=people&person={server.other}", "Administration"),
        ("/administration?part=leads", "Administration"),
        ("/administration?part=installation", "Administration"),
        ("/administration?part=emergency", "Administration"),
        ("/administration?part=acts", "Administration"),
        (f"/history?{at}", f"History of {server.school.name}"),
        (f"/leaving?{at}", "Leave Stocktake"),
        (f"/reminders?{at}", "Reminders"),
    ):
        page.goto(f"{server.url}{address}")
        arrive(page, heading)
        open_everything(page)
        settle(page)
        is_well_made(page)


def test_an_emergency_is_opened_seen_on_every_page_and_ended(server, visitor):  # noqa: F811
    page = visitor()
    sign_in(page, server)
    page.goto(f"{server.url}/administration?part=emergency")
    arrive(page, "Administration")
    page.get_by_label("Find the organisation by its name").fill("lantern")
    page.keyboard.press("Enter")
    page.get_by_text("Lantern Trust", exact=True).click()
    page.get_by_label("Why you need to read it").fill("They asked by telephone where their review went.")
    page.get_by_role("button", name="Open it for two hours").click()
    expect(page.get_by_role("main").get_by_text("The organisation is open to you for two hours")).to_be_visible()
    page.get_by_role("link", name="answers").click()
    arrive(page, POLICY)
    expect(page.get_by_text("You may read Lantern Trust until").first).to_be_visible()
    page.get_by_role("link", name="See its reviews, or end it").click()
    page.get_by_role("button", name="End it now: Lantern Trust").click()
    expect(said(page, "The emergency access is over.")).to_be_visible()
    page.goto(f"{server.url}/review?review={server.begun.id}")
    arrive(page, "Page not found")


def test_everything_is_taken_along_as_one_file(server, visitor, tmp_path):  # noqa: F811
    page = visitor()
    sign_in(page, server)
    page.goto(f"{server.url}/leaving?organisation={server.school.id}")
    arrive(page, "Leave Stocktake")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Download everything").click()
    taken.value.save_as(tmp_path / "all.zip")
    with ZipFile(tmp_path / "all.zip") as archive:
        assert archive.testzip() is None
        assert "acts.csv" in archive.namelist()
