"""What stands beside a result: evidence with its dates, numbers, and published facts."""

from collections.abc import Sequence

from assessments import evidence_told, wording
from assessments.measured import rests_on
from assessments.results import Lapsed, Measured
from assessments.standings import two_readings
from frameworks.edition import Edition
from frameworks.questions import BaseQuestion
from scoring.answers import AnswerSheet
from scoring.results import Score
from ui.outcomes.measured import shown
from ui.outcomes.proofs import Files, piece
from ui.tables import Html, link, markup, table, tag

FACTS = ("Fact", "Figure", "Source", "Beside the question")
NUMBERS = ("Number", "Unit", "Now", "Before")


def asked(edition: Edition, score: Score) -> list[BaseQuestion]:
    """The questions asked of this organisation in this form, in the order of the framework."""
    return [question for question in edition.questions.values() if score.nodes[question.id].state != "outside"]


def published(edition: Edition, score: Score) -> Html:
    """Facts published elsewhere, each in its own unit with its source; shown only in results."""
    rows = []
    for question in asked(edition, score):
        for fact in question.context:
            value = fact.value if isinstance(fact.value, str) else wording.number(fact.value)
            known = f"{value} {fact.unit}" if fact.unit else value
            rows.append((fact.label, known, _source(edition, fact.source), question.text))
    return table("Published facts", FACTS, rows, titled=False, stacks=FACTS) if rows else Html("")


def _source(edition: Edition, source: str | None) -> Html:
    for known in edition.sources:
        if known.id == source:
            return link(known.title, known.url) if known.url else markup(known.title)
    return markup(source or "")


def evidence(
    edition: Edition, score: Score, sheet: AnswerSheet, lapsed: Sequence[Lapsed], *, draft: bool, files: Files
) -> Html:
    """Every piece of evidence with its day, and what was in date when it was submitted but is not any more."""
    rows = [
        (piece(one.item, files), one.dated, one.in_date, one.question.text)
        for one in evidence_told.pieces(edition, score, sheet, lapsed)
    ]
    words = two_readings(edition, score, draft=draft)
    covered = evidence_told.covered(edition, score)
    said = [f"The overall level is {words}." if words else "", f"{covered}." if covered else ""]
    readings = Html.join(tag("p", each) for each in said if each)
    if not rows:
        return Html(readings + tag("p", "No evidence has been added to this review."))
    return Html(readings + table("Evidence", evidence_told.HEAD, rows, titled=False, stacks=evidence_told.HEAD))


def measurements(numbers: Sequence[Measured]) -> Html:
    """The numbers of this review beside the value of an earlier year, each with its unit and day."""
    rows = []
    for one in numbers:
        before = shown(one.before, one.indicator) if one.before else "not measured before"
        label = Html.join([one.indicator.label, tag("span", rests_on(one.indicator), "quiet small")], "<br>")
        rows.append((label, one.indicator.unit, shown(one.now, one.indicator), before))
    return table("Numbers", NUMBERS, rows, titled=False, stacks=NUMBERS)
