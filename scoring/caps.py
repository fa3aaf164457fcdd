"""Caps: a section is held at a level while something basic is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from frameworks.edition import Cap
from scoring.conditions import Sight, Truth, holds
from scoring.plan import Node, Plan, questions_in
from scoring.results import Figure, HeldCap

Verdicts = Mapping[tuple[str, str], Truth]


@dataclass(frozen=True, slots=True)
class Hold:
    """What holds a section back: what it would be, what it is held at, and the caps, strictest first."""

    would_be: Fraction
    held_at: Fraction
    caps: tuple[Cap, ...]


def verdicts(plan: Plan, sight: Sight) -> Verdicts:
    """Whether each cap of each section holds, in the reading seen."""
    return {(node.id, cap.id): holds(cap.when, sight) for node in plan.root.children for cap in node.caps}


def held_back(plan: Plan, node: Node, would_be: Fraction | None, known: Verdicts, figure: Figure) -> Hold | None:
    """What lowers a section, if anything does. An unknown cap holds in the floor only; no score has no cap."""
    if would_be is None:
        return None
    lowering = [cap for cap in holding_caps(node, known, figure) if plan.share(cap.maximum_level) < would_be]
    if not lowering:
        return None
    strictest = sorted(lowering, key=lambda cap: cap.maximum_level)
    return Hold(would_be, plan.share(strictest[0].maximum_level), tuple(strictest))


def holding_caps(node: Node, known: Verdicts, figure: Figure) -> list[Cap]:
    """The caps whose condition holds, in the order written; an unknown one holds in the floor."""
    return [cap for cap in node.caps if _applies(known[node.id, cap.id], figure)]


def _applies(verdict: Truth, figure: Figure) -> bool:
    return figure == "floor" if verdict is None else verdict


def held_caps(plan: Plan, hold: Hold | None) -> tuple[HeldCap, ...]:
    """The caps now lowering a section, strictest first, with the questions each names."""
    if hold is None:
        return ()
    return tuple(
        HeldCap(
            cap.id,
            hold.would_be,
            cap.maximum_level,
            cap.because,
            tuple(dict.fromkeys(questions_in(cap.when, plan.edition))),
        )
        for cap in hold.caps
    )
