"""What an organisation takes along when it leaves, beside its reviews: people's roles, what it said yes to, notes."""

from collections.abc import Mapping
from datetime import datetime

from assessments import periods
from assessments.errors import NotYours
from assessments.store import (
    acts,
    awards,
    brought,
    cases,
    evidence_files,
    moderations,
    organisations,
    people,
    sign_offs,
    visits,
)
from assessments.store import archiving as statements
from assessments.store.columns import given_text
from assessments.store.evidence_files import KeptFile
from assessments.store.protocol import Door, Rows
from assessments.tables import literal
from assessments.values import Organisation, Review
from assessments.wording import moment

Table = list[list[str]]


def only_leads(door: Door, organisation_id: int) -> Organisation:
    """The organisation, for those who lead it. Raises NotYours."""

    def work(rows: Rows) -> Organisation:
        found = organisations.one(rows, organisation_id)
        if found is None or people.role(rows, organisation_id) != "lead":
            raise NotYours
        return found

    return door.read(work)


def acts_table(door: Door, organisation_id: int) -> Table:
    """Everything recorded, oldest first, with the hashes that chain it."""
    found = door.read(lambda rows: acts.every(rows, organisation_id))
    lines = [
        [str(act.number), act.at.isoformat(), str(act.by.id), act.by.name, act.act, _about(act.about), act.hash]
        for act in found
    ]
    return [["number", "at", "person", "name", "act", "about", "sha256"], *lines]


def _about(about: Mapping[str, str | int]) -> str:
    return "; ".join(f"{name}: {value}" for name, value in sorted(about.items()))


def people_table(door: Door, organisation_id: int) -> Table:
    """Who belongs to it, or did, in which role and until when."""
    found = door.read(lambda rows: statements.memberships(rows, organisation_id))
    lines = [[str(one.person), one.name, one.role, _when(one.ended_at)] for one in found]
    return [["person", "name", "role", "until"], *lines]


def yes_table(door: Door, organisation_id: int) -> Table:
    """What it said yes to: for whom, how much, from when, until when."""
    found = door.read(lambda rows: statements.consents(rows, organisation_id))
    head = ["purpose", "who", "share", "words", "given", "by", "until", "taken back", "taken back by"]
    lines = [
        [
            one.purpose, one.who, str(one.share), str(one.version), _when(one.given_at), one.given_by,
            "" if one.until is None else one.until, _when(one.withdrawn_at), one.withdrawn_by,
        ]
        for one in found
    ]  # fmt: skip
    return [head, *lines]


def cases_table(door: Door, organisation_id: int) -> Table:
    """What advisers noted about it."""
    found = door.read(lambda rows: cases.of_organisation(rows, organisation_id))
    head = ["team", "why", "note", "come back on", "opened", "closed"]
    lines = [
        [
            one.team_name, one.why, one.note, "" if one.next_on is None else one.next_on.isoformat(),
            _when(one.opened_at), _when(one.closed_at),
        ]
        for one in found
    ]  # fmt: skip
    return [head, *lines]


def visits_table(door: Door, organisation_id: int) -> Table:
    """When advisers came, what that took, and what they noted."""
    found = door.read(lambda rows: visits.of_organisation(rows, organisation_id))
    lines = [[one.team_name, one.on.isoformat(), str(one.half_days), one.note, _when(one.made_at)] for one in found]
    return [["team", "on", "half days", "note", "written"], *lines]


def figures_table(door: Door, organisation_id: int) -> Table:
    """What networks brought about it from elsewhere."""
    found = door.read(lambda rows: brought.about(rows, organisation_id))
    lines = [
        [one.network, each.target, each.year, str(each.figure), each.source, each.dated.isoformat()]
        for one in found
        for each in (one.brought,)
    ]
    return [["network", "target", "year", "figure", "source", "date"], *lines]


def findings_table(door: Door, organisation_id: int) -> Table:
    """What advisers would have answered otherwise, and what was said to that."""
    found = door.read(lambda rows: moderations.of_organisation(rows, organisation_id))
    head = ["review", "submission", "question", "team", "why", "found", "answer", "said", "words", "replied"]
    lines = [
        [
            str(one.review), str(one.number), one.question, one.team_name, one.reason, _when(one.found_at),
            given_text(one.answer), one.verdict or "", one.words, _when(one.replied_at),
        ]
        for one in found
    ]  # fmt: skip
    return [head, *lines]


def signatures_table(door: Door, organisation_id: int) -> Table:
    """Who was asked to sign what was submitted, and who did."""
    found = door.read(lambda rows: sign_offs.of_organisation(rows, organisation_id))
    head = ["review", "submission", "name", "asked", "signed", "as"]
    lines = [
        [str(one.review), str(one.number), one.person.name, _when(one.asked_at), _when(one.signed_at), one.office]
        for one in found
    ]
    return [head, *lines]


def awards_table(door: Door, organisation_id: int) -> Table:
    """What was applied for, and what was decided."""
    found = door.read(lambda rows: awards.of_organisation(rows, organisation_id))
    head = ["award", "framework", "version", "year", "applied", "note", "closed", "decided", "by", "why", "valid until"]
    lines = [
        [
            one.title, one.framework_title, one.edition, one.period, _when(one.applied_at), one.note,
            _when(one.closed_at), *_decided(one.decision),
        ]
        for one in found
    ]  # fmt: skip
    return [head, *lines]


def _decided(decision: awards.Decision | None) -> list[str]:
    if decision is None:
        return ["", "", "", ""]
    until = "" if decision.until is None else decision.until.isoformat()
    return [f"{decision.outcome} {_when(decision.at)}", decision.team, decision.reason, until]


def notes_table(door: Door, review: Review) -> Table:
    """The working notes of a review, which stay inside the organisation and so leave with it."""
    found = door.read(lambda rows: statements.notes(rows, review.organisation, review.id))
    return [["question", "note"], *([question, note] for question, note in found)]


def files(door: Door, organisation_id: int) -> tuple[KeptFile, ...]:
    """The evidence files, without what they hold."""
    return tuple(door.read(lambda rows: evidence_files.every(rows, organisation_id)).values())


def content(door: Door, organisation_id: int, file: KeptFile) -> bytes:
    """What one of them holds."""
    return door.read(lambda rows: evidence_files.content(rows, organisation_id, file.sha256)) or b""


def safe(table: Table) -> Table:
    """No cell can start a formula in a spreadsheet."""
    return [[literal(cell) for cell in row] for row in table]


def about(organisation: Organisation, now: datetime) -> str:
    """What is in the archive, for whoever opens it."""
    return (
        f"{organisation.name}\nEverything that Stocktake held of it on {moment(now)}.\n\n"
        "reviews/   each review as JSON (another Stocktake can take it in) and as a table, its working notes, and the\n"
        "           results of submitted ones as PDF\n"
        "evidence/  the files that were added as evidence\n"
        "actions.csv what was planned, to be taken in elsewhere; actions-history.csv how each of it was changed\n"
        "acts.csv   who did what and when, with the hashes that chain it\n"
        "people.csv who belonged here, in which role\n"
        "yes.csv    what was said yes to\n"
        "cases.csv  what advisers noted\n"
        "figures.csv what networks brought about it from elsewhere\n"
        "visits.csv when advisers came, and what they noted\n"
        "findings.csv what advisers would have answered otherwise, and what was said to that\n"
        "awards.csv what was applied for, and what was decided\n"
        "signed.csv who signed what was submitted\n\n"
        f"Made on {periods.today(now).isoformat()}. It holds names and working notes: keep it safe.\n"
    )


def _when(at: datetime | None) -> str:
    return "" if at is None else at.isoformat()
