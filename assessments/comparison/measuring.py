"""Measures: what each counted organisation has of each, and which groups may show it where some have nothing."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from assessments.comparison.gathering import NUMBER, QUESTION, TARGET, Content, Gathered
from assessments.comparison.history import Past, Planned
from assessments.comparison.values import YEARS_APART, Figure
from assessments.comparison.written import moved, yes_or_no
from frameworks.edition import Edition
from frameworks.questions import Indicator
from scoring.disclosure import CHANGE, LEAST, Breakdown, Group, plan, quantity, ratio, spread
from scoring.disclosure.shown import WHOLE

Shown = Mapping[tuple[int, str], Iterable[str]]  # by release and measure, the keys of the groups that showed it


@dataclass(slots=True)
class Measures:
    """By measure and organisation: shares x 10,000 (`overall`, sections, strands, `q:`, `t:`), and numbers (`n:`).

    Of a target (`t:`) a share is all or nothing. `shown_when_met` are those shown also where all meet them. `before`
    has the shares of the period before, of the whole, sections and strands. `of_two_years` are targets told by two
    submissions of an organisation, and `earlier` the number of the one before, of those counted that have one.
    """

    edition: Edition
    shown_when_met: Collection[str] = ()
    shares: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    numbers: dict[str, dict[int, Decimal]] = field(default_factory=lambda: defaultdict(dict))
    parts: dict[str, dict[int, tuple[Decimal, Decimal]]] = field(default_factory=lambda: defaultdict(dict))
    before: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    of_two_years: Collection[str] = ()
    earlier: Mapping[int, int] = field(default_factory=dict)

    def take(self, organisation: int, content: Content) -> None:
        """What the content of one submission gives."""
        for name, share in content.shares.items():
            self.shares[QUESTION + name][organisation] = share
        for name, met in content.met.items():
            self.shares[TARGET + name][organisation] = WHOLE if met else 0
        for name, number in content.numbers.items():
            self.numbers[NUMBER + name][organisation] = number
        for name, both in content.parts.items():
            self.parts[NUMBER + name][organisation] = both

    def take_scores(self, gathered: Gathered) -> None:
        """The stored shares of the whole, sections and strands."""
        for code, found in gathered.shares.items():
            self.shares[code] |= found

    def only_if(self, measure: str, who: Collection[int]) -> None:
        """Of those that meet a target so far, only these do."""
        found = self.shares[measure]
        found |= dict.fromkeys(found.keys() - who, 0)

    def names(self) -> tuple[str, ...]:
        return (*self.shares, *self.numbers)

    def rest_on(self, measure: str, group: Group, earlier: Mapping[int, int]) -> Group:
        """The group by what the measure rests on of each: of a target of two years, on a pair of submissions."""
        if measure not in self.of_two_years:
            return group
        pairs = frozenset((who, now * YEARS_APART + earlier.get(who, 0)) for who, now in group.members)
        return replace(group, members=pairs)

    def having(self, measure: str) -> Mapping[int, object]:
        """Who has something for a measure."""
        return self.shares[measure] if measure in self.shares else self.numbers[measure]

    def figure(self, measure: str, group: Group) -> Figure | None:
        """The figure of those of a group that have something for it, as it is shown; None for too few."""
        who = sorted(one for one, _ in group.members)
        if group.key.startswith(CHANGE):
            now, before, scale = self.shares[measure], self.before[measure], self.edition.scale
            return moved([now[one] - before[one] for one in who], lowest=scale.lowest, highest=scale.highest)
        if measure.startswith(TARGET):
            there = [self.shares[measure][one] for one in who if one in self.shares[measure]]
            return yes_or_no(there, shown_when_met=measure.removeprefix(TARGET) in self.shown_when_met)
        if measure in self.shares:
            found = self.shares[measure]
            scale = self.edition.scale
            return spread([found[one] for one in who if one in found], lowest=scale.lowest, highest=scale.highest)
        return self._number(measure, who)

    def _number(self, measure: str, who: Sequence[int]) -> Figure | None:
        given, both = self.numbers[measure], self.parts.get(measure, {})
        there = [one for one in who if one in given]
        if there and all(one in both for one in there):
            percent = self._indicators()[measure].unit.startswith("percent")
            return ratio([(both[one][0] * (100 if percent else 1), both[one][1]) for one in there])
        return quantity([given[one] for one in there])

    def _indicators(self) -> Mapping[str, Indicator]:
        questions = self.edition.questions.values()
        return {NUMBER + indicator.id: indicator for question in questions for indicator in question.indicators}


def is_fine(measure: str) -> bool:
    """Whether it is a question, a number or a target, and not a score of the whole or a part."""
    return measure.startswith((QUESTION, NUMBER, TARGET))


def is_cross(key: str) -> bool:
    """Whether a group crosses two facts that other groups show by themselves: there questions are not shown.

    Nobody plans by them there, and looking at each again would take most of the time a release takes.
    """
    return key.startswith("size:") or "+phase:" in key


def showing(
    measure: str,
    groups: Sequence[Planned],
    measures: Measures,
    past: Sequence[Past],
    elsewhere: Sequence[Past],
    shown: Shown,
) -> frozenset[str]:
    """The keys of the groups computed anew that may show a measure.

    Where some members have nothing for it, those must be none or five at least, and none for a change. As the others
    are then other groups than those that were planned, they are planned again for this measure, beside all that was
    ever shown of it; and with one organisation to spare, so that this need not be done once more for everybody who
    knows one: their own.
    """
    having = measures.having(measure)
    whole, partly = list[Group](), list[Group]()
    for group in (one.anew for one in groups if one.anew is not None):
        if group.key.startswith(CHANGE):
            if _both_times(measure, group, measures):
                whole.append(group)
            continue
        if is_fine(measure) and is_cross(group.key):
            continue
        there = frozenset(one for one in group.members if one[0] in having)
        missing = len(group.members) - len(there)
        if len(there) >= LEAST and (not missing or missing >= LEAST):
            rests = measures.rest_on(measure, Group(group.key, there), measures.earlier)
            (partly if missing else whole).append(rests)
    released, beside = (list(_released(measure, measures, some, shown)) for some in (past, elsewhere))
    if measure in measures.of_two_years or any(one.without(measure) for one in (*past, *elsewhere)):
        whole = _safe(whole, released, beside)
    return frozenset(group.key for group in (*whole, *_safe(partly, [*released, *whole], beside)))


def _both_times(measure: str, group: Group, measures: Measures) -> bool:
    """Whether every member of a change has a score of a measure in both periods."""
    now, before = measures.shares.get(measure, {}), measures.before.get(measure, {})
    return all(one in now and one in before for one, _ in group.members)


def _safe(wanted: Sequence[Group], released: Sequence[Group], beside: Sequence[Group]) -> list[Group]:
    """Those of some groups that may be shown as they stand now, to those who know one organisation too."""
    if not wanted:
        return []
    planned = plan([Breakdown("", tuple(wanted))], released, beside=beside, least=LEAST + 1)
    may = {group.key: group for group in planned.published}
    return [group for group in wanted if may.get(group.key) == group]


def _released(measure: str, measures: Measures, past: Iterable[Past], shown: Shown) -> Iterator[Group]:
    """The members with something for a measure, of every group that ever showed it."""
    for one in past:
        without = one.without(measure)
        earlier = {row.organisation: row.before for row in one.counted if row.before is not None}
        for key in shown.get((one.row.id, measure), ()):
            if key in one.computed:
                group = one.computed[key]
                there = replace(group, members=frozenset(each for each in group.members if each[0] not in without))
                yield measures.rest_on(measure, there, earlier)
