"""Collects the faults of one file and says of each on which line and in which section, question or award it lies."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from frameworks.errors import Fault, FaultyFile
from frameworks.reader import Document, Path, Plain

_NAMED = {  # their entries name a place
    "sections", "strands", "questions", "awards", "consistency", "map", "regions", "flags", "targets"
}  # fmt: skip
_FEW = 12  # so many names are listed in a remedy; of more, only the nearest is given


class Findings:
    """The faults found so far in one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.lost: frozenset[str] = frozenset()  # ids inside parts too broken to be checked: they do exist
        self.holes: frozenset[Path] = (
            frozenset()
        )  # what such parts were cut out of: not complete, so not judged as a whole
        self.origin: Mapping[Path, Path] = {}  # where a path was before anything was cut out
        self.faults: list[Fault] = []
        for mark in document.faults:
            self._note(mark.line, mark.path, mark.message)

    def at(self, path: Path, message: str) -> None:
        """Note a fault; the line is that of the path or of its nearest ancestor."""
        path = self._before(path)
        if path not in self.holes:
            self._note(self.document.line(path), path, message)

    def unknown(self, path: Path, what: str, name: object, known: Iterable[object]) -> None:
        """Note that a name is not among the known ones, with the nearest of them."""
        if name not in self.lost:
            self.at(path, f'no {what} "{name}"; {nearest(name, known)}')

    def twice(self, names: Iterable[tuple[Path, str]], what: str, remedy: str = "give each its own") -> None:
        """Note every name that an earlier path has already taken."""
        first: dict[str, Path] = {}
        for path, name in names:
            if name in first:
                line = self.document.line(self._before(first[name]))
                self.at(path, f'{what} "{name}" is there already, on line {line}; {remedy}')
            first.setdefault(name, path)

    def close(self) -> None:
        """Raise FaultyFile when anything was found."""
        if self.faults:
            raise FaultyFile(self.faults)

    def _note(self, line: int, path: Path, message: str) -> None:
        self.faults.append(Fault(self.document.name, line, place(self.document.data, path), message))

    def _before(self, path: Path) -> Path:
        for cut in range(len(path), -1, -1):
            if path[:cut] in self.origin:
                return self.origin[path[:cut]] + path[cut:]
        return path


def nearest(name: object, known: Iterable[object]) -> str:
    """The remedy for a name that is not known: the nearest known one, or all when they are few."""
    names = list(dict.fromkeys(map(str, known)))
    if close := get_close_matches(str(name), names, 1):
        return f'did you mean "{close[0]}"?'
    if not names:
        return "there is none yet; add it first"
    return (
        f"use one of: {', '.join(names)}" if len(names) <= _FEW else f"there are {len(names)}; look for its right name"
    )


def place(data: Plain, path: Path) -> str:
    """The id of the innermost section, strand, question or award on the way; else the top key, or the file's id."""
    top = str(path[0]) if path else ""
    found = top if len(path) > 1 else _name(data, "id") or top
    for key, node in _named_entries(data, path):
        found = _name(node, "id", "to") or (key if isinstance(key, str) else found)
    return found


def _named_entries(data: Plain, path: Path) -> Iterator[tuple[str | int, Plain]]:
    """Each entry on the way that names a place; a question is never left for what is inside it."""
    node, parent = data, None
    for step in path:
        node = _child(node, step)
        if parent in _NAMED:
            yield step, node
        if parent == "questions":
            return
        parent = step


def _child(node: Plain, step: str | int) -> Plain:
    if isinstance(node, Mapping):
        return node.get(step)
    if isinstance(node, tuple) and isinstance(step, int) and step < len(node):
        return node[step]
    return None


def _name(node: Plain, *keys: str) -> str:
    found = (node.get(key) for key in keys) if isinstance(node, Mapping) else ()
    return next((name for name in found if isinstance(name, str)), "")
