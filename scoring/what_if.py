"""What if: the whole result as it would be with some questions raised, worked out as every result is; never kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from frameworks.edition import Edition
from frameworks.values import Level
from scoring.answers import AnswerSheet
from scoring.case import Case, case_of
from scoring.results import Score
from scoring.whole import score, score_of

WhyLeft = Literal["outside", "not_applicable", "no_level", "unanswered", "there_already"]


@dataclass(frozen=True, slots=True)
class Raised:
    """A question raised to an exact level, with the one before; None while unanswered, not known or not asked."""

    question: str
    before: Fraction | None
    to: Fraction


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The result now and as it would be; what was raised for it, and what was left as it is, with the reason.

    `more_asked` is how many more questions would then be asked; unanswered, they count as they do now.
    """

    now: Score
    then: Score
    raised: tuple[Raised, ...]
    left: tuple[tuple[str, WhyLeft], ...]

    @property
    def more_asked(self) -> int:
        return self.then.overall.in_scope - self.now.overall.in_scope


def what_if(edition: Edition, sheet: AnswerSheet, wanted: Mapping[str, Level | None]) -> WhatIf:
    """The result with each question of `wanted` at its level; None is one level above where it counts now.

    One level above a fraction is one more, at most the highest. A raise comes with its evidence, and never lowers.
    A question without an answer is raised only to a level that is named.
    """
    now = case_of(edition, sheet)
    then = _with(now, wanted)
    left = {name: why for name in wanted if (why := _why_left(now, then, name)) is not None}
    raised = tuple(_raised(now, then, name) for name in edition.questions if name in wanted and name not in left)
    order = [name for name in edition.questions if name in left]
    return WhatIf(score(edition, sheet), score_of(then), raised, tuple((name, left[name]) for name in order))


def _with(now: Case, wanted: Mapping[str, Level | None]) -> Case:
    """The case with everything raised, also what is asked only once others are raised."""
    then, moves = now, dict[str, Fraction]()
    while more := {
        name: share
        for name, to in wanted.items()
        if name not in moves and (share := _share(then, name, to)) is not None
    }:
        moves |= more
        then = Case(now.plan, now.sheet, moves)
    return then


def _share(case: Case, name: str, to: Level | None) -> Fraction | None:
    """The share a question is raised to; None where it is left as it is."""
    if name not in case.plan.scored:
        return None
    if to is not None:
        return case.plan.share(to)
    share = case.official_shares()[name]
    return None if share is None else min(share + case.plan.step, Fraction(1))


def _why_left(now: Case, then: Case, name: str) -> WhyLeft | None:
    """Why a question stays as it is; None for one that is raised."""
    standing = then.standings[name]
    if standing.state == "outside" or not standing.shown:
        return "outside"
    if standing.state == "not_applicable":
        return "not_applicable"
    if name not in then.plan.scored:
        return "no_level"
    before, after = now.official_shares()[name], then.official_shares()[name]
    if after is None:
        return "unanswered"
    return "there_already" if before == after and now.states[name] != "not_known" else None


def _raised(now: Case, then: Case, name: str) -> Raised:
    before, after = now.official_shares()[name], then.official_shares()[name] or Fraction(0)
    known = before is not None and now.states[name] != "not_known"
    return Raised(name, now.plan.level(before) if known and before is not None else None, then.plan.level(after))
