"""Facts about the organisation that a section needs before it can be asked rightly; asked at its head, once."""

from decimal import Decimal

import streamlit as st

from assessments import reviews
from assessments.errors import AssessmentError
from assessments.values import OpenReview
from assessments.wording import counted, listed
from frameworks.edition import ProfileFact, Section
from scoring.answers import Fact
from ui import board, composition, keys, shell
from ui.composition import Desk
from ui.formatting import html, plain
from ui.judgement import figure_of

YES_NO = {True: "Yes", False: "No"}


def ask(opened: OpenReview, section: Section) -> None:
    """The facts this section still needs."""
    needed = opened.facts_needed.get(section.id, ())
    if not needed:
        return
    with st.container(key="facts", border=True):
        st.html(
            "<h2>First, about your organisation</h2><p>This decides which questions are asked. "
            "If it changes later, change it in Settings and take it over here.</p>"
        )
        for fact in needed:
            one(opened.review.id, fact)
            if st.session_state.get(keys.fact(opened.review.id, fact.id)) not in (None, ""):
                not_kept(opened.review.id, fact)


def offer_newer(desk: Desk, opened: OpenReview) -> None:
    """When the organisation's facts have changed since this review took its copy: what taking them over would do."""
    change = reviews.refresh_preview(desk.door, desk.catalogue, opened.review.id, now=desk.now)
    if not change.facts:
        return
    with st.container(key="newer-facts", border=True):
        said = ((change.enter, "would be added"), (change.leave, "would not be asked any more"))
        effect = [f"{counted(len(names), 'question')} {verb}" for names, verb in said if names]
        st.html(
            "<p><strong>What you told us about your organisation has changed since this review was started.</strong> "
            f"{html(listed(effect).capitalize() or 'The same questions would be asked')}. Your answers are kept.</p>"
        )
        st.button(
            "Take over what has changed", key=keys.page("review", "refresh"), on_click=refresh, args=(opened.review.id,)
        )


def refresh(review: int) -> None:
    try:
        desk = composition.desk()
        reviews.refresh(desk.door, desk.catalogue, review, now=desk.now)
    except AssessmentError as trouble:
        shell.tell_next(trouble.sentence, kind="wrong")


def one(review: int, fact: ProfileFact) -> None:
    name = keys.fact(review, fact.id)
    if fact.type == "yes_no":
        st.radio(plain(fact.label), list(YES_NO), index=None, format_func=lambda yes: YES_NO.get(yes, ""), key=name,
                 horizontal=True, on_change=given, args=(review, fact.id))  # fmt: skip
    elif fact.type == "choice":
        st.selectbox(plain(fact.label), fact.options, index=None, format_func=option_words, key=name,
                     placeholder="Choose one", on_change=given, args=(review, fact.id))  # fmt: skip
    else:
        st.text_input(plain(fact.label), key=name, width=260, on_change=given, args=(review, fact.id))


def not_kept(review: int, fact: ProfileFact) -> None:
    """A fact still asked for though it stands in its field: it was refused, or the server was started again."""
    st.html('<p data-say="1"><strong class="word">Not saved yet.</strong></p>')
    st.button("Save it now", key=keys.fact(review, f"{fact.id}:again"), on_click=given, args=(review, fact.id))


def option_words(option: str) -> str:
    return option.replace("_", " ")


def given(review: int, fact_id: str) -> None:
    """A fact was given: check it, and keep it with the review and the organisation."""
    opened = board.board()
    fact = opened.edition.facts.get(fact_id) if opened and opened.review.id == review else None
    value = st.session_state.get(keys.fact(review, fact_id))
    if fact is None or value is None:
        return
    try:
        desk = composition.desk()
        reviews.set_facts(desk.door, desk.catalogue, review, {fact.id: read(fact, value)}, now=desk.now)
    except AssessmentError as trouble:
        shell.tell_next(trouble.sentence, kind="wrong")


def read(fact: ProfileFact, value: object) -> Fact | None:
    """The fact as typed; what was never offered is refused by the use case. Raises BadAnswer."""
    if fact.type != "number":
        return value if isinstance(value, bool | str) else None
    found = figure_of(value)
    return whole(found) if found is not None else None


def whole(value: Decimal) -> int | Decimal:
    return int(value) if value == value.to_integral_value() else value
