"""How far a network is towards targets that tell nothing of answers: who took part, and figures from elsewhere.

`reviewed` and `submitted` are worked out from participation: they ask that somebody answered, never what. What depends
on answers is in `aimed_at_answers`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from assessments import periods
from assessments.participation import Line, Participation
from assessments.store.brought import Brought as OfYear
from frameworks.brought import Brought, latest
from frameworks.edition import Edition
from frameworks.operating_files import Operating
from frameworks.targets import Target
from scoring.targets import (
    Distance,
    Member,
    Pace,
    Parts,
    Progress,
    concerns,
    distance,
    figure_met,
    pace,
    progress,
)

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
class Elsewhere:
    """One target of a figure that the operator brought: the last one, and how far it is from what is wanted."""

    target: Target
    figure: Brought
    distance: Distance


@dataclass(frozen=True, slots=True)
class OfEach:
    """One target of a figure brought for each organisation: how many have enough in the latest year that has figures.

    `figures` has every one, of earlier years too, with the organisation's name and whether it is enough.
    """

    target: Target
    year: str
    progress: Progress
    pace: Pace
    figures: tuple[tuple[str, OfYear, bool], ...]


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


def aims(
    found: Sequence[Participation], edition: Edition, targets: Iterable[Target], operating: Operating
) -> tuple[Aim, ...]:
    """Each target that counts who took part, in the order written."""
    return tuple(_aim(found, edition, each, operating) for each in targets if each.metric in OF_TAKING_PART)


def _aim(found: Sequence[Participation], edition: Edition, target: Target, operating: Operating) -> Aim:
    today = found[0].known_on if found else date.max
    lines = _concerned(found, edition, target, operating)
    before = _a_year_before(today)
    met = _met(target, lines, today, 0)
    now, then = progress(target, lines, met), progress(target, lines, _met(target, lines, before, 1))
    missing = [line for one, (line, _) in lines.items() if one not in met]
    begun = sum(line.went == "begun" for line in missing)
    return Aim(target, now, pace(target, now, then, today=today.isoformat()), begun, len(missing) - begun)


def _concerned(
    found: Sequence[Participation], edition: Edition, target: Target, operating: Operating
) -> dict[int, tuple[Line, Participation]]:
    """Everybody who belongs and whom a target is about, by organisation."""
    return {
        line.member.organisation: (line, each)
        for each in found
        for line in each.years[0].lines
        if concerns(target, _member(line, operating), edition.suits)
    }


def of_each(
    found: Sequence[Participation],
    edition: Edition,
    target: Target,
    operating: Operating,
    figures: Iterable[OfYear],
) -> OfEach | None:
    """A target of each organisation's own figure, in the latest year that any has one; None before there is one."""
    lines = _concerned(found, edition, target, operating)
    every = [one for one in figures if one.target == target.id and one.organisation in lines]
    if not every:
        return None
    year = max(one.year for one in every)
    before = periods.before(periods.named(year, "academic")).name
    today = found[0].known_on.isoformat()
    now, then = (progress(target, lines, _enough(target, every, each)) for each in (year, before))
    known = then if any(one.year == before for one in every) else None
    told = [
        (lines[one.organisation or 0][0].member.name, one, figure_met(target, Fraction(one.figure))) for one in every
    ]
    return OfEach(target, year, now, pace(target, now, known, today=today), tuple(told))


def _enough(target: Target, figures: Iterable[OfYear], year: str) -> dict[int, Parts | None]:
    """Whether the figure of each that has one of a year is enough."""
    return {
        one.organisation: {target.id: figure_met(target, Fraction(one.figure))}
        for one in figures
        if one.year == year and one.organisation is not None
    }


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
