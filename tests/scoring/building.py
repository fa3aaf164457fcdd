"""Builds small editions and answer sheets from the few words a case needs; the rest is filled in."""

from decimal import Decimal
from typing import Any

from frameworks.edition import Edition
from scoring.answers import Answer, AnswerSheet, Evidence, Measurement

AS_OF = "2026-11-21"


def edition(spec=None, /, **more) -> Edition:
    """An edition from `questions`, `strands` or `sections` (each by id) and any other key of the format."""
    spec = {**(spec or {}), **more}
    lowest, highest = spec.pop("scale", (1, 5))
    targets = tuple(spec.pop("targets", ()))
    names, labels = dict(spec.pop("names", {})), dict(spec.pop("labels", {}))
    levels = range(lowest, highest + 1)
    if "strands" in spec:
        spec["sections"] = {"s": {"strands": spec.pop("strands")}}
    if "questions" in spec:
        spec["sections"] = {"s": {"questions": spec.pop("questions")}}
    scale = {
        "levels": {
            level: {"name": names.get(level, f"Level {level}"), "meaning": "m", "shown_as": labels.get(level)}
            for level in levels
        },
        "targets": targets,
    }
    return Edition.model_validate(
        {
            "format": 1,
            "id": "x",
            "edition": "2026",
            "title": "The framework",
            "summary": "A small one.",
            "suits": ("school", "charity"),
            "scale": scale,
            **spec,
            "profile": tuple({"label": fact["id"], **fact} for fact in spec.get("profile", ())),
            "awards": tuple({"title": award["id"], **award} for award in spec.get("awards", ())),
            "sections": tuple(_section(name, section or {}, levels) for name, section in spec["sections"].items()),
        }
    )


def _section(name, section, levels):
    section = dict(section)
    strands = section.pop("strands", None) or {f"{name}.t": {"questions": section.pop("questions")}}
    strands = tuple(_strand(strand, given, levels) for strand, given in strands.items())
    return {"id": name, "title": name.capitalize(), **section, "strands": strands}


def _strand(name, strand, levels):
    questions = tuple(_question(question, given or {}, levels) for question, given in strand["questions"].items())
    return {"id": name, "title": name.capitalize(), **strand, "questions": questions}


def _question(name, question, levels):
    question = {"id": name, "text": f"What of {name}?", **question}
    if question.get("kind", "level") == "level":
        question["levels"] = dict.fromkeys(levels, "d")
    if "options" in question:
        question["options"] = tuple({"label": option["id"], **option} for option in question["options"])
    if "checks" in question:
        question["checks"] = tuple({"label": check["id"], **check} for check in question["checks"])
    return question


def answer(given) -> Answer:
    """A level, an option, ticks, a figure (Decimal), or the keys of an answers file."""
    match given:
        case Answer():
            return given
        case int():
            return Answer(level=given)
        case Decimal():
            return Answer(value=given)
        case str():
            return Answer(option=given)
        case list() | tuple():
            return Answer(checked=frozenset(given))
        case _:
            keys = dict(given)
            if "checked" in keys:
                keys["checked"] = frozenset(keys["checked"])
            if "value" in keys:
                keys["value"] = Decimal(keys["value"])
            keys["evidence"] = tuple(Evidence(**item) for item in keys.get("evidence", ()))
            return Answer(**keys)


def sheet(answers=None, /, **more) -> AnswerSheet:
    """A sheet from answers as a case writes them."""
    given = {name: answer(one) for name, one in (answers or {}).items()}
    more["indicators"] = {name: _measurement(one) for name, one in more.get("indicators", {}).items()}
    return AnswerSheet(**{"framework": "x", "edition": "2026", "as_of": AS_OF, "answers": given, **more})


def _measurement(given) -> Measurement:
    exact: dict[str, Any] = {key: Decimal(value) if isinstance(value, int) else value for key, value in given.items()}
    return Measurement(**exact)


NA = {"not_applicable": "there are none"}
NOT_KNOWN = {"not_known": True}
EVIDENCE = ({"title": "Minutes", "date": "2026-09-01"},)
