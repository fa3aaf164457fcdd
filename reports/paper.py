"""A document as plain values, before anybody knows whether it becomes a PDF or a Word file: one content, two forms."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Literal

from reports.typesetting import pdf, spoken

DEMO = "Demo: these organisations and results are invented."
Tone = Literal["plain", "lead", "quiet", "strong", "quoted"]
UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what no XML may hold


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 to 4; the title of the document is its only one of level 1."""

    text: str
    level: Literal[2, 3, 4] = 2


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Point:
    """One entry of a list: what it is about, and what there is to say of it."""

    head: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """A list, numbered where the order counts."""

    points: tuple[Point, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its heading row. `numbers` are the columns that stand to the right, `widths` their shares."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing as SVG. `title` states its finding, `alt` says what one sees; the same figures stand in a table.

    `wide` ones take the whole width of the page, others as much of it as keeps their letters in size.
    """

    title: str
    measure: str
    svg: str
    alt: str
    wide: bool = True


@dataclass(frozen=True, slots=True)
class Room:
    """Lines to write on by hand."""

    label: str
    lines: int


@dataclass(frozen=True, slots=True)
class Beside:
    """Two parts side by side where the page is wide enough for them; one after the other in Word."""

    left: tuple["Block", ...]
    right: tuple["Block", ...]


Block = Heading | Words | Points | Table | Chart | Room | Beside


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document. `dated` is the day of what it tells, so that the same input gives the same bytes.

    `one_side` sets a PDF in the largest letters that keep everything on one side of A4.
    """

    title: str
    subtitle: str
    author: str
    language: str
    dated: date
    footer: str
    blocks: tuple[Block, ...]
    demo: bool = False
    one_side: bool = False


def listed(points: Iterable[Point], none: str = "", *, numbered: bool = False) -> Block:
    """The points as a list, or a sentence where there are none."""
    every = tuple(points)
    return Points(every, numbered) if every else Words(none)


def table(
    title: str,
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    numbers: Iterable[int] = (),
    widths: Sequence[int] = (),
) -> Table:
    """A table of any rows."""
    return Table(title, tuple(head), tuple(tuple(row) for row in rows), frozenset(numbers), tuple(widths))


def printable(words: str) -> str:
    """The text without the signs that no document can hold."""
    return UNPRINTABLE.sub("\ufffd", words)


def as_pdf(paper: Paper) -> bytes:
    """The document as a tagged PDF (PDF/UA-1)."""
    return pdf("paper.typ", {**spoken(paper.language), **_object(paper), "demo": DEMO if paper.demo else ""})


def _plain(value: object) -> object:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, date):
        return value.isoformat()
    return _object(value) if is_dataclass(value) else value


def _object(value: object) -> dict[str, object]:
    named = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}  # type: ignore[arg-type]
    return {"kind": type(value).__name__, **named}
