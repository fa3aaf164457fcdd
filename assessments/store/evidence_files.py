"""Statements about evidence files: what is known of them without their content, the content of one, and their room."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from assessments.store.columns import from_row, moment, stamp
from assessments.store.protocol import Row, Rows, Unit

KNOWN = "file_id, name, type, size, sha256, added_at"
WHERE = " FROM evidence_file WHERE organisation_id = :organisation"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file without its content; `type` is its ending."""

    id: int
    name: str
    type: str
    size: int
    sha256: str
    added_at: datetime


@from_row()
def _file(row: Row) -> KeptFile:
    return KeptFile(row["file_id"], row["name"], row["type"], row["size"], row["sha256"], moment(row["added_at"]))


def every(rows: Rows, organisation_id: int) -> Mapping[str, KeptFile]:
    """The files of an organisation that this person may see, by their hash."""
    found = rows.rows(f"SELECT {KNOWN}{WHERE} ORDER BY file_id", organisation=organisation_id)
    return {row["sha256"]: _file(row) for row in found}


def one(rows: Rows, organisation_id: int, sha256: str) -> KeptFile | None:
    """A file by its hash."""
    row = rows.one(f"SELECT {KNOWN}{WHERE} AND sha256 = :sha256", organisation=organisation_id, sha256=sha256)
    return None if row is None else _file(row)


def content(rows: Rows, organisation_id: int, sha256: str) -> bytes | None:
    """What a file holds."""
    row = rows.one(f"SELECT content{WHERE} AND sha256 = :sha256", organisation=organisation_id, sha256=sha256)
    return None if row is None else bytes(row["content"])


def used(rows: Rows, organisation_id: int) -> int:
    """How many bytes the files of an organisation take together."""
    row = rows.one(f"SELECT coalesce(sum(size), 0) AS used{WHERE}", organisation=organisation_id)
    return 0 if row is None else int(row["used"])


def add(unit: Unit, organisation_id: int, file: KeptFile, held: bytes) -> None:
    """Keep a file. It counts as submitted at once when a submission from elsewhere names it already."""
    named = unit.rows(
        "SELECT number FROM submission WHERE organisation_id = :organisation AND content LIKE :within LIMIT 1",
        organisation=organisation_id,
        within=f"%{file.sha256}%",
    )
    unit.run(
        "INSERT INTO {evidence_file} (organisation_id, file_id, name, type, size, sha256, submitted, added_at,"
        " added_by, content) VALUES (:organisation, :id, :name, :type, :size, :sha256, :submitted, :at, :by, :content)",
        organisation=organisation_id,
        id=file.id,
        name=file.name,
        type=file.type,
        size=file.size,
        sha256=file.sha256,
        submitted=int(bool(named)),
        at=stamp(file.added_at),
        by=unit.person_id,
        content=held,
    )


def note_submitted(unit: Unit, organisation_id: int, hashes: Iterable[str]) -> None:
    """Files that a submission names are kept for good, and seen by those who see its evidence."""
    for sha256 in hashes:
        unit.run(
            "UPDATE {evidence_file} SET submitted = 1"
            " WHERE organisation_id = :organisation AND sha256 = :sha256 AND submitted = 0",
            organisation=organisation_id,
            sha256=sha256,
        )


def forget_unneeded(unit: Unit, organisation_id: int, before: datetime) -> None:
    """Drop files added before that moment which no answer ever named: what was added last may be named in a moment."""
    unit.run(
        "DELETE FROM {evidence_file} WHERE organisation_id = :organisation AND submitted = 0 AND added_at < :before"
        " AND NOT EXISTS (SELECT 1 FROM answer_history h WHERE h.organisation_id = :organisation"
        " AND h.given LIKE :any || sha256 || :any)",
        organisation=organisation_id,
        before=stamp(before),
        any="%",
    )
