"""Statements about the roster as a whole: who belongs where on a day, and what an import reads and writes."""

from datetime import date

from assessments.store.protocol import Rows

BELONGS = "r.since <= :day AND (r.until IS NULL OR r.until >= :day)"
OPEN = (
    "o.leaving_at IS NULL AND (o.opened_on IS NULL OR o.opened_on <= :day)"
    " AND (o.closed_on IS NULL OR o.closed_on >= :day)"
)


def members(rows: Rows, network_id: int, day: date) -> tuple[int, ...]:
    """The organisations open on a day that belonged to a network or one below it then, by id."""
    found = rows.rows(
        "SELECT DISTINCT o.organisation_id FROM network_above a JOIN roster r ON r.network_id = a.below"
        f" JOIN organisation o ON o.organisation_id = r.organisation_id WHERE a.above = :network AND {BELONGS}"
        f" AND {OPEN} ORDER BY o.organisation_id",
        network=network_id,
        day=day.isoformat(),
    )
    return tuple(row["organisation_id"] for row in found)


def everybody(rows: Rows, day: date) -> tuple[int, ...]:
    """The organisations open on a day, by id, whether or not a network has them on its roster."""
    found = rows.rows(
        f"SELECT o.organisation_id FROM organisation o WHERE {OPEN} ORDER BY o.organisation_id", day=day.isoformat()
    )
    return tuple(row["organisation_id"] for row in found)
