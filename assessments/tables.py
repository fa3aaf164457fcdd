"""A review as rows of text for a spreadsheet: one question a row, and no cell that a spreadsheet would run."""

from assessments.results import ResultView
from assessments.wording import answer_words, evidence_words, level
from frameworks.questions import BaseQuestion
from scoring.answers import Evidence

MARK, MADE_UP = "Demo network", "made up"
WHOSE = ["Organisation", "Framework", "Version", "Year"]
HEADINGS = [*WHOSE, "Section", "Group", "Question id", "Question", "Answer", "Level", "Comment", "Evidence"]
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # also the wide forms that some spreadsheets take


def literal(cell: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.lstrip(" \n").startswith(FORMULA) else cell


def review_rows(view: ResultView, *, demo: bool = False) -> list[list[str]]:
    """Headings, then every question asked in the order of the file; each row says whose it is, and what is made up."""
    table = [HEADINGS, *([literal(cell) for cell in row] for row in question_rows(view))]
    return [[MARK if row is HEADINGS else MADE_UP, *row] for row in table] if demo else table


def question_rows(view: ResultView) -> list[list[str]]:
    """Every question asked, in the order of the file, without headings and as it was typed."""
    whose = [view.organisation.name, view.edition.name, view.edition.edition, view.review.period.name]
    return [
        [*whose, section.title, strand.title, question.id, question.text, *_answered(view, question)]
        for section in view.edition.sections
        for strand in section.strands
        for question in strand.questions
        if view.score.nodes[question.id].state != "outside"
    ]


def _answered(view: ResultView, question: BaseQuestion) -> list[str]:
    node = view.score.nodes[question.id]
    answer = view.sheet.answers.get(question.id)
    reached = "" if node.level is None or node.state != "answered" else level(node.level)
    if answer is None:
        return [answer_words(view.edition, question, answer), reached, "", ""]
    pieces = "; ".join(map(_piece, answer.evidence))
    return [answer_words(view.edition, question, answer), reached, answer.comment, pieces]


def _piece(item: Evidence) -> str:
    return ", ".join(filter(None, (evidence_words(item), item.url, item.file.name if item.file else None)))
