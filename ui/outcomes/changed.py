"""Why a score changed: the same questions both years, what came because the questions changed, and each question."""

from collections.abc import Mapping, Sequence

from assessments import wording
from frameworks.edition import Edition
from frameworks.questions import BaseQuestion
from scoring.answers import AnswerSheet
from scoring.years import ChangeResult, QuestionChange, Status
from ui.tables import Cell, Content, Html, Row, facts, folded, table, tag

GROUPS: Mapping[Status, str] = {
    "improved": "Improved",
    "slipped": "Slipped",
    "changed": "The question changed, so its levels cannot be compared",
    "new": "New questions",
    "retired": "Questions that are no longer asked",
    "became_not_applicable": "No longer apply to you",
    "same": "Stayed the same",
}
REWORDED = "this question was reworded"


def why(
    edition: Edition,
    change: ChangeResult | None,
    sheet: AnswerSheet,
    older: Edition | None,
    before: AnswerSheet,
    period: str,
) -> Html:
    """The change in words and figures, then question by question; `older` is the version used before, if still here."""
    if change is None:
        return tag("p", f"The review of {period} used a version that is no longer here, so the two cannot be compared.")
    return Html.join([_in_words(change, period), _figures(change), by_question(edition, change, sheet, older, before)])


def _in_words(change: ChangeResult, period: str) -> Html:
    if change.comparable:
        return tag("p", f"Compared with {period}. {_counts(change)}")
    because = f" {change.why_not}" if change.why_not else ""
    return tag("p", f"This review cannot be compared with {period}.{because} {_counts(change)}", "held")


def _counts(change: ChangeResult) -> str:
    said = []
    for status, words in (("improved", "improved"), ("slipped", "slipped"), ("same", "stayed the same")):
        count = sum(line.status == status for line in change.questions)
        if count:
            said.append(f"{wording.counted(count, 'question')} {words}")
    return f"{wording.listed(said)}." if said else ""


def _figures(change: ChangeResult) -> Html:
    now_asked = sum(line.status != "retired" for line in change.questions)
    same = f"{len(change.core)} of {now_asked} questions are the same"
    pairs: list[tuple[str, Content]] = []
    if change.comparable and change.like_for_like is not None:
        pairs.append(("The same questions both years", f"{wording.change(change.like_for_like)} ({same})"))
    if change.comparable and change.composition is not None:
        pairs.append(("Because the questions changed", wording.change(change.composition)))
    if change.headline is not None:
        pairs.append(("The overall level, altogether", wording.change(change.headline)))
    note = tag(
        "p",
        "On the same questions every answer counts as you gave it, in a plain weighted average. What else moved the "
        "overall level stands under “because the questions changed”: questions that are new, changed, or did not count "
        "one of the two times.",
        "quiet",
    )
    return Html(facts(pairs) + (note if change.comparable else Html("")))


def by_question(
    edition: Edition, change: ChangeResult, sheet: AnswerSheet, older: Edition | None, before: AnswerSheet
) -> Html:
    """Every question under what became of it; what stayed the same comes last and closed."""
    then = older or edition
    parts = []
    for status, title in GROUPS.items():
        lines = [line for line in change.questions if line.status == status]
        if lines:
            words = f"{title} ({len(lines)})"
            rows = [_row(status, edition, then, line, sheet, before) for line in lines]
            shown = table(title, _head(status), rows, titled=False)
            parts.append(folded(words, shown) if status == "same" else Html(tag("h3", words) + shown))
    return Html.join(parts) if parts else tag("p", "No question was answered both times.")


def _head(status: Status) -> Sequence[str]:
    if status in ("new", "retired"):
        return ("Question", "Answer")
    return (
        ("Question", "Before", "Now", "Change") if status in ("improved", "slipped") else ("Question", "Before", "Now")
    )


def _row(
    status: Status,
    edition: Edition,
    older: Edition,
    line: QuestionChange,
    sheet: AnswerSheet,
    before: AnswerSheet,
) -> Row:
    if status == "retired":
        return _text(older, line.question), _said(older, line.question, before)
    now = _said(edition, line.question, sheet)
    if status == "new":
        return _text(edition, line.question), now
    then = _said(older, line.was, before) if line.was else wording.DASH
    asked = _with_wording(edition, older, line)
    if line.before is not None and line.after is not None and status != "same":
        return asked, then, now, Cell(wording.change(line.after - line.before), number=True)
    return asked, then, now


def _with_wording(edition: Edition, older: Edition, line: QuestionChange) -> str:
    text, old = _text(edition, line.question), _text(older, line.was) if line.was else None
    return f"{text} ({REWORDED})" if old is not None and old != text else text


def _text(edition: Edition, question: str) -> str:
    return edition.questions[question].text if question in edition.questions else question


def _said(edition: Edition, question: str, sheet: AnswerSheet) -> str:
    asked: BaseQuestion | None = edition.questions.get(question)
    return wording.answer_words(edition, asked, sheet.answers.get(question)) if asked else wording.DASH
