"""Choose the award an organisation works towards, which decides what comes next; only while a review is open."""

import streamlit as st

from assessments import reviews
from assessments.errors import AssessmentError
from assessments.results import ResultView
from ui import composition, keys, shell
from ui.formatting import plain
from ui.tables import tag

CHANGED = keys.page("results", "aimed")
NONE = "No particular one"


def whole_page() -> None:
    """The whole page is being drawn, so nothing waits for that any more."""
    st.session_state.pop(CHANGED, None)


def choose(view: ResultView) -> None:
    """The choice on a draft; what was chosen on a submitted review. Draws the page anew after a change."""
    titles = {award.id: award.title for award in view.edition.awards}
    present = view.review.aims_for if view.review.aims_for in titles else None
    if view.submission is not None or view.review.form == "short":
        if present:
            st.html(tag("p", f"You are working towards “{titles[present]}”. This can change while a review is open."))
        return
    if st.session_state.pop(CHANGED, False):
        st.rerun()
    options = ["", *titles]
    st.selectbox(
        "Which one are you working towards?",
        options,
        index=options.index(present or ""),
        format_func=lambda award: plain(titles.get(award, NONE)),
        key=_key(view.review.id),
        on_change=_keep,
        args=(view.review.id, tuple(titles)),
        help="What it still lacks comes earlier under “Do these next”.",
        width=420,
    )


def _key(review: int) -> str:
    return keys.page("results", f"aim:{review}")


def _keep(review: int, known: tuple[str, ...]) -> None:
    chosen = st.session_state.get(_key(review))
    try:
        desk, award = composition.desk(), chosen if chosen in known else None
        reviews.set_aims_for(desk.door, desk.catalogue, review, award, now=desk.now)
    except AssessmentError as trouble:
        shell.tell_next(trouble.sentence, kind="wrong")
    else:
        shell.tell_next("Saved. What to do next follows the one you chose." if award else "Saved.")
    st.session_state[CHANGED] = True
