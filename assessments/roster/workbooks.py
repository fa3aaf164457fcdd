"""The rows of an Excel file: what its cells show, dates as days, whole numbers without a point."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from assessments.errors import BadFile
from assessments.office_parts import looks_into
from assessments.roster.rows import MOST_ROWS, TOO_MANY, Row

BEGINS = b"PK\x03\x04"
OLD = b"\xd0\xcf\x11\xe0"
WIDEST = 250  # columns; a register has about 140
NOT_ONE = "This is not a whole Excel file. Open it in a spreadsheet, save it as .xlsx or CSV, and choose that."
OLD_ONE = "This is an old Excel file (.xls), or one with a password. Save it as .xlsx without a password, or as CSV."
CANNOT_BE = (
    ValueError, TypeError, ArithmeticError, LookupError, AttributeError, OSError, SyntaxError, EOFError, RecursionError,
    NotImplementedError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip


def rows(content: bytes) -> tuple[list[Row], tuple[str, ...]]:
    """The rows of the first sheet that holds any, and the names of further sheets that do. Raises BadFile."""
    if content.startswith(OLD):
        raise BadFile(OLD_ONE)
    looks_into(content, "xlsx", BadFile(NOT_ONE))
    try:
        return _rows(content)
    except CANNOT_BE as fault:
        raise BadFile(NOT_ONE) from fault


def _rows(content: bytes) -> tuple[list[Row], tuple[str, ...]]:
    from openpyxl import load_workbook

    found: list[Row] = []
    others: list[str] = []
    with warnings.catch_warnings():  # about pictures, rules and formats, which are not read
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                continue
            sheet.reset_dimensions()  # what a file says of its own size is not always so
            lines = sheet.iter_rows(max_col=WIDEST, values_only=True)
            if found:
                others += [sheet.title] if next(_filled(lines), None) else []
            else:
                found = _some(lines)
    return found, tuple(others)


def _some(lines: Iterable[tuple[object, ...]]) -> list[Row]:
    found = []
    for row in _filled(lines):
        found.append(row)
        if len(found) > MOST_ROWS:
            raise BadFile(TOO_MANY)
    return found


def _filled(lines: Iterable[tuple[object, ...]]) -> Iterator[Row]:
    for number, cells in enumerate(lines, start=1):
        if not any(cells):  # also the million rows above one that stands at the very end
            continue
        texts = tuple(map(text_of, cells))
        if any(texts):
            yield number, texts


def text_of(value: object) -> str:
    """A cell as it would stand in a CSV file."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case _:
            return str(value).strip()
