"""Shares as bars on a track of the whole, each with its figure in words and, where there is one, a target's mark."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ui.charts.drawing import WIDTH, Drawing, box, line, names, text
from ui.charts.palette import Palette

_ROW, _EDGE, _THICK = 46.0, 8.0, 14.0
_TRACK = WIDTH - 2 * _EDGE


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: a share of 0 to 1 (None where there is none), its figure as printed, and the target's share."""

    name: str
    share: Fraction | None
    shown: str
    target: Fraction | None = None


def bullet(bars: Sequence[Bar], palette: Palette) -> Drawing:
    """A bar a row, the name above at the left and the figure at the right; the target is a line across its bar."""
    parts: list[str] = []
    for place, (bar, name) in enumerate(zip(bars, names([each.name for each in bars]), strict=True)):
        top = _ROW * place
        y = top + 22
        parts += [
            text(_EDGE, top + 15, name, palette.ink, size=14),
            text(WIDTH - _EDGE, top + 15, bar.shown, palette.you, size=14, anchor="end", weight=700),
            box(_EDGE, y, _TRACK, _THICK, palette.grid),
        ]
        if bar.share is not None:
            parts.append(box(_EDGE, y, _TRACK * _within(bar.share), _THICK, palette.you))
        if bar.target is not None:
            x = _EDGE + _TRACK * _within(bar.target)
            parts += [
                line(x, y - 5, x, y + _THICK + 5, palette.paper, thick=6),
                line(x, y - 5, x, y + _THICK + 5, palette.ink, thick=2.5),
            ]
    return Drawing(_ROW * len(bars) + 2, tuple(parts))


def _within(share: Fraction) -> float:
    return float(min(max(share, Fraction(0)), Fraction(1)))
