"""The rows of a text whose cells stand between commas, semicolons, tabs or bars: whichever its heading tells."""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice

from assessments.errors import BadFile
from assessments.roster import columns
from assessments.roster.rows import MOST_ROWS, TOO_MANY, Row

SEPARATORS = ("\t", ";", ",", "|")  # where two do equally well, the earlier
LOOKED_AT = 10  # rows, to find out which


def rows(text: str) -> list[Row]:
    """Every row that is not empty, with the number of the line it begins on. Raises BadFile."""
    lines = io.StringIO(text, newline="").readlines()
    first = 0
    separator = None
    if lines and lines[0].casefold().startswith("sep=") and len(lines[0].strip()) == len("sep=;"):
        separator, first = lines[0].strip()[-1], 1  # what Excel writes for itself
    found = list(islice(_split(lines[first:], separator or _separator(lines), first), MOST_ROWS + 1))
    if len(found) > MOST_ROWS:
        raise BadFile(TOO_MANY)
    return found


def _separator(lines: Sequence[str]) -> str:
    """The one with which most of the first rows' cells are headings we know, or else with which there are most."""

    def does(separator: str) -> tuple[int, int]:
        try:
            some = list(islice(_split(lines, separator, 0), LOOKED_AT))
        except BadFile:
            return 0, 0
        known = max((columns.known(cells) for _, cells in some), default=0)
        return known, min((len(cells) for _, cells in some), default=0)

    return max(SEPARATORS, key=does)


def _split(lines: Sequence[str], separator: str, skipped: int) -> Iterator[Row]:
    reader = csv.reader(lines, delimiter=separator, strict=True, skipinitialspace=True)
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begins + skipped, tuple(cells)
            begins = reader.line_num + 1
    except csv.Error as fault:
        raise BadFile(
            f'Line {begins + skipped}: a quotation mark (") opens here and is not closed as it should be. Close it, or'
            " delete it."
        ) from fault
