"""`stocktake demo`: builds the demo network in a database of its own."""

import argparse
import shutil
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from assessments import demo
from assessments.configuration import SERVERS, Database, from_environment, shown
from assessments.errors import AssessmentError, Refused
from assessments.store import open_store
from frameworks.catalogue import Catalogue, shipped_folder

GIGABYTE = 10**9


def arguments(parser: argparse.ArgumentParser) -> None:
    usual = demo.Plan()
    parser.add_argument("--database", help="where to build it, if not where the app looks for it")
    parser.add_argument(
        "--organisations",
        type=int,
        default=usual.organisations,
        metavar="N",
        help=f"how many organisations (%(default)s); above {demo.OWNED} the database must be new or empty",
    )
    parser.add_argument(
        "--periods",
        type=int,
        default=usual.periods,
        choices=range(1, demo.MOST_PERIODS + 1),
        metavar="N",
        help="how many periods, up to the current one (%(default)s)",
    )


def run(parsed: argparse.Namespace) -> int:
    """Exit status 1 with a sentence when the database cannot take the demo network."""
    began = time.monotonic()
    configuration = from_environment()
    database: Database = configuration.demo_database
    if parsed.database:
        database = parsed.database if parsed.database.startswith(SERVERS) else Path(parsed.database)
    own = configuration.frameworks
    catalogue = Catalogue.load(*((shipped_folder(),) if own is None else (shipped_folder(), own)))
    try:
        if isinstance(database, Path):
            database.parent.mkdir(parents=True, exist_ok=True)
        count = built(database, catalogue, demo.Plan(parsed.organisations, parsed.periods))
    except (AssessmentError, OSError) as fault:
        print(getattr(fault, "sentence", str(fault)), file=sys.stderr)
        return 1
    print(f"{count:,} made-up organisations are in {shown(database)} ({time.monotonic() - began:.1f} s).")
    return 0


def built(database: Database, catalogue: Catalogue, plan: demo.Plan) -> int:
    """A small network through the door of a store, into which one can build again; a large one all at once.

    The small one has its comparison figures, too; of a large one they take a while, and are made by another command.
    """
    now = datetime.now(UTC)
    if plan.organisations > demo.OWNED:
        print(room(database, demo.size(plan)), flush=True)
        many = demo.fill(database, catalogue, now=now, plan=plan, say=lambda words: print(words, flush=True))
        print("Comparison figures are made by: stocktake release --database …", flush=True)
        return many
    store = open_store(database)
    try:
        many = demo.build(store, catalogue, now=now, plan=plan)
        demo.release(store.counting(), catalogue, now=now)
        return many
    finally:
        store.close()


def room(database: Database, needed: int) -> str:
    """How much disk it takes, in words. Raises Refused when the folder of a file has less."""
    words = f"This takes about {needed / GIGABYTE:.1f} GB of disk"
    if not isinstance(database, Path):
        return f"{words} in a file, and about twice that on PostgreSQL."
    free = shutil.disk_usage(database.parent).free
    if free < needed:
        raise Refused(
            f"{words}, and {database.parent} has {free / GIGABYTE:.1f} GB free. Free some, or ask for fewer "
            "organisations or periods."
        )
    return f"{words}; {free / GIGABYTE:.1f} GB are free."
