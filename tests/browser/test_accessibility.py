"""WCAG 2.2 AA on every page: what axe finds (nothing), light and dark, wide and narrow, and what axe does not see."""

import re
from functools import cache

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Scheme, arrive, settle, start_review
from tests.browser.every_page import EveryPage
from tests.browser.places import NAMES, demo_served
from tests.browser.visiting import PREPARED, SIDEWAYS, nothing, visit, visitor

EMPTY = ("/", "/start", "/compare", "/years", "/results", "/settings")
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WITH_CHARTS = ("Results", "Results of a quick form", "Years")
FOR_AUTHORS = ("Frameworks", "Framework", "Framework as a form")
pytestmark = pytest.mark.timeout(240)


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    """The demo network behind a server, with the addresses of its pages."""
    with demo_served(tmp_path_factory.mktemp("demo")) as served:
        yield served


@pytest.fixture(scope="module")
def seen(network, browser):
    """What a visit to a page saw; each page is visited once in each scheme, however many tests ask."""
    server, places = network

    visitors = {scheme: visitor(browser, scheme) for scheme in SCHEMES}

    @cache
    def look(name, scheme="light"):
        return visit(visitors[scheme], server.url + places[name], PREPARED.get(name, nothing))

    yield look
    for each in visitors.values():
        each.close()


@pytest.fixture
def at(network, window):
    """Open a place of the demo network."""
    server, places = network
    return lambda name, **look: window(server.url + places[name], **look)


# Every page


class TestPages(EveryPage):
    every = in_dark = NAMES
    # One page may say the same of itself in two states: chosen and not yet chosen, open and reopened.
    with_own_title = tuple(name for name in NAMES if name not in {"Compare, choose", "Reopen"})
    in_our_words = tuple(name for name in NAMES if name not in FOR_AUTHORS)


def test_axe_finds_nothing_on_pages_with_nothing_on_them_yet(own_server, browser):
    visitors = {scheme: visitor(browser, scheme) for scheme in SCHEMES}
    for address in EMPTY:
        for scheme, who in visitors.items():
            looked = visit(who, own_server.url + address, nothing)
            found = (address, scheme, looked.violations, looked.sideways, looked.clipped, len(looked.headings))
            assert found == (address, scheme, {"1280": [], "320": []}, 0, [], 1)
    for each in visitors.values():
        each.close()


# Charts


@pytest.mark.parametrize("name", WITH_CHARTS)
def test_a_chart_is_told_in_words_and_its_figures_stand_in_a_table(seen, name):
    assert seen(name).charts, "there is a chart"
    for chart in seen(name).charts:
        assert len(chart["alt"]) > 40
        told = re.findall(r"\b\d\.\d+\b", chart["alt"])
        assert told, "the figures are in the words"
        assert [figure for figure in told if figure not in chart["table"]] == []
        assert [figure for figure in chart["figures"] if re.fullmatch(r"\d\.\d+", figure) and figure not in told] == []


@pytest.mark.parametrize("name", WITH_CHARTS)
def test_a_chart_has_no_bar_of_buttons(seen, name):
    assert {chart["bars"] for chart in seen(name).charts} == {0}


def test_a_heat_table_says_its_level_in_every_cell_it_colours(at):
    coloured = at("Compare").locator("td[style*=background]")
    expect(coloured.nth(10)).to_be_attached()
    assert [words for words in coloured.all_text_contents() if not re.search(r"\d", words)] == []


# Answering


def test_pressing_the_descriptor_chooses_the_level_and_saved_is_announced(server, window):
    page = window(f"{server.url}/start")
    start_review(page)
    option = page.get_by_test_id("stRadioOption").nth(1)
    option.locator("p").click(position={"x": 60, "y": 35})  # the second line: the descriptor
    expect(option.get_by_role("radio")).to_be_checked()
    status = page.get_by_role("status").filter(has_text=re.compile(r"Saved \d\d:\d\d"))
    expect(status).to_have_count(1)
    expect(status).to_have_attribute("aria-live", "polite")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_ring_of_an_option_stands_out_three_to_one(at, scheme):
    page = at("Framework as a form", scheme=scheme)
    page.get_by_test_id("stRadioOption").first.click()
    settle(page)
    for place, filled in ((0, True), (1, False)):
        ring = page.get_by_test_id("stRadioOption").nth(place).locator("> div > div").first
        look = ring.evaluate(
            """it => { const ground = it => { for (; it; it = it.parentElement) {
                   const colour = getComputedStyle(it).backgroundColor;
                   if (!/, 0\\)$/.test(colour)) return colour; } return 'rgb(255, 255, 255)'; };
               const look = getComputedStyle(it);
               return {width: parseFloat(look.borderTopWidth), edge: look.borderTopColor,
                       fill: look.backgroundColor, ground: ground(it.parentElement)}; }"""
        )
        edge = look["edge"] if look["width"] >= 1 else look["fill"]
        assert look["width"] >= 1 or filled
        assert contrast(edge, look["ground"]) >= 3


def contrast(one: str, other: str) -> float:
    """The contrast of two computed colours, as WCAG 2 reckons it."""

    def light(colour: str) -> float:
        parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((light(one), light(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_reckoned_as_wcag_does():
    assert contrast("rgb(0, 0, 0)", "rgb(255, 255, 255)") == pytest.approx(21)
    assert contrast("rgb(118, 118, 118)", "rgb(255, 255, 255)") == pytest.approx(4.54, abs=0.01)


def test_a_section_is_answered_by_keyboard_alone_without_a_trap(server, window):
    page = window(f"{server.url}/start")
    start_review(page)
    reached = walk(page)
    questions = page.locator("[class*=st-key-question-]")
    names = questions.evaluate_all("all => all.map(it => [...it.classList].find(name => name.startsWith('st-key-')))")
    assert len(names) == 3
    for name in names:
        for role in ("radio", "BUTTON", "SUMMARY"):
            assert (name, role) in reached, "the levels, “we do not know”, and what may stand beside the answer"
    assert ("", "last link") in reached, "the way on comes after everything"


def walk(page) -> set[tuple[str, str]]:
    """Press Tab from the top until the way on; gives what took the focus: the question it is in, and what it is."""
    where = """() => { const it = document.activeElement, box = it.closest('[class*=st-key-question-]');
        if (it.closest('nav.onwards')) return ['', 'last link'];
        const name = box ? [...box.classList].find(each => each.startsWith('st-key-')) : '';
        return [name, it.type === 'radio' ? 'radio' : it.tagName]; }"""
    reached: set[tuple[str, str]] = set()
    for _ in range(150):
        page.keyboard.press("Tab")
        name, what = page.evaluate(where)
        reached.add((name, what))
        if what == "last link":
            break
    return reached


def test_at_400_per_cent_a_question_is_read_and_answered(server, window):
    """A window of 1280 by 1024 at 400 % has room for 320 by 256."""
    page = window(f"{server.url}/start")
    start_review(page)
    page.set_viewport_size({"width": 320, "height": 256})
    option = page.get_by_test_id("stRadioOption").nth(2)
    option.scroll_into_view_if_needed()
    option.click()
    expect(page.locator("p.said").first).to_contain_text("Saved")
    assert page.evaluate(SIDEWAYS) == 0


# Going from page to page


def test_the_focus_goes_to_the_heading_of_the_page_one_comes_to(at):
    page = at("Home of one")
    for words, heading in (
        ("Compare", "Compare"),
        ("Years", "Years"),
        ("Frameworks", "Frameworks"),
        ("Settings", "Settings"),
    ):
        page.get_by_role("navigation", name="Main").get_by_role("link", name=words).click()
        arrive(page, heading)
        expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_a_button_that_opens_a_page_moves_the_focus_too(server, window):
    page = window(f"{server.url}/start")
    start_review(page)
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_home_and_review_fetch_no_drawing_library(at, network, browser):
    server, places = network
    context = browser.new_context()
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    for name in ("Home of one", "Review"):
        page.goto(server.url + places[name])
        arrive(page)
    context.close()
    assert len(asked) > 20
    assert [url for url in asked if "plotly" in url.casefold()] == []
