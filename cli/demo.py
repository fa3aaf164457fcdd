"""`stocktake demo`: builds the demo network in a database of its own."""

import argparse
import shutil
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from assessments import demo
from assessments.configuration import SERVERS, Database, from_environment, shown
from assessments.errors import AssessmentError, Refused
from assessments.store import open_store
from frameworks.catalogue import Catalogue, shipped_folder

GIGABYTE = 10**9
HERE = "http://127.0.0.1:8501"


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
    parser.add_argument(
        "--people",
        action="store_true",
        help="make it a county where people sign in, and print links for a head, an adviser and the county's lead",
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
        plan = demo.Plan(parsed.organisations, parsed.periods)
        count, links = built(database, catalogue, plan, people=parsed.people)
    except (AssessmentError, OSError) as fault:
        print(getattr(fault, "sentence", str(fault)), file=sys.stderr)
        return 1
    print(f"{count:,} made-up organisations are in {shown(database)} ({time.monotonic() - began:.1f} s).")
    hand_out(links, shown(database))
    return 0


def built(
    database: Database, catalogue: Catalogue, plan: demo.Plan, *, people: bool = False
) -> tuple[int, Mapping[str, str]]:
    """A small network through the door of a store, into which one can build again; a large one all at once.

    Gives the number of organisations, and the addresses of its people by who they are.

    The small one has its comparison figures, too, and its people where they are asked for; of a large one the figures
    take a while, and are made by another command.
    """
    now = datetime.now(UTC)
    if people and plan.organisations > demo.OWNED:
        raise Refused(f"Only a network of up to {demo.OWNED} organisations has people. Leave out one of the two.")
    if plan.organisations > demo.OWNED:
        print(room(database, demo.size(plan)), flush=True)
        many = demo.fill(database, catalogue, now=now, plan=plan, say=lambda words: print(words, flush=True))
        print("Comparison figures are made by: stocktake release --database …", flush=True)
        return many, {}
    store = open_store(database)
    try:
        many = demo.build(store, catalogue, now=now, plan=plan)
        links = demo.links(store.reception, demo.populate(store, store.reception, now=now), now=now) if people else {}
        demo.release(store.counting(), catalogue, now=now)
        return many, links
    finally:
        store.close()


def hand_out(links: Mapping[str, str], database: str) -> None:
    """How to start Stocktake so that people sign in, and where each of them comes in; nothing without people."""
    if not links:
        return
    print(f"STOCKTAKE_MODE=local STOCKTAKE_ADDRESS={HERE} STOCKTAKE_DATABASE={database} make run")
    print("starts it for people who sign in. Each link opens once, within a day, to choose a password:")
    for said, address in links.items():
        print(f"{said}: {HERE}{address}")


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
