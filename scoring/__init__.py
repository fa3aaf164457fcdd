"""Scoring: exact numbers from answers, each with its explanation."""

from scoring.checks import consistency, contradictions, in_scope, level_from_number, missing_evidence, shown
from scoring.explanation import explain
from scoring.reading import read_sheet, write_sheet
from scoring.suggestions import Suggestion, best, disagreeing, every_offer, suggest
from scoring.whole import score
from scoring.years import change

__all__ = [
    "Suggestion",
    "best",
    "change",
    "consistency",
    "contradictions",
    "disagreeing",
    "every_offer",
    "explain",
    "in_scope",
    "level_from_number",
    "missing_evidence",
    "read_sheet",
    "score",
    "shown",
    "suggest",
    "write_sheet",
]
