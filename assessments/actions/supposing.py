"""Supposing that some actions were done: the result of a review as it would be then. Nothing is kept of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from assessments.actions import about
from assessments.planned import Action
from assessments.results import ResultView
from frameworks.catalogue import Catalogue
from scoring.what_if import WhatIf, what_if


@dataclass(frozen=True, slots=True)
class Supposed:
    """`found` is the result now and then. `apart` are chosen actions that no question of this version is about."""

    found: WhatIf
    apart: tuple[Action, ...]


def supposing(view: ResultView, catalogue: Catalogue, chosen: Iterable[Action]) -> Supposed:
    """The result of a view if the chosen actions were done.

    Each question goes one level up once, however many of them are about it, or to the highest level that one names.
    """
    wanted: dict[str, int | None] = {}
    apart = []
    for action in chosen:
        names = about.questions(catalogue, view.edition, action)
        apart += [] if names else [action]
        for name in names:
            named = [level for level in (wanted.get(name), _aim(action, view)) if level is not None]
            wanted[name] = max(named, default=None)
    return Supposed(what_if(view.edition, view.sheet, wanted), tuple(apart))


def _aim(action: Action, view: ResultView) -> int | None:
    """The level an action names, where the scale has it; of an older version it may not."""
    return action.aim if action.aim in view.edition.scale.levels else None
