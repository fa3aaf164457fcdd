"""Compares a correction with the edition it corrects: wording may differ, whatever decides a judgement may not."""

from collections.abc import Iterator, Mapping

from frameworks.edition import Edition
from frameworks.reader import Path

# Keys that hold wording, advice or provenance: no score, scope, award, order or suggestion depends on them.
_WORDING = frozenset(
    {
        "edition",
        "title",
        "short_title",
        "summary",
        "publisher",
        "licence",
        "language",
        "sources",
        "source",
        "who",
        "ask",
    }
    | {
        "minutes",
        "who_should_take_part",
        "how_to_answer",
        "legal_note",
        "glossary",
        "name",
        "meaning",
        "shown_as",
        "note",
    }
    | {"label", "text", "why", "help", "because", "say", "examples", "resources", "context", "basis_note", "references"}
)
_PARTS = ("of", "per", "date_of")  # labels in an indicator, but that they are there says how it is measured


def changed_meaning(before: Edition, now: Edition) -> Iterator[Path]:
    """Where the correction differs in more than wording."""
    yield from _differences(_meaning(before.model_dump(by_alias=True)), _meaning(now.model_dump(by_alias=True)), ())


def _meaning(value: object) -> object:
    if isinstance(value, Mapping):
        kept = {key: _meaning(part) for key, part in value.items() if key not in _WORDING}
        if "basis" in kept:
            kept |= {part: kept[part] is not None for part in _PARTS}
        if isinstance(levels := kept.get("levels"), Mapping):  # of descriptors, only which levels have one
            kept["levels"] = {level: None if isinstance(part, str) else part for level, part in levels.items()}
        if isinstance(ratio := kept.get("ratio"), Mapping):
            kept["ratio"] = ratio["per"]
        return kept
    if isinstance(value, (tuple, list)):
        return tuple(_meaning(part) for part in value)
    return value


def _differences(before: object, now: object, path: Path) -> Iterator[Path]:
    if isinstance(before, Mapping) and isinstance(now, Mapping) and before.keys() == now.keys():
        for key in before:
            yield from _differences(before[key], now[key], (*path, key))
    elif isinstance(before, tuple) and isinstance(now, tuple) and len(before) == len(now):
        for index, (old, new) in enumerate(zip(before, now, strict=True)):
            yield from _differences(old, new, (*path, index))
    elif before != now:
        yield path
