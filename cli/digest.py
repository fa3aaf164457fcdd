"""`stocktake digest`: sends the weekly digest to those who asked for it, by the mail server of STOCKTAKE_SMTP."""

import argparse
import sys
from contextlib import closing
from datetime import UTC, datetime

from assessments import mailing, published
from assessments.configuration import from_environment
from assessments.errors import AssessmentError
from assessments.store import open_store
from cli import sheets


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be asked."""
    parser.add_argument("--database", help="which database, if not the one that STOCKTAKE_DATABASE says")


def run(parsed: argparse.Namespace) -> int:
    """Exit status 1 with a sentence when nothing could be sent."""
    configuration = from_environment()
    if configuration.mail is None:
        print("Nothing was sent: STOCKTAKE_SMTP names no mail server.", file=sys.stderr)
        return 1
    address = configuration.address.origin if configuration.address else ""
    try:
        with closing(open_store(parsed.database or configuration.database, backups=configuration.backups)) as store:
            catalogue = published.catalogue(store.reception(None), sheets.catalogue())
            done = mailing.send_digests(
                store.reception(None), store.for_user, store.reception, catalogue,
                configuration.mail, address=address, now=datetime.now(UTC),
            )  # fmt: skip
    except AssessmentError as fault:
        print(fault.sentence, file=sys.stderr)
        return 1
    refused = f"; the mail server would not take {done.refused:,}" if done.refused else ""
    print(f"Sent {done.sent:,} {'digest' if done.sent == 1 else 'digests'}{refused}.")
    return 1 if done.refused else 0
