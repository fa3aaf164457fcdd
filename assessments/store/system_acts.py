"""Statements about acts of the installation: one chain of hashes, whatever organisation or person they are about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from assessments.plain import canonical, read
from assessments.store.acts import chained
from assessments.store.columns import from_row, moment, stamp
from assessments.store.protocol import Row, Rows, Unit
from assessments.values import Person

SELECT = (
    "SELECT a.number, a.at, a.person_id, coalesce(p.name, '') AS name, a.act, a.about, a.hash FROM _system_act a"
    " LEFT JOIN person p ON p.person_id = a.person_id"
)


@dataclass(frozen=True, slots=True)
class SystemAct:
    """One act of the installation; `by` is None when nobody was signed in, as with the operator's command."""

    number: int
    at: datetime
    by: Person | None
    act: str
    about: Mapping[str, str | int]
    hash: str


def record(unit: Unit, person_id: int | None, act: str, now: datetime, about: Mapping[str, str | int]) -> None:
    """Add an act to the chain; `about` holds ids and counts, never texts. Of two at once the engine runs one again."""
    last = unit.one("SELECT number, hash FROM _system_act ORDER BY number DESC LIMIT 1")
    before, number = ("", 1) if last is None else (last["hash"], last["number"] + 1)
    unit.run(
        "INSERT INTO {_system_act} (number, at, person_id, act, about, hash)"
        " VALUES (:number, :at, :person, :act, :about, :hash)",
        number=number,
        at=stamp(now),
        person=person_id,
        act=act,
        about=canonical(about),
        hash=chained(before, number, stamp(now), person_id, act, about),
    )


@from_row()
def _act(row: Row) -> SystemAct:
    by = None if row["person_id"] is None else Person(row["person_id"], row["name"])
    return SystemAct(row["number"], moment(row["at"]), by, row["act"], read(row["about"]), row["hash"])


def every(rows: Rows) -> tuple[SystemAct, ...]:
    """The acts of the installation, oldest first."""
    return tuple(map(_act, rows.rows(SELECT + " ORDER BY a.number")))


def newest(rows: Rows, *, count: int, skip: int = 0) -> tuple[SystemAct, ...]:
    """Some of them, newest first."""
    some = rows.rows(SELECT + " ORDER BY a.number DESC LIMIT :count OFFSET :skip", count=count, skip=skip)
    return tuple(map(_act, some))


def how_many(rows: Rows) -> int:
    found = rows.one("SELECT count(*) AS n FROM _system_act")
    return 0 if found is None else int(found["n"])


def last_at(rows: Rows, act: str) -> datetime | None:
    """When something was last done."""
    found = rows.one("SELECT max(at) AS at FROM _system_act WHERE act = :act", act=act)
    return None if found is None or found["at"] is None else moment(found["at"])


def any_since(rows: Rows, acts: tuple[str, str], since: str) -> bool:
    """Whether one of these was done after that was done last."""
    found = rows.one(
        "SELECT count(*) AS n FROM _system_act WHERE act IN (:one, :other)"
        " AND number > (SELECT coalesce(max(number), 0) FROM _system_act WHERE act = :since)",
        one=acts[0],
        other=acts[1],
        since=since,
    )
    return found is not None and found["n"] > 0
