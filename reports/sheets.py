"""Tables to take away, as CSV or as a workbook: figures are numbers, and no text is ever run as a formula."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from assessments.tables import literal

Value = str | int | float | None
WIDEST, TITLE = 60, 31


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its heading row; `source` says where it is from, when and of how many."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[Value]]
    source: str


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
    book = Workbook()
    book.remove(book.worksheets[0])
    for place, table in enumerate(tables, 1):
        _fill(book.create_sheet(_named(table.title, place)), table)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _named(title: str, place: int) -> str:
    """What a sheet may be called: short, without the signs that spreadsheets keep for themselves."""
    return "".join(" " if each in r"[]:*?/\'" else each for each in title)[:TITLE].strip() or f"Table {place}"


def _fill(sheet: Worksheet, table: Table) -> None:
    rows: list[Sequence[Value]] = [[table.title], table.head, *table.rows, [table.source]]
    for down, row in enumerate(rows, 1):
        for across, value in enumerate(row, 1):
            cell = sheet.cell(down, across)
            if value is not None and isinstance(cell, Cell):
                cell.value = value
                cell.data_type = "s" if isinstance(value, str) else "n"
                cell.alignment = Alignment(vertical="top", wrap_text=1 < down < len(rows))
    for cell in (*sheet[1], *sheet[2]):
        cell.font = Font(bold=True)
    for across, name in enumerate(table.head, 1):
        longest = max([len(name), *(len(str(row[across - 1])) for row in table.rows if len(row) >= across)])
        sheet.column_dimensions[sheet.cell(2, across).column_letter].width = min(longest, WIDEST) + 2
    sheet.freeze_panes = "B3"
    sheet.print_title_rows = "2:2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
