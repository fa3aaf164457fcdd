"""What every page asks of the database in a nation of thirty thousand, on both engines, beside plainer ways to ask.

Pages are drawn as they are and a tap on the store notes each statement, so a new page is measured by being there: those
with a line in `dashboards` as whoever uses them, every other one as each of four people.
"""

import logging
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass

from streamlit.testing.v1 import AppTest

from assessments.access import sessions
from assessments.store import open_store
from benchmarks import beside, nation, prepared
from benchmarks.prepared import Prepared
from benchmarks.section import Section
from benchmarks.tapped import Noted, Ran, Tapped
from tests.pages import drawn
from tests.postgres import INSTALL
from ui import composition
from ui.addresses import PAGES
from ui.composition import Rooms
from ui.pages.figures import PARTS

COUNT = int(os.environ.get("SIZES", "30000").split()[-1])
AIM, WARM, LONGEST, PATIENCE = 10.0, 9, 12.0, 180.0  # milliseconds; times; seconds of one page; of one run
FIGURES = {"": "who took part"} | {part: part for part in PARTS if part}
WHO = {
    nation.HEAD: "head", nation.ADVISER: "adviser", nation.NATION_LEAD: "lead of the nation",
    nation.REGION_LEAD: "lead of a region",
}  # fmt: skip
LONGEST_TOLD = 6
MISSING, LOST = "Page not found", "Something went wrong"


@dataclass(frozen=True, slots=True)
class Page:
    """One page as one person opens it."""

    words: str
    person: int
    name: str
    parts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """What a warm visit asked: the middle one of several. `whole` are the milliseconds of drawing the page."""

    noted: Noted
    whole: float

    @property
    def slowest(self) -> Ran:
        return max(self.noted.statements, key=lambda one: one.took)

    @property
    def cells(self) -> tuple[str, ...]:
        return (
            f"{len(self.noted.statements)}",
            f"{self.noted.took:.1f}",
            f"{self.slowest.took:.1f}",
            f"{self.whole:.0f}",
        )


def dashboards(one: Prepared, review: str, framework: str, both: str) -> Iterator[Page]:
    """The dashboards, each as whoever uses it."""
    here, own = one.nation, str(one.nation.own)
    yield Page("Home", nation.HEAD, "", {"organisation": own})
    yield Page("Results", nation.HEAD, "results", {"review": review})
    yield Page("Results, compared", nation.HEAD, "results", {"review": review, "open": "compared"})
    yield Page("Years", nation.HEAD, "years", {"organisation": own, "framework": framework})
    yield Page("Compare two years", nation.HEAD, "compare", {"reviews": both})
    yield Page(f"Adviser, {nation.GRANTS} grants", nation.ADVISER, "adviser", {})
    for part, words in FIGURES.items():
        for person, network in ((nation.NATION_LEAD, here.nation), (nation.REGION_LEAD, here.region)):
            asked = {"network": str(network), "part": part, "framework": framework}
            yield Page(f"Figures: {words}, {WHO[person]}", person, "figures", asked)
    yield Page("Network, lead of the nation", nation.NATION_LEAD, "network", {"network": str(here.nation)})
    yield Page("Network, lead of a region", nation.REGION_LEAD, "network", {"network": str(here.region)})


def others(one: Prepared, review: str, known: set[str]) -> Iterator[Page]:
    """Every page that is no dashboard, as each of the people; who may not open it is told so, and is left out."""
    here = one.nation
    networks = {nation.NATION_LEAD: here.nation, nation.REGION_LEAD: here.region}
    for name in sorted(set(PAGES) - known):
        for person, who in WHO.items():
            parts = {"network": str(networks[person])} if person in networks else {}
            if person == nation.HEAD:
                parts = {"organisation": str(here.own), "review": review}
            yield Page(f"{name.capitalize()}, {who}", person, name, parts)


def every(store: Tapped, one: Prepared) -> tuple[Page, ...]:
    """All that is measured. What the head looks at is what comparison figures were made of."""
    found = store.for_user(nation.HEAD).read(
        lambda rows: rows.rows(
            "SELECT v.review_id, v.framework FROM review v WHERE v.organisation_id = :own AND v.submissions > 0"
            " AND v.framework IN (SELECT framework FROM release) ORDER BY v.period DESC",
            own=one.nation.own,
        )
    )
    reviews = [str(row["review_id"]) for row in found]
    named = tuple(dashboards(one, reviews[0], found[0]["framework"], ",".join(reviews[:2])))
    return (*named, *others(one, reviews[0], {page.name for page in named}))


@contextmanager
def composed(one: Prepared) -> Iterator[Tapped]:
    """The pages on this database, where people sign in."""
    logging.disable(logging.WARNING)  # Streamlit warns of each page that it has no browser
    with closing(Tapped(open_store(one.database, clock=lambda: one.now))) as store:
        rooms = Rooms(store, lambda: store, prepared.catalogue(), lambda: one.now)
        composition.build, composition.mode = lambda: rooms, lambda: "local"
        composition.close()
        yield store
        composition.close()


def measured(store: Tapped, one: Prepared, page: Page) -> Found | None:
    """Open a page until it is warm, and then some times; None where it is not for them."""
    token = store.reception(None).write(lambda unit: sessions.begin(unit, page.person, one.now))
    composition.page_token = lambda: token
    runs: list[Found] = []
    until = time.perf_counter() + LONGEST
    while len(runs) <= WARM and (len(runs) < 3 or time.perf_counter() < until):
        with store.noting() as noted:
            began = time.perf_counter()
            title = titled(drawn(page.name, page.parts, patience=PATIENCE))
            runs.append(Found(noted, (time.perf_counter() - began) * 1000))
        assert title != LOST, page.words
        if title in ("", MISSING) or not noted.statements:
            return None
    warm = sorted(runs[1:], key=lambda run: run.noted.took)
    return warm[len(warm) // 2]


def titled(app: AppTest) -> str:
    """What a page is called; nothing where it went to another one."""
    return str(app.title[0].value) if app.title else ""


def on(engine: str) -> tuple[dict[str, Found], beside.Took]:
    """Every page on one engine, by its words; and the plainer ways."""
    one = prepared.released(engine, COUNT)
    with composed(one) as store:
        pages = every(store, one)
        found = {page.words: seen for page in pages if (seen := measured(store, one, page)) is not None}
    return found, beside.measured(engine, one)


def slow(engine: str, found: Mapping[str, Found]) -> str:
    """How many pages are within the aim, and the longest of the others, each with its longest statement."""
    over = sorted((one for one in found.items() if one[1].noted.took >= AIM), key=lambda one: -one[1].noted.took)
    told = [
        f"{words} {one.noted.took:.0f} ms ({one.slowest.took:.0f} ms: `{shortened(one.slowest.sql)}`)"
        for words, one in over[:LONGEST_TOLD]
    ]
    held = f"{engine}: {len(found) - len(over)} of {len(found)} pages ask for under {AIM:.0f} ms in all."
    return f"{held} The longest of the others: {'; '.join(told)}." if told else held


def shortened(sql: str) -> str:
    words = " ".join(sql.split())
    return words if len(words) <= 90 else f"{words[:60]} … {words[-25:]}"


NOTE = (
    f"Milliseconds of the store for one warm visit, the middle one of {WARM}: every statement of the page, and "
    "beginning and ending its use cases. “Drawn” is the whole page, without a browser. Aim: under "
    f"{AIM:.0f} ms for a dashboard."
)
HEADS = ("statements", "ms", "slowest", "drawn")


def rows(by_engine: Mapping[str, Mapping[str, Found]]) -> Sequence[tuple[str, ...]]:
    """A line a page: of each engine how many statements, their milliseconds, the longest, and the page's own."""
    pages = dict.fromkeys(words for found in by_engine.values() for words in found)
    empty = ("",) * len(HEADS)
    return [
        (words, *(cell for found in by_engine.values() for cell in (found[words].cells if words in found else empty)))
        for words in pages
    ]


def run() -> Section:
    both = {engine: on(engine) for engine in prepared.engines()}
    pages = {engine: found for engine, (found, _) in both.items()}
    plainer = {engine: ways for engine, (_, ways) in both.items()}
    return Section(
        "Dashboards",
        "python -m benchmarks dashboards",
        [(f"{COUNT:,} organisations", *(f"{engine}: {head}" for engine in pages for head in HEADS)), *rows(pages)],
        [
            NOTE,
            *(slow(engine, found) for engine, found in pages.items()),
            *beside.lines(plainer),
            *([] if len(pages) > 1 else [f"Not measured on PostgreSQL. {INSTALL}"]),
        ],
    )
