"""The name a score takes: decided on the exact value, lower bound inclusive."""

from fractions import Fraction
from math import floor

from frameworks.edition import Edition


def band_of(edition: Edition, level: Fraction) -> str:
    """The band an exact level is in; without bands, the name of the level at or below it."""
    reached = [band.title for band in edition.bands if level >= Fraction(band.from_)]
    return reached[-1] if reached else edition.scale.levels[floor(level)].name
