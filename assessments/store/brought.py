"""Statements about figures that a network brought from elsewhere: for all of it together, or for one organisation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from assessments.store.columns import from_row, stamp
from assessments.store.protocol import Row, Rows, Unit, Value


@dataclass(frozen=True, slots=True)
class Brought:
    """One figure of a target and year (`2026/27`), where it is from, and of which day; of an organisation or of all."""

    target: str
    year: str
    figure: Decimal
    source: str
    dated: date
    organisation: int | None = None


def every(rows: Rows, network_id: int) -> tuple[Brought, ...]:
    """Those of a network for all of it, the latest year of each target first; at reception."""
    found = rows.rows(
        "SELECT target, year, figure, source, dated FROM _brought_figure WHERE network_id = :network"
        " ORDER BY target, year DESC",
        network=network_id,
    )
    return tuple(map(_brought, found))


@from_row()
def _brought(row: Row) -> Brought:
    figure, dated = Decimal(row["figure"]), date.fromisoformat(row["dated"])
    return Brought(row["target"], row["year"], figure, row["source"], dated, row.get("organisation_id"))


def of_organisations(rows: Rows, network_id: int) -> tuple[Brought, ...]:
    """Those that a network brought for one organisation each, the latest year first; at reception."""
    found = rows.rows(
        "SELECT organisation_id, target, year, figure, source, dated FROM brought_figure WHERE network_id = :network"
        " ORDER BY year DESC, organisation_id",
        network=network_id,
    )
    return tuple(map(_brought, found))


@dataclass(frozen=True, slots=True)
class About:
    """A figure that a network brought about an organisation."""

    network: str
    brought: Brought


def about(rows: Rows, organisation_id: int) -> tuple[About, ...]:
    """All about one organisation, the latest year first; for who may read it, through their own door."""
    found = rows.rows(
        "SELECT b.organisation_id, b.target, b.year, b.figure, b.source, b.dated, n.name FROM brought_figure b"
        " JOIN network n ON n.network_id = b.network_id WHERE b.organisation_id = :organisation"
        " ORDER BY b.year DESC, n.name, b.target",
        organisation=organisation_id,
    )
    return tuple(About(row["name"], _brought(row)) for row in found)


VALUES = (
    "target, year, figure, source, dated, brought_at, brought_by) VALUES (:network, {of}"
    ":target, :year, :figure, :source, :dated, :now, :me) ON CONFLICT ({key}network_id, target, year) DO UPDATE SET"
    " figure = excluded.figure, source = excluded.source, dated = excluded.dated, brought_at = excluded.brought_at,"
    " brought_by = excluded.brought_by"
)


def keep(unit: Unit, network_id: int, figures: Iterable[Brought], now: datetime) -> None:
    """Figures, each instead of the one there was of that target and year (and organisation)."""
    every = [(one, _values(unit, network_id, one, now)) for one in figures]
    for_all = [values for one, values in every if one.organisation is None]
    of_one = [values | {"organisation": one.organisation} for one, values in every if one.organisation is not None]
    unit.run_many("INSERT INTO {_brought_figure} (network_id, " + VALUES.format(of="", key=""), for_all)
    own = VALUES.format(of=":organisation, ", key="organisation_id, ")
    unit.run_many("INSERT INTO {brought_figure} (network_id, organisation_id, " + own, of_one)


def _values(unit: Unit, network_id: int, one: Brought, now: datetime) -> dict[str, Value]:
    return {
        "network": network_id,
        "target": one.target,
        "year": one.year,
        "figure": str(one.figure),
        "source": one.source,
        "dated": one.dated.isoformat(),
        "now": stamp(now),
        "me": unit.person_id,
    }
