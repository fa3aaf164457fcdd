"""`stocktake tidy`: erases organisations that left, forgets what has ended, and clears the database's files."""

import argparse
import sys
from contextlib import closing
from datetime import UTC, datetime

from assessments.access import tidying
from assessments.configuration import from_environment
from assessments.errors import AssessmentError
from assessments.store import open_store
from cli import digest


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked."""
    parser.add_argument("--database", help="which database, if not the one that STOCKTAKE_DATABASE says")
    parser.add_argument("--mail", action="store_true", help="send the weekly digest as well (on one day a week)")


def run(parsed: argparse.Namespace) -> int:
    """Exit status 1 with a sentence when it could not be done."""
    configuration = from_environment()
    now = datetime.now(UTC)
    try:
        with closing(open_store(parsed.database or configuration.database, backups=configuration.backups)) as store:
            erased = tidying.tidy(store.reception(None), store.erase_organisation, store.tidy, now=now)
    except AssessmentError as fault:
        print(fault.sentence, file=sys.stderr)
        return 1
    what = f"{len(erased):,} {'organisation' if len(erased) == 1 else 'organisations'} that had left"
    print(f"Erased {what}, forgot what had ended, and cleared the database's files.")
    return digest.run(parsed) if parsed.mail else 0
