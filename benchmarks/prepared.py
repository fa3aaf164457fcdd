"""Demo nations of some sizes on both engines, built once for all the benchmarks of one command and gone with it."""

import atexit
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from assessments import demo
from assessments.comparison import releasing
from assessments.demo.bulk import Story
from assessments.store import open_store
from assessments.store.protocol import Store
from benchmarks.nation import Nation, laid
from frameworks.catalogue import Catalogue
from tests.postgres import Cluster, programs

SQLITE, POSTGRES = "SQLite", "PostgreSQL"
PERIODS, STORIES = 2, 600
SETTINGS = ("shared_buffers=512MB", "max_wal_size=4GB")

_open = ExitStack()
atexit.register(_open.close)
_released: set[tuple[str, int]] = set()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A database with a nation of so many organisations; `now` is the moment it was told for."""

    database: str
    nation: Nation
    now: datetime


def engines() -> tuple[str, ...]:
    """Those there are here."""
    return (SQLITE,) if programs() is None else (SQLITE, POSTGRES)


@cache
def catalogue() -> Catalogue:
    return Catalogue.load()


@cache
def moment() -> datetime:
    return datetime.now(UTC)


@cache
def cluster() -> Cluster:
    """One server for all of them, which waits for the disk."""
    return _open.enter_context(Cluster(durable=True, settings=SETTINGS))


@cache
def nation(engine: str, count: int) -> Prepared:
    """A nation of so many organisations, over two periods."""
    if engine == SQLITE:
        database = str(Path(_open.enter_context(tempfile.TemporaryDirectory()), "nation.db"))
    else:
        database = cluster().new_database()
    plan = demo.Plan(count, PERIODS, STORIES)
    demo.fill(database, catalogue(), now=moment(), plan=plan, stories=_stories(count), say=lambda _: None)
    if engine == POSTGRES:
        cluster().run("ANALYZE", database=database)
    with closing(open_store(database)) as store:
        return Prepared(database, laid(store, moment()), moment())


_told: dict[int, Mapping[int, Story]] = {}


def _stories(count: int) -> Mapping[int, Story]:
    """As many as so many organisations need; told again only when they are too few."""
    needed = min(count, STORIES)
    if needed not in _told:
        _told[needed] = demo.told(catalogue(), now=moment(), plan=demo.Plan(count, PERIODS, STORIES))
    return _told[needed]


def released(engine: str, count: int) -> Prepared:
    """The same with the comparison figures of the framework that most reviewed, of every period that is there."""
    found = nation(engine, count)
    if (engine, count) not in _released:
        with closing(open_store(found.database)) as store:
            make(store, found.now)
        if engine == POSTGRES:  # as the server does by itself within some minutes
            cluster().run("VACUUM ANALYZE", database=found.database)
        _released.add((engine, count))
    return found


def make(store: Store, now: datetime) -> None:
    """Figures of one framework and form, the earlier period first, unless they were made before."""
    counting = store.counting()
    offers = releasing.offers(counting, catalogue())
    most = max(offers, key=lambda one: one.submitted).scope
    ours = [one for one in offers if (one.scope.framework, one.scope.form) == (most.framework, most.form)]
    for offer in sorted(ours, key=lambda one: one.scope.period.start):
        if offer.is_enough and offer.last is None and offer.scope.period.calendar == most.period.calendar:
            releasing.make(counting, catalogue(), offer.scope, by=None, now=now)
