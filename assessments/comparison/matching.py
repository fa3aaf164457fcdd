"""Changes since the period before, on the same organisations in both: which of them may be shown."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from assessments.comparison.gathering import Gathered
from assessments.comparison.history import LATER, Members, Past, Planned, history, on_the_period_before, standing_in
from assessments.comparison.values import CHANGE
from scoring.disclosure import LEAST, Breakdown, Group, about, plan

Matched = tuple[str, str, Members, Mapping[int, int]]  # key, title, submissions now, and before by organisation


def changes(
    groups: Sequence[Planned],
    past: Sequence[Past],
    released: Sequence[Group],
    gathered: Gathered,
    then: Sequence[Past],
    earlier: Gathered,
) -> tuple[Planned, ...]:
    """The change of each group shown in both periods, where nothing follows from it.

    Those in both periods are planned as a group like any other, once among the groups of each period. What is safe
    beside the figures of one period and beside those of the other is safe beside both: a sum of figures about too few
    would be about too few in each, and there is none.
    """
    stand = {one.key: one for one in _standing(past)}
    matched = list(_matched(groups, past, then, gathered, earlier))
    now = [*released, *(Group(one.key, one.members) for one in groups if one.members is not None)]
    safe_now = _safe([Group(key, members) for key, _, members, _ in matched], now)
    before = [*_renamed(history(then)), *_named_back(on_the_period_before(past))]
    rest = [Group(key, frozenset(which.items())) for key, _, _, which in matched if key in safe_now]
    safe = _safe(rest, before)
    made = {
        key: Planned(key, title, members, about(len(members)), before=which)
        for key, title, members, which in matched
        if key in safe and (standing_in(past, key) or (0, None))[1] != members
    }
    return (*made.values(), *(one for key, one in stand.items() if key not in made))


def _safe(wanted: Sequence[Group], released: Sequence[Group]) -> frozenset[str]:
    """The keys of those that may be shown as they stand now."""
    as_wanted = {group.key: group.members for group in wanted}
    planned = plan([Breakdown("change", tuple(wanted))], released)
    return frozenset(group.key for group in planned.published if as_wanted.get(group.key) == group.members)


def _renamed(groups: Iterable[Group]) -> Iterator[Group]:
    """The earlier period's own changes are other groups than this one's."""
    for group in groups:
        yield Group(f"own:{group.key}", group.members) if group.key.startswith(CHANGE) else group


def _named_back(groups: Iterable[Group]) -> Iterator[Group]:
    for group in groups:
        yield Group(group.key.removeprefix(LATER), group.members)


def _standing(past: Sequence[Past]) -> Iterator[Planned]:
    """The changes that the last release showed."""
    for one in past[-1:]:
        for key, line in one.lines.items():
            if key.startswith(CHANGE) and line.status == "published":
                yield Planned(key, line.title, None, line.about, computed_in=line.computed_in)


def _matched(
    groups: Iterable[Planned], past: Sequence[Past], then: Sequence[Past], gathered: Gathered, earlier: Gathered
) -> Iterator[Matched]:
    """For each group shown in both periods, those in both whose submissions are still the ones counted."""
    now_official = {one.contribution for one in gathered.counted.values()}
    then_official = {one.contribution for one in earlier.counted.values()}
    for group in groups:
        stood, before = standing_in(past, group.key), standing_in(then, group.key)
        now = group.members if group.members is not None else stood[1] if stood and group.is_shown else None
        if now is None or before is None:
            continue
        which = dict(before[1] & then_official)
        both = frozenset(one for one in now & now_official if one[0] in which)
        if len(both) >= LEAST:
            yield CHANGE + group.key, group.title, both, {who: which[who] for who, _ in both}
