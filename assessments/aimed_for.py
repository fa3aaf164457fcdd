"""How far a network is towards its targets: exactly where a target only asks who took part, else as figures show it.

`reviewed` and `submitted` are worked out from participation: they ask that somebody answered, never what. A target
about answers comes from comparison figures, rounded as they are, or is not shown at all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from assessments import periods
from assessments.comparison import Figure, Spread
from assessments.comparison.gathering import TARGET
from assessments.needs import QUESTION, Low, at_levels, general_level
from assessments.participation import Line, Participation
from frameworks.brought import Brought, latest
from frameworks.edition import Edition
from frameworks.operating_files import Operating
from frameworks.questions import BaseQuestion
from frameworks.targets import Target
from scoring.results import OVERALL
from scoring.targets import Distance, Member, Pace, Parts, Progress, concerns, distance, pace, progress

Because = Literal["brought", "not worked out", "no figures"]
OF_TAKING_PART = ("reviewed", "submitted")
A_YEAR = 1


@dataclass(frozen=True, slots=True)
class Aim:
    """One target with how far the network is, how fast it must go, and who is missing by how far they went."""

    target: Target
    progress: Progress
    pace: Pace
    begun: int
    not_begun: int


@dataclass(frozen=True, slots=True)
class Shown:
    """One target about answers: about how many meet it, of whom, or why that is not shown.

    `failing` says of a target with several questions about how many are below in each, the worst first.
    """

    target: Target
    low: Low | None
    group: str | None
    because: Because | None = None
    failing: tuple[tuple[BaseQuestion, Low], ...] = ()


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """One target of a figure that the operator brought: the last one, and how far it is from what is wanted."""

    target: Target
    figure: Brought
    distance: Distance


def brought(target: Target, operating: Operating, today: date) -> Elsewhere | None:
    """A target of a figure brought for the whole network; None for another, and while none was brought."""
    if target.metric != "brought" or target.is_of_organisations:
        return None
    series = operating.figures.get(target.of[0], ())
    now, then = latest(series, today.isoformat()), latest(series, _a_year_before(today).isoformat())
    if now is None:
        return None
    before = None if then is None or then.on == now.on else Fraction(then.value)
    return Elsewhere(target, now, distance(target, Fraction(now.value), before))


def group_key(target: Target, network_id: int, operating: Operating) -> str | None:
    """The group of comparison figures that a target is about; None where there is none for it."""
    group = target.group
    regions = [operating.regions[one].title for one in group.regions if one in operating.regions]
    wanted = [f"kind:{one}" for one in group.kinds if not group.phases]
    wanted += [f"phase:{one}" for one in group.phases] + [f"region:{one}" for one in regions]
    if not wanted:
        return f"network:{network_id}"
    return wanted[0] if len(wanted) == 1 else None


def shown(target: Target, edition: Edition, group: str | None, figures: Mapping[str, Figure]) -> Shown:
    """A target about answers, out of the figures of its group."""
    if target.metric == "brought":
        return Shown(target, None, group, "brought")
    if target.metric == "improved_and_evidenced":
        return Shown(target, None, group, "not worked out")
    figure = figures.get(TARGET + target.id)
    if isinstance(figure, Spread):
        all_of_them = None if figure.mean is None else Low(figure.about, figure.about)
        met = all_of_them or at_levels(figure, (1,), (0, 1))
        return Shown(target, met, group, None if met else "no figures", _failing(target, edition, figures))
    if target.metric not in {"question", "at_target"} or len(target.of) > 1:
        return Shown(target, None, group, "no figures", _failing(target, edition, figures))
    name = f"{QUESTION}{target.of[0]}" if target.metric == "question" else next(iter(target.of), OVERALL)
    asked = general_level(edition) if target.at_least is None else target.at_least
    figure = figures.get(name)
    levels = [level for level in edition.scale.levels if level >= asked]
    met = at_levels(figure, levels, edition.scale.levels) if isinstance(figure, Spread) else None
    return Shown(target, met, group, None if met else "no figures")


def _failing(target: Target, edition: Edition, figures: Mapping[str, Figure]) -> tuple[tuple[BaseQuestion, Low], ...]:
    """Of several questions, about how many are below what is asked in each; the one where most are comes first."""
    if target.metric != "question" or len(target.of) == 1 or target.at_least is None:
        return ()
    below = [level for level in edition.scale.levels if level < target.at_least]
    found = []
    for name in target.of:
        figure = figures.get(QUESTION + name)
        low = at_levels(figure, below, edition.scale.levels) if isinstance(figure, Spread) else None
        if low is not None and name in edition.questions:
            found.append((edition.questions[name], low))
    return tuple(sorted(found, key=lambda part: -part[1].many))


def aims(
    found: Sequence[Participation], edition: Edition, targets: Iterable[Target], operating: Operating
) -> tuple[Aim, ...]:
    """Each target that counts who took part, in the order written."""
    return tuple(_aim(found, edition, each, operating) for each in targets if each.metric in OF_TAKING_PART)


def _aim(found: Sequence[Participation], edition: Edition, target: Target, operating: Operating) -> Aim:
    today = found[0].known_on if found else date.max
    lines = {
        line.member.organisation: (line, each)
        for each in found
        for line in each.years[0].lines
        if concerns(target, _member(line, operating), edition.suits)
    }
    before = _a_year_before(today)
    met = _met(target, lines, today, 0)
    now, then = progress(target, lines, met), progress(target, lines, _met(target, lines, before, 1))
    missing = [line for one, (line, _) in lines.items() if one not in met]
    begun = sum(line.went == "begun" for line in missing)
    return Aim(target, now, pace(target, now, then, today=today.isoformat()), begun, len(missing) - begun)


def _member(line: Line, operating: Operating) -> Member:
    one = line.member
    region = operating.region(one.region)
    return Member(one.organisation, one.kind, one.phase, None if region is None else region.id)


def _met(
    target: Target, lines: Mapping[int, tuple[Line, Participation]], until: date, years_ago: int
) -> dict[int, Parts | None]:
    """Who had met it until a day: submitted for any period, or for the running one (so many years back)."""
    met: dict[int, Parts | None] = {}
    for one, (_, told) in lines.items():
        days = told.submitted.get(one, {})
        if target.metric == "submitted":
            wanted = periods.before(told.years[0].period, years_ago).name
            days = {name: day for name, day in days.items() if name == wanted}
        if any(day <= until for day in days.values()):
            met[one] = {target.metric: True}
    return met


def _a_year_before(day: date) -> date:
    """The same day a year earlier; of 29 February, the 28th."""
    if (day.month, day.day) == (2, 29):
        return date(day.year - A_YEAR, 2, 28)
    return day.replace(year=day.year - A_YEAR)
