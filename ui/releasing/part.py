"""Comparison figures on a page: which there are, what new ones would show and withhold, and the button to make them."""

from collections.abc import Sequence

import streamlit as st

from assessments.comparison import releasing, telling
from assessments.comparison.planning import Draft
from assessments.comparison.releasing import Offer
from assessments.comparison.telling import Said
from assessments.errors import AssessmentError
from assessments.wording import day
from ui import addresses, composition, keys, shell
from ui.composition import Desk
from ui.formatting import link
from ui.tables import Cell, Html, Row, folded, table, tag

HEADING = "Comparison figures"
INTRODUCED = (
    "Comparisons never show what stands in the database today. They show figures that are made for everybody at once, "
    "and stay until the next are made. First look at what would be shown; then make them."
)
FORMS = {"full": "full", "short": "quick form"}
NONE_YET = "Nobody has submitted a review yet. Figures can be made once five organisations have."
TOO_FEW = "Too few submitted to show anything yet"
HEAD = ("Figures", "Submitted", "Made last")
MADE = "Comparison figures were made. {summary}."
LOOK, MAKE = "Look at what would be shown", "Make these figures"


def of_network(desk: Desk, network_id: int) -> None:
    """The part on the page of a network, once it is asked for: until then nothing is counted."""
    if st.query_params.get("part") == "comparison":
        part(desk)
        return
    st.html(
        tag("h2", HEADING)
        + tag("p", INTRODUCED)
        + f'<p class="links">{link(addresses.network(network_id, part="comparison"), "Make comparison figures")}</p>'
    )


def part(desk: Desk) -> None:
    """The whole part, for those who may make figures."""
    st.html(tag("h2", HEADING) + tag("p", INTRODUCED))
    offers = releasing.offers(desk.counting, desk.catalogue)
    if not offers:
        st.html(tag("p", NONE_YET))
        return
    enough = [offer for offer in offers if offer.is_enough]
    st.html(_listed(enough, [offer for offer in offers if not offer.is_enough]))
    if not enough:
        return
    chosen = st.selectbox("Which figures", enough, format_func=_named, key=_key("which"))
    if st.button(LOOK, key=_key("look")):
        st.session_state[_key("looked")] = _named(chosen)
    if st.session_state.get(_key("looked")) == _named(chosen):
        _look(desk, chosen)


def _look(desk: Desk, offer: Offer) -> None:
    """What would be shown, and the button."""
    try:
        with st.spinner("Working out which groups can be shown. With many thousand organisations this takes a while."):
            draft = releasing.preview(desk.counting, desk.catalogue, offer.scope, now=desk.now)
    except AssessmentError as trouble:
        shell.note(trouble.sentence, kind="wrong")
        return
    st.html(_previewed(draft, offer))
    if not draft.is_new:
        st.html(tag("p", releasing.NOTHING))
    elif st.button(MAKE, key=_key("make"), type="primary"):
        _make(offer)


def _previewed(draft: Draft, offer: Offer) -> Html:
    shown, withheld = telling.shown(draft), telling.withheld(draft)
    head = ["Group", "What happens", "Counted", "What would change that"]
    parts = [tag("h3", f"What {_named(offer)} would show"), tag("p", f"{telling.summary(draft)}.")]
    if shown:
        parts.append(table("Shown", ["Group", "What happens", "Counted"], (_cells(said)[:3] for said in shown)))
    if withheld:
        rows = table("Withheld", head, map(_cells, withheld), titled=False, stacks=head)
        parts.append(folded(f"Withheld: {len(withheld)}", rows))
    return Html.join(parts)


def _cells(said: Said) -> list[str]:
    return [said.title, said.what, said.about, said.needs]


def _make(offer: Offer) -> None:
    """Make them as the person asks now."""
    desk = composition.desk()
    try:
        with st.spinner("Working out every figure. Nobody has to wait for it, and you may leave this page open."):
            draft = releasing.make_as(desk.reception, desk.counting, desk.catalogue, offer.scope, now=desk.now)
    except AssessmentError as trouble:
        shell.note(trouble.sentence, kind="wrong")
        return
    st.session_state.pop(_key("looked"), None)
    shell.tell_next(MADE.format(summary=telling.summary(draft)))
    st.rerun()


def _listed(enough: Sequence[Offer], too_few: Sequence[Offer]) -> Html:
    """Those of which figures can be made; the others closed, so that they hide none of these."""
    parts = [table("Figures there are", HEAD, map(_row, enough))] if enough else []
    if too_few:
        rest = table("Figures there are", HEAD, map(_row, too_few), titled=False)
        parts.append(folded(f"{TOO_FEW}: {len(too_few)}", rest))
    return Html.join(parts)


def _row(offer: Offer) -> Row:
    made = "not yet" if offer.last is None else day(offer.last.made_at.date())
    return _named(offer), Cell(str(offer.submitted), number=True), made


def _named(offer: Offer) -> str:
    scope = offer.scope
    year = f"{scope.period.name}, {'schools’' if scope.period.calendar == 'academic' else 'financial'} year"
    return f"{offer.name}, {year}, {FORMS[scope.form]}"


def _key(name: str) -> str:
    return keys.page("releasing", name)
