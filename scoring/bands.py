"""The name a score takes: decided on the exact value, lower bound inclusive."""

from fractions import Fraction
from math import floor

from frameworks.edition import Edition
from scoring.results import OVERALL, NodeKind


def band_of(edition: Edition, level: Fraction, kind: NodeKind = OVERALL) -> str:
    """The band an exact level is in; without bands, and for a question, the name of the level at or below it."""
    bands = () if kind == "question" else edition.bands
    reached = [band.title for band in bands if level >= Fraction(band.from_)]
    return reached[-1] if reached else edition.scale.levels[floor(level)].name
