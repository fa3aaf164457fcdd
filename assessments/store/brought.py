"""Statements about figures that a network brought from elsewhere; run at reception only."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from assessments.store.columns import from_row, stamp
from assessments.store.protocol import Row, Rows, Unit


@dataclass(frozen=True, slots=True)
class Brought:
    """One figure of a target and year (`2026/27`), where it is from, and of which day."""

    target: str
    year: str
    figure: Decimal
    source: str
    dated: date


def every(rows: Rows, network_id: int) -> tuple[Brought, ...]:
    """All of a network, the latest year of each target first."""
    found = rows.rows(
        "SELECT target, year, figure, source, dated FROM _brought_figure WHERE network_id = :network"
        " ORDER BY target, year DESC",
        network=network_id,
    )
    return tuple(map(_brought, found))


@from_row()
def _brought(row: Row) -> Brought:
    figure, dated = Decimal(row["figure"]), date.fromisoformat(row["dated"])
    return Brought(row["target"], row["year"], figure, row["source"], dated)


def keep(unit: Unit, network_id: int, one: Brought, now: datetime) -> None:
    """A figure, instead of the one there was of that target and year."""
    unit.run(
        "INSERT INTO {_brought_figure} (network_id, target, year, figure, source, dated, brought_at, brought_by)"
        " VALUES (:network, :target, :year, :figure, :source, :dated, :now, :me)"
        " ON CONFLICT (network_id, target, year) DO UPDATE SET figure = excluded.figure, source = excluded.source,"
        " dated = excluded.dated, brought_at = excluded.brought_at, brought_by = excluded.brought_by",
        network=network_id,
        target=one.target,
        year=one.year,
        figure=str(one.figure),
        source=one.source,
        dated=one.dated.isoformat(),
        now=stamp(now),
        me=unit.person_id,
    )
