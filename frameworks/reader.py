"""Read one YAML file safely: plain values only, the line of every key, and limits that a hostile file cannot pass.

Rules: the design's "Reading a file safely and helpfully". Sequences come as tuples; only `true` and `false` are
booleans; numbers are int or Decimal; `no`, `on`, dates and times stay text. Sizes: at most 1 MB, 20 deep, 50,000 nodes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, NoReturn, cast

import yaml

from frameworks.errors import Fault, FaultyFile

MAX_BYTES, MAX_DEPTH, MAX_NODES = 1_000_000, 20, 50_000

Path = tuple[str | int, ...]
Plain = str | int | Decimal | bool | tuple["Plain", ...] | dict[str | int, "Plain"] | None

# libyaml when it is there: about ten times faster, with the same events and lines.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,17}")
_TAB = re.compile(r" *\t")
_NOTHING = {"", "~", "null", "Null", "NULL"}
# Control characters, what has no width, what turns the direction of writing, other line ends, private use and halves.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U0010ffff]"
)
_SYNTAX = (  # what both parsers say, and what an author can do about it
    ("mapping values are not allowed", 'the line has a second ": " in one text; put the text in quotes'),
    ("found unexpected end of stream", "the line opens a quotation mark that is never closed; close it"),
    ("found unexpected document indicator", "the line opens a quotation mark that is never closed; close it"),
    (
        "that cannot start any token",
        "the line has a tab, @, ` or % where text should start; put the text in quotes",
    ),
    (
        "while parsing a flow",
        "the line opens a bracket that is not closed, or lacks a comma; close it or add the comma",
    ),
    (
        "while scanning a double-quoted scalar",
        "the line has a \\ that means nothing here; use single quotes, or double the \\",
    ),
)
_OTHER_SYNTAX = (
    "cannot be read as YAML here; check the indentation, colons and quotation marks on this line and the one before"
)


class Mark(NamedTuple):
    """A fault that leaves the rest of the file readable."""

    line: int
    path: Path
    message: str
    lost: bool = False  # no value was taken from here


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says: plain data, the line of every path (of its key or item), and faults that left it readable."""

    name: str
    data: Plain
    marks: Mapping[Path, int]
    faults: tuple["Mark", ...] = ()

    def line(self, path: Path) -> int:
        """The line of a path, or of its nearest ancestor that has one."""
        while path and path not in self.marks:
            path = path[:-1]
        return self.marks.get(path, 1)


def read(data: bytes, name: str) -> Document:
    """Read a file whole. `name` is what faults call it. Raises FaultyFile with every fault found."""
    document = scan(data, name)
    if document.faults:
        raise FaultyFile(_told(name, document.faults))
    return document


def scan(data: bytes, name: str) -> Document:
    """Read a file, handing on faults that leave the rest readable (a key twice); raises FaultyFile for others."""
    text = _text(data, name)
    builder = _Builder(name, text)
    value = builder.document()
    return Document(name, value, builder.marks, tuple(builder.faults))


def _told(name: str, found: Iterable[Mark]) -> list[Fault]:
    return [Fault(name, mark.line, str(mark.path[0]) if mark.path else "", mark.message) for mark in found]


def _text(data: bytes, name: str) -> str:
    if len(data) > MAX_BYTES:
        raise FaultyFile([Fault(name, 1, "", "the file is larger than 1 MB; split it into several frameworks")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FaultyFile([Fault(name, line, "", "the file is not UTF-8 text; save it as UTF-8")]) from None
    if _HIDDEN.search(text):
        raise FaultyFile(
            Fault(name, text.count("\n", 0, hidden.start()) + 1, "", _hidden(hidden[0]))
            for hidden in _HIDDEN.finditer(text)
        )
    return text


def _hidden(character: str) -> str:
    return f"hidden or control character U+{ord(character):04X}; delete it"


class _Builder:
    """Builds plain data from parser events, noting lines and faults on the way."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.lines = text.splitlines()
        self.marks: dict[Path, int] = {}
        self.faults: list[Mark] = []
        self.nodes = 0
        self.events = self._events(text)

    def _events(self, text: str) -> Iterator[yaml.Event]:
        try:
            yield from yaml.parse(text, Loader=_LOADER)
        except yaml.MarkedYAMLError as error:
            self._broken(error)
        except (
            yaml.YAMLError,
            ValueError,
            OverflowError,
        ):  # the Python parser lets bad escapes and huge versions through
            self._stop(1, _OTHER_SYNTAX)

    def _broken(self, error: yaml.MarkedYAMLError) -> NoReturn:
        said = f"{error.context or ''} {error.problem or ''}"
        message = next((words for part, words in _SYNTAX if part in said), _OTHER_SYNTAX)
        mark = error.context_mark if "never closed" in message else error.problem_mark
        mark = mark or error.problem_mark or error.context_mark
        line = min(mark.line + 1, len(self.lines)) if mark else 1  # the end of the file counts as its last line
        if any(_TAB.match(text) for text in self.lines[line - 1 : line]):
            message = "the line begins with a tab; indent with spaces"
        self._stop(line, message)

    def _stop(self, line: int, message: str) -> NoReturn:
        raise FaultyFile([*_told(self.name, self.faults), Fault(self.name, line, "", message)])

    def _note(self, event: yaml.Event, path: Path, message: str, *, lost: bool = False) -> None:
        self.faults.append(Mark(_line(event), path, message, lost))

    def _next(self) -> yaml.Event:
        event = next(self.events)
        self.nodes += isinstance(event, yaml.NodeEvent)
        if self.nodes > MAX_NODES:
            self._stop(_line(event), f"the file has more than {MAX_NODES:,} values; split it into several frameworks")
        return event

    def document(self) -> Plain:
        self._next()
        if isinstance(start := self._next(), yaml.StreamEndEvent):
            self._stop(1, "the file is empty; write a framework in it")
        if isinstance(start, yaml.DocumentStartEvent) and (start.tags or start.version):
            self._note(start, (), "a % line at the top is not allowed; take it out")
        value = self._value(self._next(), ())
        self._next()
        if not isinstance(after := self._next(), yaml.StreamEndEvent):
            self._stop(_line(after), "a second document starts here; keep one document in a file")
        return value

    def _value(self, event: yaml.Event, path: Path) -> Plain:
        if len(path) > MAX_DEPTH:
            self._stop(_line(event), f"nested more than {MAX_DEPTH} deep; make it flatter")
        if isinstance(event, yaml.AliasEvent):
            self._note(event, path, f"an alias (*{event.anchor}) is not allowed; write the value out", lost=True)
            return None
        if anchor := getattr(event, "anchor", None):
            self._note(event, path, f"an anchor (&{anchor}) is not allowed; take it out")
        if tag := getattr(event, "tag", None):
            self._note(event, path, f"a tag ({tag}) is not allowed; take it out")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        return self._scalar(cast("yaml.ScalarEvent", event), path)

    def _sequence(self, path: Path) -> Plain:
        items: list[Plain] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            here = (*path, len(items))
            self.marks[here] = _line(event)
            items.append(self._value(event, here))
        return tuple(items)

    def _mapping(self, path: Path) -> Plain:
        found: dict[str | int, Plain] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._key(event, path)
            here = (*path, key)
            if key in found:
                self._note(
                    event, here, f'"{key}" is written twice, first on line {self.marks[here]}; keep one of the two'
                )
                self._value(self._next(), here)
                continue
            self.marks[here] = _line(event)
            found[key] = self._value(self._next(), here)
        return found

    def _key(self, event: yaml.Event, path: Path) -> str | int:
        if not isinstance(event, yaml.ScalarEvent):
            self._stop(
                _line(event), "a key must be text or a whole number; put quotes round text that starts with a bracket"
            )
        if event.anchor or event.tag:
            self._stop(_line(event), "a key may have no tag or anchor; take it out")
        if event.implicit[0] and event.value == "<<":
            self._note(event, (*path, "<<"), "a merge key (<<) is not allowed; write the values out", lost=True)
            return "<<"
        if event.implicit[0] and _INTEGER.fullmatch(event.value):
            return int(event.value)
        if event.implicit[0] and (event.value in _NOTHING or event.value in {"true", "false"}):
            self._stop(_line(event), f'the key "{event.value}" must be text or a whole number; put it in quotes')
        return self._visible(event, path)

    def _scalar(self, event: yaml.ScalarEvent, path: Path) -> Plain:
        value: str = event.value
        if not event.implicit[0]:
            return self._visible(event, path)
        if value in _NOTHING:
            key = f'"{path[-1]}"' if path else "the file"
            self._note(event, path, f"{key} has no value; give it one or take the line out", lost=True)
            return None
        if value in {"true", "false"}:
            return value == "true"
        if _INTEGER.fullmatch(value):
            return int(value)
        if _DECIMAL.fullmatch(value):
            return Decimal(value)
        return self._visible(event, path)

    def _visible(self, event: yaml.ScalarEvent, path: Path) -> str:
        """Escapes in double quotes can still bring in what the eye does not see."""
        for hidden in _HIDDEN.finditer(event.value):
            self._note(event, path, _hidden(hidden[0]))
        return str(event.value)


def _line(event: yaml.Event) -> int:
    mark = event.start_mark
    return int(mark.line) + 1 if mark else 1
