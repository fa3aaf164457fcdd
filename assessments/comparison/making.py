"""Makes a release: works out every figure, writes them in pieces that hold nobody up, and makes it whole last."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import islice
from typing import TypeVar

from assessments.access import aiming
from assessments.comparison import gathering
from assessments.comparison.gathering import CHANGED
from assessments.comparison.history import Planned
from assessments.comparison.measuring import Measures, Shown, showing
from assessments.comparison.planning import Draft
from assessments.comparison.values import Counted
from assessments.comparison.written import is_partly, read, since, written
from assessments.errors import AssessmentError, Conflict, Refused
from assessments.store import counting as sources
from assessments.store import releases as statements
from assessments.store.columns import stamp
from assessments.store.protocol import Door, Unit
from assessments.store.releases import CountedRow, GroupRow
from frameworks.catalogue import Catalogue
from scoring.disclosure import CHANGE

T = TypeVar("T")
MEANWHILE = "Somebody else made these figures a moment ago. Load the page again to see them."
GIVEN_UP_AFTER = timedelta(hours=2)  # a release that is not whole by then was cut short


def make(counting: Door, catalogue: Catalogue, draft: Draft, *, by: int | None, now: datetime) -> int:
    """Make the release that was planned; gives its number. One that cannot be made whole leaves nothing.

    Raises Refused when somebody who is counted in it left meanwhile or another one was made, Damaged.
    """
    tidy(counting, before=now - GIVEN_UP_AFTER)
    measures = _measures(counting, catalogue, draft)
    figures = list(_figures(counting, draft, measures))
    release = counting.write(lambda unit: statements.begin(unit, _values(draft, by, now)))
    try:
        _in_pieces(counting, _group_rows(draft, release), lambda unit, some: statements.add_groups(unit, release, some))
        _in_pieces(counting, figures, lambda unit, some: statements.add_figures(unit, release, some))
        counted = list(_counted(draft, measures))
        _in_pieces(counting, counted, lambda unit, some: statements.add_counted(unit, release, some))
        _finish(counting, draft, release, {row.organisation for row in counted}, now)
    except BaseException:
        with suppress(AssessmentError):
            clear(counting, release)
        raise
    return draft.number


def _measures(counting: Door, catalogue: Catalogue, draft: Draft) -> Measures:
    """What every organisation in a group that is computed anew has of every measure."""
    targets = catalogue.operating.targets_for(draft.gathered.edition.id)
    measures = Measures(draft.gathered.edition, [one.id for one in targets if one.show_when_met])
    measures.take_scores(draft.gathered)
    anew = {one for group in draft.groups if group.anew is not None for one, _ in group.anew.members}
    wanted = [one for who, one in draft.gathered.counted.items() if who in anew]
    for one, content in gathering.contents(counting, catalogue, draft.scope, wanted):
        measures.take(one.organisation, content)
    _of_two_years(counting, catalogue, draft, measures, wanted)
    return measures


def _of_two_years(
    counting: Door, catalogue: Catalogue, draft: Draft, measures: Measures, wanted: Iterable[Counted]
) -> None:
    """What rests on the year before too. A target of two years has no figure where that was not counted."""
    targets = counting.read(lambda rows: aiming.in_force(rows, catalogue, draft.scope.framework))
    names = {gathering.TARGET + one.id for one in targets if one.metric == gathering.OF_TWO_YEARS}
    if draft.before is None:
        for name in names:
            measures.shares.pop(name, None)
        return
    before = draft.before.counted
    measures.before = draft.before.shares
    measures.earlier = {who: one.number for who, one in before.items()}
    measures.of_two_years = names
    evidenced = {who for name in names for who, share in measures.shares.get(name, {}).items() if share}
    some = [one for one in wanted if one.organisation in evidenced]
    better = gathering.improved(counting, catalogue, draft.scope, some, before)
    for name in names & measures.shares.keys():
        measures.only_if(name, better)


def _figures(counting: Door, draft: Draft, measures: Measures) -> Iterator[tuple[int, str, str]]:
    """Every figure as it is stored: the number of its group, its measure, and its text."""
    every = (*draft.past, *draft.elsewhere)
    earlier = counting.read(lambda rows: {one.row.id: statements.shown(rows, one.row.id) for one in every})
    shown = _shown(earlier)
    may_show = {
        name: showing(name, draft.groups, measures, draft.past, draft.elsewhere, shown) for name in measures.names()
    }
    for grp, group in enumerate(draft.groups):
        if group.anew is None:
            continue
        stood = _stood(draft, group, earlier)
        for name, keys in may_show.items():
            measure = CHANGE + name if group.is_change else name
            figure = measures.figure(name, group.anew) if group.key in keys else None
            if figure is not None:
                some_have_none = any(one not in measures.having(name) for one, _ in group.anew.members)
                yield grp, measure, written(figure, partly=some_have_none)
            elif measure in stood:
                yield grp, measure, stood[measure]


def _shown(earlier: Mapping[int, Iterable[tuple[str, str, str]]]) -> Shown:
    """Which groups of each release showed a measure, or the change of it, that was worked out in it."""
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for release, figures in earlier.items():
        for key, name, text in figures:
            if since(text) is None:
                found[release, name.removeprefix(CHANGE)].append(key)
    return found


def _stood(draft: Draft, group: Planned, earlier: Mapping[int, Iterable[tuple[str, str, str]]]) -> dict[str, str]:
    """What the last release that computed a group showed of it: a measure that must wait goes on showing that."""
    for past in reversed(draft.past):
        if group.key in past.computed:
            of_group = ((name, text) for key, name, text in earlier[past.row.id] if key == group.key)
            return {name: _since(text, past.row.id) for name, text in of_group}
    return {}


def _since(text: str, release: int) -> str:
    return written(read(text), since(text) or release, partly=is_partly(text))


def _values(draft: Draft, by: int | None, now: datetime) -> dict[str, str | int | None]:
    scope = draft.scope
    return {
        "framework": scope.framework,
        "edition": draft.gathered.edition_id,
        "calendar": scope.period.calendar,
        "period": scope.period.name,
        "form": scope.form,
        "made_at": stamp(now),
        "made_by": by,
        "counted": len(draft.gathered.counted),
        "waiting": draft.waiting,
    }


def _group_rows(draft: Draft, release: int) -> Iterator[GroupRow]:
    for grp, group in enumerate(draft.groups):
        computed_in = release if group.anew is not None else group.computed_in
        status = "published" if group.is_shown else "withheld"
        yield GroupRow(grp, group.key, group.title, status, group.reason, group.needs, group.about, computed_in)


def _counted(draft: Draft, measures: Measures) -> Iterator[CountedRow]:
    """Which submission of each organisation was computed with, and in which groups."""
    groups: dict[int, list[int]] = defaultdict(list)
    sizes = {grp: len(each.anew.members) for grp, each in enumerate(draft.groups) if each.anew is not None}
    for grp, group in ((grp, each.anew) for grp, each in enumerate(draft.groups) if each.anew is not None):
        for one, _ in group.members:
            groups[one].append(grp)
    having = [(name, measures.having(name)) for name in measures.names()]
    for one, places in sorted(groups.items()):
        without = tuple(name for name, there in having if one not in there)
        yield CountedRow(
            one,
            draft.gathered.counted[one].number,
            tuple(places),
            measures.earlier.get(one),
            without,
            tuple(sizes[grp] for grp in places),
        )


def _in_pieces(counting: Door, everything: Iterable[T], add: Callable[[Unit, list[T]], None]) -> None:
    """Write a little at a time, so that others' writes come between."""
    waiting = iter(everything)
    while some := list(islice(waiting, statements.TOGETHER)):
        counting.write(lambda unit, some=some: add(unit, some))  # type: ignore[misc]


def _finish(counting: Door, draft: Draft, release: int, used: set[int], now: datetime) -> None:
    """Make it whole, unless somebody in it took their yes back, or another one was made, while it was worked out."""

    def work(unit: Unit) -> None:
        if used & sources.left_since(unit, now):
            raise Refused(CHANGED)
        if statements.whole(unit, draft.scope.framework) != draft.beside:
            raise Refused(MEANWHILE)
        statements.finish(unit, release, draft.number)

    try:
        counting.write(work)
    except Conflict as other:
        raise Refused(MEANWHILE) from other


def tidy(counting: Door, *, before: datetime) -> None:
    """Clear away what was cut short."""
    for release in counting.read(lambda rows: statements.unfinished(rows, before)):
        clear(counting, release)


def clear(counting: Door, release: int) -> None:
    """Take an unfinished release away, a little at a time."""
    while counting.write(lambda unit: statements.clear_counted(unit, release)):
        pass
    for grp in counting.read(lambda rows: statements.groups_written(rows, release)):
        counting.write(lambda unit, grp=grp: statements.clear_group(unit, release, grp))  # type: ignore[misc]
    counting.write(lambda unit: statements.clear(unit, release))
