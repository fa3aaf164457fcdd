"""What scoring gives back: exact figures for every node, each explainable as a tree of what went into it."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from scoring.answers import Form

OVERALL: Literal["overall"] = "overall"

NodeKind = Literal["overall", "section", "strand", "question"]
State = Literal["outside", "not_applicable", "unanswered", "not_known", "answered"]
Figure = Literal["so_far", "floor", "ceiling"]
ReadingName = Literal["claimed", "evidenced"]
FIGURES: tuple[Figure, Figure, Figure] = ("so_far", "floor", "ceiling")  # in the order of a Reading
READINGS: tuple[ReadingName, ...] = ("claimed", "evidenced")
Verdict = Literal["met", "open", "not_met"]
WhyFirst = Literal["not_known", "below_minimum", "statutory", "holds_cap", "blocks_award", "expected", "good_practice"]


@dataclass(frozen=True, slots=True)
class Reading:
    """The three numbers of a node as shares 0..1; None means no score (never 0)."""

    so_far: Fraction | None
    floor: Fraction | None
    ceiling: Fraction | None


@dataclass(frozen=True, slots=True)
class HeldCap:
    """A cap now lowering a section in the official figure: the share it would be, the level it is held at, and why."""

    cap: str
    would_be: Fraction
    maximum_level: int
    because: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One line of "how was this worked out": a node, its weight beside its siblings, its share, and its children.

    `share` is None when the node is left out, and `left_out` then says why in words. `rule` says in words how the
    children make the share. `held` is set where a cap lowered it. `passed` is set on the steps of a ladder (None where
    a step has nothing to score).
    """

    node: str
    title: str
    weight: Fraction
    share: Fraction | None
    rule: str
    left_out: str | None
    held: HeldCap | None
    children: tuple["Explanation", ...]
    passed: bool | None = None


@dataclass(frozen=True, slots=True)
class NodeScore:
    """Everything known of one node of the tree.

    Shares are 0..1. `official` is the figure that counts (scoring.md 5, 6); `level` is it on the scale, exact. Counts
    are of questions with weight > 0: `answered` includes not known, `in_scope` includes not applicable. `band` is the
    name that the exact official value takes. `coverage` and `not_applicable_share` are None when nothing counts.
    """

    node: str
    kind: NodeKind
    title: str
    state: State | None
    claimed: Reading
    evidenced: Reading | None
    official: Fraction | None
    level: Fraction | None
    band: str | None
    answered: int
    not_applicable: int
    in_scope: int
    coverage: Fraction | None
    not_applicable_share: Fraction | None
    caps: tuple[HeldCap, ...]


@dataclass(frozen=True, slots=True)
class ConditionResult:
    """One condition of an award: its verdict, what it asks and what is there (both in words), and the shortfall.

    `shortfall` lists question ids with the level each must reach where the condition is about questions.
    """

    verdict: Verdict
    asks: str
    actual: str
    shortfall: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class AwardResult:
    """An award's verdict (its worst condition) and the cheapest set of moves (question, to level) that meets it.

    `path` is empty when met and None when no set of level moves meets it; `path_cost` adds effort small 1, medium 2,
    large 3. `path_is_cheapest` is False where the search stopped at its bound (see scoring.path) before it was sure.
    """

    award: str
    title: str
    verdict: Verdict
    conditions: tuple[ConditionResult, ...]
    path: tuple[tuple[str, int], ...] | None
    path_cost: int | None
    path_is_cheapest: bool = True


@dataclass(frozen=True, slots=True)
class NextThing:
    """A question below its target. `gain` is in levels of the overall score for one level up; `reason` is in words.

    `level` is the level the answer gives now (exact; None when not known), `to` the level to reach next, `step` the
    advice for the level it is at, `effort` that step's effort.
    """

    question: str
    level: Fraction | None
    to: int
    target: int
    gain: Fraction
    effort: Literal["small", "medium", "large"]
    step: str | None
    why_first: WhyFirst
    reason: str


@dataclass(frozen=True, slots=True)
class Score:
    """The whole result. `nodes` holds "overall", every section, strand and question id of the edition.

    `at_target` of `counted` questions (answered or not known, weight > 0, scored) reach their target; `form_size` is
    (questions in this form, questions in the full form) in scope for this organisation.
    """

    framework: str
    edition: str
    form: Form
    as_of: str
    nodes: Mapping[str, NodeScore]
    awards: tuple[AwardResult, ...]
    below_minimum: tuple[str, ...]
    what_next: tuple[NextThing, ...]
    at_target: int
    counted: int
    form_size: tuple[int, int]
    warnings: tuple[str, ...]

    @property
    def overall(self) -> NodeScore:
        """The score of the whole."""
        return self.nodes[OVERALL]
