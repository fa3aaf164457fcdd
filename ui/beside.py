"""What may stand beside an answer: comment, working note, evidence and numbers; open on demand, and when filled."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from assessments import answering, reviews
from assessments.errors import AssessmentError, StoreUnavailable
from assessments.evidence_files import KeptFile
from assessments.values import OpenReview, Past
from assessments.wording import answer_words, clock, moment, scale_label
from frameworks.questions import BaseQuestion, LevelQuestion
from ui import aftermath, board, composition, figures, keeping, keys, proof, stranded
from ui.board import Held
from ui.formatting import html, plain
from ui.judgement import LONGEST
from ui.parts import by_itself
from ui.words import WHO_READS_COMMENTS, WHO_READS_NOTES

PART = "beside"


@by_itself
def show(review: int, question_id: str) -> None:
    """The part that opens on demand, redrawn by itself."""
    opened = board.board()
    if opened is None or opened.review.id != review or st.session_state.pop(keys.REDRAW, False):
        st.rerun()
    asked, held = opened.edition.questions[question_id], board.held(review, question_id)
    first = keys.opening(review, question_id, held.turn)  # kept while one is here: another value would close it
    inside = st.expander(
        plain(label(asked)),
        expanded=st.session_state.setdefault(first, is_filled(opened, asked, held)),
        key=keys.widget(review, question_id, PART, held.turn),
        on_change="rerun",
    )
    if inside.open:
        with inside:
            words(opened, asked, held)
            held = stranded.words_left(review, asked, held, PART)
            aftermath.show(opened, asked, held, PART)
            proof.show(opened, asked, held)
            figures.show(opened, asked)
            aim(opened, asked)
            if before := earlier(opened, asked):
                st.html(before)


def label(asked: BaseQuestion) -> str:
    """What can be added here; a comment the framework expects is named first."""
    wish = {"required": "Comment (needed)", "expected": "Comment (expected)"}.get(asked.comment, "Comment")
    return f"{wish}, evidence and numbers" if asked.indicators else f"{wish} and evidence"


def is_filled(opened: OpenReview, asked: BaseQuestion, held: Held) -> bool:
    """Whether anything stands here already, or did not get saved here."""
    numbers = any(found.here for name in asked.indicators if (found := opened.numbers.get(name.id)))
    return bool(held.answer.comment or held.note or held.answer.evidence or numbers or held.part == PART)


def words(opened: OpenReview, asked: BaseQuestion, held: Held) -> None:
    """The comment others read, and the note they do not."""
    ids = (opened.review.id, asked.id)
    for part, title, value, readers in (
        ("comment", "Comment", held.answer.comment, WHO_READS_COMMENTS),
        ("note", "Working note", held.note, WHO_READS_NOTES),
    ):
        name = keys.widget(*ids, part, held.turn)
        st.text_area(title, value, key=name, max_chars=LONGEST, height=90, on_change=typed, args=(*ids, part))
        st.html(f'<p class="quiet small">{readers}</p>')


def typed(review: int, question_id: str, part: str) -> None:
    """A comment or note was changed."""
    held = board.held(review, question_id)
    text = str(st.session_state.get(keys.widget(review, question_id, part, held.turn)) or "")
    if part == "note":
        keeping.keep(review, question_id, PART, held.answer, note=text)
    else:
        keeping.keep(review, question_id, PART, replace(held.answer, comment=text))


def aim(opened: OpenReview, asked: BaseQuestion) -> None:
    """The level the organisation itself wants to reach, if it is not the good-practice mark."""
    if isinstance(asked, LevelQuestion):
        levels = list(asked.levels)
        chosen = opened.review.aims.get(asked.id)
        st.selectbox(
            "Our own aim for this question",
            levels,
            index=levels.index(chosen) if chosen in levels else None,
            format_func=lambda at: plain(scale_label(opened.edition, at)) if at in levels else str(at),
            placeholder="The good-practice mark",
            key=keys.widget(opened.review.id, asked.id, "aim", 0),
            on_change=aimed,
            args=(opened.review.id, asked.id),
            width=320,
        )


def aimed(review: int, question_id: str) -> None:
    """Keep the aim; clearing the field takes it away."""
    level = st.session_state.get(keys.widget(review, question_id, "aim", 0))
    held = board.held(review, question_id)
    try:
        desk = composition.desk()
        wanted = level if isinstance(level, int) else None
        reviews.set_aim(desk.door, desk.catalogue, review, question_id, wanted, now=desk.now)
    except AssessmentError as trouble:
        board.refuse(review, question_id, PART, trouble.sentence)
    else:
        board.hold(review, question_id, replace(held, trouble=None, said=f"Saved {clock(desk.now)}", part=PART))


def earlier(opened: OpenReview, asked: BaseQuestion) -> str:
    """What was answered here before, newest first; nothing that was saved is ever gone."""
    try:
        past = answering.history(composition.desk().door, opened.review.id, asked.id)[:-1]
    except StoreUnavailable:
        return "<p>Earlier answers cannot be read just now.</p>"
    if not past:
        return ""
    files = proof.kept(opened.review.id) if any(each.answer.evidence for each in past) else {}
    lines = "".join(f"<li>{then(opened, asked, each, files)}</li>" for each in reversed(past))
    return f"<details><summary>Earlier answers ({len(past)})</summary><ul>{lines}</ul></details>"


def then(opened: OpenReview, asked: BaseQuestion, past: Past, files: Mapping[str, KeptFile]) -> str:
    """One earlier answer with all that stood beside it."""
    texts = (("Comment", past.answer.comment), ("Working note", past.note))
    said = "".join(f"<br>{words}: {html(text)}" for words, text in texts if text)
    said += "".join(
        f"<br>Evidence: {' · '.join(proof.said(opened.review.id, item, files))}" for item in past.answer.evidence
    )
    return f"{moment(past.at)}: {html(answer_words(opened.edition, asked, past.answer))}{said}"
