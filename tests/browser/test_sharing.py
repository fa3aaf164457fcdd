"""What others see, a network and an adviser's organisations in Chromium: well made, and links taken as a file."""

import csv
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from assessments import organisations
from assessments.access import networks, sharing, teams
from assessments.roster import reading
from assessments.store.sharing import Wanted
from frameworks.catalogue import Catalogue
from tests.assessments.access.networked import advise, lead
from tests.browser.conftest import arrive, choose, said, settle
from tests.browser.serving import NOW
from tests.browser.test_people import is_well_made
from tests.browser.test_sessions import Local, sign_in, visitor  # noqa: F401 - a fixture
from tests.browser.visiting import open_everything
from tests.ui.released import mean, put
from tests.ui.submitted import submitted

LINES = "\n".join(f"Lantern School {n:02};school;primary;{1000 + n}" for n in range(60))


def released(region):
    """Comparison figures of the region and of three areas; filtering in the South East is the lowest."""
    sections = ("overall", "esafe.lead", "esafe.tech", "esafe.learn", "esafe.respond")

    def figures(*levels):
        return {code: mean(level) for code, level in zip(sections, levels, strict=True)}

    return {
        (f"network:{region}", "Eastmere"): figures("3.2", "3.4", "3", "3.2", "3.2"),
        ("region:London", "London"): figures("3.4", "3.4", "3.2", "3.6", "3.4"),
        ("region:South East", "South East"): figures("3", "3.2", "2.4", "3", "3.2"),
        ("region:South West", "South West"): figures("3.2", "3.2", "3", "3.2", "3.4"),
    }


class Reception:
    """What the helpers of the use cases' tests ask of an installation."""

    def __init__(self, store):
        self.store = store

    def at(self, person=None):
        return self.store.reception(person)


class Networked(Local):
    """Ada leads her school, and its region and trust too, advises in a team, and looks after the installation."""

    def __init__(self, folder):
        super().__init__(folder)
        with self.opened() as store:
            there = Reception(store)
            desk = store.reception(1)
            self.region = networks.add(desk, name="Eastmere", kind="region", now=NOW).id
            self.trust = networks.add(
                desk, name="Northbridge Trust", kind="trust", parent=self.region, one_body=True, now=NOW
            ).id
            team = teams.make(desk, name="Harbour advisers", network_id=self.region, now=NOW).id
            for network in (self.region, self.trust):
                lead(there, network, 1)
            advise(there, team, 1)
            networks.add_organisations(desk, self.region, reading.pasted(LINES).entries, now=NOW)
            self.school = organisations.mine(store.for_user(1))[0].id
            networks.bring_in(desk, self.school, self.trust, since=NOW.date(), now=NOW)
            until = NOW.date() + timedelta(days=30)
            wanted = Wanted("team", team, None, 3, until)
            sharing.give(store.for_user(1), self.school, wanted, version=1, now=NOW)
            asked = Wanted("network", None, self.region, 2, until)
            sharing.ask(desk, (self.school,), asked, now=NOW)
            put(store, Catalogue.load().latest("esafety"), released(self.region), NOW)
            for name, level in (("Fir Bay School", 4), ("Gorse Bay School", 2), ("Hazel Bay School", 1)):
                self.told(store.for_user(1), name, level, Wanted("team", team, None, 2, until))

    def told(self, door, name, level, wanted):
        """A school that answered everything alike, and shows its levels."""
        school = organisations.add(door, name=name, kind="school", phase="primary", facts={"pupils": 90}, now=NOW)
        submitted(door, Catalogue.load(), school, "esafety", NOW, form="short", level=level)
        sharing.give(door, school.id, wanted, version=1, now=NOW)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with Networked(tmp_path_factory.mktemp("networked")) as mine:
        mine.start()
        yield mine


def test_sixty_links_are_kept_as_a_file_by_one_press(server, visitor, tmp_path):  # noqa: F811
    page = visitor()
    sign_in(page, server)
    page.goto(f"{server.url}/network?network={server.region}")
    arrive(page, "Eastmere")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Make links for all 60 that nobody has joined").click()
    taken.value.save_as(tmp_path / "links.csv")
    rows = list(csv.reader((tmp_path / "links.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == 61
    of_the_first = next(row for row in rows if row[0] == "Lantern School 00")
    assert of_the_first[2].startswith(f"{server.url}/join/")


def test_a_list_of_organisations_is_asked_about_shown_and_taken(server, visitor):  # noqa: F811
    page = visitor(policy=False)
    sign_in(page, server)
    page.goto(f"{server.url}/network?network={server.region}")
    arrive(page, "Eastmere")
    page.get_by_text("Add many: a file, or pasted lines").click()
    given = "Name;URN;Phase\r\nLantern Academy <b>58</b>;1058;primary\r\nLantern School 57;999;primary\r\n"
    file = {"name": "list.csv", "mimeType": "text/csv", "buffer": given.encode("utf-16")}
    page.locator("input[type=file]").first.set_input_files([file])
    expect(page.get_by_role("heading", name="Are they the same?")).to_be_visible()
    settle(page)
    open_everything(page)
    is_well_made(page)
    choose(page, "Row 3: Lantern School 57 (999).", "It is the same organisation")
    page.get_by_role("button", name="Take this list").click()
    expect(said(page, "The list is taken.")).to_be_visible()
    assert "Lantern Academy <b>58</b>" in page.locator("body").inner_text()


def test_a_lead_reads_a_target_finds_the_weakest_section_and_takes_table_and_chart(server, visitor, tmp_path):  # noqa: F811
    page = visitor(policy=False)
    sign_in(page, server)
    page.goto(f"{server.url}/network?network={server.region}")
    arrive(page, "Eastmere")
    page.get_by_role("link", name="Eastmere in figures").click()
    arrive(page, "Eastmere in figures")
    page.get_by_role("navigation", name="Figures").get_by_role("link", name="Targets").click()
    expect(page.get_by_role("heading", name="55 more by 31 July 2027; none in the last year")).to_be_visible()
    expect(page.get_by_role("img", name="Nine in ten have reviewed their online safety: 0 of 61")).to_be_visible()
    page.get_by_role("navigation", name="Figures").get_by_role("link", name="How they stand").click()
    weakest = "Weakest: Filtering, monitoring and devices in South East, 2.4"
    expect(page.get_by_role("heading", name=weakest)).to_be_visible()
    settle(page)
    for link, holds in (("Take this chart (SVG)", weakest), ("Every group by section (CSV)", "South East,20,")):
        with page.expect_download() as taken:
            page.get_by_role("link", name=link).first.click()
        taken.value.save_as(tmp_path / "taken")
        assert holds in (tmp_path / "taken").read_text(encoding="utf-8-sig")


def test_an_adviser_finds_the_two_that_need_somebody_most(server, visitor):  # noqa: F811
    page = visitor()
    sign_in(page, server, "/adviser")
    page.get_by_role("link", name="Who needs me most (2)").click()
    table = page.get_by_role("table", name="Online safety, 2026/27: 2 organisations")
    expect(table.locator("tbody th")).to_have_text(["Hazel Bay School", "Gorse Bay School"])
    table.get_by_role("link", name="Score").click()
    expect(table.get_by_role("columnheader", name="Score")).to_have_attribute("aria-sort", "ascending")
    table.get_by_role("link", name="1 of 5 · Not in place").click()
    arrive(page, "Results: Online safety, 2026/27")
