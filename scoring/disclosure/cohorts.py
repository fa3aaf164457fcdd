"""Year on year: the change of those counted in both years, and whether the later year's figure may stand beside it."""

from dataclasses import dataclass

from scoring.disclosure.groups import LEAST, Group


@dataclass(frozen=True, slots=True)
class Matched:
    """`change` sums the later contributions of the organisations in both years less their earlier ones.

    `headline`: whether the later year's own figure may be shown too; it waits where one to four joined or left.
    """

    change: Group
    organisations: frozenset[int]
    headline: bool


def matched(earlier: Group, later: Group, *, least: int = LEAST) -> Matched:
    """Two years of one group; the change is planned as `change:` and its key, before the later year's own figure.

    A submission's number must not come again in the other year. Too few in both is for the plan to find.
    """
    before, now = dict(earlier.members), dict(later.members)
    both = before.keys() & now.keys()
    change = Group(
        f"change:{later.key}",
        frozenset((one, now[one]) for one in both),
        frozenset((one, before[one]) for one in both),
    )
    moved = (len(now) - len(both), len(before) - len(both))
    return Matched(change, frozenset(both), not any(0 < count < least for count in moved))
