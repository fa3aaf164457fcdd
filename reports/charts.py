"""Charts for paper, written as SVG by hand: no browser, no image library, real text."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from xml.sax.saxutils import escape

from assessments.beside_others import AVERAGE, HALF, MIDDLE

INK, MUTED, GRID, NOW, PAPER, PEERS, BAND = "#0b0c0c", "#505a5f", "#d9dcde", "#12436D", "#ffffff", "#801650", "#C9D6E2"
FONT = "Source Sans Pro"
WIDTH, LEFT, RIGHT, TOP, ROW, BOTTOM = 680.0, 250.0, 60.0, 40.0, 26.0, 22.0


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a dot chart: its name, its level now and last time, and the value in words.

    `half` and `middle` are those of others: the middle half as a band, the middle as a line across it.
    """

    name: str
    now: Fraction | None
    last: Fraction | None
    value: str
    half: tuple[Fraction, Fraction] | None = None
    middle: Fraction | None = None


def _text(
    x: float, y: float, words: str, size: float = 12, anchor: str = "start", ink: str = INK, weight: int = 400
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="{FONT}" font-size="{size}" text-anchor="{anchor}" '
        f'font-weight="{weight}" fill="{ink}">{escape(words)}</text>'
    )


def _dot(x: float, y: float, *, filled: bool) -> str:
    ink = f'fill="{NOW}"' if filled else f'fill="{PAPER}" stroke="{NOW}" stroke-width="2"'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{6 if filled else 5}" {ink}/>'


def _band(x: float, y: float, wide: float) -> str:
    return f'<rect x="{x:.1f}" y="{y - 8:.1f}" width="{wide:.1f}" height="16" fill="{BAND}"/>'


def _tick(x: float, y: float) -> str:
    return f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{y - 10:.1f}" y2="{y + 10:.1f}" stroke="{PEERS}" stroke-width="3"/>'


def _key(rows: Sequence[Row]) -> list[str]:
    """The marks that are there, with their words, from left to right."""
    x = LEFT
    parts = [_dot(x, 12, filled=True), _text(x + 12, 16, "Now")]
    if any(row.last is not None for row in rows):
        x += 70
        parts += [_dot(x, 12, filled=False), _text(x + 12, 16, "Last time")]
    has_half = any(row.half is not None for row in rows)
    if any(row.middle is not None for row in rows):
        x += 90
        parts += [_tick(x, 12), _text(x + 10, 16, MIDDLE if has_half else AVERAGE)]
    if has_half:
        x += 105
        parts += [_band(x, 12, 26), _text(x + 34, 16, HALF)]
    return parts


def dots(rows: Sequence[Row], *, lowest: int, highest: int) -> str:
    """A dot a row, now filled and last time hollow and joined, on a scale of levels; those of others behind."""
    height = TOP + ROW * len(rows) + BOTTOM

    def across(level: Fraction | int) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * float((level - lowest) / Fraction(highest - lowest))

    parts = _key(rows)
    for level in range(lowest, highest + 1):
        x = across(level)
        line = f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 10}" y2="{height - BOTTOM}" stroke="{GRID}"/>'
        parts += [line, _text(x, height - 6, str(level), 11, "middle", MUTED)]
    for place, row in enumerate(rows):
        y = TOP + ROW * place + ROW / 2 - 4
        parts.append(_text(LEFT - 14, y + 4, row.name, 12, "end"))
        if row.half is not None:
            low, high = map(across, row.half)
            parts.append(_band(low, y, max(high - low, 2)))
        if row.middle is not None:
            parts.append(_tick(across(row.middle), y))
        if row.last is not None:
            if row.now is not None:
                ends = f'x1="{across(row.last):.1f}" x2="{across(row.now):.1f}" y1="{y}" y2="{y}"'
                parts.append(f'<line {ends} stroke="{NOW}" stroke-width="1.5"/>')
            parts.append(_dot(across(row.last), y, filled=False))
        if row.now is not None:
            parts.append(_dot(across(row.now), y, filled=True))
        parts.append(_text(WIDTH, y + 4, row.value, 12.5, "end", NOW, 700))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH:g}" height="{height:g}" '
        f'viewBox="0 0 {WIDTH:g} {height:g}">{"".join(parts)}</svg>'
    )
