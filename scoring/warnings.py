"""What a reader of the result should know beside it, in words."""

from collections.abc import Iterator

from scoring.award_words import fact_label
from scoring.case import Case


def warnings(case: Case) -> tuple[str, ...]:
    """Sentences on facts not given, answers that do not count, and evidence dated after the day it is judged on."""
    return (*_facts_missing(case), *_answers_not_counted(case), *_future_evidence(case))


def _facts_missing(case: Case) -> Iterator[str]:
    sight = case.sight("claimed")
    for name in case.plan.edition.facts:
        if name not in case.sheet.profile and name in case.plan.facts_used:
            yield f"“{fact_label(name, sight)}” is not given, so the questions that depend on it stay open."


def _answers_not_counted(case: Case) -> Iterator[str]:
    for name, answer in case.sheet.answers.items():
        state = case.states.get(name)
        if state == "outside" and answer.is_given and case.sheet.form == "full":
            yield f"The answer to “{name}” is kept but does not count: the question is not asked of this organisation."
        elif state == "unanswered" and answer.is_given:
            yield f"The answer to “{name}” does not count yet: something it depends on is not given."


def _future_evidence(case: Case) -> Iterator[str]:
    for name, answer in case.sheet.answers.items():
        question = case.plan.edition.questions.get(name)
        for item in answer.evidence if question is not None else ():
            if item.date is not None and item.date > case.sheet.as_of:
                yield f"The evidence “{item.title}” of “{name}” is dated {item.date}, after {case.sheet.as_of}."
