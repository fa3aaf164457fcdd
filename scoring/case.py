"""One organisation's answers against one plan: where each question stands, and the figures of each node."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from frameworks.edition import Edition
from frameworks.values import Level
from scoring.answers import AnswerSheet, Profile
from scoring.caps import Hold, Verdicts, held_back, held_caps, holding_caps, verdicts
from scoring.conditions import Sight, Standing, holds
from scoring.counts import Counts, count
from scoring.evidence import evidenced_share
from scoring.plan import Node, Plan, plan_of
from scoring.results import OVERALL, Figure, HeldCap, ReadingName, State
from scoring.rollup import Shares, passed, rolled_up
from scoring.standing import Moves, standings

UNANSWERED: dict[Figure, Fraction | None] = {"so_far": None, "floor": Fraction(0), "ceiling": Fraction(1)}


@dataclass(frozen=True, slots=True)
class Figures:
    """One figure (so far, floor or ceiling) of every node in one reading, and what caps hold back.

    `steps` says which ladder steps are passed, judged on `stepping` (where so far reads as the floor).
    """

    shares: dict[str, Fraction | None]
    holds: dict[str, Hold]
    steps: dict[str, bool | None]
    stepping: dict[str, Fraction | None]


class Case:
    """A sheet read through a plan. Everything is worked out when first asked for, and then kept."""

    def __init__(self, plan: Plan, sheet: AnswerSheet, moves: Moves | None = None) -> None:
        self.plan = plan
        self.sheet = sheet
        self.moves: Moves = moves or {}
        self.target = scale_target(plan, sheet.profile)
        self.standings: Mapping[str, Standing] = standings(plan, sheet, self.target, moves)
        self._figures: dict[tuple[ReadingName, Figure], Figures] = {}
        self._known: dict[ReadingName, Verdicts] = {}

    @cached_property
    def states(self) -> dict[str, State]:
        return {name: standing.state for name, standing in self.standings.items()}

    @cached_property
    def counts(self) -> Counts:
        """How much of the whole is answered."""
        return count(self.plan.edition.questions, self.states, self.plan.weights)

    @cached_property
    def claimed(self) -> dict[str, Fraction | None]:
        """What each answer gives as claimed."""
        return {name: standing.share for name, standing in self.standings.items()}

    @cached_property
    def evidenced(self) -> dict[str, Fraction | None]:
        """What each answer gives with evidence in date; a move is made with its evidence."""
        questions = self.plan.edition.questions
        shares = {
            name: evidenced_share(self.plan, questions[name], standing.share, current=standing.evidenced)
            for name, standing in self.standings.items()
        }
        for name, raised in self.moves.items():
            before = shares[name]
            shares[name] = None if before is None else max(before, raised)
        return shares

    def shares(self, reading: ReadingName) -> Shares:
        """What each answer gives in a reading; None while unanswered."""
        return {"claimed": self.claimed, "evidenced": self.evidenced}[reading]

    def sight(self, reading: ReadingName) -> Sight:
        """What conditions may see in a reading, without scores."""
        profile = self.sheet.profile
        return Sight(self.plan, profile, self.standings, self.shares(reading), self.target, self.counts)

    def figures(self, reading: ReadingName, figure: Figure) -> Figures:
        """One figure of every node in a reading."""
        if (reading, figure) not in self._figures:
            self._figures[reading, figure] = self._worked_out(reading, figure)
        return self._figures[reading, figure]

    def leaves(self, reading: ReadingName, figure: Figure) -> dict[str, Fraction | None]:
        """The share each question brings in: unanswered ones are left out, lowest, or highest."""
        shares = dict(self.shares(reading))
        blank = UNANSWERED[figure]
        if blank is not None:
            for name in self.plan.scored:
                if self.standings[name].state == "unanswered":
                    shares[name] = blank
        return shares

    def _worked_out(self, reading: ReadingName, figure: Figure) -> Figures:
        shares = self.leaves(reading, figure)
        stepping = self.leaves(reading, "floor") if figure == "so_far" and self.plan.has_ladder else dict(shares)
        found = Figures(shares, {}, {}, stepping)
        for node in self.plan.branches:
            self._roll_up(node, found, reading, figure)
        return found

    def _roll_up(self, node: Node, found: Figures, reading: ReadingName, figure: Figure) -> None:
        if node.rule == "ladder":
            for child in node.children:
                found.steps[child.id] = passed(child, found.stepping, self.plan.weights)
        share = rolled_up(node, found.shares, found.steps)
        hold = held_back(self.plan, node, share, self._verdicts(reading), figure) if node.caps else None
        found.shares[node.id] = share if hold is None else hold.held_at
        if hold is not None:
            found.holds[node.id] = hold

    def overall_with(self, name: str, share: Fraction) -> Fraction | None:
        """The official share of the whole with one question raised to a share, scope and caps worked out again."""
        if name in self.plan.scope_drivers or name in self.plan.cap_drivers:
            return Case(self.plan, self.sheet, {**self.moves, name: share}).overall
        now = self.official
        raised = Figures({**now.shares, name: share}, {}, dict(now.steps), {**now.stepping, name: share})
        for node in self.plan.above[name]:
            self._roll_up(node, raised, self.official_reading, self.official_figure)
        return raised.shares[OVERALL]

    def held_caps(self, node: str) -> tuple[HeldCap, ...]:
        """The caps now lowering a section in the official figure."""
        return held_caps(self.plan, self.official.holds.get(node))

    @cached_property
    def cap_limits(self) -> dict[str, Fraction]:
        """The share at which caps now hold each section in the official figure, whether or not it would be higher."""
        known = self._verdicts(self.official_reading)
        return {
            node.id: self.plan.share(min(cap.maximum_level for cap in holding))
            for node in self.plan.root.children
            if (holding := holding_caps(node, known, self.official_figure))
        }

    def _verdicts(self, reading: ReadingName) -> Verdicts:
        if reading not in self._known:
            self._known[reading] = verdicts(self.plan, self.sight(reading))
        return self._known[reading]

    @cached_property
    def official_reading(self) -> ReadingName:
        """Evidence makes the official reading only where the framework says so."""
        return "evidenced" if self.plan.edition.scoring.evidence == "cap" else "claimed"

    @cached_property
    def official_figure(self) -> Figure:
        """Unanswered counts as the lowest unless the framework leaves it out."""
        return "so_far" if self.plan.edition.scoring.unanswered == "left_out" else "floor"

    @cached_property
    def official(self) -> Figures:
        """The figures that count."""
        return self.figures(self.official_reading, self.official_figure)

    def official_shares(self) -> Shares:
        """What each answer gives in the official reading; None while unanswered."""
        return self.shares(self.official_reading)

    def judging(self) -> Sight:
        """What awards see: the official reading, with the official figure and the ceiling of every node."""
        low, high = self.official.shares, self.figures(self.official_reading, "ceiling").shares
        scores = {node.id: (low[node.id], high[node.id]) for node in self.plan.branches}
        return replace(self.sight(self.official_reading), scores=scores)

    @property
    def overall(self) -> Fraction | None:
        """The official share of the whole."""
        return self.official.shares[OVERALL]


def case_of(edition: Edition, sheet: AnswerSheet) -> Case:
    """A sheet read through the plan of its edition."""
    return Case(plan_of(edition), sheet)


def scale_target(plan: Plan, profile: Profile) -> Level:
    """The level of the first target rule that holds for this organisation; the highest where none does."""
    sight = Sight(plan, profile, {}, {}, plan.highest)
    for rule in plan.edition.scale.targets:
        if rule.when is None or holds(rule.when, sight):
            return rule.level
    return plan.highest
