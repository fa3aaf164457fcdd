"""One's own answers and numbers beside those of organisations like it, as their stored figures show them."""

from collections.abc import Iterator, Sequence

from assessments import positions, wording
from assessments.beside_others import HALF, MIDDLE, NOT_SHOWN, PLACE, question_code
from assessments.comparison.values import Peers
from assessments.measured import figure_words, in_words, rests_on
from assessments.results import Measured, ResultView
from frameworks.edition import Section
from scoring.disclosure import Quantity
from ui.outcomes.compared import of_others
from ui.tables import Cell, Content, Html, folded, table, tag

COUNTS = "How many at each level"


def questions_beside(view: ResultView, peers: Peers) -> Html:
    """Question by question, each section closed until opened; empty where no question of theirs is shown."""
    head = ("Question", "You", MIDDLE, HALF, COUNTS, PLACE)
    parts = [
        folded(section.title, table(section.title, head, lines, titled=False, stacks=head))
        for section in view.edition.sections
        if (lines := list(_lines(view, section, peers)))
    ]
    return Html(tag("h3", "Question by question") + Html.join(parts)) if parts else Html("")


def _lines(view: ResultView, section: Section, peers: Peers) -> Iterator[tuple[Content | Cell, ...]]:
    edition = view.edition
    for question in section.questions:
        node = view.score.nodes[question.id]
        spread = peers.measures.get(question_code(node))
        if node.state != "outside" and spread is not None:
            own = wording.answer_words(edition, question, view.sheet.answers.get(question.id))
            middle, half, where = of_others(edition, node, peers)
            counts = positions.counts_words(edition, spread, exact=peers.is_named) or tag("span", NOT_SHOWN, "quiet")
            yield question.text, own, middle, half, counts, where


def numbers_beside(numbers: Sequence[Measured], peers: Peers) -> Html:
    """One's own numbers beside those of others: all of theirs together, their middle and middle half, of how many."""
    lines = []
    for one in numbers:
        theirs = peers.numbers.get(f"n:{one.indicator.id}")
        if theirs is not None:
            about = f"about {theirs.about} gave it"
            small = (f"{one.indicator.unit}; {about}", rests_on(one.indicator))
            label = Html.join([one.indicator.label, *(tag("span", words, "quiet small") for words in small)], "<br>")
            both = (theirs.overall, theirs.middle)
            said = [NOT_SHOWN if each is None else figure_words(each, one.indicator) for each in both]
            lines.append((label, in_words(one.now, one.indicator), *said, _half(theirs, one)))
    if not lines:
        return Html("")
    note = (
        "“All together” is the sum of one part over the sum of the other where a number has two parts, so that large "
        "organisations count for more; else it is the average. Figures of others keep two digits."
    )
    head = ("Number", "You", "All together", MIDDLE, HALF)
    figures = table("Numbers", head, lines, titled=False, stacks=head)
    return Html(tag("h3", "Numbers") + figures + tag("p", note, "quiet small"))


def _half(theirs: Quantity, one: Measured) -> str:
    if theirs.lower is None or theirs.upper is None:
        return NOT_SHOWN
    return f"{figure_words(theirs.lower, one.indicator)} to {figure_words(theirs.upper, one.indicator)}"
