"""Moderation: an adviser says which answer they would give instead, and why; the organisation agrees or keeps its own.

What was submitted stays as it was, and comparisons use it. What was agreed stands beside it.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

import scoring
from assessments import answer_rules, drafts, editions, leading, opening, periods
from assessments.errors import NotYours, Refused
from assessments.results import ResultView
from assessments.shared_copies import LEVELS
from assessments.store import acts, people, reviews
from assessments.store import advising as advising_statements
from assessments.store import moderations as statements
from assessments.store import submissions as submission_statements
from assessments.store import teams as team_statements
from assessments.store.moderations import Finding, Verdict
from assessments.store.protocol import Door, Rows, Unit
from assessments.store.teams import AdviserTeam
from assessments.typed import tidy
from assessments.values import Person, Review
from frameworks.catalogue import Catalogue
from frameworks.edition import Edition
from frameworks.questions import BaseQuestion, ChoiceQuestion, LevelQuestion
from scoring.answers import Answer
from scoring.results import Score

LONGEST = 1000
REPLIED = "The organisation has answered this already, so it stays as it is. Load the page again."
SUBMITTED_AGAIN = "It was submitted again in the meantime. Load the page again, and look at the new answers."


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many findings of a review wait for the word of its organisation."""

    review: Review
    findings: int


def can_be(question: BaseQuestion) -> bool:
    """Whether an adviser can find another answer: levels and choices; what was ticked or counted, one talks about."""
    return isinstance(question, LevelQuestion | ChoiceQuestion)


def teams(door: Door, reception: Door, organisation_id: int, *, now: datetime) -> tuple[AdviserTeam, ...]:
    """One's teams that an organisation shows its levels to today; none for whoever belongs to it."""
    if door.read(lambda rows: people.role(rows, organisation_id)) is not None:
        return ()
    return reception.read(lambda rows: _teams(rows, organisation_id, now))


def _teams(rows: Rows, organisation_id: int, now: datetime) -> tuple[AdviserTeam, ...]:
    today = periods.today(now)
    return tuple(
        team
        for team in team_statements.of_member(rows, rows.person_id)
        if any(
            each.organisation == organisation_id and each.share >= LEVELS
            for each in advising_statements.shown_to(rows, team.id, today)
        )
    )


def of(door: Door, reception: Door, view: ResultView, *, now: datetime) -> tuple[Finding, ...]:
    """What was found of the submission shown: all for those who belong there, one's own teams' for an adviser."""
    if view.submission is None:
        return ()
    organisation, number = view.organisation.id, view.submission.number
    inside = door.read(lambda rows: people.role(rows, organisation)) is not None

    def work(rows: Rows) -> tuple[Finding, ...]:
        found = statements.of_submission(rows, organisation, view.review.id, number)
        ours = {team.id for team in _teams(rows, organisation, now)}
        return tuple(each for each in found if inside or each.team in ours)

    return reception.read(work)


def waiting(door: Door, reception: Door) -> tuple[Waiting, ...]:
    """The reviews of organisations one leads where an adviser waits for a word."""
    mine = door.read(lambda rows: [one for one, role in people.roles(rows, rows.person_id).items() if role == "lead"])
    found = reception.read(lambda rows: statements.waiting(rows, mine))

    def work(rows: Rows) -> tuple[Waiting, ...]:
        every = [(reviews.one(rows, review), number, many) for (review, number), many in sorted(found.items())]
        return tuple(Waiting(one, many) for one, number, many in every if one and one.submissions == number)

    return door.read(work)


def find(  # noqa: PLR0913 (what is found of which answer, and why)
    door: Door,
    reception: Door,
    catalogue: Catalogue,
    review_id: int,
    question: str,
    answer: Answer,
    *,
    number: int,
    reason: str,
    now: datetime,
) -> Finding:
    """Say which answer one would give instead, of submission `number`. Raises BadAnswer, Refused, NotYours."""
    why = tidy(reason, "The reason", longest=LONGEST)
    review = door.read(lambda rows: _submitted(rows, catalogue, review_id, number, question, answer))
    if not why:
        raise Refused("Say why in a few words: the organisation reads it.")

    def work(unit: Unit) -> Finding:
        team = next(iter(_teams(unit, review.organisation, now)), None)
        if team is None:
            raise NotYours
        me = Person(unit.person_id, "")
        finding = Finding(
            review.organisation, review_id, number, question, team.id, team.name, answer, why, now, me
        )  # fmt: skip
        if not statements.find(unit, finding):
            raise Refused(REPLIED)
        acts.record(unit, review.organisation, me.id, "answer moderated", now, review=review_id, team=team.id)
        return finding

    return reception.write(work)


def _submitted(rows: Rows, catalogue: Catalogue, review_id: int, number: int, question: str, answer: Answer) -> Review:
    """The review, whose official submission is that one and says something else."""
    review = drafts.mine(rows, review_id)
    submission = submission_statements.last(rows, review)
    if submission is None or submission.number != number:
        raise Refused(SUBMITTED_AGAIN)
    edition = editions.of(rows, catalogue, review)
    asked, given = edition.questions.get(question), opening.sheet_in(submission).answers.get(question)
    clean = answer_rules.checked(edition, question, answer)
    if asked is None or not can_be(asked) or not clean.is_given or given is None:
        raise Refused("Choose a question that was answered, and the answer you would give.")
    if (clean.level, clean.option) == (given.level, given.option):
        raise Refused("That is what they answered themselves. Choose another answer, or leave it.")
    return review


def take_back(reception: Door, finding: Finding, *, now: datetime) -> None:
    """Take it back while it has no reply. Raises Refused, NotYours."""

    def work(unit: Unit) -> None:
        if finding.team not in {team.id for team in _teams(unit, finding.organisation, now)}:
            raise NotYours
        if not statements.take_back(unit, finding):
            raise Refused(REPLIED)

    reception.write(work)


def reply(door: Door, reception: Door, finding: Finding, verdict: Verdict, *, words: str = "", now: datetime) -> None:
    """Agree, or keep one's own answer and say why. Only for leads. Raises Refused, NotYours."""
    said = tidy(words, "The answer", longest=LONGEST)
    door.read(lambda rows: leading.of_review(rows, finding.review, "answer an adviser"))
    if verdict == "kept" and not said:
        raise Refused("Say in a few words why you keep your answer: the adviser reads it.")

    def work(unit: Unit) -> None:
        if not statements.reply(unit, finding, verdict, said, now):
            raise Refused(REPLIED)
        about = {"review": finding.review, "team": finding.team}
        acts.record(unit, finding.organisation, unit.person_id, "moderation answered", now, **about)

    reception.write(work)


def agreed(view: ResultView, found: Collection[Finding]) -> Score | None:
    """The score with every answer that was agreed on; None where there is none. The later of two counts."""
    answers = dict(view.sheet.answers)
    said = [each for each in sorted(found, key=lambda each: each.found_at) if each.verdict == "agreed"]
    for each in said:
        mine = answers.get(each.question, Answer())
        answers[each.question] = replace(each.answer, comment=mine.comment, evidence=mine.evidence)
    return scoring.score(view.edition, replace(view.sheet, answers=answers)) if said else None


def answers_of(edition: Edition, view: ResultView) -> tuple[str, ...]:
    """The questions of a submission that an adviser can find another answer to, in the order of the file."""
    return tuple(
        name
        for name, question in edition.questions.items()
        if can_be(question) and view.score.nodes[name].state in ("answered", "not_known")
    )
