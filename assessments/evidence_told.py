"""Every piece of evidence of a result with its day and whether it is in date, for pages and papers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessments import wording
from assessments.results import Lapsed
from frameworks.edition import Edition
from frameworks.questions import BaseQuestion
from scoring.answers import AnswerSheet, Evidence
from scoring.evidence import is_current
from scoring.results import Score

HEAD = ("Evidence", "Date", "In date?", "Question")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece beside its question; `dated` and `in_date` in words."""

    item: Evidence
    question: BaseQuestion
    dated: str
    in_date: str


def pieces(edition: Edition, score: Score, sheet: AnswerSheet, lapsed: Sequence[Lapsed]) -> Iterator[Piece]:
    """In the order of the framework; with what was in date when it was submitted but is not any more."""
    gone = {(item.question, item.title): item.lapsed_on for item in lapsed}
    for question in edition.questions.values():
        answer = sheet.answers.get(question.id)
        if answer is None or score.nodes[question.id].state == "outside":
            continue
        for item in answer.evidence:
            ended = gone.get((question.id, item.title))
            current = "yes" if is_current(item, question.evidence, sheet.as_of) else "no"
            state = f"no longer, since {wording.day(ended)}" if ended else current
            yield Piece(item, question, wording.day(item.date) if item.date else "no date", state)
