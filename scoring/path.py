"""The cheapest set of level moves that meets an award: exact, within a stated bound.

Questions whose moves do more than raise a score (they decide scope or a cap, or a condition looks at them in a way that
a raise can break) are tried level by level, cheapest first; for each trial the other questions only have to reach
levels and scores, which `scoring.frontier` solves exactly. At most TRIALS trials are made: up to four such questions on
a scale of 1 to 5 are always exact (5⁴ = 625 trials and their beginnings); beyond the bound the best found is given and
said not to be sure. Conditions on how much is answered are met by answering, not by moves, and are passed over.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from heapq import heappop, heappush
from itertools import product
from math import ceil

from frameworks.conditions import All, AnyOf, Condition, EveryQuestion, Not, QuestionTest, ScoreTest
from frameworks.values import Level
from scoring.case import Case
from scoring.conditions import Sight, asked_of, holds, reaches
from scoring.efforts import cost
from scoring.frontier import Aim, cheapest
from scoring.plan import Node, Plan, questions_in
from scoring.results import OVERALL
from scoring.rollup import ladder

TRIALS = 1000
Moves = tuple[tuple[str, Level], ...]
Waiting = tuple[int, int, Moves]
NOTHING = Aim({}, {}, {})


@dataclass(frozen=True, slots=True)
class Path:
    """A set of moves that meets an award, in the order of the file, and its cost."""

    moves: Moves
    cost: int
    is_cheapest: bool


def cheapest_path(case: Case, required: Sequence[Condition]) -> Path | None:
    """The cheapest moves that meet every condition; None when no moves do, as far as the bound let us look."""
    tried = _tried_one_by_one(case, required)
    best: Path | None = None
    waiting: list[Waiting] = [(0, 0, ())]
    trials = 0
    while trials < TRIALS and _may_be_cheaper(waiting, best):
        spent, at, moves = heappop(waiting)
        trials += 1
        trial = Case(case.plan, case.sheet, {**case.moves, **dict(_shares(case.plan, moves))}) if moves else case
        if at == len(tried):
            best = _better(best, _completed(trial, required, set(tried), moves, spent))
            continue
        for more, level in _raises(trial, tried[at]):
            added = moves if level is None else (*moves, (tried[at], level))
            heappush(waiting, (spent + more, at + 1, added))
    if best is None or not _may_be_cheaper(waiting, best):
        return best
    return replace(best, is_cheapest=False)


def _may_be_cheaper(waiting: Sequence[Waiting], best: Path | None) -> bool:
    """Whether anything not tried yet could cost less than the best found."""
    return bool(waiting) and (best is None or waiting[0][0] < best.cost)


def _shares(plan: Plan, moves: Moves) -> Iterator[tuple[str, Fraction]]:
    return ((name, plan.share(level)) for name, level in moves)


def _better(best: Path | None, found: Path | None) -> Path | None:
    if best is None or found is None:
        return found or best
    return min(best, found, key=lambda path: path.cost)


def _raises(case: Case, name: str) -> Iterator[tuple[int, Level | None]]:
    """Leaving a question as it is, and each whole level above, with its cost."""
    yield 0, None
    standing, plan = case.standings[name], case.plan
    if standing.state in ("outside", "not_applicable") or not standing.shown or name not in plan.scored:
        return
    now = plan.whole_level(case.official_shares()[name] or Fraction(0))
    for level in range(now + 1, plan.highest + 1):
        yield cost(plan.edition.questions[name], now, level), level


def _completed(case: Case, required: Sequence[Condition], fixed: set[str], moves: Moves, spent: int) -> Path | None:
    """The cheapest way for the other questions to do the rest."""
    sight = replace(case.judging(), hopeful=True)
    ways = [_ways(condition, sight, fixed) for condition in required]
    ladders = (
        _ladder_ways(case, sight, fixed) if any(way.scores for alternatives in ways for way in alternatives) else []
    )

    def options(name: str) -> Iterable[tuple[int, Level | None]]:
        return ((0, None),) if name in fixed else _raises(case, name)

    found: Path | None = None
    for parts in product(*ways, *ladders):
        rest = cheapest(case, options, _joined(parts))
        if rest is not None:
            in_order = _in_order(case.plan, (*moves, *rest.moves))
            found = _better(found, Path(in_order, spent + rest.cost, is_cheapest=True))
    return found


def _ladder_ways(case: Case, sight: Sight, fixed: set[str]) -> Iterator[list[Aim]]:
    """For each ladder, how far it may run and the levels that takes."""
    plan, figures = case.plan, case.official
    for node in plan.branches:
        if node.rule != "ladder":
            continue
        steps = [plan.nodes[name] for name, _ in node.parts]
        empty = [figures.steps[step.id] is None for step in steps]
        yield [
            replace(way, runs={node.id: ladder([None if none else at < run for at, none in enumerate(empty)])})
            for run in range(len(steps) + 1)
            for way in _passing(case, steps[:run], sight, fixed)
        ]


def _passing(case: Case, steps: Sequence[Node], sight: Sight, fixed: set[str]) -> list[Aim]:
    """The levels that pass some ladder steps."""
    stepping, plan = case.official.stepping, case.plan
    each = [
        _reaching(name, plan.whole_level(step.pass_at or Fraction(0)), sight, fixed)
        for step in steps
        for name in step.questions
        if name in plan.weights and stepping[name] is not None
    ]
    return [_joined(way) for way in product(*each)]


def _in_order(plan: Plan, moves: Moves) -> Moves:
    chosen = dict(moves)
    return tuple((name, chosen[name]) for name in plan.edition.questions if name in chosen)


def _joined(parts: Sequence[Aim]) -> Aim:
    """All of several aims at once: the highest level and score that any of them asks."""
    levels: dict[str, Level] = {}
    scores: dict[str, Fraction] = {}
    runs: dict[str, Fraction | None] = {}
    for part in parts:
        runs.update(part.runs)
        for name, level in part.levels.items():
            levels[name] = max(level, levels.get(name, level))
        for node, share in part.scores.items():
            scores[node] = max(share, scores.get(node, share))
    return Aim(levels, scores, runs)


def _ways(condition: Condition, sight: Sight, fixed: set[str]) -> list[Aim]:
    """The alternative aims that would make a condition true; none when no raise of the other questions can."""
    match condition:
        case All(all=parts):
            return [_joined(way) for way in product(*(_ways(part, sight, fixed) for part in parts))]
        case AnyOf(any=parts):
            return [way for part in parts for way in _ways(part, sight, fixed)]
        case QuestionTest(at_least=least) if least is not None and condition.question not in fixed:
            met = holds(condition, sight) is True
            return [NOTHING] if met else _level_way(condition.question, ceil(least), sight)
        case EveryQuestion(every_question=asked):
            each = [_reaching(name, level, sight, fixed) for name, level in asked_of(asked, sight)]
            return [_joined(way) for way in product(*each)]
        case ScoreTest(at_least=least) if least is not None:
            return [Aim({}, {condition.score: sight.plan.share(least)}, {})]
        case _:
            return [NOTHING] if holds(condition, sight) is True else []


def _reaching(name: str, level: Level, sight: Sight, fixed: set[str]) -> list[Aim]:
    if name in fixed:
        return [NOTHING] if reaches(sight, name, level) is True else []
    return _level_way(name, level, sight)


def _level_way(name: str, level: Level, sight: Sight) -> list[Aim]:
    return [] if sight.standings[name].state in ("outside", "not_applicable") else [Aim({name: level}, {}, {})]


def _tried_one_by_one(case: Case, required: Sequence[Condition]) -> list[str]:
    """The questions whose raise may do more than help, in the order of the file."""
    plan, tests = case.plan, [test for condition in required for test in _tests(condition)]
    asks_scores = any(isinstance(test, ScoreTest) for test, _ in tests)
    tried = set(plan.cap_drivers if asks_scores else ()) | set(plan.scope_drivers)
    for test, breakable in tests:
        if isinstance(test, ScoreTest):
            if breakable or test.at_least is None or _is_entangled(case, test):
                tried = set(plan.scored)
        elif breakable or (isinstance(test, QuestionTest) and test.at_least is None):
            tried |= set(questions_in(test, plan.edition))
    return [name for name in plan.edition.questions if name in tried and name in plan.scored]


def _is_entangled(case: Case, test: ScoreTest) -> bool:
    """Whether raises and scores do not simply add up: a mean over questions past its sections, or so-far figures."""
    past_sections = case.plan.root.rule == "questions" and test.score != OVERALL
    return past_sections or (case.official_figure == "so_far" and _may_be_unanswered(case))


def _may_be_unanswered(case: Case) -> bool:
    """Whether a question is unanswered, or may be once a move has brought it in."""
    states = case.states.values()
    return "unanswered" in states or ("outside" in states and bool(case.plan.scope_drivers))


def _tests(condition: Condition, *, breakable: bool = False) -> Iterator[tuple[Condition, bool]]:
    """Each test inside a condition, and whether a raise could break it because it stands under a `not`."""
    match condition:
        case All(all=parts) | AnyOf(any=parts):
            for part in parts:
                yield from _tests(part, breakable=breakable)
        case Not(not_=part):
            yield from _tests(part, breakable=True)
        case _:
            yield condition, breakable
