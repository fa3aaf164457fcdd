"""Small pictures side by side, one a number: its figures over time, all of them over the same stretch of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from ui.charts.drawing import WIDTH, Drawing, dot, line, text
from ui.charts.palette import Palette

HEIGHT = 132.0
LEFT, RIGHT, TOP, FOOT = 26.0, WIDTH - 26, 34.0, 104.0
ROOM = 64.0  # what a figure takes above its dot; nearer ones are in the table alone


@dataclass(frozen=True, slots=True)
class Point:
    """One figure, exact and as printed, with its day."""

    on: date
    figure: Fraction
    text: str


def multiple(points: Sequence[Point], first: date, last: date, palette: Palette) -> Drawing:
    """One small picture over the days from `first` to `last`; its figures start at nought, so that heights compare."""
    places = _places(points, first, last)
    parts = [line(LEFT - 18, FOOT, RIGHT + 18, FOOT, palette.grid)]
    for (x1, y1), (x2, y2) in pairwise(places):
        parts.append(line(x1, y1, x2, y2, palette.you, thick=2.5))
    parts += [dot(x, y, palette.you) for x, y in places]
    for at in _labelled([x for x, _ in places]):
        (x, y), point = places[at], points[at]
        anchor = "start" if x < LEFT + ROOM / 2 else "end" if x > RIGHT - ROOM / 2 else "middle"
        edge = {"start": x - 12, "end": x + 12, "middle": x}[anchor]
        parts.append(text(edge, y - 13, point.text, palette.you, size=15, anchor=anchor, weight=700))
        parts.append(text(edge, FOOT + 19, f"{point.on:%b %Y}", palette.muted, anchor=anchor))
    return Drawing(HEIGHT, tuple(parts))


def _places(points: Sequence[Point], first: date, last: date) -> list[tuple[float, float]]:
    days = max((last - first).days, 1)
    low = min(Fraction(0), *(point.figure for point in points))
    high = max(Fraction(0), *(point.figure for point in points))
    span = high - low or 1
    return [
        (
            LEFT + (RIGHT - LEFT) * (point.on - first).days / days,
            FOOT - 8 - (FOOT - 8 - TOP) * float((point.figure - low) / span),
        )
        for point in points
    ]


def _labelled(xs: Sequence[float]) -> list[int]:
    """The last point, the first, and those between with room on both sides."""
    kept = [len(xs) - 1]
    for at in (0, *range(1, len(xs) - 1)):
        if all(abs(xs[at] - xs[other]) >= ROOM for other in kept):
            kept.append(at)
    return sorted(set(kept))
