"""Answering: one section of a review, its questions in their groups, everything saved at once."""

import streamlit as st

from assessments import answering, organisations, reviews, suggesting
from assessments.errors import AssessmentError
from assessments.values import OpenReview
from frameworks.edition import Section, Strand
from ui import addresses, assigned, board, composition, facts, guidance, keys, moving, question, sections, shell
from ui.acting import became
from ui.board import is_judged
from ui.composition import Desk
from ui.formatting import link, plain
from ui.parts import drawn_of


def page() -> None:
    review = shell.asked_number("review")
    if review is None:
        shell.stop_with("Choose a review", "This address names no review. Open one from Home.")
    desk = composition.desk()
    opened = reviews.open(desk.door, desk.catalogue, review, now=desk.now)
    board.put_up(opened)
    became.hold(desk, opened)
    drawn_of(desk, review)
    section = chosen(opened)
    shell.begin(
        section.title,
        desk=desk,
        organisation=opened.organisation,
        organisations=organisations.mine(desk.door),
        trail=[("Home", addresses.home(opened.organisation.id)), (name(opened), addresses.review(review))],
        lead=section.summary,
        browser=f"{section.title} – {opened.edition.name}",
    )
    if opened.review.status == "submitted":
        locked(opened)
    st.session_state.pop(keys.REDRAW, None)
    beside, main = st.columns([2, 5], gap="large")
    with beside:
        st.html(sections.listing(opened, section.id, *board.progress(opened), papers(opened, section)))
        widening(opened)
        st.html(guidance.closed(opened.edition) or "<p></p>")
    with main:
        body(desk, opened, section)


def name(opened: OpenReview) -> str:
    """The review in a few words: Online safety 2026/27, quick form."""
    short = ", quick form" if opened.review.form == "short" else ""
    return f"{opened.edition.name} {opened.review.period.name}{short}"


def chosen(opened: OpenReview) -> Section:
    """The section of the address; without one, where one is already, else the first that has something open."""
    known = {section.id: section for section in opened.edition.sections}
    asked = str(st.query_params.get("section", ""))
    order = sections.ids(opened) or list(known)
    if asked and asked not in known:
        shell.stop_with(
            "Page not found",
            "This review has no such section.",
            then=("Open the review", addresses.review(opened.review.id)),
        )
    review, there, *_ = st.session_state.get(keys.HERE, (None, None))
    if not asked and review == opened.review.id and there in order:
        return known[there]
    waiting = (each for each in order if (done := opened.sections.get(each)) and done.answered < done.of)
    return known[asked if asked in order else next(waiting, order[0])]


def locked(opened: OpenReview) -> None:
    """A submitted review is read in its results; changing it begins with reopening it."""
    review = opened.review.id
    shell.note("This review has been submitted, so its answers are locked.")
    ways = [link(addresses.results(review), "See the results", name="button")]
    ways += [link(addresses.submit(review), "Reopen it to change something", name="button second")]
    st.html(f'<p class="ways">{" ".join(ways)}</p>')
    widening(opened)
    st.stop()


def papers(opened: OpenReview, section: Section) -> str:
    """Blank forms to print, and the check."""
    review = opened.review
    parts = {"framework": review.framework, "edition": review.edition, "review": str(review.id)}
    forms = (
        (addresses.download("form.pdf", **parts, section=section.id), "Print this section as a form"),
        (addresses.download("form.pdf", **parts), "Print the whole form"),
    )
    check = link(addresses.submit(review.id), "Check and submit")
    return f'<ul class="papers small"><li>{check}</li>{"".join(f"<li>{link(*form)}</li>" for form in forms)}</ul>'


def widening(opened: OpenReview) -> None:
    """A quick form becomes the whole review at any time; every answer stays."""
    if opened.review.form == "short":
        st.button(
            "Answer the whole review",
            key=keys.page("review", "widen"),
            type="tertiary",
            on_click=widen,
            args=(opened.review.id,),
        )


def widen(review: int) -> None:
    try:
        desk = composition.desk()
        reviews.widen(desk.door, desk.catalogue, review, now=desk.now)
        shell.tell_next("This is now the whole review. Your answers are all here, and the other questions are added.")
    except AssessmentError as trouble:
        shell.tell_next(trouble.sentence, kind="wrong")


def body(desk: Desk, opened: OpenReview, section: Section) -> None:
    only_open = tools(desk, opened)
    moving.offer(desk, opened)
    facts.offer_newer(desk, opened)
    facts.ask(opened, section)
    assigned.offer(opened, section)
    unfold(opened, section, only_open=only_open)
    hidden = 0
    for strand in section.strands:
        hidden += group(opened, strand, only_open=only_open)
    if hidden:
        st.html(
            f'<p class="quiet">{hidden} answered here and not shown. Untick “Unanswered only” to see everything.</p>'
        )
    st.html(sections.onwards(opened, section.id))


def tools(desk: Desk, opened: OpenReview) -> bool:
    """Find, list what somebody usually knows, hide what is answered, and take the last change back."""
    roles = sections.people(opened)
    with st.container(key="tools", horizontal=True, vertical_alignment="bottom"):
        words = st.text_input("Find in this review", key=keys.FIND, width=260, max_chars=80)
        role = st.selectbox(
            "What is open for", list(roles), index=None, format_func=lambda each: plain(roles.get(each, str(each))),
            placeholder="Choose a person, or numbers", key=keys.ROLE, width=260,
        )  # fmt: skip
        only_open = st.checkbox("Unanswered only", key=keys.ONLY_OPEN)
        if answering.last_change(desk.door, opened.review.id) is not None:
            st.button("Undo the last change", key=keys.page("review", "undo"), on_click=undo, args=(opened.review.id,))
    if words.strip():
        st.html(sections.found(opened, words))
    if role in roles:
        st.html(sections.open_for(opened, str(role)))
    return only_open


def undo(review: int) -> None:
    """Put back what stood before this person's last change."""
    opened = board.board()
    try:
        desk = composition.desk()
        back = answering.undo_last(desk.door, desk.catalogue, review, now=desk.now).questions
    except AssessmentError as trouble:
        shell.tell_next(trouble.sentence, kind="wrong")
        return
    st.session_state[keys.UNFOLDED] = {*st.session_state.get(keys.UNFOLDED, ()), *back}
    texts = [opened.edition.questions[each].text for each in back] if opened else []
    said = texts[0] if len(texts) == 1 else f"{len(back)} answers that were confirmed together"
    shell.tell_next(f"The last change was taken back: {said}")


def unfold(opened: OpenReview, section: Section, *, only_open: bool) -> None:
    """What is unanswered is open, also when it has only just come; what is opened stays open until one leaves."""
    here, review = (opened.review.id, section.id, only_open), opened.review.id
    wanted = str(st.query_params.get("question", ""))
    if st.session_state.get(keys.HERE) != here:
        st.session_state[keys.HERE] = here
        for each in opened.edition.questions:
            board.quieten(review, each)
        st.session_state[keys.UNFOLDED] = set()
    waiting = {
        each.id
        for each in sections.asked(opened, section.id)
        if not is_judged(board.held(review, each.id).answer) or board.held(review, each.id).unsaved
    }
    st.session_state[keys.UNFOLDED] = {*st.session_state[keys.UNFOLDED], *waiting, *([wanted] if wanted else [])}


def group(opened: OpenReview, strand: Strand, *, only_open: bool) -> int:
    """The questions of one group; gives how many are hidden because they are answered."""
    here = [each for each in strand.questions if each.id in opened.shown]
    shown = [each for each in here if not only_open or each.id in st.session_state[keys.UNFOLDED]]
    if shown:
        st.header(plain(strand.title), anchor=False)
        confirm_group(opened, strand)
        for each in shown:
            question.show(opened, each)
    return len(here) - len(shown)


def confirm_group(opened: OpenReview, strand: Strand) -> None:
    """An unchanged group is confirmed at once, below the answers it would take."""
    open_ = [
        found
        for each in strand.questions
        if each.id in opened.shown and (found := opened.suggestions.get(each.id)) is not None and not found.is_hint
    ]
    if len(open_) > 1:
        st.button(
            f"Nothing has changed: confirm all {len(open_)} answers from last time in this group",
            key=keys.page("review", f"confirm:{strand.id}"),
            on_click=confirm_all,
            args=(opened.review.id, strand.id),
        )


def confirm_all(review: int, strand: str) -> None:
    try:
        desk = composition.desk()
        done = suggesting.confirm_strand(desk.door, desk.catalogue, review, strand, now=desk.now)
        shell.tell_next(f"{len(done)} answers from last time are confirmed. Open any of them to change it.")
        st.session_state[keys.UNFOLDED] = set(st.session_state.get(keys.UNFOLDED, ())) - set(done)
    except AssessmentError as trouble:
        shell.tell_next(trouble.sentence, kind="wrong")
