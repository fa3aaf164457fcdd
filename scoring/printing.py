"""Exact figures as text and as stored integers; each is rounded once, half-up, here."""

from collections.abc import Iterable
from fractions import Fraction
from math import floor

from frameworks.edition import Edition

STORED = 10_000


def stored(share: Fraction) -> int:
    """A share as the integer kept for group figures: r × 10,000, half-up."""
    return _half_up(share, 4)


def exact(value: Fraction) -> str:
    """An exact value: "8/3", or "3" when it is whole."""
    return str(value)


def decimal(value: Fraction, *, digits: int = 1, limits: Iterable[Fraction] = ()) -> str:
    """A value to one decimal, half-up; with more digits where it would look like a limit that it is below."""
    above = [limit for limit in limits if value < limit]
    while any(Fraction(_half_up(value, digits), 10**digits) >= limit for limit in above):
        digits += 1
    return _printed(_half_up(value, digits), digits)


def limits_of(edition: Edition) -> tuple[Fraction, ...]:
    """The levels and band limits that a printed score must not seem to have reached."""
    return (*(Fraction(level) for level in edition.scale.levels), *(Fraction(band.from_) for band in edition.bands))


def level_text(edition: Edition, level: Fraction) -> str:
    """A level as printed: "3.2", or "3" when it is whole."""
    return str(level) if level.denominator == 1 else decimal(level, limits=limits_of(edition))


def level_words(edition: Edition, level: Fraction | int) -> str:
    """A level as people read it: “3 In place” with the label the framework prints, or "level 3.2" between two."""
    step = edition.scale.levels.get(int(level)) if level == int(level) else None
    if step is None:
        return f"level {level_text(edition, Fraction(level))}"
    return f"“{step.shown_as or level} {step.name}”"


def number_text(value: Fraction) -> str:
    """A typed figure or threshold as short as it can be exactly, else to two decimals."""
    for digits in range(4):
        if (value * 10**digits).denominator == 1:
            return _printed(int(value * 10**digits), digits)
    return decimal(value, digits=2)


def percent_text(share: Fraction) -> str:
    """A share as a percent to one decimal at most."""
    return f"{number_text(Fraction(_half_up(share * 100, 1), 10))}%"


def _half_up(value: Fraction, digits: int) -> int:
    """The value times 10 to the digits, rounded to the nearest whole number, halves away from zero."""
    if value < 0:
        return -_half_up(-value, digits)
    return floor(value * int("1" + "0" * digits) + Fraction(1, 2))


def _printed(scaled: int, digits: int) -> str:
    sign, whole = "-" if scaled < 0 else "", str(abs(scaled)).rjust(digits + 1, "0")
    return f"{sign}{whole[: len(whole) - digits]}.{whole[len(whole) - digits :]}" if digits else f"{sign}{whole}"
