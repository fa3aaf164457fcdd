"""`stocktake doctor`: looks at everything stored, changes nothing, and says what is wrong and what to do next."""

import argparse
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from assessments import doctor
from assessments.configuration import from_environment
from assessments.errors import AssessmentError

SHOWN = 100  # findings; the rest are counted
LOOKED = ("organisation", "review", "answer", "submission", "score")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--backups", type=Path, metavar="FOLDER", help="where backups are, if not as STOCKTAKE_BACKUPS")
    parser.add_argument("--database", help="which database, if not the one that STOCKTAKE_DATABASE says")


def run(parsed: argparse.Namespace) -> int:
    """Exit status 1 when anything is wrong: a line for each finding."""
    began = time.monotonic()
    configuration = from_environment()
    database, folder = parsed.database or configuration.database, parsed.backups or configuration.backups
    looked: Counter[str] = Counter()
    count = 0
    try:
        for finding in chain(doctor.examine(database, looked), doctor.around(database, folder, datetime.now(UTC))):
            count += 1
            if count <= SHOWN:
                print(f"- {finding}")
    except AssessmentError as fault:
        print(fault.sentence, file=sys.stderr)
        return 1
    if count > SHOWN:
        print(f"- … and {count - SHOWN:,} more.")
    named = [f"{looked[table]:,} {table}{'s' * (looked[table] != 1)}" for table in LOOKED]
    print(f"Looked at {', '.join(named)} ({time.monotonic() - began:.1f} s).")
    print("Nothing is wrong." if not count else f"{count:,} thing{' is' if count == 1 else 's are'} wrong.")
    return 1 if count else 0
