"""What a page or a file holds, as somebody sees it: its tables, every line of words with a number, and its drawings."""

import base64
import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import openpyxl
from streamlit.testing.v1 import AppTest

BLOCKS = {"p", "h1", "h2", "h3", "h4", "li", "div", "summary", "dt", "dd", "details", "ul", "ol", "nav", "form", "text"}
CELLS = {"td", "th"}
SAID = ("alt", "aria-label", "title", "placeholder")
PICTURE = "data:image/svg+xml;base64,"


@dataclass
class Table:
    """A caption, a heading row and rows, all as words."""

    caption: str
    head: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


@dataclass
class Piece:
    """One stretch of a page, or a whole file: its lines and tables, and what a browser draws its charts from.

    Of a drawing, how far to the right its dots stand, and where on its axis the whole levels are.
    """

    lines: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    dots: list[float] = field(default_factory=list)
    axis: dict[float, int] = field(default_factory=dict)
    traces: list[Any] = field(default_factory=list)


class Reader(HTMLParser):
    """Takes HTML or SVG apart."""

    def __init__(self) -> None:
        super().__init__()
        self.found = Piece()
        self.words: list[str] = []
        self.inside: str | None = None
        self.at: float | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in BLOCKS | CELLS | {"caption", "table"}:
            self._line()
        if tag == "table":
            self.found.tables.append(Table(""))
        elif tag == "tr" and self.inside is None:
            self.found.tables[-1].rows.append([])
        elif tag == "br":
            self.words.append(" ")
        elif tag == "text" and given.get("text-anchor") == "middle":
            self.at = float(given["x"] or "")
        elif tag == "g":  # what stood above the drawing is its key
            self.found.dots.clear()
        elif tag == "circle":
            self.found.dots.append(float(given["cx"] or ""))
        self.inside = tag if tag in CELLS | {"caption"} else self.inside
        self.found.lines += [said for name in SAID if (said := given.get(name)) and re.search(r"\d", said)]
        source = given.get("src") or ""
        if source.startswith(PICTURE):
            drawn = taken_apart(base64.b64decode(source.removeprefix(PICTURE)).decode())
            self.found.lines += drawn.lines
            self.found.dots += drawn.dots
            self.found.axis |= drawn.axis

    def handle_endtag(self, tag: str) -> None:
        if tag == "caption":
            self.found.tables[-1].caption = self._said()
        elif tag in CELLS:
            self.found.tables[-1].rows[-1].append(self._said())
        elif tag in BLOCKS:
            self._line()
        elif tag == "table":
            table = self.found.tables[-1]
            table.head, table.rows = table.rows[0], table.rows[1:]
        self.inside = None if tag in CELLS | {"caption"} else self.inside

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def _said(self) -> str:
        words, self.words = " ".join(" ".join(self.words).split()), []
        return words

    def _line(self) -> None:
        said = self._said()
        if self.at is not None and re.fullmatch(r"[+−]?\d", said):
            self.found.axis[self.at] = int(said.replace("−", "-"))
        elif re.search(r"\d", said):
            self.found.lines.append(said)
        self.at = None


def taken_apart(markup: str) -> Piece:
    """HTML or SVG."""
    reader = Reader()
    reader.feed(markup)
    reader.close()
    reader._line()
    return reader.found


def page(app: AppTest) -> Iterator[Piece]:
    """A whole page: what it says, what its widgets say, and what its charts are drawn from."""
    for element in app.get("html"):
        yield taken_apart(element.proto.body)
    labels: list[str] = [element.value for element in app.title]
    for kind in ("selectbox", "multiselect", "radio", "button", "text_input", "text_area", "expander", "checkbox"):
        for widget in app.get(kind):
            labels += [getattr(widget, "label", ""), *map(str, getattr(widget, "options", ()))]
    yield Piece([label for label in labels if re.search(r"\d", label)])
    for chart in app.get("plotly_chart"):
        yield Piece([chart.proto.alt], traces=json.loads(chart.proto.spec)["data"])


def as_csv(content: bytes, title: str) -> Piece:
    """A table of a file; its last row says where it is from."""
    head, *rows, source = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    return Piece(source, [Table(title, head, rows)])


def as_workbook(content: bytes) -> Iterator[Piece]:
    """Every sheet of a workbook: its title, the table, where it is from."""
    for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
        title, head, *rows, source = ([_text(cell.value) for cell in row] for row in sheet)
        yield Piece([source[0]], [Table(title[0], _there(head), [row[: len(_there(head))] for row in rows])])


def _there(cells: Iterable[str]) -> list[str]:
    return [cell for cell in cells if cell]


def _text(value: object) -> str:
    return "" if value is None else str(value)
