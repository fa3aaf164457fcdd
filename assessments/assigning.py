"""Assigning: a section, a group of questions, a question, or all that a role usually knows is somebody's to answer."""

from collections.abc import Mapping
from datetime import datetime

from assessments import drafts, editions
from assessments.errors import BadAnswer
from assessments.store import assigning as statements
from assessments.store import people
from assessments.store.protocol import Door, Unit
from assessments.typed import tidy
from assessments.values import Asked, Assigned, Part, Person, Place
from frameworks.catalogue import Catalogue
from frameworks.edition import Edition
from frameworks.questions import BaseQuestion

LONGEST_NOTE = 500


def assign(  # noqa: PLR0913 (what, whose, and what for)
    door: Door,
    catalogue: Catalogue,
    review_id: int,
    part: Part,
    code: str,
    *,
    to: int,
    note: str = "",
    now: datetime,
) -> Assigned:
    """Give a part of a draft to a lead or contributor. Raises BadAnswer, Refused, NotYours."""
    words = tidy(note, "The note", longest=LONGEST_NOTE, fault=BadAnswer)

    def work(unit: Unit) -> Assigned:
        review = drafts.open_draft(unit, review_id)
        if code not in codes(editions.of(unit, catalogue, review), part):
            raise BadAnswer("There is no such part here. Reload the page and choose again.")
        found = {member.person.id: member for member in people.members(unit, review.organisation)}.get(to)
        if found is None:
            raise BadAnswer("This person does not belong to your organisation. Choose somebody who does.")
        if found.role == "reader":
            raise BadAnswer(f"{found.person.name} reads results here and cannot answer. Choose somebody else.")
        assigned = Assigned(part, code, found.person, words, now, Person(unit.person_id, ""))
        statements.assign(unit, review, assigned)
        return assigned

    return door.write(work)


def take_back(door: Door, review_id: int, part: Part, code: str) -> None:
    """Let it be nobody's in particular. Raises Refused when the review is submitted, NotYours."""
    door.write(lambda unit: statements.take_back(unit, drafts.open_draft(unit, review_id), part, code))


def codes(edition: Edition, part: Part) -> Mapping[str, str]:
    """The parts of a kind that there are to give, with their titles."""
    match part:
        case "section":
            return {section.id: section.title for section in edition.sections}
        case "strand":
            return {strand.id: strand.title for section in edition.sections for strand in section.strands}
        case "question":
            return {question.id: question.text for question in edition.questions.values()}
        case _:
            return {role.id: role.title for role in edition.who}


def whose(
    edition: Edition, given: Mapping[Place, Assigned], question: BaseQuestion, asked: Asked | None
) -> Assigned | None:
    """Whose a question is: what is nearest to it counts, and a role's only while it is left for nobody else."""
    section = edition.section_of[question.id]
    strand = next((one for one in section.strands if question in one.questions), None)
    near: list[Place] = [("question", question.id)]
    if asked is not None and not asked.role:
        return given.get(near[0])
    near += [("role", asked.role)] if asked is not None and asked.role else []
    near += [("strand", strand.id)] if strand is not None else []
    near += [("section", section.id), *((("role", role)) for role in (() if asked else question.ask))]
    return next((given[place] for place in near if place in given), None)
