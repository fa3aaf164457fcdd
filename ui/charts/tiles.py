"""A map of equal tiles: each area at its own place, with its name, its figure and ink for its ground."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from ui.charts.drawing import WIDTH, Drawing, box, text
from ui.charts.heat import Square
from ui.charts.palette import Palette, band

MOST = 4  # columns at full size; more make every tile smaller


@dataclass(frozen=True, slots=True)
class Tile:
    """An area: its column and row from 0 at the top left, its name and what is in it."""

    column: int
    row: int
    name: str
    square: Square


def tiles(areas: Sequence[Tile], palette: Palette) -> Drawing:
    """The map, moved to the top left corner; an area without a figure is drawn in outline, and says why in words."""
    left, top = min(each.column for each in areas), min(each.row for each in areas)
    columns = max(each.column for each in areas) - left + 1
    rows = max(each.row for each in areas) - top + 1
    side = WIDTH / max(columns, MOST)
    parts: list[str] = []
    for each in areas:
        parts += _tile(each, (each.column - left) * side, (each.row - top) * side, side, palette)
    return Drawing(rows * side, tuple(parts))


def _tile(area: Tile, x: float, y: float, side: float, palette: Palette) -> list[str]:
    square = area.square
    ground, ink = (palette.paper, palette.muted) if square.share is None else band(palette, square.share)
    size = 12.0 * min(1, side / (WIDTH / MOST))
    names = textwrap.wrap(area.name, 13)[:3]
    shown = [
        text(x + side / 2, y + size * (1.6 + 1.15 * place), words, ink, size=size, anchor="middle")
        for place, words in enumerate(names)
    ]
    figure = text(x + side / 2, y + side - size, square.shown, ink, size=size * 1.35, anchor="middle", weight=700)
    if square.share is None:
        figure = text(x + side / 2, y + side - size, square.shown, ink, size=size * 0.85, anchor="middle")
    return [box(x + 2, y + 2, side - 4, side - 4, ground, palette.muted), *shown, figure]
