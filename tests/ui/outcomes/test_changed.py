"""Why a score changed, on the design's own example: the same questions, the changed ones, and each by itself."""

import re
from dataclasses import replace
from fractions import Fraction
from html import unescape
from typing import Any

from assessments.changes import in_words
from assessments.values import Person
from frameworks.companions import Lineage
from scoring import change
from scoring.answers import Answer, AnswerSheet
from tests.scoring import building
from tests.ui.outcomes.editions import edition, question
from ui.outcomes import changed


def sheet(name, **levels):
    answers = {question: Answer(level=level) for question, level in levels.items()}
    return AnswerSheet("small", name, f"{name}-11-14", profile={"kind": "school"}, answers=answers)


def told(html):
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(html)).split())


OLDER = edition("2025", [question("a", 2), question("b"), question("c")])
NEWER = edition("2026", [question("a", 2), question("b", revision=2), question("d")])
LINEAGE = Lineage.model_validate(
    {"from": "2025", "to": "2026", "questions": {"b": {"from": ("b",), "change": "replaced"}}, "retired": ("c",)}
)
BEFORE, NOW = sheet("2025", a=2, b=3, c=4), sheet("2026", a=3, b=2, d=1)


def test_too_few_same_questions_cannot_be_compared_and_have_no_arrow():
    found = change(NEWER, NOW, OLDER, BEFORE, LINEAGE)
    words = told(changed.why(NEWER, found, NOW, OLDER, BEFORE, "2025/26"))
    assert "This review cannot be compared with 2025/26." in words
    assert "The same questions both years" not in words
    assert "The overall level, altogether −0.5" in words  # (3 × 2 + 2 + 1) / 4 = 9/4 less (2 × 2 + 3 + 4) / 4 = 11/4


def test_every_question_stands_under_what_became_of_it():
    found = change(NEWER, NOW, OLDER, BEFORE, LINEAGE)
    words = told(changed.by_question(NEWER, found, NOW, OLDER, BEFORE))
    assert "Improved (1) Improved Question Before Now Change Question a? 2 Early steps 3 In place +1" in words
    assert "New questions (1) New questions Question Answer Question d? 1 Not in place" in words
    assert "Questions that are no longer asked (1)" in words
    assert "Question c? 4 Working well" in words
    assert "Answered only one of the two times" not in words
    assert "levels cannot be compared (1)" in words


def test_the_same_questions_and_the_changed_ones_add_up_to_the_whole_change():
    """A goes up 1 of weight 3 of 4; d is new at 1: like for like +1, the whole (3 × 3 + 1) / 4 − 2 = +0.5, so −0.5."""
    older, newer = edition("2025", [question("a", 3)]), edition("2026", [question("a", 3), question("d")])
    lineage = Lineage.model_validate({"from": "2025", "to": "2026"})
    before, now = sheet("2025", a=2), sheet("2026", a=3, d=1)
    words = told(changed.why(newer, change(newer, now, older, before, lineage), now, older, before, "2025/26"))
    assert (
        "Since 2025/26 the overall level rose by 0.5. "
        "On the same questions it rose by 1; because the questions changed it fell by 0.5."
    ) in words
    assert "The same questions both years +1 (1 of 2 questions are the same)" in words
    assert "Because the questions changed −0.5" in words
    assert "The overall level, altogether +0.5" in words


def test_a_reworded_question_says_so_and_is_still_compared():
    newer = edition("2026", [question("a", 2) | {"text": "Question a, in better words?"}])
    older = edition("2025", [question("a", 2)])
    lineage = Lineage.model_validate(
        {"from": "2025", "to": "2026", "questions": {"a": {"from": ("a",), "change": "reworded"}}}
    )
    before, now = sheet("2025", a=3), sheet("2026", a=2)
    words = told(changed.by_question(newer, change(newer, now, older, before, lineage), now, older, before))
    assert "Slipped (1)" in words
    assert "Question a, in better words? (this question was reworded) 3 In place 2 Early steps −1" in words


def test_without_the_older_version_nothing_is_claimed():
    assert "cannot be compared" in changed.why(NEWER, None, NOW, None, BEFORE, "2025/26")


ASKED = edition("2026", [question("a", 2), question("b"), question("c")])


def test_a_change_without_new_questions_comes_from_the_same_ones_the_largest_part_first():
    """Weights 2, 1, 1: c rises by two levels, 2/4; a by one, 2/4; b slips by one, −1/4."""
    before, now = sheet("2026", a=2, b=3, c=1), sheet("2026", a=3, b=2, c=3)
    found = change(ASKED, now, ASKED, before)
    words = told(changed.why(ASKED, found, now, ASKED, before, "2025/26"))
    assert "Since 2025/26 the overall level rose by 0.8. All of that comes from the same questions." in words
    assert "Question a? 2 Early steps 3 In place +1 +0.5" in words
    assert "Question b? 3 In place 2 Early steps −1 −0.3" in words


def test_a_level_that_did_not_move_may_still_rest_on_moves_that_even_out():
    """A goes from 2 to 3, and d, which weighs as much, is new at 1: the whole stays at 2."""
    older, newer = edition("2025", [question("a", 2)]), edition("2026", [question("a", 2), question("d", 2)])
    lineage = Lineage.model_validate({"from": "2025", "to": "2026"})
    found = change(newer, sheet("2026", a=3, d=1), older, sheet("2025", a=2), lineage)
    assert in_words(found, "2025/26") == (
        "Since 2025/26 the overall level did not move. "
        "On the same questions it rose by 1; because the questions changed it fell by 1."
    )
    still = change(ASKED, sheet("2026", a=3), ASKED, sheet("2026", a=3))
    assert in_words(still, "2025/26") == "Since 2025/26 the overall level did not move."


def test_a_question_that_somebody_else_answered_says_who_did():
    before, now = sheet("2026", a=2, b=3, c=1), sheet("2026", a=3, b=2, c=1)
    found = change(ASKED, now, ASKED, before)
    ann, bo, gone = Person(1, "Ann <i>Lee</i>"), Person(2, "Bo Day"), Person(3, "")
    others = {"a": (ann, bo), "b": (gone, bo), "c": (ann, bo)}
    html = changed.why(ASKED, found, now, ASKED, before, "2025/26", others)
    assert "3 of the same questions were answered by somebody else than last time; 2 of them moved." in told(html)
    assert "Answered by Bo Day; last time by Ann &lt;i&gt;Lee&lt;/i&gt;" in html
    assert "Answered by Bo Day; last time by somebody who has left" in html
    alone = changed.why(ASKED, found, now, ASKED, before, "2025/26", {"c": (ann, bo)})
    assert "1 of the same questions was answered by somebody else than last time; none of them moved." in told(alone)
    assert "somebody else" not in told(changed.why(ASKED, found, now, ASKED, before, "2025/26"))


def test_what_was_answered_only_once_is_listed_and_is_no_change_of_the_questions():
    """Weights 2, 1, 1: from (4 + 3 + 4) / 4 to (6 + 1 + 4) / 4, for b, now not known, counts as the lowest level."""
    before, now = sheet("2026", a=2, b=3, c=4), sheet("2026", a=3, c=4)
    now = replace(now, answers={**now.answers, "b": Answer(not_known=True)})
    found = change(ASKED, now, ASKED, before)
    words = told(changed.why(ASKED, found, now, ASKED, before, "2025/26"))
    assert (
        "Since 2025/26 the overall level did not move. On the same questions it rose by 0.7; "
        "because of questions answered only one of the two times it fell by 0.7."
    ) in words
    assert "Because of questions answered only one of the two times −0.7" in words
    assert "Answered only one of the two times (1)" in words
    assert "Question b? 3 In place we do not know" in words


def test_a_change_that_neither_questions_nor_answers_explain_comes_from_how_they_are_put_together():
    """By the weakest section: from 2 to 3, though the plain average of the two rose by half a level."""
    sections: dict[str, Any] = {"s": {"questions": {"a": {}}}, "t": {"questions": {"b": {}}}}
    weakest = building.edition(sections=sections, scoring={"rollup": "min"})
    found = change(weakest, building.sheet({"a": 3, "b": 5}), weakest, building.sheet({"a": 2, "b": 5}))
    assert (found.headline, found.like_for_like) == (Fraction(1), Fraction(1, 2))
    assert "because of how the framework puts answers together it rose by 0.5" in in_words(found, "2025/26")
