"""Figures as they are stored: as shown and nothing beside it, in one JSON text each, and back."""

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from assessments.comparison.values import Figure
from scoring.disclosure import LEAST, Quantity, Spread, about, spread
from scoring.disclosure.shown import SPREAD_FROM, STEP, STEPS_OF_LONG, WHOLE, quartiles

PERCENT = 100
PARTS = ("mean", "overall", "lower", "middle", "upper")


def written(figure: Figure, since: int | None = None, *, partly: bool = False) -> str:
    """The text of a figure; `since` is the release it was worked out in, where an earlier one's is shown on.

    `partly` says that some of the group have nothing for its measure.
    """
    found: dict[str, Any] = {"about": figure.about}
    for part in PARTS:
        value = getattr(figure, part, None)
        if value is not None:
            found[part] = str(value)
    if isinstance(figure, Spread):
        found["kind"] = "spread"
        if figure.counts is not None:
            found["counts"] = {str(level): count for level, count in sorted(figure.counts.items())}
    found |= {} if since is None else {"since": since}
    found |= {"partly": True} if partly else {}
    return json.dumps(found, separators=(",", ":"), sort_keys=True)


def read(text: str) -> Figure:
    """The figure of a text."""
    found = json.loads(text)
    values = {part: Fraction(found[part]) if part in found else None for part in PARTS}
    if found.get("kind") != "spread":
        return Quantity(found["about"], values["overall"], values["middle"], values["lower"], values["upper"])
    counts: Mapping[int, int] | None = None
    if "counts" in found:
        counts = {int(level): count for level, count in found["counts"].items()}
    return Spread(found["about"], values["mean"], values["lower"], values["middle"], values["upper"], counts)


def since(text: str) -> int | None:
    """The release a figure was worked out in, where it is not the one it is shown in."""
    found: int | None = json.loads(text).get("since")
    return found


def is_partly(text: str) -> bool:
    """Whether some of the group have nothing for the measure of a figure."""
    return bool(json.loads(text).get("partly"))


def moved(changes: Sequence[int], *, lowest: int, highest: int, least: int = LEAST) -> Spread | None:
    """The spread of changes of stored shares, in levels; None for fewer than `least`.

    Where all changed by as much, or the mean is as far as a change can go, it would tell of everybody.
    """
    if len(changes) < max(least, LEAST):
        return None
    mean = Fraction(sum(changes), len(changes))
    if min(changes) == max(changes) or abs(mean) == WHOLE:
        return Spread(about(len(changes)), None)
    span = highest - lowest
    if len(changes) < SPREAD_FROM:
        return Spread(about(len(changes)), _levels(mean, span))
    lower, middle, upper = (_levels(each, span) for each in quartiles(changes))
    return Spread(about(len(changes)), _levels(mean, span), lower, middle, upper)


def yes_or_no(shares: Sequence[int], *, shown_when_met: bool = False) -> Spread | None:
    """How many meet a target (1) and do not (0): counts alone, by the rule for counts; None for too few.

    Where all do, only a target that everybody agreed to have shown says so: its mean is then 1.
    """
    found = spread(shares, lowest=0, highest=PERCENT, shown_when_met=shown_when_met)
    if found is None or (shown_when_met and min(shares) == WHOLE):
        return None if found is None else Spread(found.about, Fraction(1))
    counts = found.counts or {}
    both = {met: counts[level] for met, level in ((0, 0), (1, PERCENT)) if level in counts}
    return Spread(found.about, None, counts=both or None)


def _levels(change: Fraction, span: int) -> Fraction:
    """A change in levels to the nearest step of the scale, halves away from zero."""
    step = max(STEP, Fraction(span, STEPS_OF_LONG))
    steps = abs(change) * span / WHOLE / step
    size = step * ((2 * steps + 1) // 2)
    return size if change >= 0 else -size
