"""Statements about uploaded editions, how every edition stands, and where one is on trial."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from assessments.store.columns import from_row, moment, stamp
from assessments.store.protocol import Row, Rows, Unit
from frameworks.catalogue import Key

Standing = Literal["checked", "trial", "published", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Mark:
    """How one edition stands. Of an uploaded one also its hash and when it came, which together name its text."""

    framework: str
    edition: str
    standing: Standing
    sha256: str | None
    uploaded_at: int | None

    @property
    def key(self) -> Key:
        return self.framework, self.edition


@dataclass(frozen=True, slots=True)
class Uploaded:
    """An edition that an author brought in. `lineage` is the other file, where there is one."""

    framework: str
    edition: str
    sha256: str
    file_name: str
    content: str
    lineage: str | None


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a list says of an uploaded edition."""

    file_name: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Named:
    """An organisation as an author names it."""

    id: int
    name: str
    reference: str | None


def is_author(rows: Rows) -> bool:
    """Whether who asks writes frameworks."""
    found = rows.one("SELECT count(*) AS n FROM _duty WHERE person_id = :me AND duty = 'author'", me=rows.person_id)
    return found is not None and found["n"] > 0


@from_row()
def _mark(row: Row) -> Mark:
    return Mark(row["framework"], row["edition"], row["standing"], row["sha256"], row["uploaded_at"])


def marks(rows: Rows) -> tuple[Mark, ...]:
    """Every edition whose standing was ever said; all others are shipped ones that are offered."""
    found = rows.rows(
        "SELECT s.framework, s.edition, s.standing, u.sha256, u.uploaded_at FROM edition_standing s"
        " LEFT JOIN uploaded_edition u ON u.framework = s.framework AND u.edition = s.edition"
        " ORDER BY s.framework, s.edition"
    )
    return tuple(map(_mark, found))


def texts(rows: Rows) -> tuple[Uploaded, ...]:
    """Every uploaded edition with its text."""
    found = rows.rows(
        "SELECT framework, edition, sha256, file_name, content, lineage FROM uploaded_edition"
        " ORDER BY framework, edition"
    )
    return tuple(
        Uploaded(row["framework"], row["edition"], row["sha256"], row["file_name"], row["content"], row["lineage"])
        for row in found
    )


def trials(rows: Rows) -> Mapping[Key, frozenset[int]]:
    """Where each edition is on trial, of the organisations that this door sees so much of."""
    found: dict[Key, set[int]] = {}
    for row in rows.rows("SELECT framework, edition, organisation_id FROM trial"):
        found.setdefault((row["framework"], row["edition"]), set()).add(row["organisation_id"])
    return {key: frozenset(organisations) for key, organisations in found.items()}


def arrivals(rows: Rows) -> Mapping[Key, Arrival]:
    """When each uploaded edition came, and from whom."""
    found = rows.rows(
        "SELECT u.framework, u.edition, u.file_name, u.uploaded_at, coalesce(p.name, '') AS name"
        " FROM uploaded_edition u LEFT JOIN person p ON p.person_id = u.uploaded_by"
    )
    return {
        (row["framework"], row["edition"]): Arrival(row["file_name"], moment(row["uploaded_at"]), row["name"])
        for row in found
    }


def changes(rows: Rows) -> Mapping[Key, datetime]:
    """When the standing of each edition last changed."""
    found = rows.rows("SELECT framework, edition, changed_at FROM edition_standing")
    return {(row["framework"], row["edition"]): moment(row["changed_at"]) for row in found}


def keep(unit: Unit, uploaded: Uploaded, now: datetime) -> None:
    """Keep an uploaded edition, instead of its earlier text if there is one."""
    _forget_text(unit, (uploaded.framework, uploaded.edition))
    unit.run(
        "INSERT INTO {uploaded_edition}"
        " (framework, edition, sha256, file_name, content, lineage, uploaded_at, uploaded_by)"
        " VALUES (:framework, :edition, :sha256, :file_name, :content, :lineage, :now, :me)",
        framework=uploaded.framework,
        edition=uploaded.edition,
        sha256=uploaded.sha256,
        file_name=uploaded.file_name,
        content=uploaded.content,
        lineage=uploaded.lineage,
        now=stamp(now),
        me=unit.person_id,
    )


def stand(unit: Unit, key: Key, standing: Standing, now: datetime) -> None:
    """Say how an edition stands from here on."""
    _forget_standing(unit, key)
    unit.run(
        "INSERT INTO {edition_standing} (framework, edition, standing, changed_at, changed_by)"
        " VALUES (:framework, :edition, :standing, :now, :me)",
        framework=key[0],
        edition=key[1],
        standing=standing,
        now=stamp(now),
        me=unit.person_id,
    )


def remove(unit: Unit, key: Key) -> None:
    """Forget a draft."""
    _forget_text(unit, key)
    _forget_standing(unit, key)


def _forget_text(unit: Unit, key: Key) -> None:
    sql = "DELETE FROM {uploaded_edition} WHERE framework = :framework AND edition = :edition"
    unit.run(sql, framework=key[0], edition=key[1])


def _forget_standing(unit: Unit, key: Key) -> None:
    sql = "DELETE FROM {edition_standing} WHERE framework = :framework AND edition = :edition"
    unit.run(sql, framework=key[0], edition=key[1])


def begin_trial(unit: Unit, key: Key, organisation_id: int, now: datetime) -> None:
    unit.run(
        "INSERT INTO {trial} (organisation_id, framework, edition, added_at)"
        " VALUES (:organisation, :framework, :edition, :now)",
        organisation=organisation_id,
        framework=key[0],
        edition=key[1],
        now=stamp(now),
    )


def end_trial(unit: Unit, key: Key, organisation_id: int) -> bool:
    """Whether it was on trial there."""
    return bool(
        unit.run(
            "DELETE FROM {trial} WHERE organisation_id = :organisation AND framework = :framework"
            " AND edition = :edition RETURNING organisation_id",
            organisation=organisation_id,
            framework=key[0],
            edition=key[1],
        )
    )


@from_row()
def _named(row: Row) -> Named:
    return Named(row["organisation_id"], row["name"], row["reference"])


def organisations(rows: Rows, typed: str) -> tuple[Named, ...]:
    """Those of exactly this name or number that are not leaving; three at most, as more than one is too many."""
    found = rows.rows(
        "SELECT organisation_id, name, reference FROM organisation"
        " WHERE (name = :typed OR reference = :typed) AND leaving_at IS NULL ORDER BY organisation_id LIMIT 3",
        typed=typed,
    )
    return tuple(map(_named, found))


def trying(rows: Rows) -> Mapping[Key, tuple[Named, ...]]:
    """Who tries each edition, by name."""
    found: dict[Key, list[Named]] = {}
    for row in rows.rows(
        "SELECT t.framework, t.edition, o.organisation_id, o.name, o.reference FROM trial t"
        " JOIN organisation o ON o.organisation_id = t.organisation_id ORDER BY o.name, o.organisation_id"
    ):
        found.setdefault((row["framework"], row["edition"]), []).append(_named(row))
    return {key: tuple(named) for key, named in found.items()}
