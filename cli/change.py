"""`stocktake change`: two answers files of a framework compared, the same questions both years, as JSON."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path

from cli import sheets
from frameworks.catalogue import Catalogue
from frameworks.checking import check_lineage
from frameworks.companions import Lineage
from frameworks.edition import Edition
from frameworks.errors import FrameworkError
from scoring import change
from scoring.errors import ScoringError
from scoring.printed import printed_change

Editions = Mapping[tuple[str, str], Edition]


def arguments(parser: ArgumentParser) -> None:
    """Say what can be asked."""
    sheets.answers_argument(parser, "earlier", "the answers file of the earlier year")
    sheets.answers_argument(parser, "later", "the answers file of the later year")
    parser.add_argument(
        "--framework", action="append", default=[], type=Path, metavar="FILE", help="a framework file they are about"
    )
    parser.add_argument("--lineage", type=Path, metavar="FILE", help="what became of each question between the two")


def run(parsed: Namespace) -> int:
    """Print the comparison. Exit status 2 when a file cannot be read or names something unknown."""
    try:
        known = sheets.catalogue()
        given = {(one.id, one.edition): one for one in map(sheets.edition_in, parsed.framework)}
        before, after = sheets.answers(parsed.earlier), sheets.answers(parsed.later)
        older, newer = _edition(before, given, known), _edition(after, given, known)
        earlier = sheets.sheet(parsed.earlier, before, older)
        later = sheets.sheet(parsed.later, after, newer)
        lineage = _lineage(parsed.lineage, (older, newer), known)
        print(json.dumps(printed_change(change(newer, later, older, earlier, lineage)), indent=2, ensure_ascii=False))
    except (sheets.CannotRead, ScoringError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _edition(data: Mapping[object, object], given: Editions, known: Catalogue) -> Edition:
    framework, name = str(data.get("framework", "")), str(data.get("edition", ""))
    return given.get((framework, name)) or sheets.published(framework, name, known)


def _lineage(path: Path | None, between: Sequence[Edition], known: Catalogue) -> Lineage | None:
    """The lineage given, or the catalogue's; none is needed within one edition."""
    older, newer = between
    if path is None:
        same = older.id != newer.id or older.edition == newer.edition
        return None if same else known.lineage(newer.id, older.edition, newer.edition)
    try:
        editions = {(one.id, one.edition): one for one in between}
        return check_lineage(path.read_bytes(), path.as_posix(), newer.id, editions)
    except (FrameworkError, OSError) as error:
        raise sheets.CannotRead(str(error)) from error
