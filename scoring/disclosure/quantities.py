"""What a reader sees of amounts and of ratios: never where one organisation is nearly all of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from statistics import median, quantiles

from scoring.disclosure.groups import LEAST
from scoring.disclosure.shown import SPREAD_FROM, about

NEARNESS = Fraction(1, 10)  # the second largest may not know the largest more closely than this
DIGITS = 2  # that count, in a figure as shown


@dataclass(frozen=True, slots=True)
class Quantity:
    """Figures to two digits, as they are shown; None where hidden, all of them where one organisation dominates.

    `overall` is the mean of amounts, and of ratios the sum of the one over the sum of the other.
    """

    about: int
    overall: Fraction | None
    middle: Fraction | None = None
    lower: Fraction | None = None
    upper: Fraction | None = None


def dominated(values: Sequence[Decimal]) -> bool:
    """The p % rule: all but the two largest together hold less than a tenth of the largest."""
    ordered = sorted((abs(Fraction(value)) for value in values), reverse=True)
    return bool(ordered) and sum(ordered[2:]) < NEARNESS * ordered[0]


def quantity(values: Sequence[Decimal], *, least: int = LEAST) -> Quantity | None:
    """The mean of amounts (devices, money) and, from ten, their quartiles; None for fewer than `least`."""
    if len(values) < max(least, LEAST):
        return None
    return _seen([Fraction(value) for value in values], _total(values) / len(values), dominated(values))


def ratio(pairs: Sequence[tuple[Decimal, Decimal]], *, least: int = LEAST) -> Quantity | None:
    """The ratio of sums of those that gave both parts, the second above 0, and the median and quartiles of their own.

    None for fewer than `least`.
    """
    if len(pairs) < max(least, LEAST):
        return None
    over, under = [each for each, _ in pairs], [each for _, each in pairs]
    each = [Fraction(one) / Fraction(other) for one, other in pairs]
    return _seen(each, _total(over) / _total(under), dominated(over) or dominated(under))


def _total(values: Sequence[Decimal]) -> Fraction:
    return sum(map(Fraction, values), Fraction(0))


def _seen(each: Sequence[Fraction], overall: Fraction, hidden: bool) -> Quantity:  # noqa: FBT001
    if hidden or min(each) == max(each):
        return Quantity(about(len(each)), None)
    if len(each) < SPREAD_FROM:
        return Quantity(about(len(each)), _to_digits(overall))
    lower, _, upper = quantiles(each, n=4, method="inclusive")
    return Quantity(about(len(each)), *map(_to_digits, (overall, median(each), lower, upper)))


def _to_digits(value: Fraction) -> Fraction:
    """Half-up to the digits that count: 1,249 is 1,200, and 0.0325 is 0.033."""
    if not value:
        return value
    unit = Fraction(1)
    while abs(value) >= unit * 10**DIGITS:
        unit *= 10
    while abs(value) < unit * 10 ** (DIGITS - 1):
        unit /= 10
    return unit * ((2 * value / unit + 1) // 2)
