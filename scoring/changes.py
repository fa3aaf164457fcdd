"""What has changed like for like in each section and strand, not only in the whole."""

from collections.abc import Mapping
from fractions import Fraction

from frameworks.companions import Lineage
from frameworks.edition import Edition
from scoring.answers import AnswerSheet
from scoring.case import case_of
from scoring.results import OVERALL
from scoring.years import ENOUGH_OVERLAP, ChangeResult, change, effective_weights


def node_changes(
    newer_edition: Edition,
    newer: AnswerSheet,
    older_edition: Edition,
    older: AnswerSheet,
    lineage: Lineage | None = None,
) -> Mapping[str, Fraction]:
    """The change of the whole, each section and each strand in levels, by the same questions in both reviews.

    Each is the mean of its own core's moves by their effective weights. A node whose core is less than three fifths of
    it by weight is not comparable and is not there. Raises NotTheSameFramework.
    """
    return changes_in(change(newer_edition, newer, older_edition, older, lineage), newer_edition, newer)


def changes_in(found: ChangeResult, newer_edition: Edition, newer: AnswerSheet) -> Mapping[str, Fraction]:
    """The same of a change that was worked out already, to these answers."""
    core = frozenset(found.core)
    moved = {
        line.question: line.after - line.before
        for line in found.questions
        if line.question in core and line.before is not None and line.after is not None
    }
    weights = effective_weights(case_of(newer_edition, newer))
    changes = {node: _mean_move(names, moved, weights) for node, names in questions_of(newer_edition).items()}
    return {node: by for node, by in changes.items() if by is not None}


def questions_of(edition: Edition) -> Mapping[str, tuple[str, ...]]:
    """The questions below the whole, each section and each strand, in the order of the file."""
    nodes: dict[str, tuple[str, ...]] = {OVERALL: tuple(edition.questions)}
    for section in edition.sections:
        nodes[section.id] = tuple(question.id for question in section.questions)
        nodes |= {strand.id: tuple(question.id for question in strand.questions) for strand in section.strands}
    return nodes


def _mean_move(
    names: tuple[str, ...], moved: Mapping[str, Fraction], weights: Mapping[str, Fraction]
) -> Fraction | None:
    """None where too little of a node is the same."""
    whole = sum((weights[name] for name in names if name in weights), Fraction(0))
    same = {name: weights[name] for name in names if name in moved}
    part = sum(same.values(), Fraction(0))
    if not part or part / whole < ENOUGH_OVERLAP:
        return None
    return sum((weight * moved[name] for name, weight in same.items()), Fraction(0)) / part
