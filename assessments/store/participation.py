"""Statements about the organisations of a network and how far each went in a framework's years; nothing of answers."""

from dataclasses import dataclass
from datetime import datetime

from assessments.store.columns import from_row, moment
from assessments.store.networks import WITHIN
from assessments.store.protocol import Row, Rows

EVER = f"(SELECT r.organisation_id FROM roster r {WITHIN})"


@dataclass(frozen=True, slots=True)
class Member:
    """An organisation that belongs, or did."""

    organisation: int
    name: str
    kind: str
    phase: str | None
    region: str | None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """That an organisation reviewed itself in a period, and when it submitted."""

    organisation: int
    calendar: str
    period: str
    submitted_at: datetime | None


def ever(rows: Rows, network_id: int) -> tuple[Member, ...]:
    """The organisations that belonged to a network or one below it on any day, by name; read at reception."""
    found = rows.rows(
        "SELECT o.organisation_id, o.name, o.kind, o.phase, o.region FROM organisation o"
        f" WHERE o.organisation_id IN {EVER} ORDER BY o.name, o.organisation_id",
        network=network_id,
    )
    return tuple(map(_member, found))


@from_row()
def _member(row: Row) -> Member:
    return Member(row["organisation_id"], row["name"], row["kind"], row["phase"], row["region"])


def known(rows: Rows, network_id: int) -> frozenset[int]:
    """Those of them that one may know of now, at one's own door: whose rows of the roster one sees, one may know of."""
    found = rows.rows(f"SELECT DISTINCT r.organisation_id FROM roster r {WITHIN}", network=network_id)
    return frozenset(row["organisation_id"] for row in found)


def reviewed(rows: Rows, network_id: int, framework: str) -> tuple[Reviewed, ...]:
    """How far the network's organisations went in a framework, of those that one's own door may know of."""
    found = rows.rows(
        "SELECT v.organisation_id, v.calendar, v.period, v.submitted_at FROM review v WHERE v.framework = :framework"
        f" AND v.organisation_id IN {EVER}",
        network=network_id,
        framework=framework,
    )
    return tuple(map(_reviewed, found))


@from_row()
def _reviewed(row: Row) -> Reviewed:
    at = None if row["submitted_at"] is None else moment(row["submitted_at"])
    return Reviewed(row["organisation_id"], row["calendar"], row["period"], at)


def begun(rows: Rows, network_id: int) -> tuple[str, ...]:
    """The frameworks reviewed in a network, the one that most organisations began first, as one's door knows."""
    found = rows.rows(
        "SELECT v.framework, count(DISTINCT v.organisation_id) AS many FROM review v"
        f" WHERE v.organisation_id IN {EVER} GROUP BY v.framework ORDER BY many DESC, v.framework",
        network=network_id,
    )
    return tuple(row["framework"] for row in found)
