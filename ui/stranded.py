"""What a browser still shows though nobody stored it: the server was started again in the middle of a change.

A browser that finds a new server sends it the values of its widgets, but no change: they would look like answers.
"""

from dataclasses import replace

import streamlit as st

from assessments.errors import BadAnswer
from frameworks.questions import BaseQuestion, ChecklistQuestion
from scoring.answers import Answer
from ui import board, judgement, keys
from ui.board import Given, Held

LOST = "The connection was lost before this was saved. Press “Try again” to save it."


def judgement_left(review: int, question: BaseQuestion, held: Held, part: str) -> Held:
    """What is known of the answer, with a judgement that only the browser has taken as not saved yet."""
    answer = held.answer
    for each in parts(question):
        value = st.session_state.get(keys.widget(review, question.id, each, held.turn))
        if value not in (None, "", False):
            try:
                answer = judgement.judged(question, answer, each, value)
            except BadAnswer:
                continue
    return taken_as_unsaved(review, question, held, part, answer)


def words_left(review: int, question: BaseQuestion, held: Held, part: str) -> Held:
    """The same for the comment and the working note."""
    typed = {
        each: st.session_state.get(keys.widget(review, question.id, each, held.turn)) for each in ("comment", "note")
    }
    comment, note = (str(typed[each] or "") for each in ("comment", "note"))
    answer = replace(held.answer, comment=comment) if differs(comment, held.answer.comment) else held.answer
    return taken_as_unsaved(review, question, held, part, answer, note if differs(note, held.note) else None)


def taken_as_unsaved(
    review: int, question: BaseQuestion, held: Held, part: str, answer: Answer, note: str | None = None
) -> Held:
    if held.unsaved or held.trouble or held.theirs or (answer == held.answer and note is None):
        return held
    left = replace(held, unsaved=Given(answer, note), trouble=LOST, said="", part=part)
    board.hold(review, question.id, left)
    return left


def differs(typed: str, stored: str) -> bool:
    """Spaces apart; an empty box says nothing."""
    return bool(typed.strip()) and typed.split() != stored.split()


def parts(question: BaseQuestion) -> list[str]:
    checks = [f"check.{check.id}" for check in question.checks] if isinstance(question, ChecklistQuestion) else []
    return ["choice", "figure", "text", *checks, "not_known", "not_applicable"]
