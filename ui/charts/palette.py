"""The colours of figures in both themes: a meaning keeps its colour, with a shape or word beside it."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Palette:
    """`you` is one's own figure, `peers` the middle of others and `half` their middle half.

    `bands` run from lowest to highest, each with the ink that is read on it.
    """

    ink: str
    muted: str
    grid: str
    paper: str
    you: str
    peers: str
    half: str
    bands: tuple[tuple[str, str], ...]


_BLACK, _WHITE = "#0b0c0c", "#ffffff"

LIGHT = Palette(
    ink=_BLACK,
    muted="#505a5f",
    grid="#d9dcde",
    paper=_WHITE,
    you="#12436D",
    peers="#801650",
    half="#C9D6E2",
    bands=(("#EDF4FA", _BLACK), ("#B5D5EF", _BLACK), ("#6BACE6", _BLACK), ("#2073BC", _WHITE), ("#12436D", _WHITE)),
)
DARK = Palette(
    ink="#f3f2f1",
    muted="#b1b4b6",
    grid="#3a4250",
    paper="#0E1117",
    you="#6BACE6",
    peers="#F46A25",
    half="#33465A",
    bands=(("#16263A", _WHITE), ("#12436D", _WHITE), ("#2073BC", _WHITE), ("#6BACE6", _BLACK), ("#D3E6F7", _BLACK)),
)


def palette_for(theme: str | None) -> Palette:
    """The colours for Streamlit's theme type; light while it is not known."""
    return DARK if theme == "dark" else LIGHT


def band(palette: Palette, share: Fraction) -> tuple[str, str]:
    """Background and ink for a share of 0 to 1, in five equal bands, lower bound inclusive."""
    last = len(palette.bands) - 1
    return palette.bands[min(last, int(share * len(palette.bands)))]
