"""Why a score changed: the same questions both years, what came because the questions changed, and each question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessments import changes, wording
from assessments.who_answered import Others
from frameworks.edition import Edition
from frameworks.questions import BaseQuestion
from scoring.answers import AnswerSheet
from scoring.years import ChangeResult, QuestionChange, Status
from ui.tables import Cell, Content, Html, Row, facts, folded, markup, table, tag

GROUPS: Mapping[Status | None, str] = {
    "improved": "Improved",
    "slipped": "Slipped",
    "changed": "The question changed, so its levels cannot be compared",
    "new": "New questions",
    "retired": "Questions that are no longer asked",
    "became_not_applicable": "No longer apply to you",
    None: "Answered only one of the two times",
    "same": "Stayed the same",
}
REWORDED = "this question was reworded"
SOMEBODY, PART = "somebody who has left", "Part of the change"
NOBODY: Others = {}


def why(
    edition: Edition,
    change: ChangeResult | None,
    sheet: AnswerSheet,
    older: Edition | None,
    before: AnswerSheet,
    period: str,
    others: Others = NOBODY,
) -> Html:
    """The change in words and figures, then question by question; `older` is the version used before, if still here."""
    if change is None:
        return tag("p", f"The review of {period} used a version that is no longer here, so the two cannot be compared.")
    each = by_question(edition, change, sheet, older, before, others)
    closed = folded("Question by question", each)
    return Html.join([_in_words(change, period), _figures(change), somebody_else(change, others), closed])


def _in_words(change: ChangeResult, period: str) -> Html:
    if change.comparable:
        return Html(tag("p", changes.in_words(change, period)) + tag("p", _counts(change)))
    because = f" {change.why_not}" if change.why_not else ""
    return tag("p", f"This review cannot be compared with {period}.{because} {_counts(change)}", "held")


def somebody_else(change: ChangeResult, others: Others) -> Html:
    """How many of the same questions somebody else answered, and how many of those moved."""
    if not others:
        return Html("")
    statuses = {line.question: line.status for line in change.questions}
    moved = sum(statuses.get(name) in ("improved", "slipped") for name in others)
    answered = wording.counted(len(others), "of the same questions was", "of the same questions were")
    said = f"{answered} answered by somebody else than last time; {moved or 'none'} of them moved."
    advice = " Two people can see the same place differently: ask both before you read much into it." if moved else ""
    return tag("p", said + advice, "held")


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
        why_else = changes.because(change)
        pairs.append((why_else[0].upper() + why_else[1:], wording.change(change.composition)))
    if change.headline is not None:
        pairs.append(("The overall level, altogether", wording.change(change.headline)))
    note = tag(
        "p",
        "On the same questions every answer counts as you gave it, in a plain weighted average, and the parts of the "
        "change in the tables below add up to that. What else moved the overall level are questions that are new, "
        "changed or answered only one of the two times, and levels that the framework holds down.",
        "quiet",
    )
    return Html(facts(pairs) + (note if change.comparable else Html("")))


def by_question(
    edition: Edition,
    change: ChangeResult,
    sheet: AnswerSheet,
    older: Edition | None,
    before: AnswerSheet,
    others: Others = NOBODY,
) -> Html:
    """Every question under what became of it, the largest moves first; what stayed the same comes last and closed."""
    told = _Told(edition, older or edition, sheet, before, change.parts if change.comparable else {}, others)
    parts = []
    for status, title in GROUPS.items():
        lines = [line for line in change.questions if line.status == status]
        lines = lines if status else list(changes.counted_once(change))
        if lines:
            words = f"{title} ({len(lines)})"
            shown = table(title, told.head(status), [told.row(line) for line in told.ordered(lines)], titled=False)
            parts.append(folded(words, shown) if status == "same" else Html(tag("h3", words) + shown))
    return Html.join(parts) if parts else tag("p", "No question was answered both times.")


@dataclass(frozen=True, slots=True)
class _Told:
    """The lines of two reviews in words; `parts` is what each brings to the change, where the two can be compared."""

    edition: Edition
    older: Edition
    sheet: AnswerSheet
    before: AnswerSheet
    parts: Mapping[str, Fraction]
    others: Others

    def ordered(self, lines: Sequence[QuestionChange]) -> list[QuestionChange]:
        return sorted(lines, key=lambda line: -abs(self.parts.get(line.question, Fraction(0))))

    def head(self, status: Status | None) -> Sequence[str]:
        if status in ("new", "retired"):
            return ("Question", "Answer")
        moved = status in ("improved", "slipped")
        return (
            "Question",
            "Before",
            "Now",
            *(("Change",) if moved else ()),
            *((PART,) if moved and self.parts else ()),
        )

    def row(self, line: QuestionChange) -> Row:
        if line.status == "retired":
            return _text(self.older, line.question), _said(self.older, line.question, self.before)
        now = _said(self.edition, line.question, self.sheet)
        if line.status == "new":
            return _text(self.edition, line.question), now
        then = _said(self.older, line.was, self.before) if line.was else wording.DASH
        asked = Html(markup(self._with_wording(line)) + self._by(line))
        if line.before is None or line.after is None or line.status == "same":
            return asked, then, now
        moved = [Cell(wording.change(line.after - line.before), number=True)]
        if self.parts:
            part = self.parts.get(line.question)
            moved.append(Cell(wording.DASH if part is None else wording.change(part), number=True))
        return asked, then, now, *moved

    def _with_wording(self, line: QuestionChange) -> str:
        text, old = _text(self.edition, line.question), _text(self.older, line.was) if line.was else None
        return f"{text} ({REWORDED})" if old is not None and old != text else text

    def _by(self, line: QuestionChange) -> Html:
        if line.question not in self.others:
            return Html("")
        before, now = (person.name or SOMEBODY for person in self.others[line.question])
        return Html(f"<br>{tag('span', f'Answered by {now}; last time by {before}', 'quiet small')}")


def _text(edition: Edition, question: str) -> str:
    return edition.questions[question].text if question in edition.questions else question


def _said(edition: Edition, question: str, sheet: AnswerSheet) -> str:
    asked: BaseQuestion | None = edition.questions.get(question)
    return wording.answer_words(edition, asked, sheet.answers.get(question)) if asked else wording.DASH
