"""The pages where people sign in, looked at as the others are: WCAG 2.2 AA and our words, narrow, wide and dark."""

import re
from functools import cache

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import arrive
from tests.browser.every_page import EveryPage
from tests.browser.local_places import NAMES, local_places, local_served, open_the_bar, signed_in
from tests.browser.visiting import axe, visit

# What looks different in the dark: forms outside Streamlit, boxes, tables with links, the bar's menus, parts, buttons.
DARK = (
    "Sign in, refused", "Account", "Join, used", "The bar with its menus open", "People", "What others see", "Network",
    "Administration, a person", "Results in an emergency", "Network in figures", "Network, how they stand",
    "Network, targets", "My organisations", "Administration, comparison",
)  # fmt: skip
FOR_OTHERS = re.compile("Administration|Author|History")  # administrators and authors, and what was done
# One page may say the same of itself to two people, or before and after something.
SAME_PAGE = {
    "Home of a contributor", "Home of a reader", "The bar with its menus open",
    "Join, signed in", "Results in an emergency", "Leaving, said",
    "People, for a reader", "What others see, for a contributor", "Answering for a contributor",
    "Answering for a lead", "Submitting for a lead", "Administration, a person", "Join, refused",
    "New password, dead link", "Sign in, refused", "Results, moderated",
}  # fmt: skip
FOLDED = {
    "Results for a reader", "Results, shown levels", "Answering for a lead", "Results in an emergency",
}  # fmt: skip # what is in there is opened in the demo network
pytestmark = pytest.mark.timeout(240)


@pytest.fixture(scope="module")
def local(tmp_path_factory):
    with local_served(tmp_path_factory.mktemp("local")) as served:
        yield served


@pytest.fixture(scope="module")
def visitors(local, browser):
    """A browser for each person and scheme, made when it is first needed."""
    server, world = local
    made = cache(lambda who, scheme: signed_in(browser, server, world, who, scheme))
    opened = []

    def visitor(who, scheme="light"):
        found = made(who, scheme)
        if found not in opened:
            opened.append(found)
        return found

    yield visitor
    for each in opened:
        each.close()


@pytest.fixture(scope="module")
def seen(local, visitors):
    """What a visit saw; each page is visited once in a scheme, however many tests ask."""
    server, world = local
    places = local_places(world)

    @cache
    def look(name, scheme="light"):
        place = places[name]
        return visit(
            visitors(place.who, scheme),
            server.url + place.address,
            place.prepare,
            plain=place.plain,
            opened=name not in FOLDED,
        )

    return look


class TestPages(EveryPage):
    every = NAMES
    in_dark = DARK
    with_own_title = tuple(name for name in NAMES if name not in SAME_PAGE)
    in_our_words = tuple(name for name in NAMES if not FOR_OTHERS.match(name))


@pytest.mark.parametrize("name", NAMES)
def test_no_page_is_refused(seen, name):
    """A refusal is looked at on purpose elsewhere."""
    assert "There is nothing here" not in seen(name).text
    assert seen(name).headings != ["Page not found"]


def test_one_menu_of_the_bar_closes_the_other(local, visitors):
    server, world = local
    page = visitors("Ada").new_page()
    page.goto(f"{server.url}{local_places(world)['The bar with its menus open'].address}")
    arrive(page)
    open_the_bar(page)
    expect(page.locator(".bar details.who[open]")).to_have_count(1)
    page.set_viewport_size({"width": 320, "height": 700})
    page.locator(".bar details.who:not(.oneself) summary").click()
    expect(page.locator(".bar details.who[open]")).to_have_count(1)
    assert axe(page) == []
    page.close()


def test_the_focus_goes_to_the_heading_of_the_page_one_comes_to(local, visitors):
    server, _ = local
    page = visitors("Ada").new_page()
    page.goto(server.url)
    arrive(page)
    for words, heading in (
        ("People", "People"),
        ("What others see", "What others see of us"),
        ("My organisations", "My organisations"),
    ):
        page.get_by_role("navigation", name="Main").get_by_role("link", name=words).click()
        arrive(page, heading)
        expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.close()


def test_a_fault_on_joining_stands_at_its_field_which_has_the_focus(local, visitors):
    server, world = local
    place = local_places(world)["Join, refused"]
    page = visitors("").new_page()
    page.goto(server.url + place.address)
    place.prepare(page)
    field = page.get_by_label("Password", exact=True).first
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(re.compile("at least 12 characters", re.IGNORECASE))
    expect(page.get_by_label("Your name")).to_have_value("Kit Marrow")
    page.close()
