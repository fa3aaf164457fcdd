"""Reads what an operator may write beside the frameworks: regions, size bands, flags, targets and brought figures.

A folder holds them as `operating/regions.yaml`, `size_bands.yaml`, `flags.yaml`, `targets.yaml` and `figures.yaml`.
Folders are read in order: each adds to what is there, writes an entry with the same id anew, or leaves entries out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

from frameworks.brought import FiguresFile, Series, check_figures, joined
from frameworks.checking import fit
from frameworks.errors import Fault, FaultyFile
from frameworks.findings import Findings
from frameworks.flags import Flag, FlagsFile
from frameworks.loading import OPERATING, file_bytes, shipped_folder, shown
from frameworks.regions import Region, RegionsFile, check_regions
from frameworks.rules.operating import Latest, check_flags, check_targets
from frameworks.size_bands import SizeBands, SizeBandsFile, Sizes, check_size_bands
from frameworks.targets import Target, TargetsFile
from frameworks.values import Model

FILES: Mapping[str, type[Model]] = {
    "regions": RegionsFile, "size_bands": SizeBandsFile, "flags": FlagsFile, "targets": TargetsFile,
    "figures": FiguresFile,
}  # fmt: skip


class _Entry(Protocol):
    @property
    def id(self) -> str: ...


E = TypeVar("E", bound=_Entry)


@lru_cache(maxsize=1)
def shipped_sizes() -> Sizes:
    """The size bands that come with the program; they hold wherever no folder says otherwise."""
    path = shipped_folder() / OPERATING / "size_bands.yaml"
    return check_file("size_bands", file_bytes(path), shown(path), Operating(sizes=Sizes()), {}).sizes


@dataclass(frozen=True, slots=True)
class Operating:
    """Everything that an operator may write, of all folders together, in the order written."""

    regions: Mapping[str, Region] = field(default_factory=dict)
    sizes: Sizes = field(default_factory=shipped_sizes)
    flags: Mapping[str, Flag] = field(default_factory=dict)
    targets: Mapping[str, Target] = field(default_factory=dict)
    figures: Series = field(default_factory=dict)

    def region(self, name: str | None) -> Region | None:
        """A region by its id or its title, capitals or not; None where it is not among them."""
        wanted = " ".join((name or "").split()).casefold()
        return next((one for one in self.regions.values() if wanted in {one.id, one.title.casefold()}), None)

    def called(self, name: str | None) -> str | None:
        """The title of a region that was written in any way it is known by; one that is not known stays as it is."""
        found = self.region(name)
        return found.title if found else name or None

    def flags_for(self, framework: str) -> tuple[Flag, ...]:
        """The flags that look at submissions of a framework."""
        return tuple(flag for flag in self.flags.values() if flag.framework in {None, framework})

    def targets_for(self, framework: str) -> tuple[Target, ...]:
        """The targets about a framework; figures brought from elsewhere belong to none unless they say so."""
        return tuple(target for target in self.targets.values() if target.framework == framework)


def read(
    folders: Iterable[Path], latest: Latest, before: Operating | None = None
) -> tuple[Operating, tuple[Fault, ...]]:
    """What the folders say after one another, and every fault. A faulty file is left out, the others still work."""
    found, faults = before or Operating(), list[Fault]()
    for path, sort in _there(folders):
        try:
            found = check_file(sort, file_bytes(path), shown(path), found, latest)
        except FaultyFile as error:
            faults += error.faults
    return found, tuple(faults)


def _there(folders: Iterable[Path]) -> Iterable[tuple[Path, str]]:
    for folder in folders:
        for sort in FILES:
            if (path := folder / OPERATING / f"{sort}.yaml").exists():
                yield path, sort


def check_file(sort: str, data: bytes, name: str, before: Operating, latest: Latest) -> Operating:
    """What there is when one more file is read. Raises FaultyFile with every fault."""
    model: Any
    model, found = fit(data, name, FILES[sort])
    if model is None:
        found.close()
    match model:
        case RegionsFile():
            left = _left(before.regions, model.leave_out, found, "region")
            check_regions(model, found, left)
            after = replace(before, regions=_joined(left, model.regions, found, "regions"))
        case SizeBandsFile():
            check_size_bands(model, found)
            said: dict[str, SizeBands] = {kind: bands for bands in model.size_bands for kind in bands.kinds}
            after = replace(before, sizes=Sizes({**before.sizes.by_kind, **said}))
        case FlagsFile():
            left_flags = _left(before.flags, model.leave_out, found, "flag")
            check_flags(model, found, latest)
            after = replace(before, flags=_joined(left_flags, model.flags, found, "flags"))
        case TargetsFile():
            left_targets = _left(before.targets, model.leave_out, found, "target")
            check_targets(model, found, latest, before.regions)
            after = replace(before, targets=_joined(left_targets, model.targets, found, "targets"))
        case FiguresFile():
            check_figures(model, found, before.targets.values())
            after = replace(before, figures=joined(before.figures, model.figures))
    found.close()
    return after


def _left(before: Mapping[str, E], leave_out: str | tuple[str, ...], found: Findings, what: str) -> dict[str, E]:
    """What there is without the entries left out, each of which must be there."""
    if leave_out == "all":
        return {}
    for index, name in enumerate(leave_out):
        if name not in before:
            found.unknown(("leave_out", index), what, name, before)
    return {name: entry for name, entry in before.items() if name not in leave_out}


def _joined(before: Mapping[str, E], entries: Iterable[E], found: Findings, key: str) -> dict[str, E]:
    """The entries after those before; one with the same id stands where that stood. No id twice in one file."""
    entries = tuple(entries)
    found.twice((((key, index, "id"), entry.id) for index, entry in enumerate(entries)), "the id")
    return {**before, **{entry.id: entry for entry in entries}}
