"""Reads the answers-file object (see the framework format) against its edition, and writes it back."""

from collections.abc import Iterator
from decimal import Decimal

from frameworks.edition import Edition
from scoring.answer_reading import read_answer, written_answer, written_number
from scoring.answers import AnswerSheet, Fact, Measurement
from scoring.errors import BadSheet
from scoring.plain import Keys, Plain, listed

_KEYS = ("framework", "edition", "as_of", "form", "profile", "answers", "aims", "aims_for", "indicators")
_NUMBERS = ("value", "of", "per", "percent")
_DAYS = ("date", "measured_on")


def read_sheet(data: object, edition: Edition) -> AnswerSheet:
    """The answers file as a sheet. Raises BadSheet with every fault."""
    plain = Plain()
    keys = plain.keys(data, "an answers file")
    sheet = _sheet(plain, edition, keys) if keys else None
    if sheet is None or plain.faults:
        raise BadSheet(tuple(plain.faults) or ("The answers file is empty.",))
    return sheet


def _sheet(plain: Plain, edition: Edition, data: Keys) -> AnswerSheet:
    plain.known(data, _KEYS, "the answers file")
    for key, expected in (("framework", edition.id), ("edition", edition.edition)):
        if data.get(key) != expected:
            plain.fault(f"{key} is “{data.get(key)}”, but the framework file says “{expected}”.")
    form = plain.one_of(data.get("form", "full"), ("full", "short"), "form", "form")
    awards = [award.id for award in edition.awards]
    answers = _by_question(plain, edition, data, "answers")
    aims = _by_question(plain, edition, data, "aims")
    return AnswerSheet(
        framework=edition.id,
        edition=edition.edition,
        as_of=plain.day(data.get("as_of"), "as_of"),
        form="short" if form == "short" else "full",
        profile=_profile(plain, edition, data.get("profile", {})),
        answers={name: read_answer(plain, edition, edition.questions[name], given) for name, given in answers},
        aims={name: plain.level(given, edition.scale, f"aims: {name}") for name, given in aims},
        aims_for=plain.one_of(data["aims_for"], awards, "award", "aims_for") if "aims_for" in data else None,
        indicators=dict(_indicators(plain, edition, data.get("indicators", {}))),
    )


def _by_question(plain: Plain, edition: Edition, data: Keys, key: str) -> list[tuple[str, object]]:
    """What is given for each question; a question the edition does not have is a fault."""
    found = []
    for name, given in plain.keys(data.get(key, {}), key).items():
        if isinstance(name, str) and name in edition.questions:
            found.append((name, given))
        else:
            plain.fault(f"{key}: there is no question “{name}” in {edition.id} {edition.edition}.")
    return found


def _profile(plain: Plain, edition: Edition, data: object) -> dict[str, Fact]:
    """Facts by id; those the edition does not use are kept, since an organisation has one profile for all."""
    found: dict[str, Fact] = {}
    for name, given in plain.keys(data, "profile").items():
        if not isinstance(name, str) or not isinstance(given, str | int | Decimal | bool):
            plain.fault(f"profile: {name} must be text, a number, or true or false.")
            continue
        fact = edition.facts.get(name)
        if fact is not None and fact.type == "number" and isinstance(given, str):
            found[name] = plain.number(given, f"profile: {name}")
            continue
        found[name] = given
        wanted = _unlike(edition, name, given)
        if wanted is not None:
            plain.fault(f"profile: {name} is “{given}”; write {wanted}.")
    return found


def _unlike(edition: Edition, name: str, given: Fact) -> str | None:
    """What a fact should have been; None when it is fine."""
    fact = edition.facts.get(name)
    if fact is None:
        return "text" if name in ("kind", "phase", "region") and not isinstance(given, str) else None
    if fact.type == "yes_no":
        return None if isinstance(given, bool) else "true or false"
    if fact.type == "number":
        return "a number" if isinstance(given, bool) else None
    return None if given in fact.options else f"one of {listed(fact.options)}"


def _indicators(plain: Plain, edition: Edition, data: object) -> Iterator[tuple[str, Measurement]]:
    known = {indicator.id for question in edition.questions.values() for indicator in question.indicators}
    for name, given in plain.keys(data, "indicators").items():
        if not isinstance(name, str) or name not in known:
            plain.fault(f"indicators: there is no number “{name}” in {edition.id} {edition.edition}.")
            continue
        place = f"indicators: {name}"
        keys = plain.keys(given, place)
        plain.known(keys, (*_NUMBERS, *_DAYS), place)
        numbers = {key: plain.number(keys[key], f"{place}: {key}") for key in _NUMBERS if key in keys}
        days = {key: plain.day(keys[key], f"{place}: {key}") for key in _DAYS if key in keys}
        yield (
            name,
            Measurement(
                value=numbers.get("value"),
                of=numbers.get("of"),
                per=numbers.get("per"),
                percent=numbers.get("percent"),
                date=days.get("date"),
                measured_on=days.get("measured_on"),
            ),
        )


def write_sheet(sheet: AnswerSheet) -> dict[str, object]:
    """A sheet as plain values (text, whole numbers, true and false, lists and keys) that read back the same."""
    return {
        "framework": sheet.framework,
        "edition": sheet.edition,
        "as_of": sheet.as_of,
        "form": sheet.form,
        "profile": {name: _written_fact(fact) for name, fact in sheet.profile.items()},
        "answers": {name: written_answer(answer) for name, answer in sheet.answers.items()},
        "aims": dict(sheet.aims),
        **({} if sheet.aims_for is None else {"aims_for": sheet.aims_for}),
        "indicators": {name: _written_measurement(measured) for name, measured in sheet.indicators.items()},
    }


def _written_fact(fact: Fact) -> object:
    return written_number(fact) if isinstance(fact, Decimal) else fact


def _written_measurement(measured: Measurement) -> dict[str, object]:
    numbers = {key: getattr(measured, key) for key in _NUMBERS}
    days = {key: getattr(measured, key) for key in _DAYS}
    written = {key: written_number(number) for key, number in numbers.items() if number is not None}
    return {**written, **{key: day for key, day in days.items() if day is not None}}
