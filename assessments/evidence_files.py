"""Evidence files: one is added to a draft, checked and within an organisation's room; who may see it fetches it."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from assessments import drafts, file_kinds
from assessments.errors import BadFile, Damaged, NotYours
from assessments.file_kinds import KINDS, Kind
from assessments.ids import IdSource, random_id
from assessments.plain import read, sheet_of
from assessments.store import acts
from assessments.store import evidence_files as statements
from assessments.store.columns import UNREADABLE
from assessments.store.evidence_files import KeptFile
from assessments.store.protocol import Door, Rows, Unit
from assessments.values import Submission
from scoring.answers import AnswerSheet, File

__all__ = ["Fetched", "File", "KeptFile", "add", "fetch", "here", "keep_submitted", "megabytes", "named"]
QUOTA = 100_000_000  # bytes, for each organisation
MEGABYTE = 1_000_000
UNNAMED_FOR = timedelta(days=1)  # a file that no answer named by then was given up


@dataclass(frozen=True, slots=True)
class Fetched:
    """A whole file and what it is."""

    name: str
    kind: Kind
    content: bytes


def add(door: Door, review_id: int, name: str, content: bytes, *, now: datetime, new_id: IdSource = random_id) -> File:
    """Keep a file for evidence of a draft, and say how an answer names it; the same content is kept once.

    Raises BadFile (not what its name says, too large, no room), Refused (submitted), NotYours, StoreUnavailable.
    """
    found = file_kinds.checked(name, content)
    sha256 = hashlib.sha256(content).hexdigest()

    def work(unit: Unit) -> File:
        organisation = drafts.open_draft(unit, review_id).organisation
        statements.forget_unneeded(unit, organisation, now - UNNAMED_FOR)
        kept = statements.one(unit, organisation, sha256)
        if kept is None:
            refuse_no_room(statements.used(unit, organisation), len(content))
            kept = KeptFile(new_id(), found.name, found.kind.ending, len(content), sha256, now)
            statements.add(unit, organisation, kept, content)
            about: dict[str, str | int] = {"file": kept.id, "size": kept.size}
            acts.record(unit, organisation, unit.person_id, "evidence file added", now, **about)
        return File(kept.name, sha256)

    return door.write(work)


def refuse_no_room(used: int, more: int) -> None:
    """Raises BadFile with how much is used, when a file of so many bytes does not go in."""
    if used + more > QUOTA:
        raise BadFile(
            f"Your organisation's files take {megabytes(used)} of the {megabytes(QUOTA)} there is room for, and this "
            f"one is {megabytes(more)}. Make it smaller, or give a link to it instead."
        )


def megabytes(size: int) -> str:
    """A size as people read it: 93.1 MB, under 0.1 MB."""
    words = f"{size / MEGABYTE:.1f}".removesuffix(".0")
    return f"{words} MB" if words != "0" or not size else "under 0.1 MB"


def here(door: Door, review_id: int) -> Mapping[str, KeptFile]:
    """The files that can be opened from a review, by their hash. Others came with a review from elsewhere, by name."""
    return door.read(lambda rows: statements.every(rows, drafts.mine(rows, review_id).organisation))


def fetch(door: Door, review_id: int, sha256: str) -> Fetched:
    """A file that a review's evidence names. Raises NotYours where there is none for this person, Damaged."""

    def work(rows: Rows) -> tuple[KeptFile, bytes]:
        organisation = drafts.mine(rows, review_id).organisation
        file = statements.one(rows, organisation, sha256)
        content = statements.content(rows, organisation, sha256)
        if file is None or content is None:
            raise NotYours
        return file, content

    file, content = door.read(work)
    if hashlib.sha256(content).hexdigest() != file.sha256 or file.type not in KINDS:
        raise Damaged(UNREADABLE)
    return Fetched(file.name, KINDS[file.type], content)


def named(sheet: AnswerSheet) -> Iterator[File]:
    """The files that the evidence of a sheet names."""
    for answer in sheet.answers.values():
        yield from (item.file for item in answer.evidence if item.file is not None)


def keep_submitted(unit: Unit, submission: Submission) -> None:
    """The files that a submission names stay, and are seen by those who see its evidence."""
    if '"file":' in submission.content:
        sheet = sheet_of(read(submission.content)["sheet"])
        statements.note_submitted(unit, submission.organisation, sorted({file.sha256 for file in named(sheet)}))
