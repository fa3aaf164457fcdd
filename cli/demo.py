"""`stocktake demo`: builds the demo network in a database of its own."""

import argparse
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from assessments import demo
from assessments.configuration import Database, from_environment, shown
from assessments.errors import AssessmentError
from assessments.store import open_store
from frameworks.catalogue import Catalogue, shipped_folder


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--database", type=Path, help="where to build it, if not where the app looks for it")
    parser.add_argument("--organisations", type=int, default=60, help="how many organisations (%(default)s)")


def run(parsed: argparse.Namespace) -> int:
    """Exit status 1 with a sentence when the database cannot take the demo network."""
    began = time.monotonic()
    configuration = from_environment()
    database: Database = parsed.database or configuration.demo_database
    own = configuration.frameworks
    folders = (shipped_folder(),) if own is None else (shipped_folder(), own)
    try:
        if isinstance(database, Path):
            database.parent.mkdir(parents=True, exist_ok=True)
        store = open_store(database)
        try:
            count = demo.build(
                store, Catalogue.load(*folders), now=datetime.now(UTC), organisations=parsed.organisations
            )
        finally:
            store.close()
    except (AssessmentError, OSError) as fault:
        print(getattr(fault, "sentence", str(fault)), file=sys.stderr)
        return 1
    print(f"{count} made-up organisations are in {shown(database)} ({time.monotonic() - began:.1f} s).")
    return 0
