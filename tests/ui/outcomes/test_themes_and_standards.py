"""Themes that run through sections, and other standards: what is core there, and about which of their levels it is."""

import re
from html import unescape

from frameworks.companions import Reference
from scoring import score
from scoring.answers import Answer, AnswerSheet
from tests.ui.outcomes.editions import edition, question
from ui.outcomes.beside import standards
from ui.outcomes.themes import by_theme
from ui.reading.questions import section

THEMES = (
    {"id": "safety", "title": "Keeping safe"},
    {"id": "money", "title": "Money"},
    {"id": "none", "title": "Nothing"},
)
CODES = {"other": ("1a", "2b")}
ASKED = edition(
    "2026",
    [
        question("a", themes=("safety", "money"), references=CODES),
        question("b", themes=("safety",), references={"other": ("1a",)}),
        question("c", themes=("safety",)),
        question("d", themes=("safety",)),
    ],
    themes=THEMES,
)
OTHER = Reference(
    id="other",
    title="Another standard",
    items={"1a": "Being safe", "2b": "Being quick"},
    core=("1a",),
    to_their_level={1: "starting", 2: "growing", 3: "growing", 4: 2, 5: 1},
)


def told(html):
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(html)).split())


def result(**answers):
    sheet = AnswerSheet("small", "2026", "2026-11-14", "full", {"kind": "school"}, answers)
    return sheet, score(ASKED, sheet)


def test_a_theme_counts_what_is_answered_and_at_good_practice_without_what_does_not_apply():
    _, given = result(a=Answer(level=4), b=Answer(level=3), d=Answer(not_applicable="None here"))
    words = told(by_theme(ASKED, given))
    assert "Keeping safe 2 of 3 1 of 3 Money 1 of 1 1 of 1" in words  # c is open, d does not apply, b is below 4
    assert "Nothing" not in words


def test_a_question_names_its_themes_when_it_is_read():
    assert "Themes Keeping safe and Money" in told(section(ASKED, ASKED.sections[0], {}))


def test_a_core_item_is_marked_and_their_level_is_that_of_the_weakest_answer():
    sheet, given = result(a=Answer(level=5), b=Answer(level=3))
    words = told(standards(ASKED, given, sheet, {"other": OTHER}))
    assert "1a (core) Being safe" in words
    assert "About “growing” on their scale" in words  # the weaker answer, 3
    assert "2b Being quick" in words
    assert "About “1” on their scale" in words


def test_their_level_is_not_said_while_an_answer_is_missing():
    sheet, given = result(a=Answer(level=5))
    words = told(standards(ASKED, given, sheet, {"other": OTHER}))
    assert words.count("on their scale") == 1  # 2b rests on the first question alone
