"""A correction may change wording; whatever decides a score, a scope, an award or a suggestion stays."""

import pathlib

import pytest

from frameworks.checking import check_edition
from frameworks.corrections import changed_meaning
from frameworks.reader import Path

SMALL = (pathlib.Path(__file__).parent / "own/definitions/small/2026.yaml").read_text(encoding="utf-8")


def changed(old: str, new: str) -> list[Path]:
    assert old in SMALL
    before, now = (check_edition(text.encode(), "small") for text in (SMALL, SMALL.replace(old, new, 1)))
    return list(changed_meaning(before, now))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Small check", "title: A small check"),
        ("All know them.", "Everybody knows them."),
        ("meaning: Some of it.", "meaning: A part of it."),
        ("text: What is checked?", "text: What do you check?\n            help: Tick what is done."),
        ("Teach them.", "Teach them to everyone."),
        ("of: Old, per: All", "of: Older than five years, per: All devices"),
        ("of: Devices", "of: Devices in use"),
        ("label: The log", "label: The log book"),
        ("because: nobody owns this area", "because: nobody is named"),
        ("examples: [The rules]", "examples: [The rules, The minutes]"),
        ("references: {list: [A1]}", "references: {list: [A2]}"),
    ],
)
def test_wording_may_be_corrected(old, new):
    assert changed(old, new) == []


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("weight: 2,", "weight: 3,", (0, 1, 0, "checks", 0, "weight")),
        ("needed_from: 2", "needed_from: 3", (0, 0, 1, "evidence", "needed_from")),
        ("minimum_level: 2", "minimum_level: 3", (0, 0, 1, "minimum_level")),
        ('"Yes", level: 3', '"Yes", level: 2', (0, 0, 0, "options", 0, "level")),
        ("{2: 0.1, 3: 0.5}", "{2: 0.1, 3: 0.6}", (0, 1, 1, "number", "thresholds", 3)),
        ("is: false}}", "is: true}}", (0, 1, 1, "applies_to", "when", "is")),
        ("of: Old, per: All", "basis_note: no parts", (0, 1, 1, "indicators", 0, "of")),
        ("kind: text\n", "kind: text\n            revision: 2\n", (0, 1, 2, "revision")),
    ],
)
def test_what_decides_a_judgement_may_not(old, new, path):
    section, strand, question, *rest = path
    where = ("sections", section, "strands", strand, "questions", question, *rest)
    assert where in changed(old, new)


def test_a_question_may_not_be_added_or_renamed_in_a_correction():
    assert changed("id: kit.note", "id: kit.more")
    assert changed(
        "            text: Anything else?",
        "            text: Anything else?\n          - {id: kit.more, kind: text, text: More?}",
    )
