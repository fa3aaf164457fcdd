"""What stands beside a result: evidence with its dates, the other standards it answers, and published facts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import floor

from assessments import wording
from assessments.measured import rests_on
from assessments.results import Lapsed, Measured
from assessments.standings import two_readings
from frameworks.companions import Reference
from frameworks.edition import Edition
from frameworks.questions import BaseQuestion
from scoring.answers import AnswerSheet
from scoring.evidence import is_current
from scoring.results import Score
from ui.outcomes.measured import shown
from ui.outcomes.proofs import Files, piece
from ui.tables import Html, folded, link, markup, table, tag


def asked(edition: Edition, score: Score) -> list[BaseQuestion]:
    """The questions asked of this organisation in this form, in the order of the framework."""
    return [question for question in edition.questions.values() if score.nodes[question.id].state != "outside"]


def standards(edition: Edition, score: Score, sheet: AnswerSheet, references: Mapping[str, Reference]) -> Html:
    """For each external standard its items that these questions bear on, in words, with what was answered."""
    bearing: dict[str, dict[str, list[BaseQuestion]]] = defaultdict(lambda: defaultdict(list))
    for question in asked(edition, score):
        for reference, codes in question.references.items():
            for code in codes:
                bearing[reference][code].append(question)
    return Html.join(
        folded(
            f"{_title(references, reference)} ({wording.counted(len(codes), 'item')})",
            Html.join([_about(references.get(reference)), _items(edition, score, sheet, references, reference, codes)]),
        )
        for reference, codes in bearing.items()
    )


def _title(references: Mapping[str, Reference], reference: str) -> str:
    return references[reference].title if reference in references else reference


def _about(reference: Reference | None) -> Html:
    if reference is None:
        return Html("")
    said = [words for words in (reference.publisher, reference.scale_note, reference.confidence) if words]
    address = [link(reference.url, reference.url)] if reference.url else []
    return tag("p", Html.join([*said, *address], ". "), "quiet") if said or address else Html("")


def _items(
    edition: Edition,
    score: Score,
    sheet: AnswerSheet,
    references: Mapping[str, Reference],
    reference: str,
    codes: Mapping[str, list[BaseQuestion]],
) -> Html:
    known = references.get(reference)
    rows = []
    for code, questions in codes.items():
        answers = [_answer(edition, sheet, question) for question in questions]
        theirs = _their_level(edition, score, known, questions)
        about = [tag("span", f"About “{theirs}” on their scale", "quiet")] if theirs else []
        core = " (core)" if known and code in known.core else ""
        rows.append((f"{code}{core}", known.items.get(code, "") if known else "", Html.join([*answers, *about])))
    return table(_title(references, reference), ("Item", "What it says", "Your answers"), rows)


def _their_level(
    edition: Edition, score: Score, known: Reference | None, questions: Sequence[BaseQuestion]
) -> str | None:
    """Their level for the weakest answer behind an item, once every question that applies has been answered."""
    nodes = [node for node in (score.nodes[question.id] for question in questions) if node.state != "not_applicable"]
    shares = [node.claimed.so_far for node in nodes if node.state == "answered" and node.claimed.so_far is not None]
    if known is None or not shares or len(shares) < len(nodes):
        return None
    theirs = known.to_their_level.get(floor(wording.level_of(edition, min(shares))))
    return None if theirs is None else str(theirs)


def _answer(edition: Edition, sheet: AnswerSheet, question: BaseQuestion) -> Html:
    words = wording.answer_words(edition, question, sheet.answers.get(question.id))
    return Html(f"{markup(question.text)}<br><strong>{markup(words)}</strong><br>")


def published(edition: Edition, score: Score) -> Html:
    """Facts published elsewhere, each in its own unit with its source; shown only in results."""
    rows = []
    for question in asked(edition, score):
        for fact in question.context:
            value = fact.value if isinstance(fact.value, str) else wording.number(fact.value)
            known = f"{value} {fact.unit}" if fact.unit else value
            rows.append((fact.label, known, _source(edition, fact.source), question.text))
    return (
        table("Published facts", ("Fact", "Figure", "Source", "Beside the question"), rows, titled=False)
        if rows
        else Html("")
    )


def _source(edition: Edition, source: str | None) -> Html:
    for known in edition.sources:
        if known.id == source:
            return link(known.title, known.url) if known.url else markup(known.title)
    return markup(source or "")


def evidence(
    edition: Edition, score: Score, sheet: AnswerSheet, lapsed: Sequence[Lapsed], *, draft: bool, files: Files
) -> Html:
    """Every piece of evidence with its day, and what was in date when it was submitted but is not any more."""
    gone = {(item.question, item.title): item.lapsed_on for item in lapsed}
    rows = []
    for question in asked(edition, score):
        answer = sheet.answers.get(question.id)
        for item in answer.evidence if answer is not None else ():
            dated = wording.day(item.date) if item.date else "no date"
            ended = gone.get((question.id, item.title))
            current = "yes" if is_current(item, question.evidence, sheet.as_of) else "no"
            state = f"no longer, since {wording.day(ended)}" if ended else current
            rows.append((piece(item, files), dated, state, question.text))
    words = two_readings(edition, score, draft=draft)
    readings = tag("p", f"The overall level is {words}.") if words else Html("")
    if not rows:
        return Html(readings + tag("p", "No evidence has been added to this review."))
    return Html(readings + table("Evidence", ("Evidence", "Date", "In date?", "Question"), rows, titled=False))


def measurements(numbers: Sequence[Measured]) -> Html:
    """The numbers of this review beside the value of an earlier year, each with its unit and day."""
    rows = []
    for one in numbers:
        before = shown(one.before, one.indicator) if one.before else "not measured before"
        label = Html.join([one.indicator.label, tag("span", rests_on(one.indicator), "quiet small")], "<br>")
        rows.append((label, one.indicator.unit, shown(one.now, one.indicator), before))
    return table("Numbers", ("Number", "Unit", "Now", "Before"), rows, titled=False)
