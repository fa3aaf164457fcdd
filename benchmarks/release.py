"""How long comparison figures take to plan and to make, for networks of some sizes, on both engines."""

import os
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta

from assessments.comparison import releasing
from assessments.store import open_store
from benchmarks import prepared
from benchmarks.prepared import Prepared
from benchmarks.section import Section
from tests.postgres import INSTALL

AIMS: Mapping[int, str] = {200: "5 s", 3_000: "20 s", 30_000: "60 s"}  # organisations, and the aim
SIZES = tuple(int(size) for size in os.environ.get("SIZES", "200 3000 30000").split())
NOTE = (
    "One framework, period and form: the one with most counted, in a nation of regions, local authorities and trusts "
    "that cross them. “Made” is planned again, worked out and written: every submission is read, its hash checked. "
    "In brackets the seconds of this process, without the server's."
)


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds on the wall, and of this process."""

    wall: float
    own: float

    @property
    def cell(self) -> str:
        return f"{self.wall:.1f} s ({self.own:.1f})"


class Watch:
    """Seconds since it was last looked at."""

    def __init__(self) -> None:
        self._wall, self._own = time.perf_counter(), time.process_time()

    def lap(self) -> Spent:
        wall, own = time.perf_counter(), time.process_time()
        spent = Spent(wall - self._wall, own - self._own)
        self._wall, self._own = wall, own
        return spent


@dataclass(frozen=True, slots=True)
class Took:
    """The figures with most counted: planned, made, and made for the next period, which has changes too."""

    counted: int
    groups: int
    planned: Spent
    made: Spent
    again: Spent


def measured(one: Prepared) -> Took:
    """Plan, then make, the largest figures of the earlier period; then make those of the later one."""
    with closing(open_store(one.database)) as store:
        counting, catalogue = store.counting(), prepared.catalogue()
        offers = releasing.offers(counting, catalogue)
        largest = max((each for each in offers if each.scope.period.end < one.now.date()), key=lambda it: it.submitted)
        scope = largest.scope
        after = next(
            each.scope
            for each in offers
            if each.scope.period.start > scope.period.end
            and (each.scope.framework, each.scope.form) == (scope.framework, scope.form)
            and each.scope.period.calendar == scope.period.calendar
        )
        watch = Watch()
        draft = releasing.preview(counting, catalogue, scope, now=one.now)
        planned = watch.lap()
        releasing.make(counting, catalogue, scope, by=None, now=one.now)
        made = watch.lap()
        releasing.make(counting, catalogue, after, by=None, now=one.now + timedelta(days=1))
        return Took(len(draft.gathered.counted), len(draft.groups), planned, made, watch.lap())


def rows(engine: str, found: Mapping[int, Took]) -> list[tuple[str, ...]]:
    return [
        (
            f"{engine}, {size:,} organisations",
            f"{took.counted:,} in {took.groups:,} groups",
            took.planned.cell,
            took.made.cell,
            took.again.cell,
            AIMS.get(size, ""),
        )
        for size, took in found.items()
    ]


def run() -> Section:
    found = {engine: {size: measured(prepared.nation(engine, size)) for size in SIZES} for engine in prepared.engines()}
    return Section(
        "Comparison figures",
        "python -m benchmarks release",
        [
            ("", "counted", "planned", "made", "the next year's, with changes", "aim"),
            *(row for engine, by_size in found.items() for row in rows(engine, by_size)),
        ],
        [NOTE, *([] if len(found) > 1 else [f"Not measured on PostgreSQL. {INSTALL}"])],
    )
