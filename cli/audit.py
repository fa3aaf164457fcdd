"""`stocktake audit`: follows every chain of recorded acts from its first to its last and says where one breaks."""

import argparse
import sys
from contextlib import closing
from datetime import UTC, datetime

from assessments.access import verifying
from assessments.configuration import from_environment
from assessments.errors import AssessmentError
from assessments.store import open_store

SHOWN = 100


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked."""
    parser.add_argument("--database", help="which database, if not the one that STOCKTAKE_DATABASE says")


def run(parsed: argparse.Namespace) -> int:
    """Exit status 1 when a chain breaks: a line for each."""
    configuration = from_environment()
    began = datetime.now(UTC)
    try:
        with closing(open_store(parsed.database or configuration.database, backups=configuration.backups)) as store:
            found = verifying.every_chain(store.reception(None))
    except AssessmentError as fault:
        print(fault.sentence, file=sys.stderr)
        return 1
    for broken in found.broken[:SHOWN]:
        whose = "the installation" if broken.organisation is None else f"organisation {broken.organisation}"
        print(f"- The acts of {whose} break at number {broken.number}. Look at the last backup that holds.")
    if len(found.broken) > SHOWN:
        print(f"- … and {len(found.broken) - SHOWN:,} more.")
    seconds = (datetime.now(UTC) - began).total_seconds()
    print(f"Followed {found.chains:,} chains with {found.acts:,} acts ({seconds:.1f} s).")
    print("Every chain holds." if not found.broken else f"{len(found.broken):,} do not hold.")
    return 1 if found.broken else 0
