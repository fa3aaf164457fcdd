"""One visit to a page with everything on it opened, and what was seen there, by axe and beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Scheme, arrive, settle

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
PARTS = "[data-testid=stExpander] > details"
OPENED = f"""place => {{ const part = document.querySelectorAll('{PARTS}')[place];
    if (!part.open) {{ part.querySelector('summary').click(); return true; }} }}"""
DRAWN = f"place => document.querySelectorAll('{PARTS}')[place].querySelector('[data-testid=stElementContainer]')"
FOLDED = """() => document.querySelectorAll(':is(.stMain, body > main) details:not([open], .who)')
    .forEach(it => { it.open = true })"""
BROKEN = """rules => axe.run(document, rules).then(found => found.violations.map(rule =>
    [rule.id, rule.nodes.slice(0, 3).map(node => `${node.target} ${node.html.slice(0, 140)}`)]))"""
TENDED = "() => !document.querySelector('[data-testid=stFileUploaderDropzone]:not([role=group])')"  # by our own script
FAULTY = "format: 1\nid: mine\nedition: 2026\nweigth: 3\n"

SIDEWAYS = """() => [document.scrollingElement, document.querySelector('[data-testid=stMain]')].filter(it => it)
    .map(it => it.scrollWidth - it.clientWidth).reduce((most, each) => Math.max(most, each), 0)"""

# What is cut off: words in an element that hides what does not fit, where they do not fit; and words past the edge.
CLIPPED = """() => [...document.querySelectorAll(':is(.stMain, body > main)'
      + ' :is(h1, h2, h3, h4, p, li, a, button, label, legend, summary,'
      + ' th, td, dt, dd, [data-testid=stWidgetLabel])')]
    .filter(it => it.textContent.trim() && it.checkVisibility({checkVisibilityCSS: true}))
    .filter(it => !it.closest('.unseen, .sheet, .heat, svg'))
    .filter(it => {
        const look = getComputedStyle(it), box = it.getBoundingClientRect();
        const hides = look.overflowX !== 'visible' || look.textOverflow === 'ellipsis';
        const past = box.right > innerWidth + 1 || box.left < -1;
        return box.width > 0 && ((hides && it.scrollWidth > it.clientWidth + 1) || past);
    }).map(it => `${it.tagName} ${it.textContent.trim().slice(0, 60)}`)"""

MOVING = """() => Math.max(0, ...[...document.querySelectorAll('*')].flatMap(it => {
    const look = getComputedStyle(it);
    return [look.transitionDuration, look.animationDuration].flatMap(all => all.split(',').map(parseFloat));
}))"""

CHARTS = """() => [...document.querySelectorAll('[data-testid=stPlotlyChart]')].map(chart => ({
    alt: chart.closest('[role=figure]')?.getAttribute('aria-label') ?? '',
    figures: [...chart.querySelectorAll('svg .textpoint text, svg .annotation-text')].map(it => it.textContent),
    bars: chart.querySelectorAll('.modebar-btn').length,
    table: chart.closest('[class*=st-key-]:has(table)')?.querySelector('table')?.innerText ?? '',
}))"""

NAMES = "() => [...document.querySelectorAll('[aria-label]')].map(it => it.getAttribute('aria-label'))"

# What people read on a page. Words of a framework are told apart by where they come from, not by how they look.
TEXTS = """() => [document.title, (document.querySelector('.stApp') ?? document.body).innerText,
    ...[...document.querySelectorAll('[aria-label], [placeholder], [title]')]
        .flatMap(it => ['aria-label', 'placeholder', 'title'].map(name => it.getAttribute(name) ?? ''))].join('\\n')"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What one visit saw; `narrow` holds it for a window of 320 px."""

    title: str
    language: str
    headings: list[str]
    violations: dict[str, list[tuple[str, list[str]]]]
    sideways: int
    clipped: list[str]
    moving: float
    charts: list[dict[str, Any]]
    names: list[str]
    text: str


def visitor(browser: Browser, scheme: Scheme) -> BrowserContext:
    """Somebody who prefers light or dark, and less motion."""
    return browser.new_context(
        viewport={"width": 1280, "height": 900}, color_scheme=scheme, reduced_motion="reduce", locale="en-GB",
        timezone_id="Europe/London", bypass_csp=True,  # so that axe may be put into the page
    )  # fmt: skip


def visit(
    who: BrowserContext, url: str, prepare: Callable[[Page], None], *, plain: bool = False, opened: bool = True
) -> Seen:
    """Open an address in a window of its own, open everything there, and look at it wide and narrow.

    A `plain` page is one outside Streamlit: it has settled as soon as it is there. What is folded stays so unless
    `opened`.
    """
    settled = nothing if plain else settle
    page = who.new_page()
    try:
        page.goto(url)
        if plain:
            expect(page.get_by_role("heading", level=1)).to_have_count(1)
        else:
            arrive(page)
        prepare(page)
        if opened:
            open_everything(page)
        wide = axe(page)
        moving, charts = page.evaluate(MOVING), page.evaluate(CHARTS)
        page.set_viewport_size({"width": 320, "height": 700})
        settled(page)
        return Seen(
            title=page.title(),
            language=page.evaluate("document.documentElement.lang"),
            headings=page.get_by_role("heading", level=1).all_inner_texts(),
            violations={"1280": wide, "320": axe(page)},
            sideways=page.evaluate(SIDEWAYS),
            clipped=page.evaluate(CLIPPED),
            moving=moving,
            charts=charts,
            names=page.evaluate(NAMES),
            text=page.evaluate(TEXTS),
        )
    finally:
        page.close()


def axe(page: Page) -> list[tuple[str, list[str]]]:
    """The rules that were broken, each with where, once our own script has tended what was drawn last."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[tuple[str, list[str]]] = []
    for _ in range(2):  # a page that was drawn again while axe looked is looked at once more
        page.wait_for_function(TENDED)
        found = page.evaluate(BROKEN, RULES)
        if not found:
            break
        settle(page)
    return [(rule, list(where)) for rule, where in found]


def open_everything(page: Page) -> None:
    """Open what is closed: the parts that are worked out when opened, then what the browser opens by itself."""
    for place in range(page.locator(PARTS).count()):
        if page.evaluate(OPENED, place):
            page.wait_for_function(DRAWN, arg=place)
            settle(page)
    page.evaluate(FOLDED)


def nothing(page: Page) -> None:
    """Nothing has to be prepared."""


def answer_something(page: Page) -> None:
    """Open an answered question, answer another, and open what stands beside and below it."""
    folded = page.locator("[class*=-unfold-] button")
    if folded.count():
        folded.first.click()
        settle(page)
    waiting = page.get_by_role("radiogroup").last
    waiting.get_by_role("radio").nth(2).locator("xpath=ancestor::label").click()
    expect(page.locator("p.said").first).to_contain_text("Saved")
    settle(page)
    page.get_by_role("button", name="We do not know").last.click()
    settle(page)


def check_a_faulty_file(page: Page) -> None:
    """Paste a file with faults and have it checked."""
    page.get_by_role("textbox").last.fill(FAULTY)
    page.get_by_role("button", name="Check").last.click()
    expect(page.get_by_text("did you mean").or_(page.get_by_text("weigth")).first).to_be_visible()
    settle(page)


def choose_a_kind(page: Page) -> None:
    """Choose what kind of organisation it is, so that everything else is asked."""
    page.get_by_role("combobox", name="What kind").click()
    page.get_by_role("option", name="School", exact=True).click()
    expect(page.get_by_role("radiogroup")).to_be_visible()
    settle(page)


def wait_for_the_chart(page: Page) -> None:
    """A chart is drawn some time after the page: what draws it is fetched only then."""
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()


PREPARED: dict[str, Callable[[Page], None]] = {
    "Review": answer_something,
    "Frameworks": check_a_faulty_file,
    "Results": wait_for_the_chart,
    "Results of a quick form": wait_for_the_chart,
    "Years": wait_for_the_chart,
    "Start, new organisation": choose_a_kind,
}
