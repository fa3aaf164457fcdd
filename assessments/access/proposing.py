"""Proposing: a trust that is one legal body with its organisations proposes the same answer to many of them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from assessments import answer_rules, editions, opening, periods
from assessments.access import networks
from assessments.errors import NotYours, Refused
from assessments.store import acts
from assessments.store import networks as network_statements
from assessments.store import organisations as organisation_statements
from assessments.store import proposals as statements
from assessments.store import reviews as review_statements
from assessments.store import submissions as submission_statements
from assessments.store.networks import Branch
from assessments.store.proposals import Proposal
from assessments.store.protocol import Door, Rows, Unit
from assessments.typed import tidy
from assessments.values import Review
from assessments.wording import answer_words
from frameworks.catalogue import Catalogue, edition_order
from frameworks.edition import Edition
from frameworks.errors import UnknownEdition
from scoring.answers import Answer

LONGEST_NOTE, MOST = 500, 500


@dataclass(frozen=True, slots=True)
class Proposed:
    """One answer proposed, in words, and to how many organisations."""

    framework: str
    question: str
    text: str
    words: str
    note: str
    organisations: int
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Difference:
    """Where an organisation submitted something else than was proposed to it."""

    organisation: str
    review: int
    text: str
    proposed: str
    submitted: str


def _one_body(rows: Rows, network_id: int) -> Branch:
    """A trust that is one legal body, led by who asks themselves. Raises NotYours."""
    branch = networks.led_one(rows, network_id)
    if not branch.one_body or all(one.id != rows.person_id for one in network_statements.leads(rows, network_id)):
        raise NotYours
    return branch


def propose(  # noqa: PLR0913 (what is proposed, to whom, and why)
    reception: Door,
    catalogue: Catalogue,
    network_id: int,
    organisation_ids: Collection[int],
    framework: str,
    question: str,
    answer: Answer,
    *,
    note: str = "",
    now: datetime,
) -> int:
    """Propose an answer; each organisation's draft shows it, and they confirm it or not. Gives how many it reaches.

    Raises BadAnswer, Refused, NotYours.
    """
    edition = _latest(catalogue, framework)
    clean = answer_rules.checked(edition, question, replace(answer, comment="", evidence=()))
    if not clean.is_given:
        raise Refused("Choose the answer to propose.")
    why = tidy(note, "The note", longest=LONGEST_NOTE)
    wanted = sorted(set(organisation_ids))
    if not 1 <= len(wanted) <= MOST:
        raise Refused(f"Choose between one and {MOST} organisations.")

    def work(unit: Unit) -> int:
        branch = _one_body(unit, network_id)
        there = network_statements.belonging(unit, network_id, periods.today(now))
        if not set(wanted) <= {each.organisation for each in there if each.network == network_id}:
            raise NotYours
        for organisation in wanted:
            proposal = Proposal(
                organisation, network_id, branch.name, framework, edition.edition, question, clean, why, now
            )
            statements.propose(unit, proposal, unit.person_id)
            acts.record(unit, organisation, unit.person_id, "answer proposed", now, network=network_id)
        return len(wanted)

    return reception.write(work)


def _latest(catalogue: Catalogue, framework: str) -> Edition:
    try:
        return catalogue.latest(framework).edition
    except UnknownEdition as fault:
        raise Refused("There is no such framework here. Choose one from the list.") from fault


def take_back(reception: Door, network_id: int, framework: str, question: str) -> None:
    """Propose it to nobody any more; what was confirmed stays. Raises NotYours."""

    def work(unit: Unit) -> None:
        _one_body(unit, network_id)
        statements.take_back(unit, network_id, framework, question)

    reception.write(work)


def made(reception: Door, catalogue: Catalogue, network_id: int) -> tuple[Proposed, ...]:
    """What a trust proposes now, by framework and question. Raises NotYours."""

    def work(rows: Rows) -> tuple[Proposal, ...]:
        _one_body(rows, network_id)
        return statements.of(rows, network_id)

    found: dict[tuple[str, str], list[Proposal]] = {}
    for each in reception.read(work):
        found.setdefault((each.framework, each.question), []).append(each)
    return tuple(_proposed(catalogue, every) for every in found.values())


def _proposed(catalogue: Catalogue, every: list[Proposal]) -> Proposed:
    last = max(every, key=lambda each: each.made_at)
    try:
        edition = catalogue.get(last.framework, last.edition).edition
        asked = edition.questions[last.question]
        text, words = asked.text, answer_words(edition, asked, last.answer)
    except (UnknownEdition, KeyError):
        text, words = last.question, ""
    return Proposed(last.framework, last.question, text, words, last.note, len(every), last.made_at)


def differences(door: Door, reception: Door, catalogue: Catalogue, network_id: int) -> tuple[Difference, ...]:
    """Where a submission made since says something else than was proposed; drafts are never looked at.

    Raises NotYours.
    """

    def work(rows: Rows) -> tuple[Proposal, ...]:
        _one_body(rows, network_id)
        return statements.of(rows, network_id)

    by_place: dict[tuple[int, str], list[Proposal]] = {}
    for each in reception.read(work):
        by_place.setdefault((each.organisation, each.framework), []).append(each)

    def compared(rows: Rows) -> tuple[Difference, ...]:
        return tuple(
            difference
            for (organisation, framework), every in sorted(by_place.items())
            for review in review_statements.every(rows, organisation, framework)
            if review.submitted_at is not None
            for difference in _differing(rows, catalogue, review, every)
        )

    return door.read(compared)


def _differing(rows: Rows, catalogue: Catalogue, review: Review, every: list[Proposal]) -> Iterator[Difference]:
    year = edition_order(review.edition)[0]
    due = [
        each
        for each in every
        if edition_order(each.edition)[0] == year and review.submitted_at and review.submitted_at >= each.made_at
    ]
    submission = submission_statements.last_shared(rows, review) if due else None
    organisation = organisation_statements.one(rows, review.organisation) if submission else None
    if submission is None or organisation is None:
        return
    edition, sheet = editions.of(rows, catalogue, review), opening.sheet_in(submission)
    for each in due:
        asked, given = edition.questions.get(each.question), sheet.answers.get(each.question)
        if asked is None:
            continue
        proposed, said = answer_words(edition, asked, each.answer), answer_words(edition, asked, given)
        if proposed != said:
            yield Difference(organisation.name, review.id, asked.text, proposed, said)
