"""Charts drawn by hand as SVG: the same drawing on the page, in the theme's colours, and as a file with its source."""

import textwrap
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from xml.sax.saxutils import escape

from ui.charts.palette import LIGHT, Palette
from ui.tables import Html

FONT = "'Source Sans 3', 'Source Sans Pro', Arial, sans-serif"
WIDTH = 360.0  # names stand above their rows, so that this width is read on a phone and a desk
LETTERS = 50  # of 13 units in a line of that width
QUOTE = {'"': "&quot;"}
SCALE = 2  # of a file, so that it is no stamp when it is opened


@dataclass(frozen=True, slots=True)
class Drawing:
    """The parts of a drawing from 0 to its height and its width."""

    height: float
    parts: tuple[str, ...]
    width: float = WIDTH


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with all its words: what it found, what it measures, and where from, when and of how many.

    `alt` says in a sentence or two what one sees; `table` holds the same figures.
    """

    name: str
    finding: str
    measure: str
    source: str
    alt: str
    table: Html
    draw: Callable[[Palette], Drawing]
    key: tuple[tuple[str, str], ...] = ()


def text(
    x: float, y: float, words: str, ink: str, *, size: float = 13, anchor: str = "start", weight: int = 400
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="{FONT}" font-size="{size:g}" text-anchor="{anchor}" '
        f'font-weight="{weight}" fill="{ink}">{escape(words)}</text>'
    )


def on(ground: str, words: str) -> str:
    """A text with an edge in the colour of its ground, where something else may run behind it."""
    edge = f'stroke="{ground}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
    return words.replace("<text ", f"<text {edge} ", 1)


def box(x: float, y: float, width: float, height: float, ground: str, edge: str = "") -> str:
    outline = f' stroke="{edge}" stroke-width="1"' if edge else ""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{ground}"{outline}/>'


def line(x1: float, y1: float, x2: float, y2: float, ink: str, *, thick: float = 1, dash: str = "") -> str:
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {ends} stroke="{ink}" stroke-width="{thick:g}"{dashes}/>'


def paragraph(x: float, y: float, words: str, ink: str, *, letters: int = 30, most: int = 2) -> list[str]:
    """Words on so many lines at most, the last of them at `y`; the table has them whole."""
    whole = textwrap.wrap(textwrap.shorten(words, letters * most, placeholder="…"), letters)[:most]
    return [text(x, y - 16 * back, each, ink, size=14) for back, each in enumerate(reversed(whole))]


def dot(x: float, y: float, ink: str, *, hollow_on: str = "") -> str:
    look = f'fill="{hollow_on}" stroke="{ink}" stroke-width="2"' if hollow_on else f'fill="{ink}"'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{5.5 if hollow_on else 6.5}" {look}/>'


def svg(drawing: Drawing, *, scale: float = 1, words: str = "") -> str:
    """The whole as one file; `words` are read aloud where a picture cannot be seen."""
    size = f'width="{drawing.width * scale:g}" height="{drawing.height * scale:g}"'
    seen = f'viewBox="0 0 {drawing.width:g} {drawing.height:g}"'
    said = f' role="img" aria-label="{escape(words, QUOTE)}"' if words else ""
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {seen}{said}>{"".join(drawing.parts)}</svg>'


def _mark(mark: str, y: float) -> str:
    """A mark of the key as it is drawn: see `.mark` in the stylesheet of the pages."""
    match mark:
        case "now":
            return dot(18, y, LIGHT.you)
        case "then":
            return dot(18, y, LIGHT.you, hollow_on=LIGHT.paper)
        case "half":
            return box(8, y - 6, 20, 12, LIGHT.half)
        case _:
            return line(18, y - 8, 18, y + 8, LIGHT.peers, thick=3)


def picture(figure: Figure, palette: Palette) -> Html:
    """The figure as an image of the page, with what it shows in words; no script, style or address can be in it."""
    content = b64encode(svg(figure.draw(palette)).encode()).decode()
    return Html(f'<img class="figure" src="data:image/svg+xml;base64,{content}" alt="{escape(figure.alt, QUOTE)}">')


def file(figure: Figure) -> bytes:
    """The figure to keep: with its title, what it measures, and its source, date and number."""
    drawn = figure.draw(LIGHT)
    letters = drawn.width / WIDTH * LETTERS
    parts: list[str] = []
    y = 8.0

    def lines(words: str, ink: str, size: float, weight: int = 400) -> None:
        nonlocal y
        for each in textwrap.wrap(words, int(letters * 13 / size)):
            y += size + 4
            parts.append(text(8, y, each, ink, size=size, weight=weight))

    lines(figure.finding, LIGHT.ink, 16, 700)
    lines(figure.measure, LIGHT.muted, 13)
    for mark, words in figure.key:
        parts.append(_mark(mark, y + 13))
        parts.append(text(36, y + 17, words, LIGHT.muted))
        y += 17
    y += 10
    parts.append(f'<g transform="translate(0 {y:.1f})">{"".join(drawn.parts)}</g>')
    y += drawn.height + 4
    lines(figure.source, LIGHT.muted, 12)
    whole = Drawing(y + 12, (box(0, 0, drawn.width, y + 12, LIGHT.paper), *parts), drawn.width)
    return svg(whole, scale=SCALE, words=f"{figure.finding}. {figure.alt}").encode()
