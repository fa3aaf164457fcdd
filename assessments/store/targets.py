"""Statements about targets that the leads of a network made on the page; `written` is what a file would say of each."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from assessments.store.columns import from_row, moment, stamp
from assessments.store.protocol import Row, Rows, Unit
from assessments.values import Person


@dataclass(frozen=True, slots=True)
class Kept:
    """One of them as JSON; `changed_by` and `ended_by` are None where nobody did."""

    network: int
    target: str
    framework: str
    written: str
    made_at: datetime
    made_by: Person
    changed_at: datetime | None
    changed_by: Person | None
    ended_at: datetime | None
    ended_by: Person | None


SELECT = (
    "SELECT t.network_id, t.target, t.framework, t.written, t.made_at, t.made_by, coalesce(m.name, '') AS maker,"
    " t.changed_at, t.changed_by, coalesce(c.name, '') AS changer, t.ended_at, t.ended_by,"
    " coalesce(e.name, '') AS ender FROM _target t LEFT JOIN person m ON m.person_id = t.made_by"
    " LEFT JOIN person c ON c.person_id = t.changed_by LEFT JOIN person e ON e.person_id = t.ended_by"
)


@from_row()
def _kept(row: Row) -> Kept:
    return Kept(
        network=row["network_id"],
        target=row["target"],
        framework=row["framework"],
        written=row["written"],
        made_at=moment(row["made_at"]),
        made_by=Person(row["made_by"], row["maker"]),
        changed_at=None if row["changed_at"] is None else moment(row["changed_at"]),
        changed_by=None if row["changed_by"] is None else Person(row["changed_by"], row["changer"]),
        ended_at=None if row["ended_at"] is None else moment(row["ended_at"]),
        ended_by=None if row["ended_by"] is None else Person(row["ended_by"], row["ender"]),
    )


def of_network(rows: Rows, network_id: int) -> tuple[Kept, ...]:
    """All of a network, those that ended too, in the order they were made; at reception."""
    sql = f"{SELECT} WHERE t.network_id = :network ORDER BY t.made_at, t.target"
    return tuple(map(_kept, rows.rows(sql, network=network_id)))


def written(rows: Rows, targets: Collection[str]) -> Mapping[str, str]:
    """What some targets made on pages are, as JSON, by id; at reception."""
    names = {f"t{place}": name for place, name in enumerate(sorted(targets))}
    sql = f"SELECT target, written FROM _target WHERE target IN ({', '.join(f':{name}' for name in names)})"
    return {row["target"]: row["written"] for row in rows.rows(sql, **names)}


def in_force(rows: Rows, framework: str) -> tuple[str, ...]:
    """What every network wants now in a framework, as JSON, the earliest first; at reception and at counting."""
    found = rows.rows(
        "SELECT written FROM _target WHERE framework = :framework AND ended_at IS NULL ORDER BY made_at, target",
        framework=framework,
    )
    return tuple(row["written"] for row in found)


def add(unit: Unit, network_id: int, target: Mapping[str, str], now: datetime) -> None:
    """A new one; `target` has its target, framework and written."""
    unit.run(
        "INSERT INTO {_target} (network_id, target, framework, written, made_at, made_by)"
        " VALUES (:network, :target, :framework, :written, :now, :me)",
        network=network_id,
        now=stamp(now),
        me=unit.person_id,
        **target,
    )


def change(unit: Unit, kept: Kept, written: str, now: datetime) -> bool:
    """Write it anew; whether it still stood as it was seen."""
    return bool(
        unit.run(
            "UPDATE {_target} SET written = :written, changed_at = :now, changed_by = :me WHERE network_id = :network"
            " AND target = :target AND written = :seen AND ended_at IS NULL RETURNING target",
            written=written,
            seen=kept.written,
            network=kept.network,
            target=kept.target,
            now=stamp(now),
            me=unit.person_id,
        )
    )


def end(unit: Unit, network_id: int, target: str, now: datetime) -> bool:
    """It is wanted no more; whether it was until now."""
    return bool(
        unit.run(
            "UPDATE {_target} SET ended_at = :now, ended_by = :me WHERE network_id = :network AND target = :target"
            " AND ended_at IS NULL RETURNING target",
            network=network_id,
            target=target,
            now=stamp(now),
            me=unit.person_id,
        )
    )
