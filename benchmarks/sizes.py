"""What everyday work costs among a thousand, ten thousand and thirty thousand organisations, on both engines."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from assessments import answering, demo, organisations, reviews, submitting, years
from assessments.demo.roster import EACH
from assessments.store import open_store, people
from assessments.store.protocol import Door, Store
from assessments.values import ReviewLine
from benchmarks.section import Section
from frameworks.catalogue import Catalogue
from tests.postgres import INSTALL, Cluster, name_of, programs

SIZES = tuple(int(size) for size in os.environ.get("SIZES", "1000 10000 30000").split())
PERIODS, STORIES = 6, 240
ADVISERS, OF_EACH, TABLES = 20, 3, 9  # whose organisations are looked at, how many of each, how often the long table
LOOKER, TABLE_OF = 1_000_000, 200  # somebody who looks after two hundred organisations
OPENING, SAVING, SUBMITTING = "opening a review", "saving an answer", "submitting a review"
HOME, YEARS, TABLE = "an organisation's reviews", "its years in one framework", f"an adviser's table of {TABLE_OF}"
WHAT = (OPENING, SAVING, SUBMITTING, HOME, YEARS, TABLE)


@dataclass(slots=True)
class Measured:
    """One database: how long it took to build (s), its bytes, how long to open (s), and milliseconds of each thing."""

    built: float
    size: int
    opened: float = 0.0
    took: dict[str, list[float]] = field(default_factory=lambda: {what: [] for what in WHAT})

    def at(self, what: str, share: float) -> float:
        each = sorted(self.took[what])
        return each[min(int(len(each) * share), len(each) - 1)]

    def cell(self, what: str) -> str:
        return f"{self.at(what, 0.5):.1f} / {self.at(what, 0.95):.1f}"


NOTE = (
    f"Demo networks over {PERIODS} periods, built in bulk from {STORIES} stories told beforehand; up to "
    f"{ADVISERS * OF_EACH} organisations chosen by chance, two reviews of each; writes are on disk when told. "
    f"The table of {TABLE_OF} is read {TABLES} times."
)


def timed(took: list[float], work: Callable[[], object]) -> None:
    began = time.perf_counter()
    work()
    took.append((time.perf_counter() - began) * 1000)


@dataclass(frozen=True, slots=True)
class Work:
    """Everyday work in one open store, by the people who lead organisations there."""

    store: Store
    catalogue: Catalogue
    count: int
    now: datetime
    took: Mapping[str, list[float]]

    def everything(self) -> None:
        """Each thing for some organisations of some advisers, chosen by chance, and the table of two hundred."""
        chance = Random("sizes")
        advisers = 2 + (self.count - demo.OWNED) // EACH - 1
        for adviser in chance.sample(range(2, advisers + 1), min(ADVISERS, advisers - 1)):
            door = self.store.for_user(adviser)
            for organisation in chance.sample(organisations.mine(door), OF_EACH):
                self._organisation(door, organisation.id)
        looker = self._looker()
        for _ in range(TABLES):
            timed(self.took[TABLE], lambda: reviews.mine(looker, self.catalogue, now=self.now))

    def _organisation(self, door: Door, organisation_id: int) -> None:
        found: list[ReviewLine] = []

        def look() -> None:
            found.extend(reviews.mine(door, self.catalogue, organisation_id=organisation_id, now=self.now))

        timed(self.took[HOME], look)
        submitted = [line.review for line in found if line.review.status == "submitted"]
        for review in submitted[:2]:
            timed(self.took[YEARS], lambda: years.of(door, self.catalogue, organisation_id, review.framework))  # noqa: B023
            timed(self.took[OPENING], lambda: reviews.open(door, self.catalogue, review.id, now=self.now))  # noqa: B023
            self._again(door, review.id)

    def _again(self, door: Door, review_id: int) -> None:
        """Open a submitted review again, say something more to an answer, and submit it."""
        submitting.reopen(door, review_id, "To be measured.", now=self.now)
        opened = reviews.open(door, self.catalogue, review_id, now=self.now)
        stored = next(iter(opened.answers.values()))
        given = replace(stored.answer, comment="Looked at once more, and nothing else was found.")
        timed(
            self.took[SAVING],
            lambda: answering.give(
                door, self.catalogue, review_id, stored.question, given, seen=stored.revision, now=self.now
            ),
        )
        timed(self.took[SUBMITTING], lambda: submitting.submit(door, self.catalogue, review_id, now=self.now))

    def _looker(self) -> Door:
        """Somebody whom five advisers let answer for all of their organisations, so that the drafts are listed too."""
        looker = self.store.for_user(LOOKER)
        looker.write(lambda unit: people.name_oneself(unit, "Somebody who looks"))
        for adviser in range(2, 2 + TABLE_OF // EACH):
            door = self.store.for_user(adviser)
            for organisation in organisations.mine(door):
                door.write(
                    lambda unit, one=organisation.id: unit.run(  # type: ignore[misc]
                        "INSERT INTO {membership} (organisation_id, person_id, role)"
                        " VALUES (:one, :looker, 'contributor')",
                        one=one,
                        looker=LOOKER,
                    )
                )
        assert len(organisations.mine(looker)) == TABLE_OF
        return looker


def measured(
    database: Path | str, catalogue: Catalogue, count: int, size: Callable[[], int], build: Callable[[], object]
) -> Measured:
    """Build a database, open it as the app does, and work in it."""
    began = time.perf_counter()
    build()
    found = Measured(time.perf_counter() - began, size())
    began = time.perf_counter()
    with closing(open_store(database)) as store:
        found.opened = time.perf_counter() - began
        Work(store, catalogue, count, datetime.now(UTC), found.took).everything()
    return found


@contextmanager
def on_sqlite() -> Iterator[tuple[Path, Callable[[], int]]]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "network.db")
        yield file, lambda: file.stat().st_size


@contextmanager
def on_postgresql(cluster: Cluster) -> Iterator[tuple[str, Callable[[], int]]]:
    address = cluster.new_database()
    try:
        yield address, lambda: int(str(cluster.run(f"SELECT pg_database_size('{name_of(address)}')")[0][0]))
    finally:
        cluster.drop(address)


def both() -> dict[str, dict[int, Measured]]:
    """Engine by engine and size by size; every database is gone before the next is built."""
    catalogue, now = Catalogue.load(), datetime.now(UTC)
    stories = demo.told(catalogue, now=now, plan=demo.Plan(max(SIZES), PERIODS, STORIES))
    found: dict[str, dict[int, Measured]] = {"SQLite": {}}

    def one(engine: str, database: Path | str, size: Callable[[], int], count: int) -> None:
        plan = demo.Plan(count, PERIODS, STORIES)

        def build() -> None:
            demo.fill(database, catalogue, now=now, plan=plan, stories=stories, say=lambda _: None)

        found[engine][count] = measured(database, catalogue, count, size, build)

    for count in SIZES:
        with on_sqlite() as (file, size):
            one("SQLite", file, size, count)
    if programs() is not None:
        found["PostgreSQL"] = {}
        with Cluster(durable=True, settings=("shared_buffers=512MB", "max_wal_size=4GB")) as cluster:
            for count in SIZES:
                with on_postgresql(cluster) as (address, size):
                    one("PostgreSQL", address, size, count)
    return found


def rows(engine: str, by_size: Mapping[int, Measured]) -> list[tuple[str, ...]]:
    every, first, last = list(by_size.values()), by_size[min(by_size)], by_size[max(by_size)]
    drawn = [
        (
            f"{engine}: {what}",
            *(one.cell(what) for one in every),
            f"{last.at(what, 0.5) / first.at(what, 0.5):.1f} times",
        )
        for what in WHAT
    ]
    return [
        *drawn,
        (f"{engine}: on disk", *(f"{one.size / 1e9:.2f} GB" for one in every), ""),
        (f"{engine}: built in", *(f"{one.built:.0f} s" for one in every), ""),
        (f"{engine}: opened by the app in", *(f"{one.opened:.1f} s" for one in every), ""),
    ]


def run() -> Section:
    found = both()
    missing = [] if "PostgreSQL" in found else [f"Not measured on PostgreSQL. {INSTALL}"]
    return Section(
        "Work among many organisations",
        "python -m benchmarks sizes",
        [
            ("milliseconds, p50 / p95", *(f"{size:,} organisations" for size in SIZES), "largest to smallest"),
            *(row for engine, by_size in found.items() for row in rows(engine, by_size)),
        ],
        [
            "Aim: among 30,000 organisations no more than twice as long as among 1,000.",
            NOTE,
            *missing,
        ],
    )
