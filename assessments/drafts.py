"""What a draft comes to today: the sheet scoring is given, how far it is, and which facts it still needs."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from assessments.errors import NotYours, Refused
from assessments.store import reviews as statements
from assessments.store.protocol import Rows
from assessments.values import Progress, RecordedNumber, Review, StoredAnswer
from frameworks.conditions import Condition, ProfileTest, leaves
from frameworks.edition import Edition, ProfileFact
from frameworks.questions import BaseQuestion, ChecklistQuestion, NumberQuestion
from scoring.answers import Answer, AnswerSheet
from scoring.case import case_of
from scoring.results import State

ANSWERED: frozenset[State] = frozenset({"answered", "not_known", "not_applicable"})
LOCKED = "This review is submitted. Reopen it to change an answer."


def mine(rows: Rows, review_id: int) -> Review:
    """A review the person may see. Raises NotYours."""
    review = statements.one(rows, review_id)
    if review is None:
        raise NotYours
    return review


def open_draft(rows: Rows, review_id: int) -> Review:
    """A review that may be changed. Raises NotYours, Refused."""
    review = mine(rows, review_id)
    if review.status == "submitted":
        raise Refused(LOCKED)
    return review


def sheet_of(
    review: Review, edition: Edition, answers: Mapping[str, Answer], numbers: Iterable[RecordedNumber], as_of: date
) -> AnswerSheet:
    """What a figure of this review depends on; suggestions and working notes are no part of it."""
    return AnswerSheet(
        framework=review.framework,
        edition=review.edition,
        as_of=as_of.isoformat(),
        form=review.form,
        profile=review.profile,
        answers={name: answers[name] for name in edition.questions if name in answers and answers[name] != Answer()},
        aims=review.aims,
        aims_for=review.aims_for,
        indicators={number.indicator: number.measurement for number in numbers if number.here},
    )


def judgements(answers: Mapping[str, StoredAnswer]) -> dict[str, Answer]:
    """The answers without who gave them and when."""
    return {question: stored.answer for question, stored in answers.items()}


def progress(edition: Edition, states: Mapping[str, State], questions: Iterable[BaseQuestion]) -> Progress:
    """Answered or not applicable, of those in scope with weight above 0."""
    asked = [states[question.id] for question in questions if question.weight > 0 and states[question.id] != "outside"]
    return Progress(sum(state in ANSWERED for state in asked), len(asked))


def facts_needed(review: Review, edition: Edition, states: Mapping[str, State]) -> dict[str, tuple[ProfileFact, ...]]:
    """Facts not yet given, by the first section that needs them; what the whole needs is asked in the first."""
    found: dict[str, tuple[ProfileFact, ...]] = {}
    asked = set(review.profile)
    first = edition.sections[0].id
    for section in edition.sections:
        names = list(_of_whole(edition)) if section.id == first else []
        for question in section.questions:
            if states[question.id] != "outside":
                names += _of_question(question)
        names += [name for cap in section.caps for name in _named(cap.when)]
        missing = [name for name in dict.fromkeys(names) if name not in asked and name in edition.facts]
        asked.update(missing)
        if missing:
            found[section.id] = tuple(edition.facts[name] for name in missing)
    return found


def _of_whole(edition: Edition) -> Iterator[str]:
    for target in edition.scale.targets:
        yield from _named(target.when)
    for rule in edition.consistency:
        yield from _named(rule.when)
    for award in edition.awards:
        for condition in award.requires:
            yield from _named(condition)


def _of_question(question: BaseQuestion) -> Iterator[str]:
    if question.applies_to is not None:
        yield from _named(question.applies_to.when)
    yield from _named(question.ask_if)
    if isinstance(question, ChecklistQuestion):
        for check in question.checks:
            yield from _named(check.ask_if)
    if isinstance(question, NumberQuestion) and question.number.ratio is not None:
        yield question.number.ratio.per


def _named(condition: Condition | None) -> Iterator[str]:
    for leaf in () if condition is None else leaves(condition):
        if isinstance(leaf, ProfileTest):
            yield leaf.profile


def standing(edition: Edition, sheet: AnswerSheet) -> tuple[dict[str, State], frozenset[str]]:
    """Where each question stands, and which are to be asked now: in scope, and not waiting for another answer."""
    standings = case_of(edition, sheet).standings
    states = {question: standing.state for question, standing in standings.items()}
    shown = (question for question, standing in standings.items() if standing.shown and standing.state != "outside")
    return states, frozenset(shown)
