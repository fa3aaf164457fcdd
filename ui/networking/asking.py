"""Asking organisations of a network to show something: to those who lead it or a team of it, or to be counted."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

import streamlit as st

from assessments import periods
from assessments.access import sharing, teams
from assessments.access.networks import Line
from assessments.store.networks import Branch
from assessments.store.sharing import Wanted
from assessments.wording import counted
from ui.composition import Desk
from ui.formatting import html, plain
from ui.networking.around import key
from ui.sharing_amounts import AMOUNTS
from ui.shell import done
from ui.tables import tag

A_YEAR = timedelta(days=365)


def asking(desk: Desk, branch: Branch, found: Sequence[Line]) -> None:
    """One question to all that were searched for and have people who can answer it."""
    there = [line.belonging.organisation for line in found if line.belonging.has_people]
    if not there:
        return
    st.html(tag("h2", "Ask them to show more") + "<p>Their leads read your question, and say yes or no.</p>")
    if len(there) > sharing.MOST_ASKED:
        st.html(f"<p>{html(f'Search above for {sharing.MOST_ASKED} or fewer to ask them.')}</p>")
        return
    choices: dict[str, Wanted] = {
        f"Those who lead {branch.name}": Wanted("network", None, branch.id, 2, None),
        **{
            f"The advisers of {team.name}": Wanted("team", team.id, None, 2, None)
            for team in teams.of_network(desk.reception, branch.id)
        },
        "Nobody: only to be counted in comparison figures": Wanted("counted", None, None, 0, None),
    }
    with st.form(key(branch, "ask"), border=False):
        whom = st.selectbox(
            "Who would see it?", list(choices), format_func=lambda one: plain(str(one)), key=key(branch, "ask whom"),
            width=420,
        )  # fmt: skip
        share = st.radio(
            "What would they see?", list(AMOUNTS), index=1, format_func=lambda one: AMOUNTS.get(one, ""),
            key=key(branch, "ask share"),
        )  # fmt: skip
        until = st.date_input(
            "Until", periods.today(desk.now) + A_YEAR, format="DD/MM/YYYY", key=key(branch, "ask until"), width=300
        )
        if not st.form_submit_button(f"Ask {counted(len(there), 'organisation')} found above"):
            return
    wanted = choices.get(whom or "", Wanted("network", None, branch.id, 0, None))
    if wanted.purpose != "counted":
        wanted = Wanted(wanted.purpose, wanted.team, wanted.network, share or 0, until)
    done(partial(sharing.ask, desk.reception, tuple(there), wanted, now=desk.now), "They are asked.")
