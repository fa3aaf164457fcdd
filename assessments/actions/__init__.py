"""Actions: what an organisation will do about its findings, who does it and until when; and what became of it."""

from assessments.actions.reading import between, by_due, history, of
from assessments.actions.writing import MAKES, add, change, made_of, written

__all__ = ["MAKES", "add", "between", "by_due", "change", "history", "made_of", "of", "written"]
