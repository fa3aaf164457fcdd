"""The scoring plan of an edition, worked out once: its tree, its weights as whole numbers, and who depends on whom."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Literal

from frameworks.conditions import Condition, EveryQuestion, QuestionTest, leaves
from frameworks.edition import Cap, Edition, Section, Strand
from frameworks.questions import BaseQuestion, ChecklistQuestion, ChoiceQuestion, TextQuestion
from frameworks.values import Level, Number
from scoring.results import OVERALL, NodeKind

Rule = Literal["mean", "min", "ladder", "questions"]
Parts = tuple[tuple[str, int], ...]
Weighted = Sequence[tuple[str, Fraction]]


@dataclass(frozen=True, slots=True)
class Node:
    """One node of the tree. `parts` are what its rule works on: ids and whole-number weights above 0, in order.

    A question has no parts. `questions` are all question ids beneath a node; `pass_at` is the share a ladder asks of
    each of them.
    """

    id: str
    kind: NodeKind
    title: str
    weight: Fraction
    rule: Rule = "mean"
    children: tuple["Node", ...] = ()
    parts: Parts = ()
    questions: tuple[str, ...] = ()
    pass_at: Fraction | None = None
    caps: tuple[Cap, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What scoring needs of an edition, beside the edition itself.

    `weights`: whole-number weights of the questions with weight > 0. `scored`: questions that can have a score.
    `branches`: strands, sections and the whole, lowest first. `scope_drivers`, `cap_drivers`: questions on which scope
    or a cap depends.
    `above`: the strand, section and whole that each question is in. `shares`: of the whole levels.
    """

    edition: Edition
    lowest: Level
    highest: Level
    root: Node
    nodes: dict[str, Node]
    branches: tuple[Node, ...]
    weights: dict[str, int]
    scored: frozenset[str]
    scope_drivers: frozenset[str]
    cap_drivers: frozenset[str]
    above: dict[str, tuple[Node, Node, Node]]
    shares: dict[Number, Fraction]

    @property
    def has_ladder(self) -> bool:
        """Whether any node is a ladder."""
        return any(node.rule == "ladder" for node in self.branches)

    @property
    def step(self) -> Fraction:
        """The share of one level."""
        return Fraction(1, self.highest - self.lowest)

    def share(self, level: Number) -> Fraction:
        """The share of a level: lowest is 0, highest is 1."""
        known = self.shares.get(level)
        return (Fraction(level) - self.lowest) / (self.highest - self.lowest) if known is None else known

    def level(self, share: Fraction) -> Fraction:
        """The level of a share, exact."""
        below = share.denominator
        return Fraction(self.lowest * below + share.numerator * (self.highest - self.lowest), below)

    def whole_level(self, share: Fraction) -> Level:
        """The whole level at or below a share."""
        return self.lowest + share.numerator * (self.highest - self.lowest) // share.denominator


class _SameEdition:
    """An edition as a cache key: the very object, since comparing two whole editions would cost more than planning."""

    __slots__ = ("edition",)

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _SameEdition) and other.edition is self.edition

    def __hash__(self) -> int:
        return id(self.edition)


def plan_of(edition: Edition) -> Plan:
    """The plan of an edition; the last 64 are kept."""
    return _plan_of(_SameEdition(edition))


@lru_cache(maxsize=64)
def _plan_of(key: _SameEdition) -> Plan:
    edition = key.edition
    lowest, highest = edition.scale.lowest, edition.scale.highest
    root = _whole(edition)
    return Plan(
        edition=edition,
        lowest=lowest,
        highest=highest,
        root=root,
        nodes={node.id: node for node in _downwards(root)},
        branches=tuple(node for node in _upwards(root) if node.kind != "question"),
        weights=dict(_whole_numbers(_question_weights(edition))),
        scored=frozenset(q.id for q in edition.questions.values() if _can_score(q)),
        scope_drivers=_drivers(edition, _deciding_scope(edition)),
        cap_drivers=_drivers(edition, (cap.when for section in edition.sections for cap in section.caps)),
        shares={level: Fraction(level - lowest, highest - lowest) for level in edition.scale.levels},
        above={
            name: (strand, section, root)
            for section in root.children
            for strand in section.children
            for name in strand.questions
        },
    )


def _whole_numbers(weighted: Weighted) -> Parts:
    """The same proportions in whole numbers, without what weighs nothing."""
    exact = [(name, weight) for name, weight in weighted if weight > 0]
    scale = lcm(*(weight.denominator for _, weight in exact))
    return tuple((name, int(weight * scale)) for name, weight in exact)


def _question_weights(edition: Edition) -> Weighted:
    return [(question.id, Fraction(question.weight)) for question in edition.questions.values()]


def _whole(edition: Edition) -> Node:
    sections = tuple(_section(edition, section) for section in edition.sections)
    over_questions = edition.scoring.over == "questions"
    weighted = _question_weights(edition) if over_questions else _weighted(sections)
    return Node(
        id=OVERALL,
        kind="overall",
        title=edition.title,
        weight=Fraction(1),
        rule="questions" if over_questions else edition.scoring.rollup,
        children=sections,
        parts=_whole_numbers(weighted),
        questions=tuple(edition.questions),
    )


def _section(edition: Edition, section: Section) -> Node:
    strands = tuple(_strand(edition, strand) for strand in section.strands)
    return Node(
        id=section.id,
        kind="section",
        title=section.title,
        weight=Fraction(section.weight),
        rule=section.rollup or "mean",
        children=strands,
        parts=_whole_numbers(_weighted(strands)),
        questions=tuple(question.id for question in section.questions),
        pass_at=_share_or_none(edition, section.pass_at),
        caps=section.caps,
    )


def _strand(edition: Edition, strand: Strand) -> Node:
    questions = tuple(Node(q.id, "question", q.text, Fraction(q.weight)) for q in strand.questions)
    return Node(
        id=strand.id,
        kind="strand",
        title=strand.title,
        weight=Fraction(strand.weight),
        rule=strand.rollup or "mean",
        children=questions,
        parts=_whole_numbers(_weighted(questions)),
        questions=tuple(question.id for question in questions),
        pass_at=_share_or_none(edition, strand.pass_at),
    )


def _weighted(nodes: tuple[Node, ...]) -> Weighted:
    return [(node.id, node.weight) for node in nodes]


def _share_or_none(edition: Edition, level: Level | None) -> Fraction | None:
    lowest, highest = edition.scale.lowest, edition.scale.highest
    return None if level is None else Fraction(level - lowest, highest - lowest)


def _can_score(question: BaseQuestion) -> bool:
    """Text never scores, and neither does a choice none of whose options does."""
    if isinstance(question, ChoiceQuestion):
        return any(option.level is not None or option.share is not None for option in question.options)
    return not isinstance(question, TextQuestion)


def _downwards(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _downwards(child)


def _upwards(node: Node) -> Iterator[Node]:
    for child in node.children:
        yield from _upwards(child)
    yield node


def questions_in(condition: Condition, edition: Edition) -> Iterator[str]:
    """The questions a condition depends on by name, or all where it asks something of every question."""
    for leaf in leaves(condition):
        if isinstance(leaf, QuestionTest):
            yield leaf.question
        elif isinstance(leaf, EveryQuestion):
            yield from edition.questions


def _drivers(edition: Edition, deciding: Iterable[Condition]) -> frozenset[str]:
    return frozenset(name for condition in deciding for name in questions_in(condition, edition))


def _deciding_scope(edition: Edition) -> Iterator[Condition]:
    for question in edition.questions.values():
        checks = question.checks if isinstance(question, ChecklistQuestion) else ()
        yield from (asked for asked in (question.ask_if, *(check.ask_if for check in checks)) if asked is not None)
