"""How long comparison figures take to plan and to make, for networks of some sizes, on both engines."""

import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assessments import demo
from assessments.comparison import releasing
from assessments.store import open_store
from benchmarks.section import Section
from benchmarks.sizes import on_postgresql, on_sqlite
from frameworks.catalogue import Catalogue
from tests.postgres import INSTALL, Cluster, programs

SIZES: Mapping[int, str] = {200: "5 s", 3_000: "20 s", 30_000: "60 s"}  # organisations, and the aim
PERIODS, STORIES = 2, 600
NOTE = (
    "One framework, period and form: the one with most counted. “Made” is planned again, worked out and written, with "
    "every submission read and its hash checked."
)


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds for the figures with most counted, of the first period and of the next, which has changes too."""

    counted: int
    groups: int
    planned: float
    made: float
    again: float


def measured(database: Path | str, catalogue: Catalogue, now: datetime) -> Took:
    """Plan, then make, the largest figures of the earlier period; then make those of the later one."""
    with closing(open_store(database)) as store:
        counting = store.counting()
        offers = [one for one in releasing.offers(counting, catalogue) if one.scope.period.end < now.date()]
        largest = max(offers, key=lambda one: one.submitted).scope
        began = time.perf_counter()
        draft = releasing.preview(counting, catalogue, largest, now=now)
        planned = time.perf_counter() - began
        began = time.perf_counter()
        releasing.make(counting, catalogue, largest, by=None, now=now)
        made = time.perf_counter() - began
        began = time.perf_counter()
        after = next(
            one.scope
            for one in releasing.offers(counting, catalogue)
            if one.scope.period.start > largest.period.end
            and (one.scope.framework, one.scope.form) == (largest.framework, largest.form)
            and one.scope.period.calendar == largest.period.calendar
        )
        releasing.make(counting, catalogue, after, by=None, now=now + timedelta(days=1))
        again = time.perf_counter() - began
        return Took(len(draft.gathered.counted), len(draft.groups), planned, made, again)


def rows(engine: str, found: Mapping[int, Took]) -> list[tuple[str, ...]]:
    return [
        (
            f"{engine}, {size:,} organisations",
            f"{took.counted:,} in {took.groups} groups",
            f"{took.planned:.1f} s",
            f"{took.made:.1f} s",
            f"{took.again:.1f} s",
            SIZES[size],
        )
        for size, took in found.items()
    ]


def run() -> Section:
    catalogue, now = Catalogue.load(), datetime.now(UTC)
    stories = demo.told(catalogue, now=now, plan=demo.Plan(max(SIZES), PERIODS, STORIES))
    found: dict[str, dict[int, Took]] = {"SQLite": {}}

    def one(engine: str, database: Path | str, size: int, say: Callable[[str], None] = lambda _: None) -> None:
        plan = demo.Plan(size, PERIODS, STORIES)
        demo.fill(database, catalogue, now=now, plan=plan, stories=stories, say=say)
        found[engine][size] = measured(database, catalogue, now)

    for size in SIZES:
        with on_sqlite() as (file, _):
            one("SQLite", file, size)
    if programs() is not None:
        found["PostgreSQL"] = {}
        with Cluster(durable=True, settings=("shared_buffers=512MB", "max_wal_size=4GB")) as cluster:
            for size in SIZES:
                with on_postgresql(cluster) as (address, _):
                    one("PostgreSQL", address, size)
    return Section(
        "Comparison figures",
        "python -m benchmarks release",
        [
            ("", "counted", "planned", "made", "the next year's, with changes", "aim"),
            *(row for engine, by_size in found.items() for row in rows(engine, by_size)),
        ],
        [
            NOTE,
            *([] if "PostgreSQL" in found else [f"Not measured on PostgreSQL. {INSTALL}"]),
        ],
    )
