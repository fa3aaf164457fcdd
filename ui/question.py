"""One question on the page: a fragment of its own, so that an answer redraws nothing else."""

import streamlit as st

from assessments import periods
from assessments.errors import BadAnswer
from assessments.values import OpenReview, Suggestion
from assessments.wording import answer_words, day
from frameworks.edition import Edition
from frameworks.questions import BaseQuestion
from ui import aftermath, asked, beside, board, guidance, judgement, keeping, keys, stranded
from ui.acting import became
from ui.board import Held, is_judged
from ui.formatting import html, paragraphs, plain
from ui.parts import by_itself
from ui.words import DUTIES, MUST_HAVE

PART = "answer"
UNCHANGED = frozenset({"", "the same question"})  # a note that tells nothing


def show(opened: OpenReview, question: BaseQuestion) -> None:
    """Draw a question, folded to one line when it was answered before this page was opened."""
    with st.container(key=f"question-{question.id.replace('.', '-')}", border=True):
        whole(opened.review.id, question.id)


@by_itself
def whole(review: int, question_id: str) -> None:
    opened = board.board()
    if opened is None or opened.review.id != review or question_id not in opened.edition.questions:
        st.rerun()
    if st.session_state.pop(keys.REDRAW, False):
        st.rerun()
    question, held = opened.edition.questions[question_id], board.held(review, question_id)
    if question_id not in st.session_state.get(keys.UNFOLDED, ()):
        folded(opened, question, held)
        return
    st.html(heading(opened, question))
    before(opened, question, held)
    became.beside(question_id)
    judgement.ask(review, opened.edition, question, held, changed)
    other_answers(opened, question, held)
    asked.offer(opened, question, held)
    held = stranded.judgement_left(review, question, held, PART)
    aftermath.show(opened, question, held, PART)
    beside.show(opened.review.id, question.id)


def folded(opened: OpenReview, question: BaseQuestion, held: Held) -> None:
    """One line: the question and its answer; pressing it opens the question again."""
    words = answer_words(opened.edition, question, held.answer)
    more = " · not saved yet" if held.trouble or held.theirs else ""
    st.button(
        f"{plain(question.text)}  \n**{plain(words[:1].upper() + words[1:])}**{more}",
        key=keys.widget(opened.review.id, question.id, "unfold", held.turn),
        type="tertiary",
        width="stretch",
        on_click=unfold,
        args=(question.id,),
    )


def unfold(question: str) -> None:
    st.session_state[keys.UNFOLDED] = {*st.session_state.get(keys.UNFOLDED, ()), question}


def heading(opened: OpenReview, question: BaseQuestion) -> str:
    """The question as asked, whether it is a must-have, and why it matters."""
    duty = question.duty_for(str(opened.review.profile.get("kind", ""))).is_
    tags = [MUST_HAVE] if question.minimum_level is not None else []
    tags += [DUTIES[duty]] if duty != "good_practice" else []
    marks = " ".join(f'<span class="tag">{html(tag)}</span>' for tag in tags)
    why = paragraphs(question.why, "quiet") if question.why else ""
    more = (
        f"<details><summary>More about this question</summary>{paragraphs(question.help)}</details>"
        if question.help
        else ""
    )
    known = guidance.usually_known_by(opened.edition, question.ask)
    head = f'<h3 id="q-{html(question.id)}">{html(question.text)}</h3>'
    return "".join((head, f"<p>{marks}</p>" if marks else "", why, known, more))


def before(opened: OpenReview, question: BaseQuestion, held: Held) -> None:
    """What was answered last time, or is suggested, plainly not an answer yet."""
    found = None if is_judged(held.answer) else opened.suggestions.get(question.id)
    if found is not None:
        suggestion(opened, question, found, held)
    if found is not None and found.proposed_by is None:
        return
    if opened.last is not None and (last := opened.last.said.get(question.id)) is not None:
        note = f' <span class="quiet">({html(last.changed)})</span>' if last.changed else ""
        said = f"<br>{html(last.comment)}" if last.comment else ""
        when = html(opened.last.period)
        st.html(f'<p class="before quiet">Last time, {when}: <strong>{html(last.words)}</strong>{note}{said}</p>')


def suggestion(opened: OpenReview, question: BaseQuestion, found: Suggestion, held: Held) -> None:
    ours = found.source.framework == opened.review.framework
    same = ours and opened.last is not None and opened.last.period == found.source.period
    last = opened.last.said.get(question.id) if opened.last and same else None
    words = answer_words(opened.edition, question, found.answer)
    if found.is_hint and last:  # a hint is said as it was said then: today's levels may mean something else
        words = last.words
    source = f"{found.source.period}, submitted {day(periods.today(found.source.submitted_at))}"
    moved = ours and found.source.period == opened.review.period.name  # this very review, before it moved
    source = f"the {found.source.edition} version" if moved else source
    last_answer = "Your answer before the move" if moved else "Your answer last time"
    where = last_answer if ours else f"Your answer in {found.source.title}"
    comment = found.answer.comment or (last.comment if last else "")
    said = f'<p class="quiet">{html(comment)}</p>' if comment else ""
    lead = f"{where}, only as a hint" if found.is_hint else f"{where}, not confirmed yet"
    if found.proposed_by is not None:
        lead = f"Proposed by {found.proposed_by}, not confirmed yet"
        source = day(periods.today(found.source.submitted_at))
    why = f' <span class="quiet">({html(found.note)})</span>' if found.note and found.note not in UNCHANGED else ""
    with st.container(key=f"suggested-{question.id.replace('.', '-')}"):
        st.html(f"<p>{html(lead)} ({html(source)}): <strong>{html(words)}</strong>.{why}</p>{said}")
        if not found.is_hint:
            st.button(
                f"Confirm: {plain(words)}",
                key=keys.widget(opened.review.id, question.id, "confirm", held.turn),
                on_click=confirmed,
                args=(opened.review.id, question.id),
            )


def other_answers(opened: OpenReview, question: BaseQuestion, held: Held) -> None:
    """Offer "we do not know" and "not applicable", on demand; they stay open when one of them is the answer."""
    answer, review = held.answer, opened.review.id
    given = answer.not_known or answer.not_applicable is not None
    name = keys.widget(review, question.id, "others", held.turn)
    if not given and not st.session_state.get(name, False):
        words = "We do not know, or it does not apply" if question.may_be_not_applicable else "We do not know"
        st.button(words, key=f"{name}:open", type="tertiary", on_click=open_others, args=(name,))
        return
    st.checkbox(
        f"We do not know yet (counts as {plain(lowest(opened.edition))} until you do)",
        answer.not_known,
        key=keys.widget(review, question.id, "not_known", held.turn),
        on_change=changed,
        args=(review, question.id, "not_known"),
    )
    if question.may_be_not_applicable:
        st.text_input(
            "It does not apply to us, because",
            answer.not_applicable or "",
            key=keys.widget(review, question.id, "not_applicable", held.turn),
            max_chars=500,
            on_change=changed,
            args=(review, question.id, "not_applicable"),
        )


def open_others(name: str) -> None:
    st.session_state[name] = True


def lowest(edition: Edition) -> str:
    return f"“{edition.scale.levels[edition.scale.lowest].name}”"


def changed(review: int, question_id: str, part: str) -> None:
    """A judgement was changed: check what came, and keep it."""
    opened = board.board()
    question = opened.edition.questions.get(question_id) if opened and opened.review.id == review else None
    held = board.held(review, question_id)
    name = keys.widget(review, question_id, part, held.turn)
    if question is None or name not in st.session_state:
        return
    try:
        answer = judgement.judged(question, held.answer, part, st.session_state[name])
    except BadAnswer as fault:
        board.refuse(review, question_id, PART, fault.sentence)
        if part == "choice":  # nothing people can type: put back what stands
            st.session_state[name] = held.answer.level if held.answer.level is not None else held.answer.option
        return
    keeping.keep(review, question_id, PART, answer)
    judgement.show_only(review, question, board.held(review, question_id), part)


def confirmed(review: int, question: str) -> None:
    """The suggestion shown becomes the answer."""
    opened = board.board()
    found = opened.suggestions.get(question) if opened else None
    if found is not None and not found.is_hint:
        keeping.confirm(review, question, PART, found.answer)
