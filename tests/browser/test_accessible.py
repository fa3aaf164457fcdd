"""What axe finds on the pages one answers on: nothing, light and dark, wide and narrow."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import settle, start_review

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def violations(page):
    found = Axe().run(page, options=RULES).response["violations"]
    return [(each["id"], [node["html"][:160] for node in each["nodes"]]) for each in found]


@pytest.fixture(scope="module")
def addresses(server, browser):
    """The pages of one review that was just begun, made once."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{server.url}/start")
    settle(page)
    start_review(page, "Elm Lane School")
    review = page.url.split("review=")[1].split("&")[0]
    page.get_by_role("radiogroup").first.get_by_text("3 In place").click()
    expect(page.get_by_role("status").filter(has_text="Saved")).to_have_count(1)
    settle(page)
    context.close()
    return {"home": "/", "start": "/start", "review": f"/review?review={review}", "check": f"/submit?review={review}"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("name", ["home", "start", "review", "check"])
def test_axe_finds_nothing(addresses, server, window, name, width, scheme):
    page = window(server.url + addresses[name], width=width, scheme=scheme, policy=False)
    if name == "review":
        page.get_by_role("radiogroup").first.get_by_text("3 In place").click()
        page.get_by_text("Comment, evidence").or_(page.get_by_text("Comment and evidence")).first.click()
        expect(page.get_by_label("Working note").first).to_be_visible()
        page.get_by_role("button", name="We do not know").first.click()
        settle(page)
    assert violations(page) == []


@pytest.mark.parametrize("name", ["home", "start", "review", "check"])
def test_nothing_is_wider_than_a_narrow_screen(addresses, server, window, name):
    page = window(server.url + addresses[name], width=320)
    main = page.get_by_test_id("stMain")
    assert main.evaluate("it => it.scrollWidth - it.clientWidth") == 0


CUT = """all => all.filter(it => it.scrollWidth > it.clientWidth + 1
  && ["hidden", "clip"].includes(getComputedStyle(it).overflowX) && it.clientWidth > 2).map(it => it.textContent)"""


@pytest.mark.parametrize("name", ["home", "start", "review", "check"])
def test_no_words_are_cut_off_on_a_narrow_screen(addresses, server, window, name):
    page = window(server.url + addresses[name], width=320)
    assert page.locator("[data-testid=stMain] :is(button, label, p, span, a, h1, h2, h3, li)").evaluate_all(CUT) == []


def test_titles_are_distinct_and_each_page_has_one_heading_of_the_first_level(addresses, server, window):
    titles = [window(server.url + address).title() for address in addresses.values()]
    assert len(set(titles)) == len(titles)


def test_the_rings_of_the_options_stand_out(addresses, server, window):
    page = window(server.url + addresses["review"])
    ring = page.get_by_test_id("stRadioOption").nth(0).locator("input + div > div, span + div > div").first
    colour = ring.evaluate("it => getComputedStyle(it).borderTopColor")
    assert colour == "rgb(111, 119, 123)", "the edge colour of the theme, 4.6 to 1 on white"


def test_pressing_the_descriptor_chooses_the_option(addresses, server, window):
    page = window(server.url + addresses["review"])
    option = page.get_by_test_id("stRadioOption").nth(1)
    option.locator("p").click(position={"x": 60, "y": 35})
    expect(option.locator("input")).to_be_checked()
