"""A list of organisations on a network's page: read, asked about, shown, and taken by one press."""

import io
from html import unescape

import pytest
from openpyxl import Workbook

from assessments.access import networks
from assessments.roster.members import members
from tests.ui.conftest import words
from tests.ui.networked import ADMINISTRATOR, REGION_LEAD, around, sit_down
from ui import composition


@pytest.fixture
def placed(rooms, now):
    return around(rooms.own, now)


@pytest.fixture
def sit(monkeypatch, rooms):
    return lambda person: sit_down(monkeypatch, composition, rooms.own, person)


def press(page, label):
    next(button for button in page.button if button.label.startswith(label)).click().run()
    assert not page.exception, page.exception
    return page


def given(page, content, name="list.csv"):
    page.file_uploader[0].set_value([(name, content, "text/csv")]).run()
    assert not page.exception, page.exception
    return page


def html_of(page):
    return " ".join(element.proto.body for element in page.get("html"))


def labelled(kind, label):
    return next(one for one in kind if one.label.startswith(label))


def excel(*rows):
    book, made = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(made)
    return made.getvalue()


def there(rooms, network, now):
    return len(rooms.own.reception(None).read(lambda rows: members(rows, network, now.date())))


def test_an_excel_list_is_shown_and_taken(visit, sit, rooms, placed, now):
    sit(REGION_LEAD)
    content = excel(["Name", "URN", "Phase"], ["Fog *School*", 100001, "primary"], ["Mist School", 100002.0, "special"])
    page = given(visit("network", network=placed.region), content, "list.xlsx")
    assert "2 new organisations." in words(page)
    assert "Fog *School* Primary school 100001" in words(page)
    assert there(rooms, placed.region, now) == 0
    page = press(page, "Add these 2")
    assert "2 organisations are added." in words(page)
    assert there(rooms, placed.region, now) == 2
    assert not [button for button in page.button if button.label.startswith("Add these")]


def test_every_fault_is_shown_and_there_is_no_button(visit, sit, rooms, placed, now):
    sit(REGION_LEAD)
    page = given(visit("network", network=placed.region), b"name;phase;trust\nFog;primry;\nMist;primary;Nowhere <b>\n")
    assert "Row 2: “primry” is no phase we know." in words(page)
    page = given(visit("network", network=placed.region), b"name;phase;trust\nMist;primary;Nowhere <b>\n")
    assert "Row 2: there is no trust “Nowhere <b>” that you look after." in unescape(html_of(page))
    assert not [button for button in page.button if button.label.startswith(("Add these", "Take this"))]


def test_a_name_is_asked_about_and_the_absent_are_said_to_have_left(visit, sit, rooms, placed, now):
    sit(ADMINISTRATOR)
    two = b"name,urn,phase\nFog,1,primary\nMist,2,primary\n"
    press(given(visit("network", network=placed.region), two), "Add these 2")
    page = given(visit("network", network=placed.region), b"name,urn,phase\nFog,9,primary\n")
    assert "Answer the questions above" in words(page)
    labelled(page.selectbox, "Row 2: Fog").set_value("follows").run()
    assert "1 organisation is here but not in the list" in words(page)
    labelled(page.radio, "What became of them?").set_value("They left this network").run()
    press(page, "Take this list")
    assert there(rooms, placed.region, now) == 1
    assert there(rooms, None, now) == 2


def test_what_was_shown_is_what_is_taken(visit, sit, rooms, placed, now):
    sit(REGION_LEAD)
    page = given(visit("network", network=placed.region), b"name,urn,phase\nFog,1,primary\nMist,2,primary\n")
    other = visit("network", network=placed.region)
    press(given(other, b"name,urn,phase\nFog,1,primary\n"), "Add these 1")
    page = press(page, "Add these 2")
    assert "Somebody changed the list of organisations meanwhile." in words(page)
    press(page, "Add these 1")
    assert there(rooms, placed.region, now) == 2


def test_an_administrator_puts_a_network_below_another(visit, sit, rooms, placed, now):
    west = networks.add(rooms.own.reception(ADMINISTRATOR), name="West", kind="region", now=now).id
    sit(REGION_LEAD)
    assert not [box for box in visit("network", network=placed.trust).selectbox if box.label == "Below"]
    sit(ADMINISTRATOR)
    page = visit("network", network=placed.trust)
    labelled(page.selectbox, "Below").set_value(west)
    press(page, "Put it there")
    every = {each.id: each for each in networks.mine(rooms.own.reception(ADMINISTRATOR), now=now)}
    assert every[placed.trust].parent == west
