"""Cuts what does not fit the models out of a file, so that the rules still see the rest and all faults show at once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from frameworks.reader import Path, Plain
from frameworks.wording import Misfit


@dataclass(frozen=True, slots=True)
class Cut:
    """What is left of a file, where each path of it was before, and the containers that lost something."""

    data: Plain
    origin: Mapping[Path, Path]
    holes: frozenset[Path]


def whole(data: Plain) -> Cut:
    """A file from which nothing has been cut."""
    return Cut(data, {(): ()}, frozenset())


def cut_out(cut: Cut, misfits: Iterable[Misfit]) -> Cut | None:
    """Cut once more: an unknown key or wrong value goes; what lacks a key goes whole. None: nothing is left."""
    doomed, holes = set(), set(cut.holes)
    for misfit in misfits:
        path = misfit.path[:-1] if misfit.missing else misfit.path
        if not path:
            return None
        doomed.add(path)
        if not misfit.extra:
            holes.add(_original(cut, path[:-1]))
            holes.add(_original(cut, path))
    origin: dict[Path, Path] = {}
    data = _keep(cut, cut.data, (), (), doomed, origin)
    return Cut(data, origin, frozenset(holes))


def _original(cut: Cut, path: Path) -> Path:
    return cut.origin.get(path, path)


def _keep(cut: Cut, node: Plain, old: Path, new: Path, doomed: set[Path], origin: dict[Path, Path]) -> Plain:
    origin[new] = _original(cut, old)
    if isinstance(node, Mapping):
        kept = [key for key in node if (*old, key) not in doomed]
        return {key: _keep(cut, node[key], (*old, key), (*new, key), doomed, origin) for key in kept}
    if isinstance(node, tuple):
        left = [index for index in range(len(node)) if (*old, index) not in doomed]
        return tuple(_keep(cut, node[i], (*old, i), (*new, at), doomed, origin) for at, i in enumerate(left))
    return node


def ids_in(data: Plain) -> Iterator[str]:
    """Every id written anywhere in a file, also in parts that were cut out."""
    if isinstance(data, Mapping):
        if isinstance(name := data.get("id"), str):
            yield name
        for value in data.values():
            yield from ids_in(value)
    elif isinstance(data, tuple):
        for value in data:
            yield from ids_in(value)
