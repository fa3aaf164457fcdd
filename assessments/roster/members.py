"""Who belongs to a network on a day: the denominator of every count of how many took part."""

from collections.abc import Collection, Mapping
from datetime import date

from assessments.store import roster as statements
from assessments.store.protocol import Rows


def members(rows: Rows, network_id: int | None, day: date) -> tuple[int, ...]:
    """Ids of the organisations open on that day which belonged to the network, or to one below it, in their order.

    None is the whole installation: every organisation open then, on a roster or not. Of a period, ask for its last day.
    One that is about to leave Stocktake is not among them.
    """
    return statements.everybody(rows, day) if network_id is None else members_on(rows, network_id, {day})[day]


def members_on(rows: Rows, network_id: int, days: Collection[date]) -> Mapping[date, tuple[int, ...]]:
    """The same of a network for several days at once."""
    return statements.members(rows, network_id, days)
