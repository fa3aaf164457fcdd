"""What one answer is worth: its share of the scale, and what conditions may compare."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from frameworks.questions import (
    ChecklistQuestion,
    ChoiceQuestion,
    Indicator,
    NumberQuestion,
    NumberRule,
    Ratio,
    Thresholds,
)
from frameworks.values import Number
from scoring.answers import Answer, Profile
from scoring.plan import Plan


@dataclass(frozen=True, slots=True)
class Worth:
    """An answer's share (None when it never scores), what is stored, and the figure or ratio typed."""

    share: Fraction | None
    stored: frozenset[int | str] = frozenset()
    figure: Fraction | None = None


def level_worth(answer: Answer, plan: Plan) -> Worth | None:
    """A level is its place on the scale."""
    if answer.level is None:
        return None
    return Worth(plan.share(answer.level), frozenset({answer.level}))


def choice_worth(question: ChoiceQuestion, answer: Answer, plan: Plan) -> Worth | None:
    """An option is worth its level or its share, or nothing."""
    if answer.option is None:
        return None
    option = next(option for option in question.options if option.id == answer.option)
    stored: frozenset[int | str] = frozenset({option.id})
    if option.level is not None:
        return Worth(plan.share(option.level), stored)
    return Worth(None if option.share is None else Fraction(option.share), stored)


def checklist_worth(
    question: ChecklistQuestion, answer: Answer, in_scope: Mapping[str, bool | None], plan: Plan
) -> Worth | None:
    """Ticked weight of the weight in scope; a missing required check holds it at the second level.

    A check that is not asked leaves both sides; one not yet known to be asked is in scope and unticked.
    """
    if answer.checked is None:
        return None
    asked = [check for check in question.checks if in_scope[check.id] is not False]
    ticked = [check for check in asked if in_scope[check.id] and check.id in answer.checked]
    stored: frozenset[int | str] = frozenset(check.id for check in ticked)
    total = sum(Fraction(check.weight) for check in asked)
    if total == 0:
        return Worth(None, stored)
    share = sum(Fraction(check.weight) for check in ticked) / total
    if any(check.required and check.id not in stored for check in asked):
        share = min(share, plan.step)
    return Worth(share, stored)


def number_worth(question: NumberQuestion, value: Decimal | None, profile: Profile, plan: Plan) -> Worth | None:
    """The highest level whose threshold holds, else the lowest. A ratio needs its `per` fact to count as answered."""
    rule = question.number
    if value is None:
        return None
    figure = Fraction(value)
    if rule.ratio is not None:
        per = denominator(rule.ratio, profile)
        if per is None:
            return None
        figure /= per
    level = level_for(figure, thresholds_for(rule, profile), higher_is_better=rule.direction == "higher")
    return Worth(Fraction(0) if level is None else plan.share(level), figure=figure)


def text_worth(answer: Answer) -> Worth | None:
    """A few words count as answered and never score."""
    return Worth(None) if answer.text is not None and answer.text.strip() else None


def denominator(ratio: Ratio, profile: Profile) -> Fraction | None:
    """The profile's figure that a ratio divides by; None when it is not given."""
    fact = profile.get(ratio.per)
    return None if fact is None or isinstance(fact, str | bool) else Fraction(fact)


def thresholds_for(rule: NumberRule | Indicator, profile: Profile) -> Thresholds:
    """One set replaces the base whole: the kind's, then the phase's, then the base."""
    for sets, fact in (
        (rule.thresholds_by_kind, profile.get("kind")),
        (rule.thresholds_by_phase, profile.get("phase")),
    ):
        for name, thresholds in sets.items():
            if name == fact:
                return thresholds
    return rule.thresholds


def level_for(figure: Fraction, thresholds: Mapping[int, Number], *, higher_is_better: bool) -> int | None:
    """The highest level whose threshold holds; None when none does."""
    held = (level for level, limit in thresholds.items() if (figure >= limit if higher_is_better else figure <= limit))
    return max(held, default=None)
