"""Other standards: what an organisation's answers already say about each, and what is still to answer."""

import streamlit as st

from assessments import organisations, standards
from assessments.standards import StandardsView
from assessments.wording import counted
from scoring.standards import Standing
from ui import addresses, composition, shell
from ui.composition import Desk
from ui.formatting import link
from ui.parts import drawn_of
from ui.standards import table, words
from ui.tables import bullets, tag

TITLE = "Other standards this answers"
HOW = (
    "You answered once; here is what that says about other standards. Where several questions bear on one item, the "
    "lowest answer counts. Nothing is said of an item that no question asks about."
)


def page() -> None:
    """All standards at a glance, or one of them item by item."""
    desk = composition.desk()
    review = shell.asked_number("review")
    if review is None:
        shell.stop_with(TITLE, "Open the results of a review first, and from there the other standards it answers.")
    view = standards.of(desk.door, desk.catalogue, review, now=desk.now)
    drawn_of(desk, review)
    wanted = str(st.query_params.get("standard", ""))
    one = next((each for each in view.standings if each.reference.id == wanted), None)
    _head(desk, view, one)
    if one is None:
        _overview(view)
    else:
        st.html(table.in_full(view, one))
    file = addresses.download("standards.csv", review=str(view.review.id))
    st.html(tag("h2", "Take it with you") + f"<p>{link(file, 'Every standard as a table (CSV)')}</p>")


def _head(desk: Desk, view: StandardsView, one: Standing | None) -> None:
    review = view.review.id
    back = [(f"Results: {view.sources['0'].edition.name}", addresses.results(review))]
    more = [(TITLE, addresses.standards(review))] if one else []
    title = TITLE if one is None else one.reference.title
    shell.begin(
        title,
        desk=desk,
        organisation=view.organisation,
        organisations=organisations.mine(desk.door),
        trail=[*back, *more],
        lead=f"{view.organisation.name}. {_counts(one)}" if one else view.organisation.name,
        browser=f"{title} – {view.organisation.name}",
    )
    if view.is_draft:
        shell.note("This review has not been submitted: what is said here changes as you answer.")


def _counts(one: Standing) -> str:
    return f"{one.count('answered')} of {counted(len(one.items), 'item')} answered."


def _overview(view: StandardsView) -> None:
    rests = bullets(words.source(view, label) for label in view.sources)
    st.html(tag("p", HOW) + tag("h2", "Standard by standard") + table.at_a_glance(view))
    st.html(tag("h2", "What this rests on") + rests)
