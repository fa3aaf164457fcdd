"""Asking someone: an open question is left for whoever knows, with a note, and taken back again."""

import streamlit as st

from assessments import asking, periods
from assessments.errors import AssessmentError
from assessments.values import Asked, OpenReview
from assessments.wording import day
from frameworks.questions import BaseQuestion
from ui import assigned, board, composition, keys, shell
from ui.board import Held, is_judged
from ui.formatting import html, plain

LONGEST_NAME, LONGEST_NOTE = 100, 500


def offer(opened: OpenReview, question: BaseQuestion, held: Held) -> None:
    """Beside an open question: whom it was left for, or the way to leave it for somebody."""
    if is_judged(held.answer) and not held.answer.not_known:
        return
    review = opened.review.id
    if given := opened.assigned.get(("question", question.id)):
        assigned.standing(opened, given, "This question")
        return
    if whose := assigned.of_question(opened, question):
        st.html(f'<p class="quiet">For {html(assigned.name_of(whose.to))} to answer.</p>')
    if found := opened.asked.get(question.id):
        standing(opened, found)
    elif st.session_state.get(key(review, question.id, "open")):
        form(opened, question)
    else:
        st.button(
            "Ask someone", key=key(review, question.id, "ask"), type="tertiary",
            on_click=unfold, args=(review, question.id),
        )  # fmt: skip


def key(review: int, question: str, part: str) -> str:
    return keys.widget(review, question, f"asked.{part}", 0)


def unfold(review: int, question: str) -> None:
    st.session_state[key(review, question, "open")] = True


def standing(opened: OpenReview, found: Asked) -> None:
    """Whom the question was left for, when, and with what words."""
    review, note = opened.review.id, f"<br>{html(found.note)}" if found.note else ""
    st.html(
        f"<p>Left open for <strong>{html(asking.who(opened.edition, found))}</strong>"
        f' <span class="quiet">since {day(periods.today(found.at))}</span>{note}</p>'
    )
    st.button(
        "Ask nobody", key=key(review, found.question, "back"), type="tertiary",
        on_click=take_back, args=(review, found.question),
    )  # fmt: skip


def form(opened: OpenReview, question: BaseQuestion) -> None:
    """A role or a name, and a note; those who usually know stand first."""
    ids, titles = (opened.review.id, question.id), asking.roles(opened.edition)
    order = [*(role for role in question.ask if role in titles), *(role for role in titles if role not in question.ask)]
    here = assigned.colleagues(opened.organisation.id)
    with st.container(key=f"asking-{question.id.replace('.', '-')}"):
        if here:
            st.selectbox(
                "A colleague who uses Stocktake", list(here), index=None, key=key(*ids, "colleague"), width=360,
                format_func=lambda one: plain(assigned.name_of(here[one])) if one in here else str(one),
                placeholder="Choose a colleague",
            )  # fmt: skip
        if order:
            st.selectbox(
                "Who could know?", order, index=None, format_func=lambda role: plain(titles.get(role, str(role))),
                placeholder="Choose a person", key=key(*ids, "role"), width=360,
            )  # fmt: skip
        st.text_input("Their name, if you like", key=key(*ids, "name"), max_chars=LONGEST_NAME, width=360)
        st.text_area("What to ask them (stays inside your organisation)", key=key(*ids, "note"),
                     max_chars=LONGEST_NOTE, height=80)  # fmt: skip
        st.button("Leave it open for them", key=key(*ids, "send"), on_click=ask, args=ids)
    if wrong := st.session_state.pop(key(*ids, "wrong"), ""):
        shell.note(wrong, kind="wrong")


def ask(review: int, question: str) -> None:
    """Leave the question for the person chosen; a fault is said, and what was typed stays."""
    opened = board.board()
    colleague = st.session_state.get(key(review, question, "colleague"))
    if isinstance(colleague, int):
        to_colleague(review, question, colleague)
        return
    role, name, note = (st.session_state.get(key(review, question, part)) for part in ("role", "name", "note"))
    try:
        desk = composition.desk()
        left = asking.ask(
            desk.door, desk.catalogue, review, question, role=role, name=str(name or ""), note=str(note or ""),
            now=desk.now,
        )  # fmt: skip
    except AssessmentError as trouble:
        st.session_state[key(review, question, "wrong")] = trouble.sentence
        return
    st.session_state.pop(key(review, question, "open"), None)
    who = asking.who(opened.edition, left) if opened else left.name
    shell.tell_next(f"The question is left open for {who}. It is listed on Home until it is answered.")
    st.session_state[keys.REDRAW] = True


def to_colleague(review: int, question: str, colleague: int) -> None:
    """Leave the question for somebody who finds it in their own list; a fault is said, and what was typed stays."""
    note = str(st.session_state.get(key(review, question, "note")) or "")
    if assigned.give(review, "question", question, colleague, note):
        st.session_state.pop(key(review, question, "open"), None)
    st.session_state[keys.REDRAW] = True


def take_back(review: int, question: str) -> None:
    try:
        desk = composition.desk()
        asking.take_back(desk.door, review, question, now=desk.now)
    except AssessmentError as trouble:
        shell.tell_next(trouble.sentence, kind="wrong")
    st.session_state[keys.REDRAW] = True
