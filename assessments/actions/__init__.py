"""Actions: what an organisation will do about its findings, who does it and until when; and what became of it."""

from assessments.actions.about import by_question
from assessments.actions.about import questions as questions_of
from assessments.actions.reading import between, by_due, history, may_write, of
from assessments.actions.supposing import Supposed, supposing
from assessments.actions.writing import MAKES, add, add_all, change, made_of, written

__all__ = [
    "MAKES",
    "Supposed",
    "add",
    "add_all",
    "between",
    "by_due",
    "by_question",
    "change",
    "history",
    "made_of",
    "may_write",
    "of",
    "questions_of",
    "supposing",
    "written",
]
