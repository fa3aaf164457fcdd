"""Themes that run through sections: what is answered and at good practice in each."""

import re
from html import unescape

from scoring import score
from scoring.answers import Answer, AnswerSheet
from tests.ui.outcomes.editions import edition, question
from ui.outcomes.themes import by_theme
from ui.reading.questions import section

THEMES = (
    {"id": "safety", "title": "Keeping safe"},
    {"id": "money", "title": "Money"},
    {"id": "none", "title": "Nothing"},
)
ASKED = edition(
    "2026",
    [
        question("a", themes=("safety", "money")),
        question("b", themes=("safety",)),
        question("c", themes=("safety",)),
        question("d", themes=("safety",)),
    ],
    themes=THEMES,
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
