"""Plans one release: what will be shown, what is withheld and why, and what an earlier release goes on showing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assessments import periods
from assessments.comparison import gathering, grouping
from assessments.comparison.gathering import Candidate, Gathered
from assessments.comparison.history import Members, Past, Planned, computed, ever, of_period, standing_in
from assessments.comparison.values import ALL, Scope
from assessments.store import releases as statements
from assessments.store.protocol import Rows
from frameworks.catalogue import Catalogue
from frameworks.size_bands import Sizes
from scoring.disclosure import CHANGE, Plan, about, plan


@dataclass(frozen=True, slots=True)
class Draft:
    """A release as it would be made now. `number` is the one it would have.

    `past` are the releases of its period, `elsewhere` those of the other periods, `beside` the ids of all there were
    of its framework. `before` is the period before.
    """

    scope: Scope
    gathered: Gathered
    submitted: int
    groups: tuple[Planned, ...]
    number: int
    past: tuple[Past, ...]
    elsewhere: tuple[Past, ...]
    waiting: int
    beside: frozenset[int]
    before: Gathered | None = None

    @property
    def is_new(self) -> bool:
        """Whether anything would be computed, or there is no release yet."""
        return self.number == 1 or any(group.anew is not None for group in self.groups)


def draft(rows: Rows, catalogue: Catalogue, candidate: Candidate, others: Sequence[Candidate], today: date) -> Draft:
    """Plan a release of one scope. `others` are all candidates, among which is the period before."""
    scope = candidate.scope
    gathered = gathering.gather(rows, catalogue, candidate, today)
    every = ever(rows, scope)
    past = of_period(every, scope)
    elsewhere = tuple(one for one in every if one not in past)
    earlier = replace(scope, period=periods.before(scope.period))
    before = next((gathering.gather(rows, catalogue, one, today) for one in others if one.scope == earlier), None)
    planned = plan(
        grouping.breakdowns(gathered.counted.values(), gathered.networks),
        computed(past),
        beside=computed(elsewhere),
        before=None if before is None else _changing(before),
    )
    groups = _groups(planned, past, gathered, catalogue.operating.sizes)
    return Draft(
        scope=scope,
        gathered=gathered,
        submitted=candidate.submitted,
        groups=tuple(groups),
        number=past[-1].row.number + 1 if past else _next_number(rows, scope),
        past=past,
        elsewhere=elsewhere,
        waiting=_waiting(groups, past, gathered),
        beside=frozenset(row.id for row in statements.every(rows, scope.framework)),
        before=before,
    )


def _next_number(rows: Rows, scope: Scope) -> int:
    """Numbers go on through a period, also when its comparison edition was another one before."""
    last = statements.last(rows, scope.framework, scope.period.calendar, scope.period.name, scope.form)
    return 1 if last is None else last.number + 1


def _changing(before: Gathered) -> dict[str, Members]:
    """Who was in each group the year before, of those groups whose change is shown."""
    breakdowns = grouping.breakdowns(before.counted.values(), before.networks)
    changing = (each for each in breakdowns if each.name not in grouping.CROSSED)
    return {group.key: group.members for breakdown in changing for group in breakdown.groups}


def _groups(planned: Plan, past: Sequence[Past], gathered: Gathered, sizes: Sizes) -> list[Planned]:
    """What is shown anew or goes on standing, and what is withheld, in the order of the plan."""
    withheld = {one.key: one for one in planned.withheld}
    shown = {group.key: group for group in planned.published}
    found = []
    for key in _in_order([*shown, *withheld], gathered):
        title, why = grouping.title(key.removeprefix(CHANGE), dict(gathered.networks), sizes), withheld.get(key)
        stood = standing_in(past, key)
        reason, needs = (why.reason, why.needs) if why is not None else (None, None)
        if key not in shown:
            found.append(Planned(key, title, None, None, reason, needs))
        elif stood is not None and stood[1] == shown[key]:
            found.append(Planned(key, title, None, about(len(stood[1].members)), reason, needs, stood[0]))
        else:
            found.append(Planned(key, title, shown[key], about(len(shown[key].members))))
    return found


def _in_order(keys: Iterable[str], gathered: Gathered) -> Iterator[str]:
    """Each once, breakdown by breakdown; a merged group after the last that it holds, a change before its group."""
    order: dict[str, int] = {}
    for breakdown in grouping.breakdowns(gathered.counted.values(), gathered.networks):
        for group in breakdown.groups:
            order[group.key] = len(order)
    last = len(order)

    def place(key: str) -> tuple[int, str, bool]:
        of = key.removeprefix(CHANGE)
        return max(order.get(part, last) for part in of.split("|")), of, key == of

    yield from sorted(dict.fromkeys(keys), key=place)


def _waiting(groups: Iterable[Planned], past: Sequence[Past], gathered: Gathered) -> int:
    """How many counted submissions are in no figure over all."""
    now = frozenset(one.contribution for one in gathered.counted.values())
    whole = next((group for group in groups if group.key == ALL), None)
    if whole is not None and whole.anew is not None:
        return 0
    before = standing_in(past, ALL)
    return len(now if before is None else now - before[1].members)
