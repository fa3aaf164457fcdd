"""Says what pydantic found wrong with a file in the words of its author: the key, what it must be, and what to do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from frameworks.conditions import TESTS
from frameworks.findings import nearest
from frameworks.flags import FLAG_TESTS
from frameworks.questions import KINDS
from frameworks.reader import Path, Plain
from frameworks.values import SHAPES

_TAGGED: dict[object, type[BaseModel]] = {f"<{name}>": model for name, model in (KINDS | TESTS).items()}
_TAGGED |= {f"<flag {name}>": model for name, model in FLAG_TESTS.items()}
_FEW = 12  # so many keys are listed in a remedy
_SEE = "see the guide for what may stand here"
_LONGEST = 40  # characters of a wrong value that are shown
_NOUNS = {
    "string_type": "text",
    "int_type": "a whole number",
    "is_instance_of": "a number",
    "decimal_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a table of keys and values",
    "model_type": "a table of keys and values",
    "model_attributes_type": "a table of keys and values",
}
_REMEDIES = {
    "text": "put it in quotes",
    "a whole number": "write it in digits, without quotes",
    "a number": "write it in digits, without quotes",
    "true or false": "write one of the two, without quotes",
    "a list": "put - before each item, or square brackets round them",
    "a table of keys and values": "write each as key: value",
}


@dataclass(frozen=True, slots=True)
class Misfit:
    """One thing that does not fit the models: where, whether a key is too many or missing, and the message."""

    path: Path
    extra: bool
    missing: bool
    message: str


@dataclass(slots=True)
class _Spot:
    """Where an error lies: the path in the file, the value there, and the model that its keys belong to."""

    path: Path
    value: Any
    model: type[BaseModel] | None
    is_key: bool = False


def misfits(error: ValidationError, model: type[BaseModel], data: Plain) -> Iterator[Misfit]:
    """Every misfit, once for each place even where several alternatives each failed."""
    places: dict[Path, list[tuple[_Spot, ErrorDetails]]] = {}
    for detail in error.errors(include_url=False):
        spot = _spot(detail, model, data)
        if detail["type"].startswith("union_tag") and _is_question(spot) and "kind" in spot.value:
            spot = _Spot((*spot.path, "kind"), spot.value["kind"], None)
        if detail["type"] == "too_short" and len(spot.value) >= detail["ctx"]["min_length"]:
            continue  # there are enough; some of them are faulty, which is said of them
        places.setdefault(spot.path, []).append((spot, detail))
    for path, found in places.items():
        spot, detail = found[0]
        kinds = [detail["type"] for _, detail in found]
        message = _wrong_type(spot, [d for _, d in found]) if len(found) > 1 else _message(spot, detail)
        yield Misfit(path, kinds == ["extra_forbidden"], kinds == ["missing"], message)


def _spot(detail: ErrorDetails, model: type[BaseModel], data: Plain) -> _Spot:
    """Follow pydantic's location, which also names the alternative tried, through the file and the models."""
    spot = _Spot((), data, model)
    for step in detail["loc"]:
        if step in _TAGGED:
            spot.model = _TAGGED[step]
        elif step == "[key]":
            spot.is_key = True
        elif isinstance(spot.value, Mapping) and step in spot.value:
            owner = spot.model
            spot = _Spot((*spot.path, step), spot.value[step], _model_of(owner, step) or owner)
        elif isinstance(spot.value, tuple) and isinstance(step, int):
            spot = _Spot((*spot.path, step), spot.value[step], spot.model)
        elif detail["type"] == "missing":
            spot = _Spot((*spot.path, step), None, spot.model)
    if detail["type"] == "extra_forbidden":
        spot.model = _spot({**detail, "type": "", "loc": detail["loc"][:-1]}, model, data).model
    return spot


def _model_of(model: type[BaseModel] | None, key: str | int) -> type[BaseModel] | None:
    """The model of what stands under a key, seen through lists, tables and alternatives."""
    for name, field in model.model_fields.items() if model else ():
        if key == (field.alias or name):
            return next(_models_in(field.annotation), None)
    return None


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def keys_of(model: type[BaseModel] | None) -> list[str]:
    """The keys an author may write in this model."""
    return [field.alias or name for name, field in model.model_fields.items()] if model else []


def _message(spot: _Spot, detail: ErrorDetails) -> str:
    match detail["type"]:
        case "extra_forbidden":
            return _unknown_key(spot)
        case "missing":
            return f"needs {_key(spot.path)}; add it"
        case "union_tag_not_found" | "union_tag_invalid":
            return _no_kind(spot)
    return _limit(spot, detail["type"], detail.get("ctx", {})) or _wrong_type(spot, [detail])


def _limit(spot: _Spot, kind: str, limits: Mapping[str, Any]) -> str | None:
    """The message for a value of the right type that is not allowed; None for another type."""
    key = _key(spot.path)
    messages = {
        "literal_error": lambda: f"{key} is {_shown(spot.value)}; {_choose(limits['expected'], spot.value)}",
        "string_pattern_mismatch": lambda: f"{_key_or_value(spot)}, not {SHAPES[limits['pattern']]}",
        "string_too_short": lambda: f"{key} is empty; write something or take the line out",
        "string_too_long": lambda: f"{key} is longer than {limits['max_length']} characters; shorten it",
        "too_short": lambda: f"{key} needs at least {limits['min_length']}; add {'another' if spot.value else 'one'}",
        "too_long": lambda: f"{key} has {len(spot.value)}; {limits['max_length']} are the most, take the others out",
        "greater_than_equal": lambda: f"{key} is {_shown(spot.value)}; it must be at least {limits['ge']}",
        "less_than_equal": lambda: f"{key} is {_shown(spot.value)}; it must be at most {limits['le']}",
    }
    return messages[kind]() if kind in messages else None


def _unknown_key(spot: _Spot) -> str:
    key, known = str(spot.path[-1]), keys_of(spot.model)
    homes = [kind for kind, model in KINDS.items() if key in keys_of(model)]
    if spot.model in KINDS.values() and homes:
        own = next(kind for kind, model in KINDS.items() if model is spot.model)
        return f'a question of kind "{own}" has no "{key}"; take it out or write "kind: {homes[0]}"'
    remedy = nearest(key, known)
    if len(known) > _FEW and not remedy.startswith("did you mean"):
        remedy = "take it out, or see the keys in the guide"
    return f'unknown key "{key}"; {remedy}'


def _is_question(spot: _Spot) -> bool:
    return isinstance(spot.value, Mapping) and spot.path[-2:-1] == ("questions",)


def _no_kind(spot: _Spot) -> str:
    if spot.path[-1] == "kind":
        return f'"kind" is {_shown(spot.value)}; {nearest(spot.value, KINDS)}'
    if spot.path[-2:-1] == ("questions",):
        return "a question must be a table of keys and values; write each as key: value"
    tests = FLAG_TESTS if spot.model in FLAG_TESTS.values() and spot.model not in TESTS.values() else TESTS
    return f"{_key(spot.path)} is not a condition; it needs one of the keys {', '.join(tests)}"


def _choose(expected: str, value: object) -> str:
    """Pydantic gives the words allowed as text: 'a', 'b' or 'c'."""
    words = [word.strip(" '") for part in expected.split(" or ") for word in part.split(",")]
    return f"it must be {words[0]}" if len(words) == 1 else nearest(value, words)


def _wrong_type(spot: _Spot, details: list[ErrorDetails]) -> str:
    nouns = list(dict.fromkeys(_noun(detail) for detail in details))
    if "a number" in nouns and "a whole number" in nouns:
        nouns.remove("a whole number")
    remedy = _REMEDIES.get(nouns[0], _SEE) if len(nouns) == 1 else _SEE
    if nouns == ["text"] and isinstance(spot.value, (Mapping, tuple)):
        remedy = "write it as one sentence"
    return f"{_key_or_value(spot)}, not {' or '.join(nouns)}; {remedy}"


def _noun(detail: ErrorDetails) -> str:
    if detail["type"] == "literal_error":
        return str(detail["ctx"]["expected"]).replace("'", '"')
    return _NOUNS.get(detail["type"], detail["msg"])


def _key_or_value(spot: _Spot) -> str:
    return f"the key is {_shown(spot.path[-1])}" if spot.is_key else f"{_key(spot.path)} is {_shown(spot.value)}"


def _key(path: Path) -> str:
    """The last key in quotes; an item or a level together with the list or table it is in."""
    if not path:
        return "the file"
    if isinstance(path[-1], str):
        return f'"{path[-1]}"'
    names = [step for step in path if isinstance(step, str)]
    return (
        f'"{names[-1]}" {path[-1]}' if names and path[-2] == "levels" else f'an item of "{names[-1] if names else ""}"'
    )


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, tuple):
        return "a list"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    text = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return f'"{text}"' if isinstance(value, str) else text
