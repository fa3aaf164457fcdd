"""Plans a release: which groups are shown, in order of importance, and why the others are not."""

from collections.abc import Mapping, Sequence

from scoring.disclosure.groups import (
    CHANGE,
    LEAST,
    Breakdown,
    Contribution,
    Group,
    Plan,
    Reason,
    Withheld,
    organisations,
)
from scoring.disclosure.matrix import Matrix

Year = Mapping[str, frozenset[Contribution]]  # by key, the members of each group in another year


def plan(
    breakdowns: Sequence[Breakdown],
    released: Sequence[Group],
    *,
    beside: Sequence[Group] = (),
    before: Year | None = None,
    least: int = LEAST,
) -> Plan:
    """What to show of these breakdowns; the most important first.

    `released` is every group ever computed for this edition and period, oldest first, as it was then, and `beside` all
    of other periods. A group that was released stays so, at its last value until at least `least` organisations in it
    differ, unless a merge is no longer needed because each of its parts is shown.

    `before` are the groups of the year before. The change of those in a group both years comes before its own figure:
    where both would tell of too few that joined or left, the figure waits.
    """
    planning = _Planning(released, beside, before or {}, least)
    for breakdown in breakdowns:
        planning.take(breakdown)
    planning.carry_over()
    return Plan(tuple(planning.published.values()), tuple(planning.withheld.values()))


class _Planning:
    """A plan as it grows."""

    def __init__(self, released: Sequence[Group], beside: Sequence[Group], before: Year, least: int) -> None:
        self.published: dict[str, Group] = {}
        self.withheld: dict[str, Withheld] = {}
        self._before = before
        self._least = least
        self._last = {group.key: group for group in released}
        self._sums_beside = {group.members for group in beside if not group.less}
        self._matrix = Matrix(least)
        for group in (*beside, *released):
            self._matrix.add(group)

    def take(self, breakdown: Breakdown) -> None:
        """Each group, or the smallest merge with it that can be shown, or the reason why not."""
        groups = {group.key: group for group in breakdown.groups}
        merged = set[str]()
        for group in breakdown.groups:
            if group.key in merged:
                continue
            why = self._shown(group)
            if why is None:
                continue
            for keys in breakdown.merges:
                if group.key in keys and merged.isdisjoint(keys) and self._merge_shown(_as_one(keys, groups)):
                    merged.update(keys)
                    break
            else:
                self.withheld[group.key] = why

    def carry_over(self) -> None:
        """What was released before and is not in today's breakdowns stands, or its going would tell who left."""
        for key, group in self._last.items():
            what = CHANGE if key.startswith(CHANGE) else ""
            if not all(what + part in self.published for part in key.removeprefix(what).split("|")):
                self.published.setdefault(key, group)

    def _shown(self, group: Group) -> Withheld | None:
        """Publish a group's change, then its own figure or that figure's last value; or why neither can be."""
        has_change = self._change_shown(group)
        why = self._figure_shown(group, has_change=has_change)
        if why and has_change:
            self.withheld[group.key] = Withheld(group.key, "matched", why.needs)
            return None
        return why

    def _merge_shown(self, group: Group) -> bool:
        """Publish groups as one, for the sake of their figure; then their change."""
        if self._figure_shown(group):
            return False
        self._change_shown(group)
        return True

    def _figure_shown(self, group: Group, *, has_change: bool = False) -> Withheld | None:
        """Publish a figure as it stands or at its last value; or why it cannot be."""
        last = self._last.get(group.key)
        why = self._matched(group) if has_change and group != last else None
        why = why or self._why_not(group, last)
        if why is None:
            self._show(group, last)
        elif last:
            self.published[group.key] = last
            self.withheld[group.key] = Withheld(group.key, "waits", why.needs)
            return None
        return why

    def _change_shown(self, group: Group) -> bool:
        """Publish the change of those in a group both years, if it may be; whether it is."""
        change = _change(group, self._before)
        last = self._last.get(change.key)
        if not self._before or self._why_not(change, last):
            return False
        self._show(change, last)
        return True

    def _matched(self, group: Group) -> Withheld | None:
        """Whether fewer than `least` joined or left since the figure of the year before: a shorter way to find them.

        The figure less its change less the figure of the year before is what those have.
        """
        then = _members(group.key, self._before)
        moved = organisations(group.members) ^ organisations(then)
        few = then in self._sums_beside and 0 < len(moved) < self._least
        return self._held(group, "matched", len(moved)) if few else None

    def _show(self, group: Group, last: Group | None) -> None:
        self.published[group.key] = group
        if group != last:
            self._matrix.add(group)

    def _why_not(self, group: Group, last: Group | None) -> Withheld | None:
        if group == last:
            return None
        if last and (differ := _differing(group, last)) < self._least:
            return self._held(group, "waits", differ)
        if (counted := len(organisations(group.members))) < self._least:
            return self._held(group, "few", counted)
        if told := self._matrix.caught(group):
            return self._held(group, "subtracted", len(organisations(told)))
        return None

    def _held(self, group: Group, reason: Reason, there: int) -> Withheld:
        return Withheld(group.key, reason, self._least - there if there < self._least else None)


def _change(group: Group, before: Year) -> Group:
    """The change of those in a group in both years, merged groups as one."""
    then = dict(_members(group.key, before))
    both = frozenset(one for one in group.members if one[0] in then)
    return Group(CHANGE + group.key, both, frozenset((who, then[who]) for who, _ in both))


def _members(key: str, year: Year) -> frozenset[Contribution]:
    """Who was in a group, or in merged groups, in a year."""
    return frozenset[Contribution]().union(*(year.get(part, ()) for part in key.split("|")))


def _differing(group: Group, last: Group) -> int:
    """Organisations that joined, left or changed since a group was computed."""
    return len(organisations((group.members ^ last.members) | (group.less ^ last.less)))


def _as_one(keys: Sequence[str], groups: dict[str, Group]) -> Group:
    parts = (groups[key].members for key in keys if key in groups)
    return Group("|".join(keys), frozenset[Contribution]().union(*parts))
