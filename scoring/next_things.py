"""What to do next: the questions below their target, in an order that is given reasons for in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from frameworks.questions import BaseQuestion
from frameworks.values import Level
from scoring.case import Case
from scoring.conditions import mark_of
from scoring.efforts import COST, effort_at
from scoring.printing import decimal, level_words
from scoring.results import AwardResult, HeldCap, NextThing, WhyFirst

ORDER: tuple[WhyFirst, ...] = (
    "not_known",
    "below_minimum",
    "statutory",
    "holds_cap",
    "blocks_award",
    "expected",
    "good_practice",
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A question below its target, with every reason that holds for it."""

    thing: NextThing
    holding: tuple[bool, ...]

    @property
    def order(self) -> tuple[tuple[bool, ...], Fraction]:
        """Successive keys: each reason in turn, then most gain for the effort; sorting keeps the file's order."""
        return tuple(not held for held in self.holding), -self.thing.gain / COST[self.thing.effort]


def what_next(case: Case, judged: tuple[AwardResult, ...]) -> tuple[NextThing, ...]:
    """Every answered or not known question below its target, the first thing to do first."""
    held = {name: (title, cap) for title, cap in _held(case) for name in reversed(cap.questions)}
    blocked = _blocked(case, judged)
    shares = case.official_shares()
    found = []
    for name, question in case.plan.edition.questions.items():
        share = shares[name]
        if name not in case.plan.weights or share is None:
            continue
        target = case.sheet.aims.get(name, mark_of(question, case.target))
        if case.plan.level(share) < target:
            reasons = _reasons(case, question, share, held.get(name), blocked.get(name))
            found.append(_candidate(case, question, share, target, reasons))
    return tuple(candidate.thing for candidate in sorted(found, key=lambda candidate: candidate.order))


def quick_wins(things: Iterable[NextThing]) -> tuple[NextThing, ...]:
    """Those of small effort that raise the overall level, what raises it most first."""
    found = [thing for thing in things if thing.effort == "small" and thing.gain > 0]
    return tuple(sorted(found, key=lambda thing: -thing.gain))


def _candidate(
    case: Case, question: BaseQuestion, share: Fraction, target: Level, reasons: dict[WhyFirst, str]
) -> _Candidate:
    why = next(reason for reason in ORDER if reason in reasons)
    below = case.plan.whole_level(share)
    step = question.next_steps.get(below)
    thing = NextThing(
        question=question.id,
        level=None if case.states[question.id] == "not_known" else case.plan.level(share),
        to=below + 1,
        target=target,
        gain=gain(case, question.id, share),
        effort=effort_at(question, below),
        step=None if step is None else step.text,
        why_first=why,
        reason=reasons[why],
    )
    return _Candidate(thing, tuple(reason in reasons for reason in ORDER))


def gain(case: Case, name: str, share: Fraction) -> Fraction:
    """What one level up adds to the overall level, with scope and caps worked out again; it can be negative."""
    raised = case.overall_with(name, min(share + case.plan.step, Fraction(1)))
    now = case.overall
    if raised is None or now is None:
        return Fraction(0)
    return case.plan.level(raised) - case.plan.level(now)


def _held(case: Case) -> list[tuple[str, HeldCap]]:
    """The caps now lowering a section, with the section's title."""
    return [(node.title, cap) for node in case.plan.root.children for cap in case.held_caps(node.id)]


def _blocked(case: Case, judged: tuple[AwardResult, ...]) -> dict[str, tuple[str, Level]]:
    """The questions that stand between the organisation and the award it works towards, with the level needed."""
    return {
        name: (award.title, level)
        for award in judged
        if award.award == case.sheet.aims_for
        for condition in award.conditions
        for name, level in condition.shortfall
    }


def _reasons(
    case: Case,
    question: BaseQuestion,
    share: Fraction,
    held: tuple[str, HeldCap] | None,
    blocked: tuple[str, Level] | None,
) -> dict[WhyFirst, str]:
    """Every reason that holds, in words."""
    reasons: dict[WhyFirst, str] = {}
    edition = case.plan.edition
    if case.states[question.id] == "not_known":
        reasons["not_known"] = "Nobody knows yet, so it counts as the lowest level. Find out first."
    minimum = question.minimum_level
    if minimum is not None and case.plan.level(share) < minimum:
        reasons["below_minimum"] = f"A must-have not yet in place: it needs {level_words(edition, minimum)}."
    if held is not None:
        title, cap = held
        level = level_words(edition, cap.maximum_level)
        reasons["holds_cap"] = f"{title} is held at {level} because {cap.because.removesuffix('.')}."
    if blocked is not None:
        reasons["blocks_award"] = f"“{blocked[0]}” needs {level_words(edition, blocked[1])} here."
    duty = question.duty_for(str(case.sheet.profile.get("kind")))
    titles = {source.id: source.title for source in edition.sources}
    source = f": {titles.get(duty.source, duty.source).removesuffix('.')}" if duty.source else ""
    if duty.is_ == "statutory":
        reasons["statutory"] = f"The law asks for this{source}."
    elif duty.is_ == "expected":
        reasons["expected"] = f"Expected of organisations like yours{source}."
    else:
        reasons["good_practice"] = "Good practice."
    return reasons


def gain_words(thing: NextThing) -> str:
    """What one level up would do for the overall level."""
    if thing.gain > 0:
        return f"One level up adds {decimal(thing.gain, digits=2)} to the overall level."
    if thing.gain < 0:
        return f"One level up takes {decimal(-thing.gain, digits=2)} off the overall level."
    return "One level up leaves the overall level as it is."
