"""What a backup says of itself: when and of what it was made, and a hash for every table, for the file, and for this.

One byte of it changed is noticed: the seal covers every field, and the text is the only one that these fields have.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from assessments.errors import BadBackup
from assessments.store.contents import Contents, Table
from assessments.store.protocol import Value

FORMAT = 1
CHANGED = "Its manifest.json was changed or is damaged. Use another backup."
LATER = "It was made by a later version of Stocktake. Use that version to restore it."


@dataclass(frozen=True, slots=True)
class Digest:
    """How many rows, and the SHA-256 over them in key order, each as a JSON array with a comma after it."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class File:
    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`database` is the name of what was backed up, without its place."""

    database: str
    made_at: datetime
    software: str
    schema: tuple[str, ...]
    file: File
    tables: Mapping[str, Digest]


def digest(contents: Contents, table: Table) -> Digest:
    """The same on both engines, for the same rows."""
    seal, count, rows = hashlib.sha256(), 0, contents.rows(table)
    while some := list(islice(rows, table.at_a_time)):
        count += len(some)
        seal.update((json.dumps(some, ensure_ascii=False, separators=(",", ":"), default=_bytes)[1:-1] + ",").encode())
    return Digest(count, seal.hexdigest())


def _bytes(value: Value) -> dict[str, str]:
    if not isinstance(value, bytes):
        raise TypeError(f"{type(value).__name__} has no place in a table")
    return {"hex": value.hex()}


def digests(contents: Contents) -> dict[str, Digest]:
    return {table.name: digest(contents, table) for table in contents.tables}


def differences(manifest: Manifest, contents: Contents) -> Iterator[str]:
    """What of a database is not as the manifest says, a line each. None when they are the same."""
    if contents.schema != manifest.schema:
        yield f"the schema is {', '.join(contents.schema)} and not {', '.join(manifest.schema)}"
        return
    yield from told_apart(manifest.tables, digests(contents))


def told_apart(said: Mapping[str, Digest], found: Mapping[str, Digest]) -> Iterator[str]:
    """How tables found differ from what was said of them, a line each."""
    for name in sorted({*found, *said}):
        here, due = found.get(name), said.get(name)
        if here is None or due is None:
            yield f"the table {name} is only in one of them"
        elif here.rows != due.rows:
            yield f"{name} has {here.rows} rows and not {due.rows}"
        elif here != due:
            yield f"{name} has other values in its {here.rows} rows"


def written(manifest: Manifest) -> str:
    """The one text of a manifest."""
    parts: dict[str, Any] = {"format": FORMAT} | asdict(manifest) | {"made_at": manifest.made_at.isoformat()}
    return _text(parts | {"seal": hashlib.sha256(_text(parts).encode()).hexdigest()})


def _text(parts: Mapping[str, Any]) -> str:
    return json.dumps(parts, indent=1, sort_keys=True) + "\n"


def read(text: bytes) -> Manifest:
    """What a manifest says. Raises BadBackup when it is not exactly as it was written."""
    try:
        parts = json.loads(text)
        later = isinstance(parts["format"], int) and parts["format"] > FORMAT
        manifest = None if later else _manifest(parts)
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise BadBackup(CHANGED) from fault
    if manifest is None:
        raise BadBackup(LATER)
    if written(manifest).encode() != text:
        raise BadBackup(CHANGED)
    return manifest


def _manifest(parts: Mapping[str, Any]) -> Manifest:
    text: Callable[[object], str] = str
    return Manifest(
        database=text(parts["database"]),
        made_at=datetime.fromisoformat(parts["made_at"]),
        software=text(parts["software"]),
        schema=tuple(map(text, parts["schema"])),
        file=File(**parts["file"]),
        tables={name: Digest(**said) for name, said in parts["tables"].items()},
    )
