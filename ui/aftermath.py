"""What came of the last change of an answer: saved, refused with what to do, or two versions to choose from."""

import json

import streamlit as st

from assessments.values import OpenReview
from assessments.wording import answer_words, moment
from frameworks.questions import BaseQuestion
from scoring.answers import Answer
from ui import board, keeping, keys
from ui.board import Held, is_judged
from ui.formatting import html, paragraphs
from ui.words import answered

ANSWER = "answer"


def show(opened: OpenReview, question: BaseQuestion, held: Held, part: str) -> None:
    """What came of the last change: saved, refused with what to do, or two versions to choose from."""
    if held.theirs is not None and held.part == part:
        two_versions(opened, question, held)
    elif held.trouble and held.part == part:
        st.html(
            f'<div class="box wrong" role="alert"><p><strong class="word">Not saved.</strong> {html(held.trouble)} '
            "What you gave is still here.</p></div>"
        )
        if held.unsaved:
            name = keys.widget(opened.review.id, question.id, f"again.{part}", held.turn)
            st.button("Try again", key=name, on_click=keeping.try_again, args=(opened.review.id, question.id))
    elif held.said and held.part == part:
        st.html(saved_line(opened, question.id, held))
    elif part == ANSWER and held.stored and is_judged(held.stored.answer):
        in_bulk = ", confirmed together with its group" if held.stored.confirmed_in_bulk else ""
        st.html(f'<p class="quiet small">Saved {moment(held.stored.saved_at)}{in_bulk}</p>')


def saved_line(opened: OpenReview, question: str, held: Held) -> str:
    """Say "Saved 14:32", announced, with the counts that our script puts in the list of sections."""
    whole_review, sections = board.progress(opened)
    counts = {f"section-{name}": answered(done.answered, done.of) for name, done in sections.items()}
    counts["all"] = answered(whole_review.answered, whole_review.of)
    told = html(json.dumps(counts, ensure_ascii=False, separators=(",", ":")))
    return f'<p class="said" data-say="{html(question)}:{held.seen}" data-counts="{told}">{html(held.said)}</p>'


def two_versions(opened: OpenReview, question: BaseQuestion, held: Held) -> None:
    """Another window saved something else: both are shown, and one is chosen. Nothing typed here is lost."""
    edition, theirs = opened.edition, held.theirs
    if theirs is None:
        return

    def version(title: str, answer: Answer, note: str) -> str:
        comment = paragraphs(answer.comment) if answer.comment else '<p class="quiet">No comment.</p>'
        kept = f"<p>Working note: {html(note)}</p>" if note else ""
        proof = "".join(f"<p>Evidence: {html(item.title)}</p>" for item in answer.evidence)
        words = html(answer_words(edition, question, answer))
        return f"<li><h3>{title}</h3><p><strong>{words}</strong></p>{comment}{kept}{proof}</li>"

    st.html(
        '<div class="box wrong" role="alert"><p><strong class="word">Two versions.</strong> This answer was changed in '
        f"another window at {moment(theirs.saved_at)}. Read both and choose one; the other stays under “Earlier "
        f"answers”. {html(held.trouble or '')}</p></div>"
        f'<ul class="cards">{version("What you gave here", held.answer, held.note)}'
        f"{version('What the other window saved', theirs.answer, theirs.note)}</ul>"
    )
    ids = (opened.review.id, question.id)
    with st.container(horizontal=True):
        st.button("Keep mine", key=keys.widget(*ids, "mine", held.turn), on_click=keeping.keep_mine, args=ids)
        st.button("Keep the other", key=keys.widget(*ids, "theirs", held.turn), on_click=keeping.keep_theirs, args=ids)
