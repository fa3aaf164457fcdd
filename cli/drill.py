"""`stocktake drill`: a backup made, restored elsewhere, compared and cleared away; one exit status."""

import argparse
import sys
from pathlib import Path

from assessments import drill
from assessments.configuration import from_environment
from assessments.errors import AssessmentError
from assessments.store import backups


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--into", metavar="DATABASE", help="an empty PostgreSQL database to restore into")
    parser.add_argument("--to", type=Path, metavar="FOLDER", help="where there is room, if not where backups are")
    parser.add_argument("--database", help="which database, if not the one that STOCKTAKE_DATABASE says")


def run(parsed: argparse.Namespace) -> int:
    """Exit status 1 when anything of it failed, with a sentence."""
    configuration = from_environment()
    try:
        done = drill.run(
            parsed.database or configuration.database, parsed.to or configuration.backups, into=parsed.into
        )
    except AssessmentError as fault:
        print(f"The drill failed. {fault.sentence}", file=sys.stderr)
        return 1
    for step in done.steps:
        print(f"{step.seconds:7.1f} s  {step.what}")
    print(f"The drill held {backups.contents_of(done.manifest)}.")
    for finding in done.findings:
        print(finding)
    print("The drill failed." if done.findings else "The drill succeeded: a restore would bring all of it back.")
    return 1 if done.findings else 0
