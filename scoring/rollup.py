"""Rolls the shares of a node's parts up into its own: mean, weakest, or ladder."""

from collections.abc import Mapping
from fractions import Fraction
from math import lcm

from scoring.plan import Node, Parts

Shares = Mapping[str, Fraction | None]


def rolled_up(node: Node, shares: Shares, steps: Mapping[str, bool | None]) -> Fraction | None:
    """A node's share before caps; None is no score, never 0. `steps` says which ladder steps are passed."""
    if node.rule == "min":
        return min((share for name, _ in node.parts if (share := shares[name]) is not None), default=None)
    if node.rule == "ladder":
        return ladder([steps[name] for name, _ in node.parts])
    return weighted_mean(node.parts, shares)


def weighted_mean(parts: Parts, shares: Shares) -> Fraction | None:
    """Σ w·r / Σ w over the parts that have a score, in whole numbers over one denominator."""
    total, denominator, weights = 0, 1, 0
    for name, weight in parts:
        share = shares[name]
        if share is None:
            continue
        numerator, below = share.numerator, share.denominator
        if below != denominator:
            common = lcm(denominator, below)
            total *= common // denominator
            numerator *= common // below
            denominator = common
        total += weight * numerator
        weights += weight
    return Fraction(total, denominator * weights) if weights else None


def ladder(steps: list[bool | None]) -> Fraction | None:
    """Unbroken passed steps of all steps; an empty step (None) counts only in a run that holds a scored pass."""
    if all(step is None for step in steps):
        return None
    broken = next((at for at, step in enumerate(steps) if step is False), len(steps))
    run = broken if any(steps[:broken]) else 0
    return Fraction(run, len(steps))


def passed(node: Node, leaves: Shares, weights: Mapping[str, int]) -> bool | None:
    """Whether each counted question of a ladder step reaches its mark; None when there is nothing to score."""
    shares = [share for name in node.questions if name in weights and (share := leaves[name]) is not None]
    if not shares or node.pass_at is None:
        return None
    return min(shares) >= node.pass_at
