"""A network in figures on its page, and the same figures in the files one takes from it."""

import csv
import io

import openpyxl
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assessments.access import networks, pasting
from reports import sheets
from tests.ui.conftest import words
from tests.ui.networked import ADMINISTRATOR, ADVISER, REGION_LEAD, TRUST_LEAD, around, sit_down
from tests.ui.submitted import submitted
from ui import addresses, composition
from ui.routes import ROUTES

LIST = "=1+1 School;school;primary;1\nTall Ship School;school;secondary;2\nMoonbeam School;school;primary;3"
SVG = "http://www.w3.org/2000/svg"


@pytest.fixture
def placed(rooms, school, door, catalogue, now):
    """Four schools: ours submitted this year, the others are nobody's; a charity the framework is not for."""
    found = around(rooms.own, now)
    desk = rooms.own.reception(ADMINISTRATOR)
    networks.bring_in(desk, school.id, found.region, since=now.date(), now=now)
    networks.add_organisations(desk, found.region, pasting.read(LIST).newcomers, now=now)
    submitted(door, catalogue, school, "esafety", now, form="short")
    return found


@pytest.fixture
def sit(monkeypatch, rooms):
    def down(person):
        sit_down(monkeypatch, composition, rooms.own, person)
        monkeypatch.setattr(composition, "desk_of", lambda _: composition.desk())

    return down


@pytest.fixture
def taken():
    with TestClient(Starlette(routes=ROUTES)) as client:
        yield lambda name, **parts: client.get(addresses.download(name, **parts))


def test_a_lead_reads_how_many_took_part_and_takes_the_same_figures_away(visit, placed, sit, taken):
    sit(REGION_LEAD)
    said = words(visit("figures", network=placed.region))
    assert "1 of 4 have submitted for 2026/27" in said
    assert "2026/27 22 November 2026 4 0 1 25 % 0" in said
    assert "Primary school 1 of 3 33 % Secondary school 0 of 1 0 %" in said
    assert "Not begun: 3" in said
    assert "Submitted: 1 Oak *Hill*" in said

    told = taken("participation.csv", network=placed.region)
    assert told.status_code == 200
    rows = list(csv.reader(io.StringIO(told.content.decode("utf-8-sig"))))
    assert rows[1] == ["2026/27", "22 November 2026", "4", "0", "1", "25 %", "0"]
    assert rows[-1] == ["Source: Stocktake, as known on 22 November 2026. 4 organisations belong now."]

    book = openpyxl.load_workbook(io.BytesIO(taken("participation.xlsx", network=placed.region).content))
    years, by_name = book.worksheets
    assert [cell.value for cell in years[3]] == ["2026/27", "22 November 2026", 4, 0, 1, "25 %", 0]
    assert (by_name["B3"].value, by_name["B3"].data_type) == ("=1+1 School", "s")

    drawn = taken("figure.svg", network=placed.region, chart="participation-academic")
    assert drawn.headers["content-type"] == "image/svg+xml"
    assert f'xmlns="{SVG}"' in drawn.text
    for said in (
        "1 of 4 have submitted for 2026/27",
        "2026/27 until today",
        "as known on 22 November",
        "organisations belong now",
    ):
        assert said in drawn.text


def test_a_network_in_figures_is_there_for_those_who_lead_it_alone(visit, placed, sit, taken):
    for person in (ADMINISTRATOR, TRUST_LEAD, ADVISER):
        sit(person)
        assert visit("figures", network=placed.region).title[0].value == "Page not found"
        for name in ("figure.svg", "participation.csv", "participation.xlsx"):
            assert taken(name, network=placed.region, chart="participation-academic").status_code == 404


def test_before_anybody_began_the_page_says_what_to_do(visit, placed, sit):
    sit(TRUST_LEAD)
    assert "No organisation of this network has begun a review yet" in words(visit("figures"))


def test_a_text_that_looks_like_a_formula_is_text_in_both_files():
    table = sheets.Table("Title: with [signs]", ("Name", "Many"), [("=1+1", 3), ("-2", None)], "Source")
    rows = list(csv.reader(io.StringIO(sheets.as_csv(table).decode("utf-8-sig"))))
    assert rows == [["Name", "Many"], ["'=1+1", "3"], ["'-2", ""], ["Source"]]
    sheet = openpyxl.load_workbook(io.BytesIO(sheets.as_workbook([table]))).worksheets[0]
    assert [(cell.value, cell.data_type) for cell in sheet[3]] == [("=1+1", "s"), (3, "n")]
    assert sheet.title == "Title  with  signs"
