"""What was released before, group by group as it was then; and a group as it is planned now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assessments.comparison.gathering import year_of
from assessments.comparison.values import Reason, Scope, contribution
from assessments.store import releases as statements
from assessments.store.protocol import Rows
from assessments.store.releases import CountedRow, GroupRow, ReleaseRow
from scoring.disclosure import CHANGE, GONE, Contribution, Group

Members = frozenset[Contribution]
MOST_GROUPS, MOST_COUNTED = 1_000_000, 10_000_000  # of a release


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier release: its groups, those it computed as they were, and which measures who had nothing for.

    Organisations erased since are in its groups as `GONE`, each by itself in each: what they had could be told by a
    figure over the others.
    """

    row: ReleaseRow
    lines: Mapping[str, GroupRow]
    computed: Mapping[str, Group]
    counted: Sequence[CountedRow]

    def without(self, measure: str) -> frozenset[int]:
        """The organisations counted that had nothing for a measure."""
        return frozenset(row.organisation for row in self.counted if measure in row.without)


@dataclass(frozen=True, slots=True)
class Planned:
    """One group of the release that would be made; that of a change stands before the group that changed.

    `anew` is the group to compute it with; None where nothing is computed: it is withheld, or an earlier release's
    figures stand (`computed_in`).
    """

    key: str
    title: str
    anew: Group | None
    about: int | None
    reason: Reason | None = None
    needs: int | None = None
    computed_in: int | None = None

    @property
    def is_shown(self) -> bool:
        return self.anew is not None or self.computed_in is not None

    @property
    def is_change(self) -> bool:
        return self.key.startswith(CHANGE)


def ever(rows: Rows, scope: Scope) -> tuple[Past, ...]:
    """Every whole release of a scope and of its other periods, in the order they were made.

    What changes between periods tells of one period with the figures of another, so all are looked at together.
    """
    found = [
        row
        for row in statements.every(rows, scope.framework)
        if (row.calendar, row.form, year_of(row.edition)) == (scope.period.calendar, scope.form, scope.edition)
    ]
    return tuple(_past(rows, row) for row in sorted(found, key=lambda row: row.id))


def of_period(past: Iterable[Past], scope: Scope) -> tuple[Past, ...]:
    """Those of a scope's own period, the first one first."""
    return tuple(one for one in past if one.row.period == scope.period.name)


def _past(rows: Rows, row: ReleaseRow) -> Past:
    groups, counted = statements.groups(rows, row.id), statements.counted(rows, row.id)
    keys = {group.grp: group.key for group in groups}
    members: dict[str, set[Contribution]] = {}
    less: dict[str, set[Contribution]] = {}
    sizes: dict[int, int] = {}
    for one in counted:
        sizes |= zip(one.groups, one.of, strict=False)
        now = contribution(one.organisation, row.year, one.number)
        then = None if one.before is None else contribution(one.organisation, row.year - 1, one.before)
        for key in map(keys.__getitem__, one.groups):
            members.setdefault(key, set()).add(now)
            if then is not None and key.startswith(CHANGE):
                less.setdefault(key, set()).add(then)
    for grp, size in sizes.items():
        there = members[keys[grp]]
        there |= {(GONE, (row.id * MOST_GROUPS + grp) * MOST_COUNTED + place) for place in range(size - len(there))}
    ordered = [group.key for group in groups if group.key in members]
    computed = {key: Group(key, frozenset(members[key]), frozenset(less.get(key, ()))) for key in ordered}
    return Past(row, {group.key: group for group in groups}, computed, counted)


def computed(past: Iterable[Past]) -> list[Group]:
    """Every group ever computed, as it was then, the first one first."""
    return [group for one in past for group in one.computed.values()]


def standing_in(past: Sequence[Past], key: str) -> tuple[int, Group] | None:
    """The release whose figures of a group stand now, and the group they were computed with."""
    for one in reversed(past):
        if key in one.computed:
            return one.row.id, one.computed[key]
    return None
