"""The title of a chart: one sentence of at most 15 words that states what the chart shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

MOST_WORDS = 15


@dataclass(frozen=True, slots=True)
class Standing:
    """A section's level now and last time; None where there is no score, or nothing that may be compared."""

    name: str
    now: Fraction | None
    before: Fraction | None = None


def shortest_allowed(candidates: Iterable[str]) -> str:
    """The first candidate of at most 15 words; the last one is always short enough."""
    said = list(candidates)
    return next((sentence for sentence in said if len(sentence.split()) <= MOST_WORDS), said[-1])


def finding(standings: Sequence[Standing], mark: int) -> str:
    """What the sections show: first what moved since last time, else which are not yet at the good-practice mark."""
    scored = [standing for standing in standings if standing.now is not None]
    if not scored:
        return "No section has a score yet"
    compared = [standing for standing in scored if standing.before is not None]
    every = len(standings)
    return shortest_allowed(_moves(compared, every) if len(compared) == len(scored) else _places(scored, every, mark))


def _moves(compared: Sequence[Standing], every: int) -> list[str]:
    """`every` counts the sections without a level too: what is said of every section must hold for all of them."""
    up = [standing.name for standing in compared if _move(standing) > 0]
    down = [standing.name for standing in compared if _move(standing) < 0]
    match len(up), len(down):
        case 0, 0:
            return [f"No {_section(len(compared), every)} has moved since last time"]
        case improved, 0 if improved == every:
            return ["Every section has improved since last time"]
        case 1, 0:
            return [
                f"{up[0]} has improved since last time and nothing slipped",
                "One section improved, and none slipped",
            ]
        case improved, 0:
            return [f"{improved} of {every} sections improved since last time and none slipped"]
        case 0, 1:
            return [f"{down[0]} has slipped since last time", "One section has slipped since last time"]
        case 0, slipped:
            return [f"{slipped} of {every} sections have slipped since last time"]
        case _, 1:
            return [f"{down[0]} is the one section that slipped since last time", "One section slipped since last time"]
        case improved, slipped:
            return [f"{_count(improved)} improved since last time and {slipped} slipped"]


def _places(scored: Sequence[Standing], every: int, mark: int) -> list[str]:
    below = [standing for standing in scored if (standing.now or 0) < mark]
    if not below:
        return [f"Every {_section(len(scored), every)} is at good practice"]
    if len(scored) == 1:
        return [f"{below[0].name} is not yet at good practice", "The one section is not yet at good practice"]
    if len(below) == 1:
        return [
            f"{below[0].name} is the one section not yet at good practice",
            "One section is not yet at good practice",
        ]
    levels = [standing.now or Fraction(0) for standing in scored]
    if len(set(levels)) == 1:
        return [f"All {_section(len(scored), every).replace('section', 'sections')} stand at the same level"]
    counted = f"{len(below)} of {every} sections are not yet at good practice"
    weakest, strongest = scored[levels.index(min(levels))], scored[levels.index(max(levels))]
    if levels.count(min(levels)) > 1:
        return [counted]
    if levels.count(max(levels)) > 1:
        return [f"{weakest.name} is the weakest section", counted]
    return [
        f"{weakest.name} is the weakest section and {strongest.name} the strongest",
        f"{weakest.name} is the weakest section",
        counted,
    ]


def _move(standing: Standing) -> Fraction:
    return (standing.now or Fraction(0)) - (standing.before or Fraction(0))


def _section(scored: int, every: int) -> str:
    return "section" if scored == every else "section with a level"


def _count(number: int) -> str:
    return "1 section" if number == 1 else f"{number} sections"
