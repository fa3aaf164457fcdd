"""A heat map: on the page a table, in a file a drawing; a figure in every cell, its ink chosen for its ground."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ui.charts.drawing import WIDTH, Drawing, box, text
from ui.charts.palette import Palette, band
from ui.tables import Cell, Content, Html, table, tag

_LEFT, _COLUMN, _ROW, _LINE = 150.0, 78.0, 40.0, 14.0


@dataclass(frozen=True, slots=True)
class Square:
    """One cell: how far up the scale it is (0 to 1, None without a figure), its figure and the word below it."""

    share: Fraction | None
    shown: str
    word: str = ""


def heat_table(
    caption: str, head: Sequence[str], rows: Sequence[tuple[Content, Sequence[Square]]], palette: Palette
) -> Html:
    """The table of the page."""
    return table(
        caption, head, [(name, *(_cell(one, palette) for one in squares)) for name, squares in rows], heat=True
    )


def _cell(square: Square, palette: Palette) -> Cell:
    if square.share is None:
        return Cell(tag("span", square.shown, "quiet"))
    ground, ink = band(palette, square.share)
    return Cell(Html(tag("strong", square.shown) + tag("span", square.word, "name")), ground=ground, ink=ink)


def heat(head: Sequence[str], rows: Sequence[tuple[str, Sequence[Square]]], palette: Palette) -> Drawing:
    """The drawing of a file, as wide as it has columns."""
    titles = [textwrap.wrap(name, 11)[:4] for name in head]
    top = 10 + _LINE * max(map(len, titles), default=1)
    parts = [
        text(_LEFT + _COLUMN * (place + 0.5), top - 6 - _LINE * back, word, palette.ink, size=12, anchor="middle")
        for place, words in enumerate(titles)
        for back, word in enumerate(reversed(words))
    ]
    for down, (name, squares) in enumerate(rows):
        y = top + _ROW * down
        wrapped = textwrap.wrap(name, 22)[:2]
        first = y + _ROW / 2 + 4 - _LINE / 2 * (len(wrapped) - 1)
        parts += [text(8, first + _LINE * place, words, palette.ink) for place, words in enumerate(wrapped)]
        for across, square in enumerate(squares):
            parts += _square(square, _LEFT + _COLUMN * across, y, palette)
    return Drawing(top + _ROW * len(rows) + 4, tuple(parts), max(WIDTH, _LEFT + _COLUMN * len(head) + 8))


def _square(square: Square, x: float, y: float, palette: Palette) -> list[str]:
    middle = x + _COLUMN / 2
    if square.share is None:
        return [
            text(middle, y + 18 + 12 * place, words, palette.muted, size=10, anchor="middle")
            for place, words in enumerate(textwrap.wrap(square.shown, 14)[:2])
        ]
    ground, ink = band(palette, square.share)
    return [
        box(x + 1, y + 1, _COLUMN - 2, _ROW - 2, ground),
        text(middle, y + 19, square.shown, ink, size=14, anchor="middle", weight=700),
        text(middle, y + 33, textwrap.shorten(square.word, 15, placeholder="…"), ink, size=10, anchor="middle"),
    ]
