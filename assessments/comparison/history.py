"""What was released before, group by group as it was then; and a group as it is planned now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assessments import periods
from assessments.comparison.gathering import year_of
from assessments.comparison.values import CHANGE, Reason, Scope
from assessments.store import releases as statements
from assessments.store.protocol import Rows
from assessments.store.releases import CountedRow, GroupRow, ReleaseRow
from scoring.disclosure import Group

Members = frozenset[tuple[int, int]]
LATER = "later:"  # before the key of a change that the period after tells of this one


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier release: its groups, who was in those it computed, and which measures who of them had nothing for."""

    row: ReleaseRow
    lines: Mapping[str, GroupRow]
    computed: Mapping[str, Members]
    counted: Sequence[CountedRow]

    def without(self, measure: str) -> frozenset[int]:
        """The organisations counted that had nothing for a measure."""
        return frozenset(row.organisation for row in self.counted if measure in row.without)


@dataclass(frozen=True, slots=True)
class Planned:
    """One group of the release that would be made.

    `members` are those to compute it with; None where nothing is computed: it is withheld, or an earlier release's
    figures stand (`computed_in`). `before` are the members' submissions of the period before, for a change.
    """

    key: str
    title: str
    members: Members | None
    about: int | None
    reason: Reason | None = None
    needs: int | None = None
    computed_in: int | None = None
    before: Mapping[int, int] | None = None

    @property
    def is_shown(self) -> bool:
        return self.members is not None or self.computed_in is not None


def pasts(rows: Rows, scope: Scope) -> tuple[Past, ...]:
    """Every whole release of a scope, the first one first."""
    found = [
        row
        for row in statements.every(rows, scope.framework)
        if (row.calendar, row.period, row.form) == (scope.period.calendar, scope.period.name, scope.form)
        and year_of(row.edition) == scope.edition
    ]
    return tuple(_past(rows, row) for row in sorted(found, key=lambda row: row.number))


def _past(rows: Rows, row: ReleaseRow) -> Past:
    groups, counted = statements.groups(rows, row.id), statements.counted(rows, row.id)
    keys = {group.grp: group.key for group in groups}
    computed: dict[str, set[tuple[int, int]]] = {}
    for one in counted:
        for grp in one.groups:
            computed.setdefault(keys[grp], set()).add((one.organisation, one.number))
    ordered = {group.key: frozenset(computed[group.key]) for group in groups if group.key in computed}
    return Past(row, {group.key: group for group in groups}, ordered, counted)


def history(past: Iterable[Past]) -> list[Group]:
    """Every group ever computed, as it was then, the first one first."""
    return [Group(key, members) for one in past for key, members in one.computed.items()]


def told_later(rows: Rows, scope: Scope) -> list[Group]:
    """What the changes of the period after tell of this one: they rest on its submissions too."""
    after = periods.starting(scope.period.start.year + 1, scope.period.calendar)
    return on_the_period_before(pasts(rows, replace(scope, period=after)))


def on_the_period_before(past: Iterable[Past]) -> list[Group]:
    """The groups of a change by the submissions of the earlier period that they rest on."""
    found = []
    for one in past:
        before = {row.organisation: row.before for row in one.counted if row.before is not None}
        for key, members in one.computed.items():
            if key.startswith(CHANGE):
                found.append(Group(LATER + key, frozenset((who, before[who]) for who, _ in members if who in before)))
    return found


def standing_in(past: Sequence[Past], key: str) -> tuple[int, Members] | None:
    """The release whose figures of a group stand now, and who is in them."""
    for one in reversed(past):
        if key in one.computed:
            return one.row.id, one.computed[key]
    return None
