"""Values as plain data and back: canonical JSON with exact numbers, in the shape of an answers file."""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any

from scoring.answers import Answer, AnswerSheet, Evidence, File, Measurement

Plain = Any  # dict, list, text, whole number, Decimal, true, false or None
WORDS = {None: "null", True: "true", False: "false"}


def _no_number(word: str) -> Plain:
    raise ValueError(f"{word} is not a number")


DECODER = json.JSONDecoder(parse_float=Decimal, parse_constant=_no_number)


def canonical(value: Plain) -> str:
    """The one JSON text of a value: keys sorted, no spaces, decimals written out without needless zeros."""
    match value:
        case str():
            return encode_basestring(value)
        case None | bool():
            return WORDS[value]
        case int():
            return str(value)
        case Decimal():
            return decimal_text(value)
        case Mapping():
            return "{" + ",".join([f"{encode_basestring(key)}:{canonical(value[key])}" for key in sorted(value)]) + "}"
        case list() | tuple():
            return "[" + ",".join([canonical(part) for part in value]) + "]"
    raise TypeError(f"{type(value).__name__} has no place in a stored document")


def decimal_text(number: Decimal) -> str:
    """A decimal written out: 12.5, 0.001, 1000."""
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


def read(text: str | bytes) -> Plain:
    """Plain data of a JSON text; fractions come as Decimal. Raises ValueError, also for NaN and infinity."""
    return DECODER.decode(text if isinstance(text, str) else text.decode())


def sha256(text: str) -> str:
    """The hash of a text, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def answer_data(answer: Answer) -> dict[str, Plain]:
    """An answer as an answers file has it; only what is there is written."""
    data: dict[str, Plain] = {}
    for name in ("level", "option", "value", "text", "not_applicable"):
        if (value := getattr(answer, name)) is not None:
            data[name] = value
    if answer.checked is not None:
        data["checked"] = sorted(answer.checked)
    if answer.not_known:
        data["not_known"] = True
    if answer.comment:
        data["comment"] = answer.comment
    if answer.evidence:
        data["evidence"] = [_evidence_data(item) for item in answer.evidence]
    return data


def answer_of(data: Mapping[str, Plain]) -> Answer:
    """The answer that `answer_data` wrote."""
    return Answer(
        level=data.get("level"),
        option=data.get("option"),
        checked=frozenset(data["checked"]) if "checked" in data else None,
        value=decimal(data.get("value")),
        text=data.get("text"),
        not_applicable=data.get("not_applicable"),
        not_known=data.get("not_known", False),
        comment=data.get("comment", ""),
        evidence=tuple(map(_evidence, data.get("evidence", ()))),
    )


def measurement_data(measurement: Measurement) -> dict[str, Plain]:
    """A measurement as an answers file has it."""
    names = ("value", "of", "per", "percent", "date", "measured_on")
    return {name: value for name in names if (value := getattr(measurement, name)) is not None}


def measurement_of(data: Mapping[str, Plain]) -> Measurement:
    """The measurement that `measurement_data` wrote."""
    return Measurement(
        value=decimal(data.get("value")),
        of=decimal(data.get("of")),
        per=decimal(data.get("per")),
        percent=decimal(data.get("percent")),
        date=data.get("date"),
        measured_on=data.get("measured_on"),
    )


def sheet_data(sheet: AnswerSheet) -> dict[str, Plain]:
    """A whole answers file."""
    data: dict[str, Plain] = {
        "framework": sheet.framework,
        "edition": sheet.edition,
        "as_of": sheet.as_of,
        "form": sheet.form,
        "profile": dict(sheet.profile),
        "answers": {question: answer_data(answer) for question, answer in sheet.answers.items()},
        "aims": dict(sheet.aims),
        "indicators": {indicator: measurement_data(m) for indicator, m in sheet.indicators.items()},
    }
    return data | ({"aims_for": sheet.aims_for} if sheet.aims_for is not None else {})


def sheet_of(data: Mapping[str, Plain]) -> AnswerSheet:
    """The answer sheet that `sheet_data` wrote."""
    return AnswerSheet(
        framework=data["framework"],
        edition=data["edition"],
        as_of=data["as_of"],
        form=data["form"],
        profile=data["profile"],
        answers={question: answer_of(answer) for question, answer in data["answers"].items()},
        aims=data["aims"],
        aims_for=data.get("aims_for"),
        indicators={indicator: measurement_of(measured) for indicator, measured in data["indicators"].items()},
    )


def decimal(value: Decimal | int | None) -> Decimal | None:
    """An exact number as typed figures are held."""
    return None if value is None else Decimal(value)


def _evidence(data: Mapping[str, Plain]) -> Evidence:
    file = data.get("file")
    return Evidence(
        data["title"], data.get("date"), data.get("url"), None if file is None else File(file["name"], file["sha256"])
    )


def _evidence_data(item: Evidence) -> dict[str, Plain]:
    file = None if item.file is None else {"name": item.file.name, "sha256": item.file.sha256}
    rest = {"date": item.date, "url": item.url, "file": file}
    return {"title": item.title} | {name: value for name, value in rest.items() if value is not None}
