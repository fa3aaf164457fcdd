"""`stocktake restore`: puts a backup back, into a place where nothing is yet."""

import argparse
import sys
import time
from pathlib import Path

from assessments.configuration import from_environment, shown
from assessments.errors import AssessmentError
from assessments.store import backups, restoring


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("backup", type=Path, metavar="BACKUP", help="the folder of one backup")
    parser.add_argument("--to", metavar="DATABASE", help="where to put it, if not where STOCKTAKE_DATABASE says")


def run(parsed: argparse.Namespace) -> int:
    """Exit status 1 with a sentence when nothing was restored."""
    began = time.monotonic()
    database = parsed.to or from_environment().database
    try:
        restored = restoring.restore(parsed.backup, database)
    except AssessmentError as fault:
        print(fault.sentence, file=sys.stderr)
        return 1
    print(f"The backup of {backups.when(restored)} was restored to {shown(database)}")
    print(f"It holds {backups.holds(restored)}. Every table was compared ({time.monotonic() - began:.1f} s).")
    return 0
