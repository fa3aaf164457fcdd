"""Tables to take away, as CSV or as a workbook: figures are numbers, and no text is ever run as a formula."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from assessments.tables import literal
from reports.paper import printable

Value = str | int | float | None
WIDEST, TITLE, A4 = 60, 31, 9
EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)  # the day of every workbook, so that the same input gives the same bytes
AS_WRITTEN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its heading row; `source` says where it is from, when and of how many.

    `by_name` says that it tells of each organisation by name.
    """

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[Value]]
    source: str
    by_name: bool = False


def as_csv(table: Table) -> bytes:
    """One table, and its source in a last row; with a mark that spreadsheets know as UTF-8."""
    text = io.StringIO()
    written = csv.writer(text)
    written.writerows(map(_literal, (table.head, *table.rows, [table.source])))
    return text.getvalue().encode("utf-8-sig")


def _literal(row: Sequence[Value]) -> list[Value]:
    return [literal(each) if isinstance(each, str) else each for each in row]


def as_workbook(tables: Sequence[Table]) -> bytes:
    """A sheet a table: its title, the table, its source; it prints on landscape pages, as wide as they are."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, AS_WRITTEN)
    book.set_properties({"created": EARLIEST, "author": "Stocktake"})
    bold = book.add_format({"bold": True})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    names: list[str] = []
    for place, table in enumerate(tables, 1):
        names.append(_named(table.title, place, names))
        _fill(book.add_worksheet(names[-1]), table, bold, wrapped)
    book.close()
    return out.getvalue()


def _named(title: str, place: int, taken: Sequence[str]) -> str:
    """What a sheet may be called: short, without the signs that spreadsheets keep for themselves, once in a book."""
    name = "".join(" " if each in r"[]:*?/\'" else each for each in printable(title))[:TITLE].strip()
    is_free = name and name.casefold() not in {each.casefold() for each in taken}
    return name if is_free else f"Table {place}"


def _fill(sheet: Any, table: Table, bold: Any, wrapped: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
    last = len(table.rows) + 2
    _write(sheet, 0, 0, table.title, bold)
    for across, name in enumerate(table.head):
        _write(sheet, 1, across, name, bold)
    for down, row in enumerate(table.rows, 2):
        for across, value in enumerate(row):
            _write(sheet, down, across, value, wrapped)
    _write(sheet, last, 0, table.source)
    for across, name in enumerate(table.head):
        longest = max([len(name), *(len(str(row[across])) for row in table.rows if len(row) > across)])
        sheet.set_column(across, across, min(longest, WIDEST) + 2)
    sheet.freeze_panes(2, 1)
    sheet.repeat_rows(1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)


def _write(sheet: Any, down: int, across: int, value: Value, look: Any = None) -> None:  # noqa: ANN401
    if isinstance(value, str):
        sheet.write_string(down, across, printable(value), look)
    elif value is not None:
        sheet.write_number(down, across, value, look)
