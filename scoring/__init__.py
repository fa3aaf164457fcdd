"""Scoring: exact numbers from answers, each with its explanation."""

from scoring.whole import score

__all__ = ["score"]
