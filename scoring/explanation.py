"""How a figure was worked out: the tree of what went in, what was left out and why, and what held it back."""

from dataclasses import replace

from frameworks.edition import Edition
from scoring.answers import AnswerSheet
from scoring.caps import held_caps
from scoring.case import Case, case_of
from scoring.plan import Node
from scoring.printing import level_words
from scoring.results import OVERALL, Explanation, Figure, ReadingName
from scoring.standing import NOTHING

RULES = {
    "mean": "the average of these, each counted by its weight",
    "min": "the weakest of these",
    "ladder": "the steps passed in a row from the first, of all steps",
    "questions": "the average of all questions, each counted by its weight",
}
_NO_WEIGHT = "it weighs nothing: asked and shown, but not scored"


def explain(
    edition: Edition,
    sheet: AnswerSheet,
    node: str = OVERALL,
    *,
    reading: ReadingName | None = None,
    figure: Figure | None = None,
) -> Explanation:
    """The tree behind a figure of a node; the official reading and figure where none is named. Raises KeyError."""
    case = case_of(edition, sheet)
    told = _Told(case, reading or case.official_reading, figure or case.official_figure)
    return told.of(case.plan.nodes[node])


class _Told:
    """One figure of one reading, told from a node downwards."""

    def __init__(self, case: Case, reading: ReadingName, figure: Figure) -> None:
        self.case = case
        self.figure: Figure = figure
        self.figures = case.figures(reading, figure)

    def of(self, node: Node) -> Explanation:
        share = self.figures.shares[node.id]
        held = held_caps(self.case.plan, self.figures.holds.get(node.id))
        return Explanation(
            node=node.id,
            title=node.title,
            weight=node.weight,
            share=share,
            rule=self._question_rule(node.id) if node.kind == "question" else RULES[node.rule],
            left_out=self._left_out(node) if share is None else None,
            held=held[0] if held else None,
            children=tuple(self._child(child) for child in self._children(node)),
            passed=self.figures.steps.get(node.id),
        )

    def _children(self, node: Node) -> tuple[Node, ...]:
        if node.rule != "questions":
            return node.children
        return tuple(self.case.plan.nodes[name] for name in node.questions)

    def _child(self, child: Node) -> Explanation:
        told = self.of(child)
        if child.weight == 0:
            return replace(told, share=None, left_out=_NO_WEIGHT, passed=None)
        return told

    def _left_out(self, node: Node) -> str:
        if node.kind != "question":
            return "nothing in it has a score"
        state = self.case.states[node.id]
        if state == "outside":
            short = self.case.sheet.form == "short" and node.id not in self.case.plan.edition.short_form
            return "not in the quick form" if short else "not asked of organisations like yours"
        if state == "not_applicable":
            answer = self.case.sheet.answers.get(node.id, NOTHING)
            return f"not applicable: {answer.not_applicable or 'nothing to divide by'}"
        return "not answered" if state == "unanswered" and node.id in self.case.plan.scored else "never scored"

    def _question_rule(self, name: str) -> str:
        case, state = self.case, self.case.states[name]
        if state == "unanswered":
            counted = {
                "floor": "not answered: counted as the lowest level",
                "ceiling": "not answered: counted as the highest",
            }
            return counted.get(self.figure, "not answered")
        if state == "not_known":
            return "not known: counted as the lowest level"
        shares = (case.claimed[name], self.figures.shares[name])
        levels = [level_words(case.plan.edition, case.plan.level(share)) for share in shares if share is not None]
        if not levels:
            return "left out"
        answered, counted_as = levels
        if counted_as == answered:
            return f"answered at {answered}"
        return f"answered at {answered}, counted as {counted_as} because there is no evidence in date"
