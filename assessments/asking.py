"""Asking someone: a question is left open with a name and a note, and listed for whoever it was left for."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from assessments import assigning, drafts, editions, opening
from assessments.errors import BadAnswer
from assessments.store import asking as statements
from assessments.store import assigning as assigning_statements
from assessments.store import people
from assessments.store.protocol import Door, Rows, Unit
from assessments.typed import tidy, tidy_line
from assessments.values import Asked, OpenQuestion, Person
from frameworks.catalogue import Catalogue
from frameworks.edition import Edition
from frameworks.questions import BaseQuestion
from scoring.results import State

OPEN: frozenset[State] = frozenset({"unanswered", "not_known"})
LONGEST_NOTE = 500


def ask(  # noqa: PLR0913 (whom, and what for)
    door: Door,
    catalogue: Catalogue,
    review_id: int,
    question_id: str,
    *,
    role: str | None = None,
    name: str = "",
    note: str = "",
    now: datetime,
) -> Asked:
    """Leave a question open for a role of the edition or a name (never an answer). Raises BadAnswer, Refused."""
    person = tidy_line(name, "The name", fault=BadAnswer)
    words = tidy(note, "The note", longest=LONGEST_NOTE, fault=BadAnswer)

    def work(unit: Unit) -> Asked:
        review = drafts.open_draft(unit, review_id)
        edition = editions.of(unit, catalogue, review)
        if question_id not in edition.questions or (role is not None and role not in roles(edition)):
            raise BadAnswer("This framework has no such question or role. Reload the page and choose again.")
        if role is None and not person:
            raise BadAnswer("Say whom to ask: choose a role or type a name.")
        asked = Asked(question_id, role, person, words, now, Person(unit.person_id, ""))
        statements.ask(unit, review, asked)
        return asked

    return door.write(work)


def take_back(door: Door, review_id: int, question_id: str, *, now: datetime) -> None:  # noqa: ARG001 (as the others)
    """Leave the question open for nobody in particular. Raises Refused when the review is submitted."""
    door.write(lambda unit: statements.take_back(unit, drafts.open_draft(unit, review_id), question_id))


def roles(edition: Edition) -> dict[str, str]:
    """The roles of an edition, by id with their titles: whom to offer."""
    return {role.id: role.title for role in edition.who}


def who(edition: Edition, asked: Asked) -> str:
    """Whom a question was left open for, in words."""
    return asked.name or roles(edition).get(asked.role or "", asked.role or "")


def usually(edition: Edition, question: BaseQuestion) -> tuple[str, ...]:
    """The roles that usually know, in words."""
    titles = roles(edition)
    return tuple(titles[role] for role in question.ask if role in titles)


def mine(
    door: Door, catalogue: Catalogue, *, organisation_id: int | None = None, now: datetime
) -> Mapping[str, tuple[OpenQuestion, ...]]:
    """The questions still open in every draft, by whom they were left for, else by the roles that usually know."""

    def work(rows: Rows) -> dict[str, tuple[OpenQuestion, ...]]:
        found: dict[str, tuple[OpenQuestion, ...]] = {}
        for one in opening.in_progress(rows, catalogue, now, organisation_id):
            left = statements.every(rows, one.review)
            for section, question in one.asked():
                asked = left.get(question.id)
                whom = (who(one.edition, asked),) if asked else usually(one.edition, question)
                line = OpenQuestion(
                    one.review.id, one.organisation, one.edition.name, section.id, question.id, question.text, asked
                )
                if one.states[question.id] in OPEN:
                    found |= {name: (*found.get(name, ()), line) for name in whom}
        return dict(sorted(found.items()))

    return door.read(work)


def my_questions(
    door: Door, catalogue: Catalogue, *, organisation_id: int | None = None, now: datetime
) -> tuple[OpenQuestion, ...]:
    """The open questions that are the person's own to answer, of every framework and organisation in one list.

    Those given to them (by themselves, with their group or section, or as all that a role knows), and those left open
    for them by name.
    """

    def work(rows: Rows) -> tuple[OpenQuestion, ...]:
        me, known_as = rows.person_id, people.name(rows, rows.person_id).casefold()
        found: list[OpenQuestion] = []
        for one in opening.in_progress(rows, catalogue, now, organisation_id):
            left, given = statements.every(rows, one.review), assigning_statements.every(rows, one.review)
            for section, question in one.asked():
                asked = left.get(question.id)
                assigned = assigning.whose(one.edition, given, question, asked)
                named = asked is not None and bool(known_as) and asked.name.casefold() == known_as
                mine = assigned is not None and assigned.to.id == me
                if one.states[question.id] in OPEN and (mine or named):
                    line = OpenQuestion(
                        one.review.id, one.organisation, one.edition.name, section.id, question.id, question.text, asked
                    )
                    found.append(replace(line, assigned=assigned if mine else None))
        return tuple(found)

    return door.read(work)
