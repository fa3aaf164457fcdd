"""What people open and take: a network lead, an adviser with four grants, who leads one school, and a lead who is an
adviser too.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import partial

from assessments.store import releases as statements
from tests.attack import shown
from tests.attack.network import ADVISER, BOTH, FRAMEWORK, GRANTS, HEAD, LEAD, YEARS
from tests.attack.reading import Page, of_others, points
from tests.attack.visiting import Window
from ui.releasing.part import LOOK

BY, CHARTS = ("region", "phase", "kind"), ("spread", "change", "map")
WHOLLY = 5  # one group in so many is looked at with its charts and workbooks
STEP = 5  # of a level: how far apart the figures of others are


def lead(window: Window, every: int = 1) -> Iterator[Page]:
    """Every part of Figures, of each year and each group (or only each so many), with its files; and Network."""
    root, there = window.network.root, released(window)
    latest = max(there)  # targets are about the latest year
    for part in ("", "targets"):
        yield opened(window, Page(latest, "Eastmere"), "figures", network=root, part=part)
    yield opened(window, Page(latest), "network", network=root, part="comparison")
    if every == 1:
        yield previewed(window, Page(latest))
    yield opened(window, Page(latest), "plan", network=root)
    yield opened(window, Page(latest), "awards")
    for part in ("participation", "targets"):
        yield from tables(window, part, latest, network=root)
        yield from sheets(window, f"{part}.xlsx", Page(latest, "Eastmere"), network=root)
    for name, part in (("participation-academic", ""), ("targets", "targets")):
        drawing(window, name, network=root, part=part)
    for period, keys in there.items():
        for place, group in enumerate(keys[::every]):
            yield from standing(window, period, group, wholly=place % WHOLLY == 0)


def previewed(window: Window, page: Page) -> Page:
    """What new figures would show and withhold."""
    app = window.page("network", network=window.network.root, part="comparison")
    next(one for one in app.button if one.label == LOOK).click().run()
    assert not app.exception, app.exception
    return page.read(shown.page(app))


def standing(window: Window, period: str, group: str, *, wholly: bool = True) -> Iterator[Page]:
    """How one group stands, and its tables; wholly with its charts and workbooks, which hold the same again."""
    asked: dict[str, str | int] = {
        "network": window.network.root, "period": f"{period} academic full", "group": group
    }  # fmt: skip
    for by in BY if group == "all" else BY[:1]:
        yield opened(window, Page(period), "figures", part="standing", by=by, **asked)
    yield from tables(window, "standing", period, **asked)
    if wholly:
        for chart in (*CHARTS, *(f"heat-{by}" for by in BY)):
            drawing(window, chart, part="standing", by=chart.removeprefix("heat-"), **asked)
        yield from sheets(window, "standing.xlsx", Page(period, "Eastmere"), **asked)
        targets_of = max(released(window))
        yield from sheets(window, "network-tables.xlsx", Page(period, "Eastmere", targets_of), **asked)


def glance(window: Window) -> Iterator[Page]:
    """How the first of all groups stands, with every other beside it: enough for the leaks of careless rules."""
    there = released(window)
    yield from standing(window, max(there), there[max(there)][0])


def head(window: Window) -> Iterator[Page]:
    """The results of each year beside others, the years, and the two years side by side."""
    (school,) = window.network.led_by(HEAD)
    yield from of_one(window, school.id)


def adviser(window: Window, most: int = GRANTS) -> Iterator[Page]:
    """The table of those who said yes, and the results and years of each of them, or of the first few."""
    yield opened(window, Page("", is_own=True), "adviser")
    yield opened(window, Page("", is_own=True), "awards")
    for organisation in sorted(window.network.known_to(ADVISER))[:most]:
        yield from of_one(window, organisation)


Visit = Callable[[Window], Iterator[Page]]
VISITS: Mapping[int, Visit] = {LEAD: lead, ADVISER: adviser, HEAD: head, BOTH: partial(lead, every=6)}


def of_one(window: Window, organisation: int) -> Iterator[Page]:
    """One organisation's results, years and comparison."""
    reviews = {year.name: window.network.reviews.get((organisation, year.name)) for year in YEARS}
    there = {period: review.id for period, review in reviews.items() if review is not None}
    for period, review in there.items():
        page = opened(window, Page(period, is_own=True), "results", review=review, open="compared")
        yield page
        yield from sheets(window, "review.xlsx", page, review=review)
    latest = max(there)
    yield opened(window, Page(latest, is_own=True), "years", organisation=organisation, framework=FRAMEWORK)
    yield opened(window, Page(latest, is_own=True), "compare", reviews=",".join(map(str, there.values())))


def opened(window: Window, page: Page, name: str, /, **parts: str | int) -> Page:
    """A page, read; in its charts others stand at no place that is not shown in words."""
    along = "y" if name == "years" else "x"
    pieces = list(shown.page(window.page(name, **parts)))
    rounded(of_others(pieces, along) if page.is_own else points(pieces))
    return page.read(pieces)


def rounded(places: Iterable[Fraction]) -> None:
    """Each is a fifth of a level."""
    for point in places:
        assert abs(point * STEP - round(point * STEP)) < 1 / 20, f"a chart shows {float(point)}, not rounded"


def tables(window: Window, part: str, year: str, /, **asked: str | int) -> Iterator[Page]:
    """Every table of a part as CSV."""
    for place, title in enumerate(CSV[part]):
        content = window.file(f"{part}.csv", table=place, **asked)
        if content is not None:
            yield Page(year, "Eastmere").read([shown.as_csv(content, title)])


def sheets(window: Window, name: str, about: Page, /, **asked: str | int) -> Iterator[Page]:
    """Every sheet of a workbook."""
    content = window.file(name, **asked)
    for piece in shown.as_workbook(content) if content is not None else ():
        yield replace(about, seen=[], years={}, exactly=set()).read([piece])


CSV = {
    "participation": ("Who took part, by school year", "By name, by school year"),
    "standing": ("Every group by section", "Change since the year before", "Where help would do most"),
    "targets": ("Targets",),
}


def drawing(window: Window, chart: str, /, **asked: str | int) -> None:
    """A chart as a file: beside the table of the page it says nothing more, which is seen there."""
    content = window.file("figure.svg", chart=chart, **asked)
    if content is not None:
        rounded(points([shown.taken_apart(content.decode())]))


def released(window: Window) -> dict[str, list[str]]:
    """The groups that can be asked for, by year."""

    def work(rows):
        newest: dict[str, int] = {}
        for row in statements.every(rows, FRAMEWORK):
            newest.setdefault(row.period, row.id)
        return {
            period: [group.key for group in statements.groups(rows, release) if group.status == "published"]
            for period, release in newest.items()
        }

    return {period: [key for key in keys if not key.startswith("change:")]
            for period, keys in window.network.store.counting().read(work).items()}  # fmt: skip
