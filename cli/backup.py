"""`stocktake backup`: puts the database by while it is in use, and proves that the copy is whole."""

import argparse
import sys
import time
from pathlib import Path

from assessments.configuration import from_environment
from assessments.errors import AssessmentError
from assessments.store import backups


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--to", type=Path, metavar="FOLDER", help="where to put it, if not where STOCKTAKE_BACKUPS says"
    )
    parser.add_argument("--database", help="which database, if not the one that STOCKTAKE_DATABASE says")


def run(parsed: argparse.Namespace) -> int:
    """Exit status 1 with a sentence when there is no backup."""
    began = time.monotonic()
    configuration = from_environment()
    try:
        made = backups.make(parsed.database or configuration.database, parsed.to or configuration.backups)
    except AssessmentError as fault:
        print(fault.sentence, file=sys.stderr)
        return 1
    print(f"A backup was made in {made.folder}")
    print(f"It holds {backups.holds(made)}. It was read again and is whole ({time.monotonic() - began:.1f} s).")
    return 0
