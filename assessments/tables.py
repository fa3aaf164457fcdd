"""A review as rows of text for a spreadsheet: one question a row, and no cell that a spreadsheet would run."""

from assessments.results import ResultView
from assessments.wording import number, scale_label
from frameworks.edition import Edition
from frameworks.questions import BaseQuestion, ChecklistQuestion, ChoiceQuestion
from scoring.answers import Answer
from scoring.results import State

HEADINGS = ["Section", "Group", "Question id", "Question", "State", "Answer", "Level", "Comment", "Evidence"]
STATES: dict[State, str] = {
    "outside": "not asked",
    "not_applicable": "not applicable",
    "unanswered": "not answered",
    "not_known": "not known",
    "answered": "answered",
}
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def literal(cell: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.lstrip().startswith(FORMULA) else cell


def review_rows(view: ResultView) -> list[list[str]]:
    """Headings, then every question asked, in the order of the file."""
    edition = view.edition
    rows = [
        [section.title, strand.title, question.id, question.text, *_answered(view, question)]
        for section in edition.sections
        for strand in section.strands
        for question in strand.questions
        if view.score.nodes[question.id].state != "outside"
    ]
    return [HEADINGS, *([literal(cell) for cell in row] for row in rows)]


def _answered(view: ResultView, question: BaseQuestion) -> list[str]:
    node = view.score.nodes[question.id]
    answer = view.sheet.answers.get(question.id, Answer())
    level = "" if node.level is None or node.state != "answered" else number(node.level)
    evidence = "; ".join(" ".join(filter(None, (e.title, e.date, e.url))) for e in answer.evidence)
    state = STATES[node.state or "unanswered"]
    return [state, answer_words(view.edition, question, answer), level, answer.comment, evidence]


def answer_words(edition: Edition, question: BaseQuestion, answer: Answer) -> str:
    """What was answered, in words."""
    if answer.level is not None:
        return scale_label(edition, answer.level)
    if answer.option is not None and isinstance(question, ChoiceQuestion):
        return next((option.label for option in question.options if option.id == answer.option), "")
    if answer.checked is not None and isinstance(question, ChecklistQuestion):
        return "; ".join(check.label for check in question.checks if check.id in answer.checked) or "none of these"
    if answer.value is not None:
        return number(answer.value)
    return answer.not_applicable or answer.text or ""
