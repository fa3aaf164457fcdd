"""Writes entries of an operator's file as somebody would, and reads one that was kept as JSON (which is YAML too)."""

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TypeVar, cast

from frameworks.values import Model

M = TypeVar("M", bound=Model)
Plain = str | int | bool | Decimal | tuple["Plain", ...] | Mapping[str, "Plain"]


def inline(value: Plain) -> str:
    """A value as JSON; numbers as they were written."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{json.dumps(name)}: {inline(one)}" for name, one in value.items()) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(inline, value)) + "]"
    return format(value, "f") if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)


def as_file(name: str, entries: Iterable[Mapping[str, Plain]]) -> str:
    """The text of a file with these entries below its one name, a key a line."""
    lines = ["format: 1", f"{name}:"]
    for entry in entries:
        parts = [f"{key}: {inline(value)}" for key, value in entry.items()]
        lines += [f"  - {parts[0]}", *(f"    {part}" for part in parts[1:])]
    return "\n".join(lines) + "\n"


def from_json(model: type[M], text: str) -> M:
    """An entry that was written by `inline`. Raises ValueError when it is none."""
    return model.model_validate(_tuples(json.loads(text, parse_float=Decimal)), by_alias=True, by_name=False)


def _tuples(value: object) -> Plain:
    """Lists of JSON as the tuples that models hold."""
    if isinstance(value, list):
        return tuple(map(_tuples, value))
    if isinstance(value, dict):
        return {name: _tuples(one) for name, one in value.items()}
    return cast("Plain", value)
