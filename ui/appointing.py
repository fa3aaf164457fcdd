"""People of an organisation whose only lead has gone: its network or an administrator chooses another."""

from collections.abc import Sequence

import streamlit as st

from assessments.access import people
from assessments.errors import AssessmentError, NotYours, Refused
from assessments.values import Organisation
from ui import handing, keys, shell
from ui.composition import Desk
from ui.formatting import html, plain
from ui.roles import ROLES
from ui.tables import tag

TITLE = "Choose a lead"


def page(desk: Desk, organisation: int | None, mine: Sequence[Organisation]) -> None:
    """For somebody of outside who may do this here. Raises NotYours."""
    if organisation is None or not people.may_appoint(desk.reception, organisation, now=desk.now):
        raise NotYours
    shell.begin(TITLE, desk=desk, at="people", organisations=mine)
    try:
        found = people.candidates(desk.reception, organisation, now=desk.now)
    except Refused as refused:
        st.html(f"<p>{html(refused.sentence)}</p>")
        return
    st.html("<p>Nobody leads this organisation any more. What you do here is recorded and shown to its people.</p>")
    handing.shown(organisation)
    names = {member.person.id: f"{member.person.name} ({ROLES[member.role].lower()})" for member in found}
    if names:
        who = st.selectbox(
            "Who leads from now on", list(names), index=None, format_func=lambda one: plain(names.get(one, str(one))),
            placeholder="Choose a person", key=keys.page("appointing", "who"), width=420,
        )  # fmt: skip
        if st.button("Make them lead", key=keys.page("appointing", "appoint"), type="primary"):
            chosen(desk, organisation, who)
    invite(desk, organisation)


def chosen(desk: Desk, organisation: int, who: int | None) -> None:
    try:
        if who is None:
            shell.note("Choose a person first.", kind="wrong")
            return
        people.appoint(desk.reception, organisation, who, now=desk.now)
    except AssessmentError as trouble:
        shell.note(trouble.sentence, kind="wrong")
        return
    shell.tell_next("They lead the organisation now.")
    st.rerun()


def invite(desk: Desk, organisation: int) -> None:
    """Somebody who has no account here comes by a link."""
    st.html(
        tag("h2", "Somebody else") + "<p>Make a link for a person who is not listed. Whoever uses it leads here.</p>"
    )
    if not st.button("Make a link", key=keys.page("appointing", "invite")):
        return
    try:
        made = people.invite_lead(desk.reception, organisation, now=desk.now)
    except AssessmentError as trouble:
        shell.note(trouble.sentence, kind="wrong")
        return
    handing.keep(organisation, "Link to join", f"/join/{made.token}")
    st.rerun()
