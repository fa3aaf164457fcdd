"""Plans one release: what will be shown, what is withheld and why, and what an earlier release goes on showing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assessments import periods
from assessments.comparison import gathering, grouping, matching
from assessments.comparison.gathering import Candidate, Gathered
from assessments.comparison.history import LATER, Past, Planned, history, pasts, standing_in, told_later
from assessments.comparison.values import ALL, CHANGE, Scope
from assessments.store import releases as statements
from assessments.store.protocol import Rows
from frameworks.catalogue import Catalogue
from frameworks.size_bands import Sizes
from scoring.disclosure import Plan, about, plan


@dataclass(frozen=True, slots=True)
class Draft:
    """A release as it would be made now. `number` is the one it would have."""

    scope: Scope
    gathered: Gathered
    submitted: int
    groups: tuple[Planned, ...]
    number: int
    past: tuple[Past, ...]
    waiting: int
    before: Gathered | None = None

    @property
    def is_new(self) -> bool:
        """Whether anything would be computed, or there is no release yet."""
        return self.number == 1 or any(group.members is not None for group in self.groups)


def draft(rows: Rows, catalogue: Catalogue, candidate: Candidate, others: Sequence[Candidate], today: date) -> Draft:
    """Plan a release of one scope. `others` are all candidates, among which is the period before."""
    scope = candidate.scope
    gathered = gathering.gather(rows, catalogue, candidate, today)
    past = pasts(rows, scope)
    released = [*history(past), *told_later(rows, scope)]
    planned = plan(grouping.breakdowns(gathered.counted.values(), gathered.networks), released)
    groups = _groups(planned, past, gathered, catalogue.operating.sizes)
    earlier = replace(scope, period=periods.before(scope.period))
    before = next((gathering.gather(rows, catalogue, one, today) for one in others if one.scope == earlier), None)
    changes = matching.changes(groups, past, released, gathered, pasts(rows, earlier), before) if before else ()
    return Draft(
        scope=scope,
        gathered=gathered,
        submitted=candidate.submitted,
        groups=(*groups, *changes),
        number=past[-1].row.number + 1 if past else _next_number(rows, scope),
        past=past,
        waiting=_waiting(groups, past, gathered),
        before=before,
    )


def _next_number(rows: Rows, scope: Scope) -> int:
    """Numbers go on through a period, also when its comparison edition was another one before."""
    last = statements.last(rows, scope.framework, scope.period.calendar, scope.period.name, scope.form)
    return 1 if last is None else last.number + 1


def _groups(planned: Plan, past: Sequence[Past], gathered: Gathered, sizes: Sizes) -> list[Planned]:
    """What is shown anew or goes on standing, and what is withheld, in the order of the plan."""
    withheld = {one.key: one for one in planned.withheld}
    shown = {group.key: group for group in planned.published if not group.key.startswith((CHANGE, LATER))}
    found = []
    for key in _in_order([*shown, *withheld], gathered):
        title, why = grouping.title(key, dict(gathered.networks), sizes), withheld.get(key)
        stood = standing_in(past, key)
        reason, needs = (why.reason, why.needs) if why is not None else (None, None)
        if key not in shown:
            found.append(Planned(key, title, None, None, reason, needs))
        elif stood is not None and stood[1] == shown[key].members:
            found.append(Planned(key, title, None, about(len(stood[1])), reason, needs, stood[0]))
        else:
            found.append(Planned(key, title, shown[key].members, about(len(shown[key].members))))
    return found


def _in_order(keys: Iterable[str], gathered: Gathered) -> Iterator[str]:
    """Each once, breakdown by breakdown; a merged group after the last that it holds."""
    order: dict[str, int] = {}
    for breakdown in grouping.breakdowns(gathered.counted.values(), gathered.networks):
        for group in breakdown.groups:
            order[group.key] = len(order)
    last = len(order)
    yield from sorted(dict.fromkeys(keys), key=lambda key: (max(order.get(part, last) for part in key.split("|")), key))


def _waiting(groups: Iterable[Planned], past: Sequence[Past], gathered: Gathered) -> int:
    """How many counted submissions are in no figure over all."""
    now = frozenset(one.contribution for one in gathered.counted.values())
    whole = next((group for group in groups if group.key == ALL), None)
    if whole is not None and whole.members is not None:
        return 0
    before = standing_in(past, ALL)
    return len(now if before is None else now - before[1])
