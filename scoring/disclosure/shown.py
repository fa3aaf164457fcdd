"""What a reader sees of a group's scores: rounded, a spread from ten, and nothing where it would tell of each."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.disclosure.groups import LEAST

WHOLE = 10_000  # a stored share of 1
SPREAD_FROM = 10  # organisations, for quartiles and counts of each level
COUNTS_TO = 5
STEP = Fraction(1, 5)  # of a level; where a scale is long, five points of a hundred instead
STEPS_OF_LONG = 20
SMALL_CELL = 3  # a count below this is never shown


@dataclass(frozen=True, slots=True)
class Spread:
    """Levels to the nearest fifth and counts to the nearest five, as they are shown; None where hidden.

    `about` is how many are counted. The quartiles and `counts` (organisations at each level) are there from ten; a
    level missing in `counts` is hidden.
    """

    about: int
    mean: Fraction | None
    lower: Fraction | None = None
    middle: Fraction | None = None
    upper: Fraction | None = None
    counts: Mapping[int, int] | None = None


def about(count: int) -> int:
    """A count of organisations as it is shown: to the nearest five."""
    return COUNTS_TO * ((2 * count + COUNTS_TO) // (2 * COUNTS_TO))


def spread(
    shares: Sequence[int], *, lowest: int, highest: int, least: int = LEAST, shown_when_met: bool = False
) -> Spread | None:
    """The spread of stored shares (r × 10,000) on a scale; None for fewer than `least`.

    Where all are equal, or the mean as shown stands at an end of the scale, only `about` is there: it would tell of
    everybody. A yes/no target that everybody agreed to have shown is `shown_when_met` by all.
    """
    if len(shares) < max(least, LEAST):
        return None
    mean = _rounded(Fraction(sum(shares), len(shares)), lowest, highest)
    if shown_when_met and min(shares) == WHOLE:
        return Spread(about(len(shares)), mean)
    if min(shares) == max(shares) or mean in {lowest, highest}:
        return Spread(about(len(shares)), None)
    if len(shares) < SPREAD_FROM:
        return Spread(about(len(shares)), mean)
    lower, middle, upper = (_rounded(each, lowest, highest) for each in quartiles(shares))
    return Spread(about(len(shares)), mean, lower, middle, upper, _counts(shares, lowest, highest, least))


def quartiles(shares: Sequence[int]) -> tuple[Fraction, Fraction, Fraction]:
    """As `statistics.quantiles` with its inclusive method, exact for whole numbers and quick for very many."""
    ordered, last = sorted(shares), len(shares) - 1

    def at(quarter: int) -> Fraction:
        place, rest = divmod(quarter * last, 4)
        return Fraction(ordered[place] * (4 - rest) + ordered[min(place + 1, last)] * rest, 4)

    return at(1), at(2), at(3)


def _rounded(share: Fraction, lowest: int, highest: int) -> Fraction:
    """A level as shown, from a share of 10,000: half-up to the step of the scale."""
    step = max(STEP, Fraction(highest - lowest, STEPS_OF_LONG))
    above = share * (highest - lowest) / WHOLE
    return min(lowest + step * ((2 * above / step + 1) // 2), Fraction(highest))


def _counts(shares: Sequence[int], lowest: int, highest: int, least: int) -> Mapping[int, int] | None:
    """How many stand at each level (that at or below), small cells hidden together with others."""
    starts = [_stored(level - lowest, highest - lowest) for level in range(lowest, highest + 1)]
    found = Counter(lowest + bisect_right(starts, share) - 1 for share in shares)
    open_cells = {level: found[level] for level in range(lowest, highest + 1)}
    hidden = _hidden(open_cells, least)
    if all(level in hidden for level in found):
        return None
    return {level: about(count) for level, count in open_cells.items() if level not in hidden}


def _stored(levels: int, span: int) -> int:
    """The share, as it is stored, of so many levels above the lowest: half-up."""
    return (2 * WHOLE * levels + span) // (2 * span)


def _hidden(cells: Mapping[int, int], least: int) -> frozenset[int]:
    """The small cells, and with them the next larger until there are two at least and `least` organisations."""
    ordered = sorted((count, level) for level, count in cells.items() if count)
    if ordered and ordered[0][0] >= SMALL_CELL:
        return frozenset()
    hidden, covered = set[int](), 0
    for count, level in ordered:
        if count >= SMALL_CELL and len(hidden) > 1 and covered >= least:
            break
        hidden.add(level)
        covered += count
    return frozenset(hidden)
