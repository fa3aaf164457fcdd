"""A disk that can lose its power: what was synced is there, of the rest a random part, in any order, perhaps torn.

What a write changed is safe when a sync of that file, begun after the write, has ended; a name (a file made, removed
or renamed) when its folder was synced. Until then each may have arrived or not, whatever the others did: torn between
sectors of 512 or 4,096 bytes, in another order, with the file longer or shorter than what arrived. A sector is old or
new, never a mixture of the two; what was safe is not touched by a write beside it.
"""

import random
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Literal

from tests.proofs._trace import (
    SHARED_INDEX,
    CutTo,
    Event,
    Linked,
    MadeFolder,
    Opened,
    Removed,
    Renamed,
    Said,
    SyncBegan,
    SyncEnded,
    Wrote,
)

Arrives = Literal["nothing", "some writes", "some writes in another order", "some sectors"]
ARRIVES: tuple[Arrives, ...] = ("nothing", "some writes", "some writes in another order", "some sectors")
SECTORS = (512, 4096)


def put(content: bytearray, change: Wrote | CutTo) -> None:
    if isinstance(change, CutTo):
        content[:] = content[: change.length].ljust(change.length, b"\0")
        return
    if len(content) < change.at:
        content.extend(bytes(change.at - len(content)))
    content[change.at : change.at + len(change.data)] = change.data


@dataclass(slots=True, eq=False)
class File:
    safe: bytearray = field(default_factory=bytearray)
    pending: list[Wrote | CutTo] = field(default_factory=list)
    settled: int = 0

    def settle(self, many: int) -> None:
        for change in self.pending[:many]:
            put(self.safe, change)
        del self.pending[:many]
        self.settled += many

    def after(self, arrives: Arrives, chance: random.Random) -> bytes:
        """What is read of it when the power is back."""
        content = bytearray(self.safe)
        if arrives != "nothing":
            for change in self._arrived(arrives, chance):
                put(content, change)
            content = self._of_some_length(content, chance)
        return bytes(content)

    def _arrived(self, arrives: Arrives, chance: random.Random) -> list[Wrote | CutTo]:
        share = chance.choice((0.1, 0.5, 0.9))
        parts = self.pending
        if arrives == "some sectors":
            size = chance.choice(SECTORS)
            parts = [part for change in self.pending for part in sectors(change, size)]
        arrived = [part for part in parts if chance.random() < share]
        if arrives != "some writes":
            chance.shuffle(arrived)
        return arrived

    def _of_some_length(self, content: bytearray, chance: random.Random) -> bytearray:
        """The length is kept apart from what is in it: as it was, as it became, or as what arrived needs it."""
        became = bytearray(self.safe)
        for change in self.pending:
            put(became, change)
        length = chance.choice((len(content), len(self.safe), len(became)))
        cut = any(isinstance(change, CutTo) for change in self.pending)
        length = length if cut else max(length, len(self.safe))  # nobody made it shorter
        return content[:length].ljust(length, b"\0")


def sectors(change: Wrote | CutTo, size: int) -> list[Wrote | CutTo]:
    if isinstance(change, CutTo):
        return [change]
    end = change.at + len(change.data)
    edges = [change.at, *range((change.at // size + 1) * size, end, size), end]
    return [Wrote(change.path, low, change.data[low - change.at : high - change.at]) for low, high in pairwise(edges)]


@dataclass(slots=True, eq=False)
class Folder:
    """`now` is what a running program sees; `pending` are changes of names, each arriving whole or not at all."""

    safe: "dict[str, File | Folder]" = field(default_factory=dict)
    now: "dict[str, File | Folder]" = field(default_factory=dict)
    pending: "list[dict[str, File | Folder | None]]" = field(default_factory=list)
    settled: int = 0

    def settle(self, many: int) -> None:
        for names in self.pending[:many]:
            rename(self.safe, names)
        del self.pending[:many]
        self.settled += many

    def change(self, **names: "File | Folder | None") -> None:
        self.pending.append(names)
        rename(self.now, names)

    def after(self, arrives: Arrives, chance: random.Random) -> "dict[str, File | Folder]":
        found = dict(self.safe)
        share = 0.0 if arrives == "nothing" else chance.choice((0.2, 0.5, 0.8))
        for change in self.pending:
            if chance.random() < share:
                rename(found, change)
        return found


def rename(names: "dict[str, File | Folder]", change: "dict[str, File | Folder | None]") -> None:
    for name, what in change.items():
        if what is None:
            names.pop(name, None)
        else:
            names[name] = what


class Disk:
    """Everything beneath one folder, which itself is safe and empty at first."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._top = Folder()
        self._syncs: dict[int, tuple[File | Folder, int]] = {}

    def happen(self, event: Event) -> None:
        match event:
            case Wrote(path) | CutTo(path):
                file = self._found(path)
                assert isinstance(file, File)
                file.pending.append(event)
            case SyncBegan(path, number):
                found = self._found(path)
                self._syncs[number] = (found, found.settled + len(found.pending))
            case SyncEnded(_, number):
                synced, until = self._syncs.pop(number)
                synced.settle(max(0, until - synced.settled))  # another sync may have been quicker
            case Renamed(path, to):
                self._rename(path, to)
            case Linked(path, to):
                folder, name = self._place(to)
                folder.change(**{name: self._found(path)})
            case Said():
                pass
            case _:
                self._name(event)

    def _name(self, event: Opened | MadeFolder | Removed) -> None:
        folder, name = self._place(event.path)
        match event:
            case Opened() if name not in folder.now:
                folder.change(**{name: File()})
            case Opened(path, emptied=True):
                self.happen(CutTo(path, 0))
            case MadeFolder():
                folder.change(**{name: Folder()})
            case Removed():
                folder.change(**{name: None})

    def _rename(self, path: str, to: str) -> None:
        (folder, name), (other, new) = self._place(path), self._place(to)
        assert folder is other, "a file went to another folder, which this disk does not follow"
        folder.change(**{name: None, new: folder.now[name]})

    def _place(self, path: str) -> tuple[Folder, str]:
        at = Path(path)
        folder = self._found(str(at.parent))
        assert isinstance(folder, Folder)
        return folder, at.name

    def _found(self, path: str) -> File | Folder:
        found: File | Folder = self._top
        for part in Path(path).relative_to(self._root).parts:
            assert isinstance(found, Folder)
            found = found.now[part]
        return found

    def cut(self, arrives: Arrives, chance: random.Random, into: Path) -> None:
        """Write what is there when the power is back."""
        self._write(self._top, into, arrives, chance)

    def _write(self, folder: Folder, into: Path, arrives: Arrives, chance: random.Random) -> None:
        into.mkdir()
        for name, found in folder.after(arrives, chance).items():
            if isinstance(found, Folder):
                self._write(found, into / name, arrives, chance)
            elif name.endswith(SHARED_INDEX):
                (into / name).write_bytes(chance.randbytes(chance.choice((0, 100, 32768))))
            else:
                (into / name).write_bytes(found.after(arrives, chance))
