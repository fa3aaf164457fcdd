"""What a draft comes to today: the sheet scoring is given, how far it is, and which facts it still needs."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import scoring
from assessments.errors import NotYours, Refused
from assessments.store import people
from assessments.store import reviews as statements
from assessments.store import submissions as submission_statements
from assessments.store.protocol import Door, Rows
from assessments.values import Progress, RecordedNumber, Review, StoredAnswer
from frameworks.conditions import Condition, ProfileTest, leaves
from frameworks.edition import Edition, ProfileFact
from frameworks.questions import BaseQuestion, ChecklistQuestion, NumberQuestion
from scoring.answers import Answer, AnswerSheet, Profile
from scoring.case import Case
from scoring.conditions import Sight, holds
from scoring.results import State

ANSWERED: frozenset[State] = frozenset({"answered", "not_known", "not_applicable"})
LOCKED = "This review is submitted. Reopen it to change an answer."


def mine(rows: Rows, review_id: int) -> Review:
    """A review the person may see. Raises NotYours."""
    review = statements.one(rows, review_id)
    if review is None:
        raise NotYours
    return review


def inside(rows: Rows, review_id: int) -> Review:
    """A review whose draft is open to the person: to those who answer, not to readers. Raises NotYours."""
    review = mine(rows, review_id)
    if not people.is_inside(rows, review.organisation):
        raise NotYours
    return review


def open_to(door: Door, review_id: int) -> tuple[bool, frozenset[int]] | None:
    """What of a review is open to who asks: its draft, and how much of its submissions; None when nothing is."""

    def work(rows: Rows) -> tuple[bool, frozenset[int]] | None:
        review = statements.one(rows, review_id)
        if review is None:
            return None
        return people.is_inside(rows, review.organisation), submission_statements.shares(rows, review)

    return door.read(work)


def open_draft(rows: Rows, review_id: int) -> Review:
    """A review that may be changed. Raises NotYours, Refused."""
    review = inside(rows, review_id)
    if review.status == "submitted":
        raise Refused(LOCKED)
    return review


def sheet_of(
    review: Review, edition: Edition, answers: Mapping[str, Answer], numbers: Iterable[RecordedNumber], as_of: date
) -> AnswerSheet:
    """What a figure of this review depends on; suggestions and working notes are no part of it.

    Answers and aims for questions that only another edition asks are left out.
    """
    levels, awards = edition.scale.levels, {award.id for award in edition.awards}
    return AnswerSheet(
        framework=review.framework,
        edition=review.edition,
        as_of=as_of.isoformat(),
        form=review.form,
        profile=review.profile,
        answers={name: answers[name] for name in edition.questions if name in answers and answers[name] != Answer()},
        aims={name: aim for name, aim in review.aims.items() if name in edition.questions and aim in levels},
        aims_for=review.aims_for if review.aims_for in awards else None,
        indicators={number.indicator: number.measurement for number in numbers if number.here},
    )


def judgements(answers: Mapping[str, StoredAnswer]) -> dict[str, Answer]:
    """The answers without who gave them and when."""
    return {question: stored.answer for question, stored in answers.items()}


def progress(states: Mapping[str, State], questions: Iterable[BaseQuestion]) -> Progress:
    """Answered or not applicable, of those in scope with weight above 0."""
    asked = [states[question.id] for question in questions if question.weight > 0 and states[question.id] != "outside"]
    return Progress(sum(state in ANSWERED for state in asked), len(asked))


def facts_needed(case: Case) -> dict[str, tuple[ProfileFact, ...]]:
    """Facts not yet given, by the first section that needs them; what the whole needs is asked in the first.

    A fact on which nothing can hang any more (as when the kind of organisation decides already) is not asked.
    """
    found: dict[str, tuple[ProfileFact, ...]] = {}
    edition, asked = case.plan.edition, set(case.sheet.profile)
    sight = case.sight("claimed")
    first = edition.sections[0].id
    for section in edition.sections:
        names = list(_of_whole(edition, case.judging())) if section.id == first else []
        for question in section.questions:
            if sight.standings[question.id].state != "outside":
                names += _of_question(question, sight)
        names += [name for cap in section.caps for name in _open_facts(cap.when, sight)]
        missing = [name for name in dict.fromkeys(names) if name not in asked and name in edition.facts]
        asked.update(missing)
        if missing:
            found[section.id] = tuple(edition.facts[name] for name in missing)
    return found


def _of_whole(edition: Edition, sight: Sight) -> Iterator[str]:
    for target in edition.scale.targets:
        yield from _open_facts(target.when, sight)
    for rule in edition.consistency:
        yield from _open_facts(rule.when, sight)


def _of_question(question: BaseQuestion, sight: Sight) -> Iterator[str]:
    if question.applies_to is not None:
        yield from _open_facts(question.applies_to.when, sight)
    yield from _open_facts(question.ask_if, sight)
    if isinstance(question, ChecklistQuestion):
        for check in question.checks:
            yield from _open_facts(check.ask_if, sight)
    if isinstance(question, NumberQuestion) and question.number.ratio is not None:
        yield question.number.ratio.per


def _open_facts(condition: Condition | None, sight: Sight) -> Iterator[str]:
    """The facts a condition names while it is unknown whether it holds."""
    if condition is not None and holds(condition, sight) is None:
        for leaf in leaves(condition):
            if isinstance(leaf, ProfileTest):
                yield leaf.profile


def asks_nothing(edition: Edition, profile: Profile, as_of: date) -> bool:
    """No question of the full form is asked of an organisation with this profile."""
    sheet = AnswerSheet(edition.id, edition.edition, as_of.isoformat(), profile=profile)
    return set(scoring.in_scope(edition, sheet).values()) <= {"outside"}


def shown(case: Case) -> frozenset[str]:
    """The questions to ask now: in scope, and not waiting for another answer."""
    return frozenset(name for name, one in case.standings.items() if one.shown and one.state != "outside")
