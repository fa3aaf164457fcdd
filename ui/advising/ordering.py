"""The order of the table and who needs an adviser most; both stand in the address, so that they can be kept."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assessments.access.portfolio import Line

NEED = "need"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: the team, framework and period, the order, and only those who need somebody most."""

    team: int | None = None
    framework: str | None = None
    period: str | None = None
    sort: str = ""
    only_need: bool = False
    find: str = ""

    def parts(self, **other: str | int | None) -> dict[str, str | int | None]:
        """The same as parts of an address, some of them otherwise."""
        own: dict[str, str | int | None] = {
            "team": self.team, "framework": self.framework, "period": self.period, "sort": self.sort or None,
            "show": NEED if self.only_need else None, "find": self.find or None,
        }  # fmt: skip
        return own | other


def _answered(line: Line) -> Fraction | None:
    found = line.where.figures if line.where else None
    return Fraction(found.answered, found.asked) if found and found.asked else None


def _score(line: Line) -> Fraction | None:
    found = line.where.figures.overall if line.where else None
    if found is None or line.where is None:
        return None
    scale = line.where.figures.edition.scale
    return (found - scale.lowest) / (scale.highest - scale.lowest)


COLUMNS: Mapping[str, tuple[str, Callable[[Line], Any]]] = {
    "name": ("Organisation", lambda line: line.client.shown.name.casefold()),
    "answered": ("Answered", _answered),
    "score": ("Score", _score),
    "must": ("Must-haves open", lambda line: len(line.where.figures.must_haves) if line.where else None),
    "change": ("Change", lambda line: line.where.moved.by if line.where and line.where.moved else None),
    "flags": ("What to look at", lambda line: len(line.where.flags) if line.where else None),
    "touched": ("Last touched", lambda line: line.review.touched_at if line.review else None),
}


def needs(line: Line) -> bool:
    """Whether a rule points at it."""
    return line.where is not None and bool(line.where.flags)


def by_need(line: Line) -> tuple[int, int, Fraction]:
    """Who needs somebody most stands first: the most must-haves open, then the most flags, then the lowest score."""
    if line.where is None:
        return 0, 0, Fraction(2)
    score = _score(line)
    return -len(line.where.figures.must_haves), -len(line.where.flags), Fraction(2) if score is None else score


def ordered(lines: Iterable[Line], asked: Asked) -> list[Line]:
    """The lines in the order asked for; what has no figure stands last either way, and equals by name."""
    named = sorted(lines, key=lambda line: (line.client.shown.name.casefold(), line.client.shown.organisation))
    column = asked.sort.removeprefix("-")
    if column not in COLUMNS:
        return sorted(named, key=by_need) if asked.only_need else named
    value = COLUMNS[column][1]
    there = [line for line in named if value(line) is not None]
    rest = [line for line in named if value(line) is None]
    return sorted(there, key=value, reverse=asked.sort.startswith("-")) + rest
