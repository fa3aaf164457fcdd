"""Size bands: how large organisations of each kind are, so that each can be set beside others of its size."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from frameworks.findings import Findings
from frameworks.values import BUILT_IN_FACTS, Kind, Model, Slug

MOST_BANDS = 12


class SizeBands(Model):
    """For these kinds, the fact that says how large one is, and the figure each band begins at, the smallest first."""

    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)]
    fact: Slug
    from_: Annotated[tuple[int, ...], Field(min_length=1, max_length=MOST_BANDS)] = Field(alias="from")


class SizeBandsFile(Model):
    """`operating/size_bands.yaml`: what it says of a kind takes the place of what was said before."""

    format: Literal[1]
    size_bands: tuple[SizeBands, ...] = ()


def check_size_bands(file: SizeBandsFile, found: Findings) -> None:
    """Note bands that do not rise from 0, a kind said twice, and a fact that is no figure."""
    for index, bands in enumerate(file.size_bands):
        path = ("size_bands", index)
        if bands.fact in BUILT_IN_FACTS:
            found.at((*path, "fact"), f'"{bands.fact}" is no figure; name a fact that is a number, such as staff')
        if bands.from_[0] != 0:
            found.at((*path, "from"), f"the first band begins at {bands.from_[0]}; begin it at 0")
        if list(bands.from_) != sorted(set(bands.from_)):
            found.at((*path, "from"), "the bands do not rise; write each figure once, the smallest first")
    found.twice(
        (
            (("size_bands", index, "kinds", at), kind)
            for index, bands in enumerate(file.size_bands)
            for at, kind in enumerate(bands.kinds)
        ),
        "the kind",
        "name each kind once",
    )


@dataclass(frozen=True, slots=True)
class Sizes:
    """The bands of every kind that has some."""

    by_kind: Mapping[str, SizeBands] = field(default_factory=dict)

    def band(self, kind: str, facts: Mapping[str, object]) -> int | None:
        """Which band an organisation is in, the smallest is 0. None where its size is not given or not asked for."""
        bands = self.by_kind.get(kind)
        size = None if bands is None else facts.get(bands.fact)
        if bands is None or isinstance(size, bool) or not isinstance(size, int | Decimal) or size < 0:
            return None
        return bisect_right(bands.from_, size) - 1

    def title(self, kind: str, band: int) -> str | None:
        """A band in words, such as "251 to 500 pupils"; None where there is no such band (any more)."""
        bands = self.by_kind.get(kind)
        if bands is None or not 0 <= band < len(bands.from_):
            return None
        first, what = bands.from_[band], bands.fact.replace("_", " ")
        if band + 1 == len(bands.from_):
            return f"{first:,} {what} or more"
        last = bands.from_[band + 1] - 1
        return f"{first:,} {what}" if first == last else f"{first:,} to {last:,} {what}"
