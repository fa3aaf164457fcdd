"""What comes back from the browser is checked again: only what was offered becomes an answer."""

from decimal import Decimal

import pytest

from assessments.errors import BadAnswer
from frameworks.questions import (
    Check,
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    NumberRule,
    Option,
    TextQuestion,
)
from scoring.answers import Answer
from ui.judgement import figure_of, judged

LEVEL = LevelQuestion(id="a", text="How?", levels={1: "Low", 2: "High"})
CHOICE = ChoiceQuestion(
    id="b", text="Which?", kind="choice", options=(Option(id="yes", label="Yes"), Option(id="no", label="No"))
)
CHECKS = ChecklistQuestion(
    id="c", text="Tick", kind="checklist", checks=(Check(id="web", label="Web"), Check(id="log", label="Log"))
)
NUMBER = NumberQuestion(id="d", text="How many?", kind="number", number=NumberRule(unit="staff", direction="higher"))
TEXT = TextQuestion(id="e", text="Say", kind="text")
BEFORE = Answer(comment="Kept")


@pytest.mark.parametrize(
    ("question", "part", "value"),
    [
        (LEVEL, "choice", "3 Excellent"),
        (LEVEL, "choice", 3),
        (LEVEL, "choice", True),
        (LEVEL, "choice", None),
        (LEVEL, "figure", "3"),
        (CHOICE, "choice", "perhaps"),
        (CHOICE, "choice", 1),
        (CHECKS, "check.door", True),
        (NUMBER, "figure", "many"),
        (NUMBER, "figure", "1e99"),
        (NUMBER, "figure", "NaN"),
        (NUMBER, "choice", 1),
    ],
)
def test_what_was_never_offered_is_refused(question, part, value):
    with pytest.raises(BadAnswer):
        judged(question, BEFORE, part, value)


@pytest.mark.parametrize(
    ("question", "part", "value", "given"),
    [
        (LEVEL, "choice", 2, Answer(level=2, comment="Kept")),
        (CHOICE, "choice", "no", Answer(option="no", comment="Kept")),
        (CHECKS, "check.web", True, Answer(checked=frozenset({"web"}), comment="Kept")),
        (CHECKS, "check", True, Answer(checked=frozenset(), comment="Kept")),
        (CHECKS, "check", False, BEFORE),
        (NUMBER, "figure", "1,240", Answer(value=Decimal(1240), comment="Kept")),
        (NUMBER, "figure", " ", BEFORE),
        (TEXT, "text", " Hello ", Answer(text="Hello", comment="Kept")),
        (LEVEL, "not_known", True, Answer(not_known=True, comment="Kept")),
        (LEVEL, "not_known", False, BEFORE),
        (LEVEL, "not_applicable", "No pupils", Answer(not_applicable="No pupils", comment="Kept")),
        (LEVEL, "not_applicable", "  ", BEFORE),
    ],
)
def test_what_was_offered_becomes_the_answer_and_the_comment_stays(question, part, value, given):
    assert judged(question, BEFORE, part, value) == given


def test_the_last_tick_taken_away_leaves_the_question_unanswered():
    one = Answer(checked=frozenset({"web"}))
    assert judged(CHECKS, one, "check.web", False) == Answer()


@pytest.mark.parametrize(("typed", "meant"), [("88 %", "88"), ("12.5", "12.5"), ("−3", "-3"), ("2 400", "2400")])
def test_a_figure_is_read_as_people_mean_it(typed, meant):
    assert figure_of(typed) == Decimal(meant)
