"""Carries answers over a crosswalk: only `equal`, with every source answered, is sure; all else is a hint."""

from dataclasses import dataclass

from frameworks.companions import Bearing
from frameworks.questions import BaseQuestion, LevelQuestion
from frameworks.values import Level
from scoring.answers import Answer
from scoring.case import Case


@dataclass(frozen=True, slots=True)
class Borne:
    """An answer carried over, and whether it may be suggested."""

    answer: Answer
    is_sure: bool


def borne(bearing: Bearing, question: BaseQuestion, case: Case) -> Borne | None:
    """What the answers to a bearing's sources say for a question; None when they say nothing."""
    if not isinstance(question, LevelQuestion):
        return None
    states = {name: case.states.get(name) for name in bearing.from_}
    equal = bearing.relation == "equal"
    if all(state == "not_applicable" for state in states.values()):
        reason = next((reason for name in bearing.from_ if (reason := _reason(case, name))), None)
        if reason is None:
            return None
        return Borne(Answer(not_applicable=reason), equal and question.may_be_not_applicable)
    answered = [name for name, state in states.items() if state == "answered"]
    levels = [level for name in answered if (level := _mapped(bearing, question, case, name)) is not None]
    if not levels:
        return None
    complete = all(state in ("answered", "not_applicable") for state in states.values()) and len(levels) == len(
        answered
    )
    return Borne(Answer(level=min(levels)), equal and complete)


def _reason(case: Case, name: str) -> str | None:
    answer = case.sheet.answers.get(name)
    return None if answer is None else answer.not_applicable


def _mapped(bearing: Bearing, question: LevelQuestion, case: Case, name: str) -> Level | None:
    """A source's level through the map, or as it is where there is none; None where it has no whole level there."""
    share = case.claimed[name]
    level = None if share is None else case.plan.level(share)
    if level is None or level.denominator != 1:
        return None
    mapped = bearing.levels.get(int(level)) if bearing.levels else int(level)
    return mapped if mapped in question.levels else None
