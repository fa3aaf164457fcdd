"""Reads one answer of an answers file, and writes it back."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from frameworks.edition import Edition
from frameworks.questions import BaseQuestion, ChecklistQuestion, ChoiceQuestion, LevelQuestion, NumberQuestion
from scoring.answers import Answer, Evidence, File
from scoring.plain import Keys, Plain, listed

SHA256 = re.compile(r"[0-9a-f]{64}")
JUDGEMENTS = ("level", "option", "checked", "value", "text", "not_applicable", "not_known")
_BESIDE = ("comment", "evidence")
_ANY_KIND = ("not_applicable", "not_known")


def judged_by(question: BaseQuestion) -> str:
    """The key that answers a question of this kind."""
    match question:
        case LevelQuestion():
            return "level"
        case ChoiceQuestion():
            return "option"
        case ChecklistQuestion():
            return "checked"
        case NumberQuestion():
            return "value"
        case _:
            return "text"


def read_answer(plain: Plain, edition: Edition, question: BaseQuestion, given: object) -> Answer:
    """One answer; what does not fit is noted."""
    place, own = f"answers: {question.id}", judged_by(question)
    data = plain.keys(given, place)
    plain.known(data, (*JUDGEMENTS, *_BESIDE), place)
    judged = [key for key in JUDGEMENTS if key in data]
    if len(judged) > 1:
        plain.fault(f"{place}: give only one of {listed(judged)}.")
    for key in judged:
        if key != own and key not in _ANY_KIND:
            plain.fault(f"{place}: this question is answered with “{own}”, not “{key}”.")
    answer = _judged(plain, edition, question, data) if own in data else Answer()
    return replace(
        answer,
        not_applicable=_reason(plain, question, data) if "not_applicable" in data else None,
        not_known=_not_known(plain, data, place),
        comment=plain.text(data.get("comment", ""), f"{place}: comment"),
        evidence=_evidence(plain, data.get("evidence", ()), f"{place}: evidence"),
    )


def _judged(plain: Plain, edition: Edition, question: BaseQuestion, data: Keys) -> Answer:
    place = f"answers: {question.id}"
    match question:
        case LevelQuestion():
            return Answer(level=plain.level(data["level"], edition.scale, place))
        case ChoiceQuestion(options=options):
            return Answer(option=plain.one_of(data["option"], [option.id for option in options], "option", place))
        case ChecklistQuestion(checks=checks):
            known = [check.id for check in checks]
            ticked = plain.items(data["checked"], f"{place}: checked")
            return Answer(checked=frozenset(plain.one_of(item, known, "check", place) for item in ticked))
        case NumberQuestion():
            return Answer(value=_value(plain, question, data["value"], place))
        case _:
            return Answer(text=plain.text(data["text"], f"{place}: text"))


def _value(plain: Plain, question: NumberQuestion, given: object, place: str) -> Decimal:
    """A figure within the question's limits."""
    rule, value = question.number, plain.number(given, f"{place}: value")
    if rule.minimum is not None and value < rule.minimum:
        plain.fault(f"{place}: {value} is below {rule.minimum}.")
    if rule.maximum is not None and value > rule.maximum:
        plain.fault(f"{place}: {value} is above {rule.maximum}.")
    if rule.whole and value != value.to_integral_value():
        plain.fault(f"{place}: {value} is not a whole number.")
    return value


def _reason(plain: Plain, question: BaseQuestion, data: Keys) -> str:
    place = f"answers: {question.id}: not_applicable"
    if not question.may_be_not_applicable:
        plain.fault(f"{place}: this question always applies.")
    return plain.filled(data["not_applicable"], place)


def _not_known(plain: Plain, data: Keys, place: str) -> bool:
    given = data.get("not_known", True)
    if given is not True:
        plain.fault(f"{place}: write not_known: true, or leave it out.")
    return "not_known" in data


def _evidence(plain: Plain, given: object, place: str) -> tuple[Evidence, ...]:
    return tuple(_piece(plain, item, place) for item in plain.items(given, place))


def _piece(plain: Plain, given: object, place: str) -> Evidence:
    data = plain.keys(given, place)
    plain.known(data, ("title", "date", "url", "file"), place)
    url = plain.text(data["url"], f"{place}: url") if "url" in data else None
    if url is not None and not url.startswith(("http://", "https://")):
        plain.fault(f"{place}: “{url}” is not an http or https address.")
    return Evidence(
        title=plain.filled(data.get("title", ""), f"{place}: title"),
        date=plain.day(data["date"], f"{place}: date") if "date" in data else None,
        url=url,
        file=_file(plain, data["file"], f"{place}: file") if "file" in data else None,
    )


def _file(plain: Plain, given: object, place: str) -> File:
    data = plain.keys(given, place)
    plain.known(data, ("name", "sha256"), place)
    sha256 = plain.text(data.get("sha256", ""), f"{place}: sha256")
    if not SHA256.fullmatch(sha256):
        plain.fault(f"{place}: “{sha256}” is not the 64 digits of a SHA-256.")
    return File(plain.filled(data.get("name", ""), f"{place}: name"), sha256)


def written_answer(answer: Answer) -> dict[str, object]:
    """An answer as plain values: whole numbers as numbers, others as text, so that nothing is rounded."""
    found: dict[str, object] = {
        "level": answer.level,
        "option": answer.option,
        "checked": None if answer.checked is None else sorted(answer.checked),
        "value": None if answer.value is None else written_number(answer.value),
        "text": answer.text,
        "not_applicable": answer.not_applicable,
        "not_known": answer.not_known or None,
        "comment": answer.comment or None,
        "evidence": [_written_piece(piece) for piece in answer.evidence] or None,
    }
    return _given(found)


def _written_piece(piece: Evidence) -> dict[str, object]:
    file = None if piece.file is None else {"name": piece.file.name, "sha256": piece.file.sha256}
    return _given({"title": piece.title, "date": piece.date, "url": piece.url, "file": file})


def written_number(number: Decimal | int) -> int | str:
    """A whole number as it is, any other as text."""
    return int(number) if number == int(number) else f"{number:f}"


def _given(found: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in found.items() if value is not None}
