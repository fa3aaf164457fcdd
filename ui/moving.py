"""A newer version of the questions while a draft is open: finish this one, or move, seeing first what that would do."""

from collections.abc import Callable, Iterable

import streamlit as st

from assessments import moving
from assessments.errors import AssessmentError
from assessments.moving import Move
from assessments.values import OpenReview
from assessments.wording import counted
from frameworks.edition import Edition
from ui import keys, shell
from ui.composition import Desk
from ui.formatting import bullets, html
from ui.navigation import go

SEEN = keys.page("review", "moving")


def offer(desk: Desk, opened: OpenReview) -> None:
    """The choice where there is a newer version, and the way back after a move."""
    newer, draft = opened.newer_edition, opened.review.status == "draft"
    if newer and not draft:
        shell.note(
            f"There is a newer version of these questions, {newer}. Finish this review on the version it was started "
            "with; the next one will use the newer version and suggest your answers."
        )
    elif newer:
        with st.container(key="newer-version", border=True):
            choice(desk, opened, newer)
    if draft and opened.review.moved_from is not None:
        with st.container(key="moved", border=True):
            st.html(f"<p>This review was moved to the {html(opened.review.edition)} version of its questions.</p>")
            if st.button("Move back to the version before", key=keys.page("review", "move_back")):
                done(desk, opened, moving.move_back, "The review is back on the version it was started with.")


def choice(desk: Desk, opened: OpenReview, newer: str) -> None:
    st.html(
        f"<p><strong>There is a newer version of these questions, {html(newer)}.</strong> Finish this review on the "
        "version it was started with, and the next one will use the newer version. Or move this review now: you can "
        "move back.</p>"
    )
    if not st.session_state.get(SEEN):
        st.button("See what moving would do", key=keys.page("review", "preview"), on_click=see)
        return
    try:
        found = moving.preview(desk.door, desk.catalogue, opened.review.id, now=desk.now)
    except AssessmentError as trouble:
        shell.note(trouble.sentence, kind="wrong")
        return
    st.html(effect(found, opened.edition, desk.catalogue.get(opened.review.framework, found.to).edition))
    if st.button(f"Move to the {newer} version", key=keys.page("review", "move")):
        done(desk, opened, moving.move, f"The review is now on the {newer} version. What is suggested waits for you.")


def see() -> None:
    st.session_state[SEEN] = True


def effect(found: Move, old: Edition, new: Edition) -> str:
    """What stays, what is to be confirmed again, what is new and what goes, each with its questions."""
    parts = (
        (found.kept, new, "keeps its answer", "keep their answers"),
        (found.suggested, new, "is to be confirmed again", "are to be confirmed again"),
        (found.changed, new, "has changed: answer it anew", "have changed: answer them anew"),
        (found.new, new, "is new", "are new"),
        (found.left, old, "is not asked any more; its answer waits in case you move back",
         "are not asked any more; their answers wait in case you move back"),
    )  # fmt: skip
    lines = (group(ids, edition, one if len(ids) == 1 else many) for ids, edition, one, many in parts if ids)
    return "".join(lines) or "<p>The questions you have answered stay as they are.</p>"


def group(ids: Iterable[str], edition: Edition, said: str) -> str:
    texts = [edition.questions[each].text for each in ids if each in edition.questions]
    return f"<details><summary>{counted(len(texts), 'question')} {said}</summary>{bullets(texts)}</details>"


def done(desk: Desk, opened: OpenReview, act: Callable[..., object], said: str) -> None:
    """Move, and open the review where its sections now are."""
    try:
        act(desk.door, desk.catalogue, opened.review.id, now=desk.now)
    except AssessmentError as trouble:
        shell.note(trouble.sentence, kind="wrong")
        return
    st.session_state.pop(SEEN, None)
    shell.tell_next(said)
    go("review", review=opened.review.id)
