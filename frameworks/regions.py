"""Regions: where organisations are, each with its place on a map of equal tiles."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from frameworks.findings import Findings
from frameworks.values import LeaveOut, Model, Slug, Text

Tile = Annotated[tuple[Annotated[int, Field(ge=0, le=40)], ...], Field(min_length=2, max_length=2)]


class Region(Model):
    """A region. `tile` is its column and row, counted from 0 at the top left; without one it stands on no map."""

    id: Slug
    title: Text
    tile: Tile | None = None


class RegionsFile(Model):
    """`operating/regions.yaml`: adds regions, or writes one with the same id anew."""

    format: Literal[1]
    leave_out: LeaveOut = ()
    regions: tuple[Region, ...] = ()


def check_regions(file: RegionsFile, found: Findings, before: Mapping[str, Region]) -> None:
    """Note what is wrong beside the regions there are `before`: a title or a tile that two would share."""
    own = {region.id for region in file.regions}
    others = [region for region in before.values() if region.id not in own]
    titles = {region.title.casefold(): region for region in others}
    tiles = {region.tile: region for region in others if region.tile}
    for index, region in enumerate(file.regions):
        if (other := titles.setdefault(region.title.casefold(), region)) is not region:
            found.at(("regions", index, "title"), f'"{other.id}" is called {region.title} too; give each its own title')
        if region.tile and (other := tiles.setdefault(region.tile, region)) is not region:
            where = f"column {region.tile[0]}, row {region.tile[1]}"
            found.at(("regions", index, "tile"), f'"{other.id}" stands at {where} too; give each its own tile')
