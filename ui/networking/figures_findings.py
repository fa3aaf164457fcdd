"""The titles of the charts of a network: what stands out, in at most 15 words; of equal ones none is named alone."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TypeVar

from assessments import wording
from assessments.comparison import Line, Spread
from assessments.finding import shortest_allowed
from assessments.wording import counted
from ui.networking.figures_compared import Compared, level

One = TypeVar("One")


def weakest(found: Compared, lines: Sequence[Line]) -> str:
    """The section and group with the lowest mean shown."""
    every = [
        (figure.mean, title, line.title)
        for line in lines
        for node, title in found.nodes[1:]
        if isinstance(figure := found.by_node[node].get(line.key), Spread) and figure.mean is not None
    ]
    lowest = _all_of_the_least(every, lambda one: one[0])
    if not lowest:
        return "No section can be shown yet"
    shown = level(lowest[0][0])
    sections, groups = ({one[place] for one in lowest} for place in (1, 2))
    section, group = lowest[0][1:]
    match len(sections), len(groups):
        case 1, 1:
            said = [f"Weakest: {section} in {group}, {shown}"]
        case 1, many:
            said = [f"Weakest: {section}, {shown} in {many} groups"]
        case many, 1:
            said = [f"Weakest: {counted(many, 'section')} in {group}, each {shown}"]
        case _:
            said = [f"Weakest: {shown}, in {len(lowest)} places"]
    return shortest_allowed([*said, f"Weakest: {counted(len(sections), 'section')} at {shown}"])


def lowest_overall(areas: Sequence[tuple[str, Fraction]]) -> str:
    """The area, or how many areas, with the lowest mean overall."""
    lowest = _all_of_the_least(areas, lambda one: one[1])
    name = lowest[0][0] if len(lowest) == 1 else counted(len(lowest), "region")
    return f"Lowest overall: {name}, {level(lowest[0][1])}"


def widest(there: Sequence[tuple[str, Spread]]) -> str | None:
    """The section whose middle half is the widest; None where none has one."""
    spread = [(title, one.lower, one.upper) for title, one in there if one.lower is not None and one.upper is not None]
    most = _all_of_the_least(spread, lambda one: one[1] - one[2])
    if not most or most[0][1] == most[0][2]:
        return None
    title, lower, upper = most[0]
    if len(most) > 1:
        return (
            f"Widest apart: {counted(len(most), 'section')}, the middle half {level(upper - lower)} levels wide in each"
        )
    ends = f"{level(lower)} to {level(upper)}"
    said = [f"Widest apart: {title}, the middle half from {ends}", f"Widest apart: {title}, {ends}"]
    return shortest_allowed([*said, f"Widest apart: one section, {ends}"])


def most_changed(there: Sequence[tuple[str, Fraction]]) -> str:
    """The section that rose most; where none did, the whole (the first)."""
    best = _all_of_the_least(there, lambda one: -one[1])
    title, by = best[0]
    if by <= 0:
        return f"No section rose; overall {wording.change(there[0][1])}"
    rose = wording.change(by)
    several = f"Most changed for the better: {counted(len(best), 'section')}, {rose}{' each' if len(best) > 1 else ''}"
    return several if len(best) > 1 else shortest_allowed([f"Most changed for the better: {title}, {rose}", several])


def _all_of_the_least(every: Sequence[One], value: Callable[[One], Fraction]) -> list[One]:
    least = min(map(value, every), default=None)
    return [one for one in every if value(one) == least]
