"""Results as plain values for JSON: every figure exact ("8/3") and as a decimal, the nodes as a tree."""

from collections.abc import Mapping
from fractions import Fraction

from frameworks.edition import Edition
from scoring.plan import Node, Plan, plan_of
from scoring.printing import decimal, exact, limits_of
from scoring.results import AwardResult, HeldCap, NextThing, NodeScore, Reading, Score
from scoring.years import ChangeResult, QuestionChange

Printed = dict[str, object]


def printed_score(edition: Edition, score: Score) -> Printed:
    """A whole result, its nodes as a tree."""
    plan = plan_of(edition)
    return {
        "framework": score.framework,
        "edition": score.edition,
        "form": score.form,
        "as_of": score.as_of,
        "questions": {"asked": score.form_size[0], "of": score.form_size[1]},
        "at_target": {"questions": score.at_target, "of": score.counted},
        "result": _tree(plan, score.nodes, plan.root),
        "awards": [_award(award) for award in score.awards],
        "below_minimum": list(score.below_minimum),
        "what_next": [_next(thing) for thing in score.what_next],
        "warnings": list(score.warnings),
    }


def _tree(plan: Plan, nodes: Mapping[str, NodeScore], node: Node) -> Printed:
    found = nodes[node.id]
    printed: Printed = {"id": found.node, "kind": found.kind, "title": found.title}
    if found.state is not None:
        printed["state"] = found.state
    printed |= {
        "official": _figure(plan, found.official),
        "band": found.band,
        "claimed": _reading(plan, found.claimed),
        "evidenced": None if found.evidenced is None else _reading(plan, found.evidenced),
        "answered": found.answered,
        "not_applicable": found.not_applicable,
        "in_scope": found.in_scope,
        "coverage": _share(found.coverage),
        "not_applicable_share": _share(found.not_applicable_share),
    }
    if node.kind == "section":
        printed["caps"] = [_cap(plan, cap) for cap in found.caps]
    if node.children:
        printed["children"] = [_tree(plan, nodes, child) for child in node.children]
    return printed


def _reading(plan: Plan, reading: Reading) -> Printed:
    figures = {"so_far": reading.so_far, "floor": reading.floor, "ceiling": reading.ceiling}
    return {name: _figure(plan, share) for name, share in figures.items()}


def _figure(plan: Plan, share: Fraction | None) -> Printed | None:
    """A share as a level and as itself; None is no score."""
    if share is None:
        return None
    level = plan.level(share)
    return {
        "level": decimal(level, limits=limits_of(plan.edition)),
        "exact": exact(level),
        "share": decimal(share, digits=4),
        "share_exact": exact(share),
    }


def _share(share: Fraction | None) -> Printed | None:
    return None if share is None else {"decimal": decimal(share, digits=4), "exact": exact(share)}


def _cap(plan: Plan, cap: HeldCap) -> Printed:
    would_be = _figure(plan, cap.would_be)
    return {"id": cap.cap, "would_be": would_be, "held_at": cap.maximum_level, "because": cap.because}


def _award(award: AwardResult) -> Printed:
    return {
        "id": award.award,
        "title": award.title,
        "verdict": award.verdict,
        "conditions": [
            {
                "verdict": condition.verdict,
                "asks": condition.asks,
                "actual": condition.actual,
                "shortfall": dict(condition.shortfall),
            }
            for condition in award.conditions
        ],
        "path": None if award.path is None else dict(award.path),
        "path_cost": award.path_cost,
        "path_is_cheapest": award.path_is_cheapest,
    }


def _next(thing: NextThing) -> Printed:
    return {
        "question": thing.question,
        "level": None if thing.level is None else exact(thing.level),
        "to": thing.to,
        "target": thing.target,
        "gain": _signed(thing.gain),
        "effort": thing.effort,
        "step": thing.step,
        "why_first": thing.why_first,
        "reason": thing.reason,
    }


def printed_change(change: ChangeResult) -> Printed:
    """A comparison of two years."""
    return {
        "comparable": change.comparable,
        "why_not": change.why_not,
        "like_for_like": _signed(change.like_for_like),
        "headline": _signed(change.headline),
        "composition": _signed(change.composition),
        "overlap": _share(change.overlap),
        "improved": change.improved,
        "evidenced": change.evidenced,
        "core": list(change.core),
        "questions": [_question(line) for line in change.questions],
    }


def _question(line: QuestionChange) -> Printed:
    levels = {"before": line.before, "after": line.after}
    printed = {name: None if level is None else exact(level) for name, level in levels.items()}
    return {"question": line.question, "was": line.was, "status": line.status, **printed}


def _signed(by: Fraction | None) -> Printed | None:
    return None if by is None else {"decimal": decimal(by, digits=2), "exact": exact(by)}
