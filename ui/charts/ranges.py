"""The spread of a group, a row a measure: the middle half as a band, the middle as a line, a change as two dots."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessments.wording import change
from ui.charts.drawing import WIDTH, Drawing, box, dot, line, paragraph, text
from ui.charts.palette import Palette

_ROW, _EDGE, _LETTERS, _BELOW = 48.0, 12.0, 36, 22.0


@dataclass(frozen=True, slots=True)
class Range:
    """One row in levels: middle half and middle, mean (a dot), the mean before (a hollow dot); None where not shown."""

    name: str
    shown: str
    mean: Fraction | None = None
    lower: Fraction | None = None
    middle: Fraction | None = None
    upper: Fraction | None = None
    before: Fraction | None = None


def ranges(rows: Sequence[Range], palette: Palette, *, lowest: int, highest: int) -> Drawing:
    """The rows from the top in the order given, on one scale of levels; one that begins below 0 is of changes."""

    def at(level: Fraction) -> float:
        return _EDGE + (WIDTH - 2 * _EDGE) * float((level - lowest) / (highest - lowest))

    marks = sorted({lowest, highest} | set(range(lowest, highest + 1, max(1, (highest - lowest) // 5))))
    height = _ROW * len(rows)
    parts = [line(at(Fraction(level)), 0, at(Fraction(level)), height, palette.grid) for level in marks]
    parts += [
        text(at(Fraction(level)), height + 16, _said(level, lowest), palette.muted, anchor="middle") for level in marks
    ]
    for place, row in enumerate(rows):
        y = _ROW * place + 34
        parts.append(box(0, y - 32, WIDTH, 20, palette.paper))
        parts += paragraph(_EDGE, y - 17, row.name, palette.ink, letters=_LETTERS, most=1)
        parts.append(text(WIDTH - _EDGE, y - 17, row.shown, palette.you, size=14, anchor="end", weight=700))
        if row.lower is not None and row.upper is not None:
            left, right = at(row.lower), at(row.upper)
            parts.append(box(left, y - 7, max(right - left, 2), 14, palette.half))
        if row.middle is not None:
            parts.append(line(at(row.middle), y - 10, at(row.middle), y + 10, palette.peers, thick=4))
        if row.mean is not None and row.before is not None:
            parts.append(line(at(row.before), y, at(row.mean), y, palette.you, thick=2))
            parts.append(dot(at(row.before), y, palette.you, hollow_on=palette.paper))
        if row.mean is not None:
            parts.append(dot(at(row.mean), y, palette.you))
    return Drawing(height + _BELOW, tuple(parts))


def _said(level: int, lowest: int) -> str:
    return change(Fraction(level)) if lowest < 0 and level else str(level)
