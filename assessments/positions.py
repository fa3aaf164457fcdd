"""Where one stands among organisations like one's own, in words: from the published figures alone, never a rank."""

from fractions import Fraction
from typing import Literal

from assessments import wording
from frameworks.edition import Edition, Scale
from scoring.disclosure import Spread

Side = Literal["below", "level", "above"]
FIFTH, TWENTIETHS = Fraction(1, 5), 20  # what published levels are rounded to, as scoring.disclosure says
SHARES = (
    (Fraction(1, 4), "about a quarter"),
    (Fraction(1, 3), "about a third"),
    (Fraction(1, 2), "about half"),
    (Fraction(2, 3), "about two thirds"),
    (Fraction(3, 4), "about three quarters"),
)


def tolerance(scale: Scale) -> Fraction:
    """How far a published level may be from the true one: half a step of its rounding."""
    return max(FIFTH, Fraction(scale.highest - scale.lowest, TWENTIETHS)) / 2


def middle_of(spread: Spread) -> Fraction | None:
    """The middle where it is shown, the average where only that is."""
    return spread.mean if spread.middle is None else spread.middle


def side(own: Fraction, spread: Spread, scale: Scale) -> Side | None:
    """On which side of the middle; level where the rounding could hide the difference. None without a figure."""
    middle = middle_of(spread)
    if middle is None:
        return None
    gap = own - middle
    return "level" if abs(gap) <= tolerance(scale) else "above" if gap > 0 else "below"


def position(own: Fraction, spread: Spread, scale: Scale) -> str | None:
    """As in "about a third are below you"; None without a figure."""
    if spread.lower is None or spread.middle is None or spread.upper is None:
        where = side(own, spread, scale)
        return None if where is None else f"you are {_beside(where)} their average"
    if own < spread.lower - tolerance(scale):
        return "fewer than a quarter are below you"
    if own > spread.upper + tolerance(scale):
        return "more than three quarters are below you"
    if spread.middle in (spread.lower, spread.upper) and abs(own - spread.middle) <= tolerance(scale):
        return "many are at your level"
    share = _share_below(min(max(own, spread.lower), spread.upper), spread.lower, spread.middle, spread.upper)
    return f"{min(SHARES, key=lambda known: abs(known[0] - share))[1]} are below you"


def _beside(where: Side) -> str:
    return "level with" if where == "level" else where


def _share_below(own: Fraction, lower: Fraction, middle: Fraction, upper: Fraction) -> Fraction:
    """The share below, as if organisations stood evenly between one quartile and the next."""
    quarter = Fraction(1, 4)
    if own <= middle:
        return quarter if middle == lower else quarter + quarter * (own - lower) / (middle - lower)
    return 2 * quarter + quarter * (own - middle) / (upper - middle)


def half_words(edition: Edition, spread: Spread) -> str | None:
    """The middle half as in "2.6 to 3.4"; None where it is not shown."""
    if spread.lower is None or spread.upper is None:
        return None
    low, high = (wording.level(value, wording.limits(edition)) for value in (spread.lower, spread.upper))
    return low if low == high else f"{low} to {high}"


def counts_words(edition: Edition, spread: Spread, *, exact: bool = False) -> str | None:
    """How many stand at each level, as in "about 5 at 2 Early steps"; None where that is not shown."""
    about = "" if exact else "about "
    if not spread.counts:
        return None
    return wording.listed(
        [f"{about}{spread.counts[at]} at {wording.scale_label(edition, at)}" for at in sorted(spread.counts)
         if spread.counts[at]]
    )  # fmt: skip
