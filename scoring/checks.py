"""What to look at before submitting: what is asked, odd pairs of answers, numbers that disagree, missing evidence."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from frameworks.edition import ConsistencyRule, Edition
from frameworks.questions import ChecklistQuestion, Indicator
from frameworks.values import Level
from scoring.answers import AnswerSheet, Profile
from scoring.case import case_of
from scoring.conditions import holds
from scoring.measurements import figure_of
from scoring.results import State
from scoring.worth import level_for, thresholds_for


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A number that suggests a lower level than the one answered; it warns and changes nothing."""

    question: str
    indicator: str
    label: str
    figure: Fraction
    suggests: Level
    answered: Fraction


def in_scope(edition: Edition, sheet: AnswerSheet) -> Mapping[str, State]:
    """The state of every question."""
    return case_of(edition, sheet).states


def shown(edition: Edition, sheet: AnswerSheet) -> frozenset[str]:
    """The questions to show: in scope, and known to be asked."""
    found = case_of(edition, sheet).standings
    return frozenset(name for name, standing in found.items() if standing.shown and standing.state != "outside")


def lines_not_asked(edition: Edition, sheet: AnswerSheet, question: ChecklistQuestion) -> frozenset[str]:
    """The lines of a checklist that are known not to be asked of this organisation; ticked or not, they never count."""
    sight = case_of(edition, sheet).sight("claimed")
    return frozenset(one.id for one in question.checks if one.ask_if and holds(one.ask_if, sight) is False)


def consistency(edition: Edition, sheet: AnswerSheet) -> tuple[ConsistencyRule, ...]:
    """The pairs of answers that can hardly both be true."""
    sight = case_of(edition, sheet).judging()
    return tuple(rule for rule in edition.consistency if holds(rule.when, sight) is True)


def level_from_number(edition: Edition, indicator: Indicator, figure: Fraction, profile: Profile) -> Level | None:
    """The level a number suggests by its thresholds; None where it has none or they do not judge."""
    thresholds = thresholds_for(indicator, profile)
    if indicator.direction == "neutral" or indicator.basis == "comparison_only" or not thresholds:
        return None
    level = level_for(figure, thresholds, higher_is_better=indicator.direction == "higher")
    return edition.scale.lowest if level is None else level


def contradictions(edition: Edition, sheet: AnswerSheet) -> tuple[Contradiction, ...]:
    """The numbers that suggest a lower level than the one answered beside them."""
    case = case_of(edition, sheet)
    found = []
    for question in edition.questions.values():
        share = case.claimed[question.id]
        if share is None:
            continue
        answered = case.plan.level(share)
        for indicator in question.indicators:
            measured = sheet.indicators.get(indicator.id)
            figure = None if measured is None else figure_of(measured, indicator, sheet.as_of)
            if figure is None:
                continue
            level = level_from_number(edition, indicator, figure, sheet.profile)
            if level is not None and level < answered:
                found.append(Contradiction(question.id, indicator.id, indicator.label, figure, level, answered))
    return tuple(found)


def missing_evidence(edition: Edition, sheet: AnswerSheet) -> tuple[str, ...]:
    """The answered questions whose claimed level needs evidence in date and has none."""
    case = case_of(edition, sheet)
    return tuple(name for name, share in case.claimed.items() if case.evidenced[name] != share)
