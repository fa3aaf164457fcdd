"""The cheapest raises that reach given levels and scores, when raises only ever help: exact, by cost.

For each node the best share is kept for each cost, dearer ones only where they are better. Costs are whole and at most
3 × levels × questions, so a node keeps at most that many entries: about 300 for 24 questions on a scale of 1 to 5.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from frameworks.values import Level
from scoring.case import Case
from scoring.plan import Node

Options = Callable[[str], Iterable[tuple[int, Level | None]]]
Moves = tuple[tuple[str, Level], ...]


@dataclass(frozen=True, slots=True)
class Aim:
    """Levels that questions must reach, shares that nodes must reach, and the share each ladder then gives.

    How far each ladder runs is chosen beforehand: the levels of the steps passed are among `levels`.
    """

    levels: Mapping[str, Level]
    scores: Mapping[str, Fraction]
    runs: Mapping[str, Fraction | None]


@dataclass(frozen=True, slots=True)
class Raise:
    """A set of moves with its cost, and the share (or weighted sum while adding up) it gives; None is no score."""

    cost: int
    share: Fraction | None
    moves: Moves = ()


def cheapest(case: Case, options: Options, aim: Aim) -> Raise | None:
    """The cheapest raise that reaches the aim; None when none does."""
    search = _Search(case, options, aim)
    if aim.scores:
        return min(search.frontier(case.plan.root), key=lambda found: found.cost, default=None)
    return search.levels_only()


class _Search:
    """One aim, looked for from the questions upwards."""

    def __init__(self, case: Case, options: Options, aim: Aim) -> None:
        self.case = case
        self.plan = case.plan
        self.options = options
        self.aim = aim
        self.now = case.official.shares
        self.levels = case.official_shares()

    def levels_only(self) -> Raise | None:
        """Where no score is asked for, each question by itself."""
        total = 0
        moves: Moves = ()
        for name in self.aim.levels:
            found = self._question(name)
            if not found:
                return None
            total += found[0].cost
            moves += found[0].moves
        return Raise(total, None, moves)

    def frontier(self, node: Node) -> list[Raise]:
        """The raises of a node worth considering, cheapest first; those that miss its own aim are left out."""
        if node.kind == "question":
            return self._question(node.id)
        children = {child.id: self.frontier(child) for child in node.children}
        if not all(children.values()):
            return []
        if node.rule == "questions":
            children = {name: self._question(name) for name in node.questions}
        found = self._together(node, children)
        limit, least = self.case.cap_limits.get(node.id), self.aim.scores.get(node.id)
        capped = found if limit is None else [_at_most(raised, limit) for raised in found]
        return _worthwhile(raised for raised in capped if least is None or _reaches(raised, least))

    def _question(self, name: str) -> list[Raise]:
        plan, aim = self.plan, self.aim.levels.get(name, self.plan.lowest)
        level_now = plan.whole_level(self.levels[name] or Fraction(0))
        found = [
            Raise(cost, self.now[name]) if level is None else Raise(cost, plan.share(level), ((name, level),))
            for cost, level in self.options(name)
            if (level_now if level is None else level) >= aim
        ]
        return _worthwhile(found)

    def _together(self, node: Node, children: Mapping[str, list[Raise]]) -> list[Raise]:
        """The node's share over every combination of its parts' raises worth keeping."""
        weights = {name: weight for name, weight in node.parts if children[name][0].share is not None}
        total, run = sum(weights.values()), self.aim.runs.get(node.id)
        sums = [Raise(0, run)]
        for name, raises in children.items():
            if node.rule == "ladder" or name not in weights:
                sums = _combined(sums, raises[:1], lambda so_far, _: so_far)
            elif node.rule == "min":
                sums = _combined(sums, raises, _weaker)
            else:
                sums = _combined(sums, raises, partial(_added, weight=Fraction(weights[name], total)))
        return sums


def _combined(
    first: list[Raise], second: list[Raise], joined: Callable[[Fraction | None, Fraction | None], Fraction | None]
) -> list[Raise]:
    return _worthwhile(
        Raise(one.cost + other.cost, joined(one.share, other.share), one.moves + other.moves)
        for one in first
        for other in second
    )


def _weaker(so_far: Fraction | None, share: Fraction | None) -> Fraction | None:
    return share if so_far is None or share is None else min(so_far, share)


def _added(so_far: Fraction | None, share: Fraction | None, *, weight: Fraction) -> Fraction | None:
    return (so_far or 0) + weight * (share or 0)


def _at_most(raised: Raise, limit: Fraction) -> Raise:
    return raised if raised.share is None else Raise(raised.cost, min(raised.share, limit), raised.moves)


def _reaches(raised: Raise, least: Fraction) -> bool:
    return raised.share is not None and raised.share >= least


def _worthwhile(raises: Iterable[Raise]) -> list[Raise]:
    """Cheapest first, each dearer one only where its share is better."""
    kept: list[Raise] = []
    for raised in sorted(raises, key=lambda found: (found.cost, -_height(found))):
        if not kept or _height(raised) > _height(kept[-1]):
            kept.append(raised)
    return kept


def _height(raised: Raise) -> Fraction:
    return raised.share or Fraction(0)
