"""How far a network is towards targets that depend on answers: out of comparison figures alone, rounded as they are.

A target's group is one the figures were planned for, or several that do not overlap; it never forms one of its own.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Literal

from assessments.comparison import Figure, Line, Released, Spread
from assessments.comparison.gathering import TARGET
from assessments.needs import QUESTION, Low, at_levels, general_level
from frameworks.conditions import Every, EveryQuestion, Where, leaves
from frameworks.edition import Edition
from frameworks.operating_files import Operating
from frameworks.questions import BaseQuestion
from frameworks.targets import Group, Target
from frameworks.values import Number
from scoring.conditions import needed
from scoring.results import OVERALL
from scoring.targets import Pace, Progress, pace

Because = Literal["brought", "not made", "two years", "few", "alike", "not yet", "with others", "no group", "withheld"]
PERCENT = 100
MOST_FAILING = 3  # questions of an award that are named
HALF_A_STEP = Fraction(5, 2)  # counts are shown to the nearest five, so each is off by at most as much
NEARLY_TEN = 10  # of about as many it may be too few that no count is shown, of more it is that they stand alike


@dataclass(frozen=True, slots=True)
class Year:
    """The comparison figures of a period as one reader may see them: the groups, and the figures of one by its key."""

    released: Released
    groups: Mapping[str, Line]
    figures: Callable[[str], Mapping[str, Figure]]


@dataclass(frozen=True, slots=True)
class Shown:
    """One target about answers: about how many meet it, of which groups, how fast, or why that is not shown.

    `failing` says of a target with several questions about how many are below in each, the worst first.
    """

    target: Target
    low: Low | None
    groups: tuple[Line, ...] = ()
    because: Because | None = None
    failing: tuple[tuple[BaseQuestion, Low], ...] = ()
    pace: Pace | None = None


def groups_of(target: Target, network_id: int, operating: Operating, groups: Mapping[str, Line]) -> tuple[Line, ...]:
    """The planned groups that together are whom a target is about, those of the network itself before those of all.

    Empty where the plan has none. A withheld one is given where nothing else is there, so that it can be said why.
    """
    own, wanted = f"network:{network_id}", _wanted(target.group, operating)
    if target.group == Group(network=target.group.network):
        return (groups[own],) if own in groups else ()
    ways = [frozenset(f"{before}{one}" for one in wanted) for before in (f"{own}+", "")]
    made = [found for keys in ways if (found := _made_of(keys, groups))]
    return next((found for found in made if all(one.standing == "published" for one in found)), made[0] if made else ())


def _wanted(group: Group, operating: Operating) -> frozenset[str]:
    """The keys of the groups that together are one; none where it is of two sorts at once, as of phases in a region."""
    regions = tuple(operating.called(one) for one in group.regions)
    facts = (("kind", () if group.phases else group.kinds), ("phase", group.phases), ("region", regions))
    wanted = [(fact, each) for fact, each in facts if each]
    return frozenset(f"{fact}:{one}" for fact, each in wanted for one in each) if len(wanted) == 1 else frozenset()


def _with_others(target: Target, operating: Operating, groups: Mapping[str, Line]) -> tuple[Line, ...]:
    """The smallest group shown that holds these and others, because these alone are too few."""
    wanted = _wanted(target.group, operating)
    found = [(len(parts), line) for key, line in groups.items() if wanted and wanted < (parts := {*key.split("|")})]
    shown = [one for one in found if one[1].standing == "published"]
    return (min(shown, key=lambda one: one[0])[1],) if shown else ()


def choices(network_id: int, operating: Operating, groups: Iterable[Line]) -> tuple[Group, ...]:
    """Whom a target about answers may be about: everybody, then each group shown of kinds, phases or a region."""
    found = {Group(): None}
    for line in groups:
        parts = [part.removeprefix(f"network:{network_id}+").partition(":") for part in line.key.split("|")]
        facts, names = {fact for fact, _, _ in parts}, tuple(name for _, _, name in parts)
        if line.standing == "published" and len(facts) == 1 and not any("+" in name for name in names):
            found |= dict.fromkeys(_group(facts.pop(), names, operating))
    return tuple(found)


def _group(fact: str, names: tuple[str, ...], operating: Operating) -> Iterator[Group]:
    if fact == "region":
        regions = tuple(one.id for one in map(operating.region, names) if one is not None)
        if len(regions) == len(names):
            yield Group(regions=regions)
    elif fact in {"kind", "phase"}:
        yield Group.model_validate({f"{fact}s": names})


def _made_of(wanted: frozenset[str], groups: Mapping[str, Line]) -> tuple[Line, ...]:
    """The groups that hold exactly these, none of them twice: one merged group, or as few as there are."""
    by_parts = {frozenset(key.split("|")): line for key, line in groups.items()}
    left = wanted & frozenset().union(*by_parts)
    shown_first = sorted(by_parts, key=lambda parts: (by_parts[parts].standing != "published", -len(parts)))
    found: list[Line] = []
    for parts in shown_first:
        if parts and parts <= left:
            found.append(by_parts[parts])
            left -= parts
    return () if left else tuple(found)


@dataclass(frozen=True, slots=True)
class Looking:
    """From where a target is looked at: the network, what the operator wrote, today, and when each was made here."""

    network: int
    operating: Operating
    today: date
    made_on: Mapping[str, date] = field(default_factory=dict)


def shown(target: Target, now: Year | None, before: Year | None, at: Looking) -> Shown:
    """A target about answers, out of the figures of its groups; its pace from those of a year before."""
    if target.metric == "brought":
        return Shown(target, None, because="brought")
    if now is None:
        return Shown(target, None, because="not made")
    groups = groups_of(target, at.network, at.operating, now.groups)
    if not groups:
        larger = _with_others(target, at.operating, now.groups)
        return Shown(target, None, larger, "with others" if larger else "no group")
    if any(one.standing != "published" for one in groups):
        return Shown(target, None, groups, "withheld")
    found = [now.figures(one.key) for one in groups]
    low = _together(_met(target, now.released.edition, each) for each in found)
    failing = _failing(target, now.released.edition, found)
    if low is None:
        return Shown(target, None, groups, _why_not(target, found, groups, at), failing)
    then = None if before is None else _then(target, before, groups)
    return Shown(target, low, groups, None, failing, _pace(target, low, then, at.today))


def _then(target: Target, before: Year, groups: Sequence[Line]) -> Low | None:
    """How many of the same groups met it in the year before; not where either is only of those one may read anyway."""
    there = [before.groups.get(one.key) for one in groups]
    if any(one is None or one.standing != "published" or one.reason == "known" for one in (*there, *groups)):
        return None
    return _together(_met(target, before.released.edition, before.figures(one.key)) for one in groups)


def _pace(target: Target, low: Low, then: Low | None, today: date) -> Pace:
    """How many more, and how many came in a year; that is not known where either count is only a least.

    Not as many may be counted in both years, so the year before is taken as a share of as many as are counted now.
    """
    now, earlier, give = _progress(target, low), None, 0
    if then is not None and then.about and not (then.at_least or low.at_least):
        by = Fraction(low.about, then.about)
        earlier = replace(now, met=round(then.many * by))
        give = ceil(HALF_A_STEP * (1 + by))
    return pace(target, now, earlier, today=today.isoformat(), give=give)


def _progress(target: Target, low: Low) -> Progress:
    needed = ceil(Fraction(target.value) * low.about / PERCENT)
    return Progress(of=low.about, met=low.many, not_submitted=0, needed=needed, failing={})


def _why_not(target: Target, found: Sequence[Mapping[str, Figure]], groups: Sequence[Line], at: Looking) -> Because:
    """Why the groups are shown and how many of them meet it is not."""
    own, made_on = [figures.get(TARGET + target.id) for figures in found], at.made_on.get(target.id)
    if made_on is not None and not any(own) and any(one.figures_of and one.figures_of <= made_on for one in groups):
        return "not yet"
    if any(one is not None and one.about > NEARLY_TEN for one in own):
        return "alike"
    return "two years" if target.metric == "improved_and_evidenced" else "few"


def _together(lows: Iterable[Low | None]) -> Low | None:
    """Several groups that do not overlap as one; None where one of them is not known."""
    every = list(lows)
    known = [one for one in every if one is not None]
    if not known or len(known) < len(every):
        return None
    at_least = any(one.at_least for one in known)
    return Low(sum(one.many for one in known), sum(one.about for one in known), at_least)


def _met(target: Target, edition: Edition, figures: Mapping[str, Figure]) -> Low | None:
    """About how many of one group meet it: from its own measure, else where that says as much from a question's."""
    figure = figures.get(TARGET + target.id)
    if isinstance(figure, Spread):
        all_of_them = None if figure.mean is None else Low(figure.about, figure.about)
        return all_of_them or at_levels(figure, (1,), (0, 1))
    if target.metric not in {"question", "at_target"} or len(target.of) > 1:
        return None
    name = f"{QUESTION}{target.of[0]}" if target.metric == "question" else next(iter(target.of), OVERALL)
    asked = general_level(edition) if target.at_least is None else target.at_least
    figure = figures.get(name)
    levels = [level for level in edition.scale.levels if level >= asked]
    return at_levels(figure, levels, edition.scale.levels) if isinstance(figure, Spread) else None


def _failing(
    target: Target, edition: Edition, found: Sequence[Mapping[str, Figure]]
) -> tuple[tuple[BaseQuestion, Low], ...]:
    """Of several questions, about how many are below what is asked in each; the ones where most are come first."""
    known = []
    for name, asked in _asked(target, edition).items():
        below = [level for level in edition.scale.levels if level < asked]
        low = _together(_below(edition, name, below, found))
        if low is not None and low.many:
            known.append((edition.questions[name], low))
    return tuple(sorted(known, key=lambda part: -part[1].many)[: None if target.metric == "question" else MOST_FAILING])


def _asked(target: Target, edition: Edition) -> Mapping[str, Number]:
    """The level that a target asks of each of several questions; of an award, where it asks everybody the same."""
    if target.metric == "question" and len(target.of) > 1 and target.at_least is not None:
        return {name: target.at_least for name in target.of if name in edition.questions}
    wanted = edition.awards if target.metric == "award" else ()
    conditions = (one for award in wanted if award.id in target.of for one in award.requires)
    tests = (test.every_question for one in conditions for test in leaves(one) if isinstance(test, EveryQuestion))
    asked: dict[str, Number] = {}
    for every in tests:
        if _is_the_same_for_everybody(every, edition):
            for question in edition.questions.values():
                level = needed(every, question, general_level(edition))
                if level is not None and (every.where is None or question.minimum_level is not None):
                    asked[question.id] = max(level, asked.get(question.id, level))
    return asked


def _is_the_same_for_everybody(every: Every, edition: Edition) -> bool:
    """Whether a test asks one level of all, of every question or of every must-have."""
    by_profile = every.at_least == "target" and any(one.when is not None for one in edition.scale.targets)
    return not by_profile and every.where in (None, Where(must_have=True))


def _below(
    edition: Edition, name: str, below: Sequence[int], found: Sequence[Mapping[str, Figure]]
) -> Iterator[Low | None]:
    for figures in found:
        figure = figures.get(QUESTION + name)
        yield at_levels(figure, below, edition.scale.levels) if isinstance(figure, Spread) else None
