"""What can go wrong with framework files.

FrameworkError
├── FaultyFile          a file breaks the format: every fault, sorted by line
└── UnknownEdition      no such framework, edition or content hash
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One mistake of an author: where it is and, in the message, what it is and what to do about it."""

    path: str
    line: int
    place: str
    message: str

    def __str__(self) -> str:
        """Print as `esafety/2026.yaml:120: esafe.tech.filtering: unknown key "weigth"; did you mean "weight"?`."""
        place = f"{self.place}: " if self.place else ""
        return f"{self.path}:{self.line}: {place}{self.message}"


class FrameworkError(Exception):
    """Anything wrong with framework files."""


class FaultyFile(FrameworkError):
    """A file that breaks the format, with every fault found in it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Sort the faults by file and line, each once."""
        self.faults: tuple[Fault, ...] = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


class UnknownEdition(FrameworkError):
    """There is no such framework, edition or content."""
