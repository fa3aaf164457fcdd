"""How a network's organisations stand, from comparison figures alone: by group, on a map, their spread and change."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from math import floor

from assessments import comparison, wording
from assessments.comparison import Figure as Shown
from assessments.comparison import Line, Released, Spread
from assessments.errors import NotYours
from assessments.wording import day
from frameworks.edition import Edition
from scoring.bands import band_of
from scoring.results import OVERALL
from ui.charts.heat import Square
from ui.networking.figures import Asked

ALL = "all"
TOO_FEW = "too few to show"
BY: Mapping[str, str] = {"region": "By region", "phase": "By phase", "kind": "By kind"}
WHY: Mapping[str | None, str] = {
    "few": "too few are counted",
    "subtracted": "it could be worked out from the others",
    "matched": "its change since the year before is shown, and too few have joined or left since",
    "known": "you may read some of it, so the rest could be worked out",
    "waits": "newer answers wait until there are enough",
}


@dataclass(frozen=True)
class Compared:
    """One set of comparison figures as this reader may see it, and which group and breakdown they look at."""

    asked: Asked
    released: Released
    lines: Mapping[str, Line]
    group: str
    by: str

    @property
    def edition(self) -> Edition:
        return self.released.edition

    @property
    def line(self) -> Line:
        """The group looked at."""
        return self.lines[self.group]

    @cached_property
    def figures(self) -> Mapping[str, Shown]:
        """Every measure of the group looked at."""
        return comparison.figures(self.asked.desk, self.released, self.group)

    @cached_property
    def nodes(self) -> tuple[tuple[str, str], ...]:
        """The whole and the sections: code and title."""
        return ((OVERALL, "Overall"), *((section.id, section.title) for section in self.edition.sections))

    @cached_property
    def by_node(self) -> Mapping[str, Mapping[str, Shown]]:
        """The whole and every section, of every group."""
        return {code: comparison.measure(self.asked.desk, self.released, code) for code, _ in self.nodes}

    def columns(self, by: str) -> tuple[Line, ...]:
        """The group looked at and all of a breakdown, whether shown or not."""
        there = (line for key, line in self.lines.items() if dimension(key) == by and key != self.group)
        return (self.line, *sorted(there, key=lambda line: (line.standing, line.title)))

    def source(self) -> str:
        """Where a chart is from, when and of how many."""
        of = self.line
        when = of.figures_of or self.released.made_at.date()
        return f"{from_when(when)} {of.title}: about {of.about} organisations counted."

    def measure(self) -> str:
        """What the figures measure, where and when."""
        of = self.edition.scale.highest
        form = "" if self.released.form == "full" else ", quick form"
        return f"{self.edition.name}, level out of {of}, {self.released.period.name}{form}"

    def square(self, figure: Shown | None) -> Square:
        """A mean as a cell."""
        if not isinstance(figure, Spread) or figure.mean is None:
            return Square(None, TOO_FEW)
        word = band_of(self.edition, figure.mean)
        return Square(_tone(self.edition, figure.mean, word), level(figure.mean), word)


def from_when(when: date) -> str:
    """As in "Source: Stocktake, comparison figures of 22 November 2026."."""
    return f"Source: Stocktake, comparison figures of {day(when)}."


def _tone(edition: Edition, mean: Fraction, word: str) -> Fraction:
    """How far up a word stands, so that one word has one ground."""
    names, scale = [one.title for one in edition.bands], edition.scale
    if word in names:
        return Fraction(names.index(word), max(len(names) - 1, 1))
    return Fraction(floor(mean) - scale.lowest, scale.highest - scale.lowest)


def dimension(key: str) -> str:
    """The breakdown that a group belongs to: of `region:x|region:y`, region."""
    names = {part.partition(":")[0] for part in key.split("|")}
    return names.pop() if len(names) == 1 and "+" not in key else ""


def level(value: Fraction) -> str:
    """A level as it is shown, to one decimal: "3.2"."""
    return wording.level(value)


def releases(asked: Asked) -> tuple[Released, ...]:
    """The figures there are of the framework looked at, the latest period first."""
    return comparison.every(asked.desk, None if asked.edition is None else asked.edition.id)


def named(released: Released, every: Sequence[Released]) -> str:
    """What one set of figures is called among all: its year, with the kind of year and the form where that differs."""
    several = len({one.period.calendar for one in every}) > 1
    kind = {"academic": " (school year)", "financial": " (financial year)"}[released.period.calendar] if several else ""
    return f"{released.period.name}{kind}{'' if released.form == 'full' else ', quick form'}"


def code(released: Released) -> str:
    """What one set of figures is called in an address."""
    return f"{released.period.name} {released.period.calendar} {released.form}"


def of(asked: Asked) -> Compared | None:
    """The figures asked for; None where there are none. Raises NotYours for a period or group that is not there."""
    there = releases(asked)
    found = next((one for one in there if asked.period in {"", code(one)}), None)
    if found is None:
        if asked.period and there:
            raise NotYours
        return None
    lines = comparison.groups(asked.desk, found)
    own = f"network:{asked.branch.id}"
    wanted = asked.group or (own if own in lines and lines[own].standing == "published" else ALL)
    if wanted not in lines or lines[wanted].standing != "published":
        if asked.group:
            raise NotYours
        return None
    return Compared(asked, found, lines, wanted, asked.by if asked.by in BY else first_of(lines))


def first_of(lines: Mapping[str, Line]) -> str:
    """The first breakdown that has something to show."""
    shown = {dimension(key) for key, line in lines.items() if line.standing == "published"}
    return next((by for by in BY if by in shown), "region")


def withheld(lines: Sequence[Line]) -> Iterator[str]:
    """Which groups are not shown, why, and what would change it."""
    for line in lines:
        if line.standing != "published" or line.reason == "matched":
            more = f" {line.needs} more counted would show it." if line.needs else ""
            yield f"{line.title}: {TOO_FEW}, because {WHY.get(line.reason, WHY['few'])}.{more}"
