"""A small picture of one section over the years: one's own line, and in each year the figures of others under it."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from ui.charts.drawing import WIDTH, Drawing, box, dot, line, on, text
from ui.charts.palette import Palette
from ui.charts.slope import Point

HEIGHT = 156.0
LEFT, RIGHT, TOP, FOOT = 52.0, WIDTH - 34, 26.0, 126.0
BAND, TICK = 22.0, 34.0


def section_years(points: Sequence[Point], span: tuple[int, int], palette: Palette) -> Drawing:
    """One place a period, evenly spaced; heights from the lowest level of the scale to the highest."""
    lowest, highest = span

    def height(level: Fraction) -> float:
        return FOOT - (FOOT - TOP) * float((level - lowest) / (highest - lowest))

    xs = [(LEFT + RIGHT) / 2] if len(points) == 1 else _spread(len(points))
    parts = [part for level in span for part in _edge(level, height(Fraction(level)), palette)]
    for x, point in zip(xs, points, strict=True):
        parts += _others(x, point, height, palette) if point.others else []
        parts.append(text(x, FOOT + 20, point.period, palette.muted, anchor="middle"))
    before: tuple[float, float] | None = None
    for x, point in zip(xs, points, strict=True):
        here = None if point.level is None else (x, height(point.level))
        if here and before and point.joined:
            parts.append(line(*before, *here, palette.you, thick=2.5))
        before = here
    for x, point in zip(xs, points, strict=True):
        if point.level is not None:
            y = height(point.level)
            parts.append(dot(x, y, palette.you))
            words = text(x, y - 11, point.text, palette.you, size=15, anchor="middle", weight=700)
            parts.append(on(palette.paper, words))
    return Drawing(HEIGHT, tuple(parts))


def _spread(count: int) -> list[float]:
    return [LEFT + (RIGHT - LEFT) * at / (count - 1) for at in range(count)]


def _edge(level: int, y: float, palette: Palette) -> list[str]:
    """The line of the lowest or the highest level, with its number."""
    return [line(20, y, WIDTH - 8, y, palette.grid), text(14, y + 4, str(level), palette.muted, anchor="end")]


def _others(x: float, point: Point, height: Callable[[Fraction], float], palette: Palette) -> list[str]:
    parts = []
    if point.others and point.others.half:
        low, high = (height(level) for level in point.others.half)
        parts.append(box(x - BAND / 2, high, BAND, low - high, palette.half))
    if point.others:
        y = height(point.others.middle)
        parts.append(line(x - TICK / 2, y, x + TICK / 2, y, palette.peers, thick=3))
    return parts
