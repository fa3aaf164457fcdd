"""One review as this window holds it: what was read, and of each answer what this window last saw or could not save."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st

from assessments.values import OpenReview, Progress, StoredAnswer
from frameworks.conditions import Condition, QuestionTest, leaves
from frameworks.edition import Edition
from frameworks.questions import BaseQuestion, ChecklistQuestion
from scoring.answers import Answer
from ui import keys

NOTHING = Answer()


@dataclass(frozen=True, slots=True)
class Given:
    """An answer somebody gave here, with the working note (None: unchanged)."""

    answer: Answer
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """What this window knows of one answer.

    `stored` is what it last saw stored. `unsaved` is what was given here and is not stored yet, because of `trouble` (a
    sentence) or because another window had stored `theirs`. `said` confirms the last save, in the part it belongs to.
    """

    stored: StoredAnswer | None
    turn: int = 0
    unsaved: Given | None = None
    trouble: str | None = None
    theirs: StoredAnswer | None = None
    said: str = ""
    part: str = ""

    @property
    def answer(self) -> Answer:
        """What to show and to build on: what was given here, else what is stored."""
        return self.unsaved.answer if self.unsaved else self.stored.answer if self.stored else NOTHING

    @property
    def note(self) -> str:
        """The working note, likewise."""
        typed = self.unsaved.note if self.unsaved else None
        return typed if typed is not None else self.stored.note if self.stored else ""

    @property
    def seen(self) -> int:
        """The revision seen, 0 for none."""
        return self.stored.revision if self.stored else 0


def is_judged(answer: Answer) -> bool:
    """Whether the question has been answered in any way (a comment alone is no answer)."""
    judgement = (answer.level, answer.option, answer.checked, answer.value, answer.text, answer.not_applicable)
    return answer.not_known or any(part is not None for part in judgement)


def put_up(opened: OpenReview) -> None:
    """Take in a review just read; what another window changed is taken over, unless something here is unsaved."""
    st.session_state[keys.BOARD] = opened
    for question in opened.edition.questions:
        name, stored = keys.held(opened.review.id, question), opened.answers.get(question)
        before: Held | None = st.session_state.get(name)
        if before is None:
            st.session_state[name] = Held(stored)
        elif before.unsaved is None:
            same = before.seen == (stored.revision if stored else 0)
            st.session_state[name] = replace(before, stored=stored) if same else Held(stored, before.turn + 1)


def board() -> OpenReview | None:
    """The review this window shows, if it still does."""
    found: OpenReview | None = st.session_state.get(keys.BOARD)
    return found


def held(review: int, question: str) -> Held:
    """What this window knows of one answer."""
    found: Held | None = st.session_state.get(keys.held(review, question))
    return found or Held(None)


def hold(review: int, question: str, now: Held) -> None:
    st.session_state[keys.held(review, question)] = now


def quieten(review: int, question: str) -> None:
    """Leave out what was said of the last change, once one has gone on."""
    before = held(review, question)
    st.session_state.pop(keys.opening(review, question, before.turn), None)
    if before.unsaved is None and before.part:
        hold(review, question, Held(before.stored, before.turn))


def refuse(review: int, question: str, part: str, sentence: str) -> None:
    """Say why a change cannot be saved; what was typed stays in its widget."""
    hold(review, question, replace(held(review, question), trouble=sentence, theirs=None, said="", part=part))


def forget_unsaved(review: int, question: str) -> None:
    """Give up what is unsaved here and show what is stored."""
    before = held(review, question)
    hold(review, question, replace(Held(before.theirs or before.stored), turn=before.turn + 1))


def drivers(edition: Edition) -> frozenset[str]:
    """Questions whose answer decides whether others, or lines of them, are asked."""
    return frozenset(
        test.question
        for question in edition.questions.values()
        for condition in waits(question)
        for test in leaves(condition)
        if isinstance(test, QuestionTest)
    )


def waits(question: BaseQuestion) -> list[Condition]:
    checks = question.checks if isinstance(question, ChecklistQuestion) else ()
    return [condition for condition in (question.ask_if, *(check.ask_if for check in checks)) if condition]


def progress(opened: OpenReview) -> tuple[Progress, Mapping[str, Progress]]:
    """How far the review and each section are, with what this window saved since it was read."""
    more = dict.fromkeys(opened.sections, 0)
    for name, question in opened.edition.questions.items():
        if question.weight > 0 and name in opened.shown:
            before = opened.answers.get(name)
            now = held(opened.review.id, name).stored
            more[opened.edition.section_of[name].id] += is_judged(now.answer if now else NOTHING) - is_judged(
                before.answer if before else NOTHING
            )
    sections = {name: Progress(done.answered + more[name], done.of) for name, done in opened.sections.items()}
    return Progress(opened.progress.answered + sum(more.values()), opened.progress.of), sections
