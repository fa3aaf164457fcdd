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


def covered(edition: Edition, score: Score) -> str | None:
    """How many of the answers that ask for evidence have it in date, in words; None where none asks for any."""
    asking = [question for question in edition.questions.values() if _asks(edition, question, score)]
    if not asking or score.overall.evidenced is None:
        return None
    nodes = [score.nodes[question.id] for question in asking]
    proven = [node for node in nodes if node.evidenced and node.evidenced.so_far == node.claimed.so_far]
    return f"Where the level needs evidence, it is in date: {len(proven)} of {len(asking)}"


def _asks(edition: Edition, question: BaseQuestion, score: Score) -> bool:
    """Whether the level that was answered needs evidence."""
    share, rule = score.nodes[question.id].claimed.so_far, question.evidence
    if share is None or rule is None or rule.needed_from is None:
        return False
    return wording.level_of(edition, share) >= rule.needed_from
