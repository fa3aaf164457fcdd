"""Figures brought from elsewhere: numbers that no review asks for, each with its day and its source."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

from pydantic import Field

from frameworks.days import is_day
from frameworks.findings import Findings
from frameworks.targets import Target
from frameworks.values import Model, Number, Slug, Text


class Brought(Model):
    """What a figure was `on` a day, in the unit of its target, and who says so."""

    of: Slug
    on: Text
    value: Annotated[Number, Field(ge=0)]
    source: Text


class FiguresFile(Model):
    """`operating/figures.yaml`: figures by day; one of the same day takes the place of what was said before."""

    format: Literal[1]
    figures: tuple[Brought, ...] = ()


Series = Mapping[str, tuple[Brought, ...]]  # by what it is of, the earliest first


def check_figures(file: FiguresFile, found: Findings, targets: Iterable[Target]) -> None:
    """Note figures that no target asks for, of a day that is not one, and two of the same day."""
    asked = {name: target for target in targets if target.metric == "brought" for name in target.of}
    for index, figure in enumerate(file.figures):
        path = ("figures", index)
        if figure.of not in asked:
            found.unknown((*path, "of"), "target with a figure called", figure.of, asked)
        elif asked[figure.of].is_of_organisations:
            found.at(
                (*path, "of"), f'the target "{asked[figure.of].id}" is of each organisation, not of the group; '
                "take out its at_least or at_most to bring one figure"
            )  # fmt: skip
        if not is_day(figure.on):
            found.at((*path, "on"), f'"on" is "{figure.on}", not a day; write it like "2027-07-31", in quotes')
    days = ((("figures", index, "on"), f"{one.of} on {one.on}") for index, one in enumerate(file.figures))
    found.twice(days, "a figure of", "keep one of the two")


def joined(before: Series, figures: Iterable[Brought]) -> Series:
    """The figures with those there were, one for each day."""
    kept = {(one.of, one.on): one for series in before.values() for one in series}
    kept |= {(one.of, one.on): one for one in figures}
    return {name: tuple(one for key, one in sorted(kept.items()) if key[0] == name) for name, _ in sorted(kept)}


def latest(series: Iterable[Brought], until: str) -> Brought | None:
    """The last figure on or before an ISO day."""
    return max((one for one in series if one.on <= until), key=lambda one: one.on, default=None)
