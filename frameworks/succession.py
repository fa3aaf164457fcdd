"""Begins a new edition: the newest one's text under a new name, and a lineage that accounts for every question."""

import re
from dataclasses import dataclass

from frameworks.catalogue import Published
from frameworks.edition import edition_order
from frameworks.errors import FrameworkError
from frameworks.reader import scan

_NAME = re.compile(r"[0-9]{4}(\.[1-9][0-9]?)?")
_HEAD = """\
# What became of each question of {framework} between {old} and {new}: change its line with the question.
# `change` is same, reworded, rescaled (with `levels: {{old: new}}`), replaced, merged or split.
# Where the meaning or the scale changed, raise the question's `revision` too.
# A question that is gone goes under `retired`.
from: "{old}"
to: "{new}"
questions:
"""


class NoSuccessor(FrameworkError):
    """The name asked for cannot follow the newest edition."""


@dataclass(frozen=True, slots=True)
class Successor:
    """The name of the new edition, its text, and its lineage's text."""

    edition: str
    text: str
    lineage: str


def successor(newest: Published, edition: str | None, *, correction: bool) -> Successor:
    """Begin the edition that follows. Without a name: the next year's, or the next correction. Raises NoSuccessor."""
    old = newest.edition.edition
    new = edition or _next(old, correction=correction)
    _check(old, new, correction=correction)
    lines = newest.text.splitlines(keepends=True)
    at = scan(newest.text.encode(), newest.path.name).marks["edition",] - 1
    lines[at] = re.sub(r"edition\s*:\s*(\"[^\"]*\"|'[^']*')", f'edition: "{new}"', lines[at], count=1)
    listed = "".join(f"  {name}: {{from: [{name}], change: same}}\n" for name in newest.edition.questions)
    head = _HEAD.format(framework=newest.edition.id, old=old, new=new)
    return Successor(new, "".join(lines), f"{head}{listed}retired: []\n")


def _next(old: str, *, correction: bool) -> str:
    year, number = edition_order(old)
    return f"{year}.{number + 1}" if correction else str(year + 1)


def _check(old: str, new: str, *, correction: bool) -> None:
    if not _NAME.fullmatch(new):
        raise NoSuccessor(f'"{new}" is no name for an edition; write a year such as {_next(old, correction=False)}.')
    if edition_order(new) <= edition_order(old):
        raise NoSuccessor(f"Edition {new} does not come after {old}, the newest; choose a later one.")
    same_year = edition_order(new)[0] == edition_order(old)[0]
    if correction and not same_year:
        raise NoSuccessor(
            f"A correction of {old} keeps its year; leave the name out to get {_next(old, correction=True)}."
        )
    if not correction and "." in new:
        raise NoSuccessor(f'"{new}" is the name of a correction; add --correction, or write a year.')
