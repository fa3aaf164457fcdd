"""`stocktake score`: the whole result of an answers file, as JSON, without a database."""

import json
import sys
from argparse import ArgumentParser, Namespace

from cli import sheets
from scoring import score
from scoring.printed import printed_score


def arguments(parser: ArgumentParser) -> None:
    """Say what can be asked."""
    parser.add_argument("edition", metavar="EDITION", help="a framework file, or a name such as esafety/2026")
    sheets.answers_argument(parser, "answers", "the answers file, YAML or JSON")


def run(parsed: Namespace) -> int:
    """Print the result. Exit status 2 when a file cannot be read or names something unknown."""
    try:
        edition = sheets.edition(parsed.edition)
        sheet = sheets.sheet(parsed.answers, sheets.answers(parsed.answers), edition)
    except sheets.CannotRead as error:
        print(error, file=sys.stderr)
        return 2
    print(json.dumps(printed_score(edition, score(edition, sheet)), indent=2, ensure_ascii=False))
    return 0
