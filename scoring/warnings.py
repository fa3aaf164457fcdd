"""What a reader of the result should know beside it, in words."""

from collections.abc import Iterator

from frameworks.conditions import ProfileTest, leaves
from frameworks.questions import BaseQuestion, NumberQuestion
from scoring.award_words import fact_label
from scoring.case import Case


def warnings(case: Case) -> tuple[str, ...]:
    """Sentences on facts not given, answers that do not count, and evidence dated after the day it is judged on."""
    return (*_facts_missing(case), *_answers_not_counted(case), *_future_evidence(case))


def _facts_missing(case: Case) -> Iterator[str]:
    sight = case.sight("claimed")
    for name in dict.fromkeys(_facts_waited_for(case)):
        if name not in case.sheet.profile:
            yield f"“{fact_label(name, sight)}” is not given, so what depends on it stays open."


def _facts_waited_for(case: Case) -> Iterator[str]:
    """The facts behind questions not yet known to be asked, and behind ratios that cannot be worked out yet."""
    for question in case.plan.edition.questions.values():
        standing = case.standings[question.id]
        if not standing.shown:
            yield from _facts_in(question)
        elif standing.state == "unanswered" and isinstance(question, NumberQuestion) and question.number.ratio:
            yield question.number.ratio.per


def _facts_in(question: BaseQuestion) -> Iterator[str]:
    """The facts that decide whether a question is asked."""
    rule = question.applies_to
    if rule is not None:
        yield from (("kind",) if rule.kinds else ())
        yield from (("phase",) if rule.phases else ())
    for condition in (None if rule is None else rule.when, question.ask_if):
        if condition is not None:
            yield from (leaf.profile for leaf in leaves(condition) if isinstance(leaf, ProfileTest))


def _answers_not_counted(case: Case) -> Iterator[str]:
    for name, state in case.states.items():
        answer = case.sheet.answers.get(name)
        if answer is None or not answer.is_given:
            continue
        if state == "outside" and case.sheet.form == "full":
            yield f"The answer to “{name}” is kept but does not count: the question is not asked of this organisation."
        elif state == "unanswered":
            yield f"The answer to “{name}” does not count yet: something it depends on is not given."


def _future_evidence(case: Case) -> Iterator[str]:
    for name in case.plan.edition.questions:
        answer = case.sheet.answers.get(name)
        for item in () if answer is None else answer.evidence:
            if item.date is not None and item.date > case.sheet.as_of:
                yield f"The evidence “{item.title}” of “{name}” is dated {item.date}, after {case.sheet.as_of}."
