"""Asking an organisation to show something, and all that were asked or said yes: how far each is."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

import streamlit as st

from assessments import periods
from assessments.access import advising, sharing
from assessments.access.advising import Client
from assessments.errors import AssessmentError
from assessments.store.advising import Asked, Reviewed
from assessments.store.sharing import Wanted
from assessments.wording import counted, day
from ui import keys, shell
from ui.composition import Desk
from ui.formatting import html, plain
from ui.sharing_amounts import AMOUNTS
from ui.tables import Cell, folded, table, tag

A_YEAR = timedelta(days=365)
INVITED, WAITS, NO, YES, BEGUN, SUBMITTED = STATES = (
    "Invited, nobody has joined yet", "Asked, no answer yet", "Said no", "Said yes, nothing begun", "Review begun",
    "Submitted",
)  # fmt: skip


def how_far(desk: Desk, clients: Sequence[Client]) -> None:
    """Everybody who was asked or said yes: how far they are this year, what is shown, and until when."""
    asked = advising.asked(desk.reception, now=desk.now)
    rows = [*(_shows(desk, one) for one in clients), *map(_was_asked, asked)]
    if not rows:
        st.html("<p>No organisation shows anything to your team yet. You can ask one below.</p>")
        return
    st.html(tag("h2", "How far they are"))
    many = Counter([row[1] for row in rows])
    st.html(
        table(
            "How far they are this year", ("How far", "Organisations"),
            [(said, Cell(str(many[said]), number=True)) for said in STATES if many[said]], titled=False,
        )
    )  # fmt: skip
    head = ("Organisation", "How far", "What you may see", "Until", "This year")
    caption = f"All that you asked or that said yes: {counted(len(rows), 'organisation')}"
    st.html(folded(caption, table(caption, head, rows, titled=False, stacks=head)))


def _shows(desk: Desk, one: Client) -> tuple[str, ...]:
    return one.shown.name, state(one), AMOUNTS.get(one.shown.share, ""), until(one), this_year(desk, one)


def _was_asked(one: Asked) -> tuple[str, ...]:
    return one.name, answer(one), "–", "–", f"Asked {day(periods.today(one.asked_at))}"


def answer(one: Asked) -> str:
    """What came of asking."""
    if one.said_no:
        return NO
    return WAITS if one.has_people else INVITED


def state(one: Client) -> str:
    """How far its reviews of the newest period are: the furthest of them."""
    newest = [each for each in one.reviews if each.period == one.reviews[0].period]
    if any(each.submitted_at is not None for each in newest):
        return SUBMITTED
    return BEGUN if newest else YES


def until(one: Client) -> str:
    return day(one.shown.until) if one.shown.until else "no last day"


def this_year(desk: Desk, one: Client) -> str:
    """How far each review of the newest period is."""
    if not one.reviews:
        return "Nothing begun"
    newest = one.reviews[0].period
    name = desk.catalogue.name_of
    return "; ".join(
        f"{name(each.framework)} {newest}: {how_far_is(each)}" for each in one.reviews if each.period == newest
    )


def how_far_is(each: Reviewed) -> str:
    if each.submitted_at is None:
        return "begun"
    again = ", open again" if each.status == "reopened" else ""
    return f"submitted {day(periods.today(each.submitted_at))}{again}"


def asking(desk: Desk) -> None:
    """Ask one organisation of the team's network to show something."""
    teams = {team.id: team.name for team in desk.standing.teams if team.network is not None}
    if not teams:
        return
    st.html(tag("h2", "Ask an organisation") + "<p>Its leads read your question, and say yes or no.</p>")
    with st.form(keys.page("adviser", "ask"), border=False):
        team = st.selectbox(
            "For which team?", list(teams), format_func=lambda one: plain(teams.get(one, "")), width=420,
            key=keys.page("adviser", "team"),
        )  # fmt: skip
        whom = keys.page("adviser", "whom")
        typed = st.text_input("Its number, or its exact name", max_chars=200, key=whom, width=420)
        share = st.radio(
            "What would you like to see?", list(AMOUNTS), index=1, format_func=lambda one: AMOUNTS.get(one, ""),
            key=keys.page("adviser", "share"),
        )  # fmt: skip
        until = st.date_input(
            "Until", periods.today(desk.now) + A_YEAR, format="DD/MM/YYYY", key=keys.page("adviser", "until"), width=300
        )
        if not st.form_submit_button("Ask", type="primary"):
            return
    try:
        found = advising.find(desk.reception, team or 0, typed or "", now=desk.now)
        wanted = Wanted("team", team, None, share or 0, until)
        asked = sharing.ask(desk.reception, (found,), wanted, now=desk.now)
    except AssessmentError as trouble:
        shell.note(trouble.sentence, kind="wrong")
        return
    amount = AMOUNTS[wanted.share].lower()
    said = f"Asked: {amount}. Its leads say yes or no." if asked else "It was asked already, or shows you that much."
    st.html(f'<div class="box good"><p data-say="1">{html(said)}</p></div>')
