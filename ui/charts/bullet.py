"""Shares as bars on a track of the whole, each with its figure in words and, where there is one, a target's mark."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ui.charts.drawing import WIDTH, Drawing, box, line, paragraph, text
from ui.charts.palette import Palette

_ROW, _LINE, _EDGE, _THICK, _LETTERS = 46.0, 16.0, 8.0, 14.0, 32
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
    top = 0.0
    for bar in bars:
        y = top + 22 + (_LINE if len(bar.name) > _LETTERS else 0)
        parts += paragraph(_EDGE, y - 7, bar.name, palette.ink, letters=_LETTERS)
        parts.append(text(WIDTH - _EDGE, y - 7, bar.shown, palette.you, size=14, anchor="end", weight=700))
        parts.append(box(_EDGE, y, _TRACK, _THICK, palette.grid))
        if bar.share is not None:
            parts.append(box(_EDGE, y, _TRACK * _within(bar.share), _THICK, palette.you))
        if bar.target is not None:
            x = _EDGE + (_TRACK - 2) * _within(bar.target)
            parts += [
                line(x, y - 5, x, y + _THICK + 5, palette.paper, thick=6),
                line(x, y - 5, x, y + _THICK + 5, palette.ink, thick=2.5),
            ]
        top = y + _ROW - 22
    return Drawing(top + 2, tuple(parts))


def _within(share: Fraction) -> float:
    return float(min(max(share, Fraction(0)), Fraction(1)))
