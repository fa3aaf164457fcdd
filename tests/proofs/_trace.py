"""Records what a program asks of the disk beneath one folder, and what it says, by tracing its system calls."""

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

CALLS = (
    "openat,open,creat,mkdir,mkdirat,unlink,unlinkat,rmdir,rename,renameat,renameat2,link,linkat,symlink,symlinkat,"
    "lseek,pwrite64,write,writev,pwritev,pwritev2,ftruncate,truncate,fallocate,copy_file_range,sendfile,splice,mmap,"
    "fsync,fdatasync,sync_file_range,sync,syncfs,io_uring_setup"
)
LONGEST = 1 << 21  # bytes of one write; a longer one would be cut off, which is noticed
SHARED_INDEX = "-shm"  # made anew at every start of the engine: nothing in it has to last


@dataclass(frozen=True, slots=True)
class Opened:
    """A file was opened where it may be made."""

    path: str
    emptied: bool


@dataclass(frozen=True, slots=True)
class MadeFolder:
    path: str


@dataclass(frozen=True, slots=True)
class Removed:
    path: str


@dataclass(frozen=True, slots=True)
class Renamed:
    path: str
    to: str


@dataclass(frozen=True, slots=True)
class Linked:
    """A second name for the same file."""

    path: str
    to: str


@dataclass(frozen=True, slots=True)
class Wrote:
    path: str
    at: int
    data: bytes


@dataclass(frozen=True, slots=True)
class CutTo:
    path: str
    length: int


@dataclass(frozen=True, slots=True)
class SyncBegan:
    """What was finished before this line is safe once the sync of the same number has ended."""

    path: str
    number: int


@dataclass(frozen=True, slots=True)
class SyncEnded:
    path: str
    number: int


@dataclass(frozen=True, slots=True)
class Said:
    line: str


Event = Opened | MadeFolder | Removed | Renamed | Linked | Wrote | CutTo | SyncBegan | SyncEnded | Said

LINE = re.compile(r"(\d+) +(?:(\w+)\(|<\.\.\. (\w+) resumed>)(.*)", re.DOTALL)
QUOTED = re.compile(r'"([^"]*)"(\.\.\.)?')
NAMED = re.compile(r'(?:<([^>]*)>, )?"([^"]*)"')  # in the folder of an open one, or from the top
ON_FILE = re.compile(r"(\d+)<([^>]*)>")
RESULT = re.compile(r"\) += (-?\d+)")
UNFINISHED = " <unfinished ...>"
BOTH = 2  # paths


def recorded(command: Sequence[str], folder: Path, cwd: Path) -> list[Event]:
    """Run a program to its end and give, in order, what it did beneath `folder` and what it said."""
    tracer = shutil.which("strace")
    if tracer is None:
        raise AssertionError("strace is missing: install it (Debian: apt-get install strace), then try again")
    trace = folder.with_name(f"{folder.name}.trace")
    look = ("-f", "--seccomp-bpf", "-y", "-xx", "-s", str(LONGEST), "-e", f"trace={CALLS}", "-e", "signal=none")
    subprocess.run(
        [tracer, *look, "-o", str(trace), *command],
        cwd=cwd,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    events = list(events_in(trace, str(folder)))
    trace.unlink()
    return events


def events_in(trace: Path, folder: str) -> Iterator[Event]:
    """A call counts from its end, a sync for what ended before it began, and a word from its beginning."""
    reading = Reading(folder)
    begun: dict[str, tuple[str, int]] = {}
    with trace.open(encoding="ascii") as lines:
        for number, line in enumerate(lines):
            found = LINE.match(line)
            if found is None:
                continue  # a thread's end
            thread, name, resumed, rest = found.groups()
            if name is not None:
                yield from reading.beginning(name, rest, number)
                if rest.rstrip().endswith(UNFINISHED.strip()):
                    begun[thread] = (rest.rstrip().removesuffix(UNFINISHED), number)
                    continue
                yield from reading.ended(name, rest, number)
            elif thread in begun:
                first, at = begun.pop(thread)
                yield from reading.ended(resumed, first + rest, at)


class Reading:
    """The calls of one process, made into events; it knows how far each open file has been written."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._written: dict[str, int] = {}

    def beginning(self, name: str, rest: str, number: int) -> Iterator[Event]:
        if name in ("fsync", "fdatasync") and (path := self._file(rest)) is not None:
            yield SyncBegan(path, number)
        if name == "write" and rest.startswith("1<"):
            yield Said(_bytes(QUOTED.search(rest)).decode())

    def ended(self, name: str, rest: str, number: int) -> Iterator[Event]:
        result = RESULT.match(rest, max(0, rest.rfind(")")))
        if result is None or int(result[1]) < 0:
            return  # refused, or killed in the middle: then nothing says that it was done
        if name in ("fsync", "fdatasync"):
            if (path := self._file(rest)) is not None:
                yield SyncEnded(path, number)
        elif name in ("pwrite64", "ftruncate", "mmap", "write", "lseek"):
            path = self._file(rest if name != "mmap" else rest.split("MAP_", 1)[-1])
            if path is not None and not path.endswith(SHARED_INDEX):
                yield from self._changed(name, path, rest, int(result[1]))
        else:
            yield from self._names(name, self._paths(rest), rest, result[1])

    def _changed(self, name: str, path: str, rest: str, done: int) -> Iterator[Event]:
        handle, last = rest.split("<", 1)[0], rest[: rest.rindex(")")].rsplit(", ", 1)[1]
        if name == "pwrite64":
            yield Wrote(path, int(last), _bytes(QUOTED.search(rest))[:done])
        elif name == "ftruncate":
            yield CutTo(path, int(last))
        elif name == "lseek":
            self._written[handle] = done
        elif name == "write":
            if (at := self._written.get(handle)) is None:
                raise AssertionError(f"{path} is written, and nobody saw it opened")
            self._written[handle] = at + done
            yield Wrote(path, at, _bytes(QUOTED.search(rest))[:done])
        elif "PROT_WRITE" in rest and "MAP_SHARED" in rest:
            raise AssertionError(f"{path} is written by {name}, which this instrument does not follow")

    def _names(self, name: str, paths: list[str], rest: str, result: str) -> Iterator[Event]:
        """Calls that name files instead of holding them open."""
        if not paths:
            if name in ("sync", "syncfs", "io_uring_setup"):
                raise AssertionError(f"{name} is called, which this instrument does not follow")
        elif name in ("openat", "open") and "O_APPEND" not in rest:
            self._written[result] = 0
            if "O_CREAT" in rest or "O_TRUNC" in rest:
                yield Opened(paths[0], "O_TRUNC" in rest)
        elif name in ("mkdir", "mkdirat"):
            yield MadeFolder(paths[0])
        elif name in ("unlink", "unlinkat", "rmdir"):
            yield Removed(paths[0])
        elif name.startswith("rename") and len(paths) == BOTH:
            yield Renamed(*paths)
        elif name in ("link", "linkat") and len(paths) == BOTH:
            yield Linked(*paths)
        else:
            raise AssertionError(f"{name} of {paths} is called, which this instrument does not follow")

    def _file(self, rest: str) -> str | None:
        """The path of the open file a call is about, when it is beneath the folder."""
        found = ON_FILE.search(rest)
        path = None if found is None else _text(found[2])
        return path if path is not None and self._is_in(path) else None

    def _paths(self, rest: str) -> list[str]:
        named = NAMED.findall(rest[: rest.rindex(")")])
        found = [str(Path(_text(within), _text(name))) for within, name in named]
        return [path for path in found if self._is_in(path)]

    def _is_in(self, path: str) -> bool:
        return path == self._folder or path.startswith(self._folder + "/")


def _text(escaped: str) -> str:
    return _unescaped(escaped).decode(errors="surrogateescape")


def _bytes(quoted: re.Match[str] | None) -> bytes:
    assert quoted is not None
    if quoted[2]:
        raise AssertionError("a write was longer than the trace holds")
    return _unescaped(quoted[1])


def _unescaped(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))
