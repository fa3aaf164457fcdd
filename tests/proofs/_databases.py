"""A new database of each engine, and a demo network in it whose reviews can be submitted again."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from assessments import demo
from assessments.store import open_store
from assessments.store import reviews as statements
from assessments.values import Review
from frameworks.catalogue import Catalogue, shipped_folder
from tests.postgres import Cluster

ME = 1
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@contextmanager
def on_sqlite() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield str(Path(folder, "stocktake.db"))


@contextmanager
def on_postgresql() -> Iterator[str]:
    with Cluster(durable=True) as cluster:
        yield cluster.new_database()


ENGINES = {"SQLite": on_sqlite, "PostgreSQL": on_postgresql}


def fill(address: str, organisations: int) -> list[Review]:
    """Build the demo network; gives the reviews that are submitted."""
    store = open_store(address)
    try:
        catalogue = Catalogue.load(shipped_folder())
        demo.build(store, catalogue, now=NOW, plan=demo.Plan(organisations))
        every = store.for_user(ME).read(statements.every)
    finally:
        store.close()
    return [review for review in every if review.status == "submitted"]
