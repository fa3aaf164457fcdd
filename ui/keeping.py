"""Keeping what somebody gave: checked again, stored through the use case, and never lost when that fails."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from assessments import answering, suggesting
from assessments.errors import AssessmentError, ChangedMeanwhile, Refused
from assessments.values import Saved, StoredAnswer
from assessments.wording import clock
from scoring.answers import Answer
from ui import board, composition, keys
from ui.board import Given
from ui.composition import Desk
from ui.plainly import lost
from ui.words import YOU


def attempt(review: int, question: str, part: str, given: Given, work: Callable[[Desk], Saved]) -> None:
    """Run a save; hold what came of it, and what was given when nothing was saved."""
    before = board.held(review, question)
    unsaved = replace(before, unsaved=given, said="", part=part)
    try:
        saved = work(composition.desk())
    except ChangedMeanwhile as meanwhile:
        board.hold(review, question, replace(unsaved, theirs=meanwhile.theirs, trouble=None))
    except Refused as refusal:
        board.refuse(review, question, part, refusal.sentence)
    except AssessmentError as trouble:
        board.hold(review, question, replace(unsaved, trouble=trouble.sentence, theirs=None))
    except Exception:  # noqa: BLE001 - logged with its number; what was typed stays on the page
        board.hold(review, question, replace(unsaved, trouble=lost(), theirs=None))
    else:
        note = given.note if given.note is not None else before.note
        stored = StoredAnswer(question, given.answer, note, saved.revision, saved.at, YOU)
        board.hold(review, question, board.Held(stored, before.turn, said=f"Saved {clock(saved.at)}", part=part))


def keep(review: int, question: str, part: str, answer: Answer, note: str | None = None) -> None:
    """Store one answer as it now is."""
    before = board.held(review, question)
    kept_note = note if note is not None else before.unsaved.note if before.unsaved else None

    def give(desk: Desk) -> Saved:
        return answering.give(
            desk.door, desk.catalogue, review, question, answer, note=kept_note, seen=before.seen, now=desk.now
        )

    attempt(review, question, part, Given(answer, kept_note), give)
    redraw_if_others_depend(review, question)


def confirm(review: int, question: str, part: str, suggested: Answer) -> None:
    """Make a suggestion the answer."""
    seen = board.held(review, question).seen
    attempt(
        review, question, part, Given(suggested),
        lambda desk: suggesting.confirm(desk.door, desk.catalogue, review, question, seen=seen, now=desk.now),
    )  # fmt: skip
    after = board.held(review, question)
    if after.said:  # the widget still holds that nothing is chosen: a new one shows what is
        board.hold(review, question, replace(after, turn=after.turn + 1))
    st.session_state[keys.REDRAW] = True


def try_again(review: int, question: str) -> None:
    """Save once more what could not be saved."""
    before = board.held(review, question)
    if before.unsaved:
        keep(review, question, before.part, before.unsaved.answer, before.unsaved.note)


def keep_mine(review: int, question: str) -> None:
    """Of two versions, store the one given here, on top of the other."""
    before = board.held(review, question)
    if before.unsaved and before.theirs:
        board.hold(review, question, replace(before, stored=before.theirs, theirs=None))
        try_again(review, question)
    st.session_state[keys.REDRAW] = True


def keep_theirs(review: int, question: str) -> None:
    """Of two versions, keep the one stored already; the one given here is stored first, so that the history has it."""
    before = board.held(review, question)
    theirs = before.theirs
    if before.unsaved and theirs:
        board.hold(review, question, replace(before, stored=theirs, theirs=None))
        try_again(review, question)
        if mine_is_kept := board.held(review, question).unsaved is None:
            keep(review, question, before.part, theirs.answer, theirs.note)
        after = board.held(review, question)
        if not mine_is_kept and after.theirs is None:  # both are still here to choose from
            after = replace(after, theirs=theirs)
        board.hold(review, question, replace(after, turn=after.turn + mine_is_kept))
    st.session_state[keys.REDRAW] = True


def redraw_if_others_depend(review: int, question: str) -> None:
    """Other questions may come or go with this answer: then the whole page is drawn again."""
    opened = board.board()
    if opened and opened.review.id == review and question in board.drivers(opened.edition):
        st.session_state[keys.REDRAW] = True
