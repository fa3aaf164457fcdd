"""Plans a release: which groups are shown, in order of importance, and why the others are not."""

from collections.abc import Sequence

from scoring.disclosure.groups import LEAST, Breakdown, Contribution, Group, Plan, Reason, Withheld, organisations
from scoring.disclosure.matrix import Matrix


def plan(breakdowns: Sequence[Breakdown], released: Sequence[Group], *, least: int = LEAST) -> Plan:
    """What to show of these breakdowns; the most important first.

    `released` is every group ever computed for this edition and period, oldest first, as it was then. A group that was
    released stays so, at its last value until at least `least` organisations in it differ, unless a merge is no longer
    needed because each of its parts is shown.
    """
    planning = _Planning(released, least)
    for breakdown in breakdowns:
        planning.take(breakdown)
    planning.carry_over()
    return Plan(tuple(planning.published.values()), tuple(planning.withheld.values()))


class _Planning:
    """A plan as it grows."""

    def __init__(self, released: Sequence[Group], least: int) -> None:
        self.published: dict[str, Group] = {}
        self.withheld: dict[str, Withheld] = {}
        self._least = least
        self._last = {group.key: group for group in released}
        self._matrix = Matrix(least)
        for group in released:
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
                if group.key in keys and merged.isdisjoint(keys) and self._shown(_as_one(keys, groups)) is None:
                    merged.update(keys)
                    break
            else:
                self.withheld[group.key] = why

    def carry_over(self) -> None:
        """What was released before and is not in today's breakdowns stands, or its going would tell who left."""
        for key, group in self._last.items():
            if not all(part in self.published for part in key.split("|")):
                self.published.setdefault(key, group)

    def _shown(self, group: Group) -> Withheld | None:
        """Publish a group as it stands or at its last value, and give None; or why it cannot be."""
        last = self._last.get(group.key)
        why = self._why_not(group, last)
        if last and (why or last == group):
            self.published[group.key] = last
            if why:
                self.withheld[group.key] = Withheld(group.key, "waits", why.needs)
            return None
        if why is None:
            self.published[group.key] = group
            self._matrix.add(group)
        return why

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


def _differing(group: Group, last: Group) -> int:
    """Organisations that joined, left or changed since a group was computed."""
    return len(organisations(group.members ^ last.members))


def _as_one(keys: Sequence[str], groups: dict[str, Group]) -> Group:
    parts = (groups[key].members for key in keys if key in groups)
    return Group("|".join(keys), frozenset[Contribution]().union(*parts))
