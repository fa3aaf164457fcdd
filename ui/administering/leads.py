"""Administration: networks that wait for their first lead, and organisations in which nobody leads any more."""

import streamlit as st

from assessments import wording
from assessments.access import administration, invitations
from assessments.access.invitations import Offer
from assessments.errors import AssessmentError
from ui import composition, shell
from ui.administering import around
from ui.composition import Desk
from ui.tables import tag

SHOWN = 50
HAND_ON = "Give this link to the person yourself. It works once, for 30 days, and is shown only now."


def part(desk: Desk) -> None:
    """Both lists, each with an invitation to make."""
    found = administration.missing(desk.reception, count=SHOWN)
    st.html(tag("h2", "Networks without a lead"))
    if found.networks:
        _invite("network", found.networks, "Invite a lead of the network")
    else:
        st.html("<p>Every network has a lead.</p>")
    st.html(tag("h2", "Organisations without a lead"))
    if not found.organisations:
        st.html("<p>In every organisation somebody leads who can sign in.</p>")
        return
    more = found.organisations_of - len(found.organisations)
    rest = f" Here are the first {SHOWN}; {wording.number(more)} more follow once these have one." if more else ""
    st.html(
        f"<p>{wording.counted(found.organisations_of, 'organisation')} with nobody who leads and can sign in.{rest} "
        "The network that lists an organisation can also appoint its lead.</p>"
    )
    _invite("organisation", found.organisations, "Invite a lead of the organisation")


def _invite(what: str, places: tuple[tuple[int, str], ...], words: str) -> None:
    names = dict(places)
    with st.form(around.key(f"invite:{what}"), border=False):
        chosen = st.selectbox(
            what.capitalize(),
            list(names),
            index=None,
            format_func=lambda one: names.get(one, ""),
            placeholder="Choose one",
            key=around.key(f"place:{what}"),
        )
        label = st.text_input(
            "Whom it is for, such as “the head teacher”", max_chars=100, key=around.key(f"for:{what}")
        )
        if not st.form_submit_button(words):
            return
    if chosen not in names:
        shell.note(f"Choose the {what} first.", kind="wrong")
        return
    offer = (
        Offer("network_lead", network=chosen, label=label)
        if what == "network"
        else Offer("lead", organisation=chosen, label=label)
    )
    try:
        desk = composition.desk()
        made = invitations.make(desk.reception, offer, now=desk.now)
    except AssessmentError as trouble:
        shell.note(trouble.sentence, kind="wrong")
        return
    around.once(HAND_ON, around.full(f"/join/{made.token}"))
