"""Who leads a network, its teams of advisers, and the networks below it."""

from functools import partial
from typing import get_args

import streamlit as st

from assessments.access import invitations, networks, teams
from assessments.access.invitations import Offer
from assessments.access.networks import Kind
from assessments.store.networks import Branch
from assessments.store.teams import AdviserTeam
from assessments.values import Person
from assessments.wording import listed
from ui import addresses, handing
from ui.composition import Desk
from ui.formatting import html, link, plain
from ui.networking.around import key
from ui.shell import done
from ui.tables import tag

KIND_WORDS = {
    "nation": "Nation", "region": "Region", "local_authority": "Local authority", "trust": "Trust", "club": "Club"
}  # fmt: skip


def leads(desk: Desk, branch: Branch) -> None:
    """Who leads it, a link for another, and ending one."""
    st.html(tag("h2", "Who leads this network"))
    for person in networks.leads(desk.reception, branch.id):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(f"<p>{html(called(person))}</p>")
            if st.button(f"End it for {plain(called(person))}", key=key(branch, f"lead:{person.id}"), type="tertiary"):
                done(
                    partial(networks.end_lead, desk.reception, branch.id, person.id, now=desk.now),
                    f"{called(person)} leads this network no more.",
                )
    handing.shown(branch.id)
    if st.button("Make a link for another lead", key=key(branch, "invite lead")):
        offer = Offer("network_lead", network=branch.id)
        done(lambda: link_for(desk, branch.id, offer), "The link is made. Copy it now.")


def called(person: Person) -> str:
    return person.name or "Somebody"


def link_for(desk: Desk, about: int, offer: Offer) -> None:
    made = invitations.make(desk.reception, offer, now=desk.now)
    handing.keep(about, "Link", f"/join/{made.token}")


def advisers(desk: Desk, branch: Branch) -> None:
    """The teams: organisations say yes to a team, and here is decided who belongs to it."""
    st.html(
        tag("h2", "Teams of advisers")
        + "<p>An organisation says yes to a team. Who belongs to it may change, and is always shown to the "
        "organisation.</p>"
    )
    for team, members in teams.of_network(desk.reception, branch.id).items():
        _team(desk, branch, team, members)
    with st.form(key(branch, "team"), border=False, clear_on_submit=True):
        name = st.text_input("Name of a new team", max_chars=200, key=key(branch, "team name"), width=420)
        if st.form_submit_button("Make the team"):
            done(
                lambda: teams.make(desk.reception, name=name or "", network_id=branch.id, now=desk.now),
                "The team is made. Make a link for each adviser.",
            )


def _team(desk: Desk, branch: Branch, team: AdviserTeam, members: tuple[Person, ...]) -> None:
    who = listed([called(one) for one in members]) if members else "nobody yet"
    with st.expander(f"{plain(team.name)}: {plain(who)}", key=key(branch, f"team:{team.id}")):
        handing.shown(team.id)
        if st.button("Make a link for an adviser", key=key(branch, f"invite:{team.id}")):
            offer = Offer("adviser", team=team.id)
            done(lambda: link_for(desk, team.id, offer), "The link is made. Copy it now.")
        for person in members:
            if st.button(f"End it for {plain(called(person))}", key=key(branch, f"member:{team.id}:{person.id}")):
                done(
                    partial(teams.end_member, desk.reception, team.id, person.id, now=desk.now),
                    f"{called(person)} belongs to the team no more and sees nothing that was shown to it.",
                )
        if st.button(f"End the team {plain(team.name)}", key=key(branch, f"end:{team.id}")):
            done(
                lambda: teams.end(desk.reception, team.id, now=desk.now),
                "The team has ended, and with it all that organisations showed to it.",
            )


def below(desk: Desk, branch: Branch, every: tuple[Branch, ...], *, administrator: bool) -> None:
    """The networks below this one, and a new one."""
    st.html(tag("h2", "Networks below this one"))
    items = "".join(
        f"<li>{link(addresses.network(each.id), each.name)}</li>" for each in every if each.parent == branch.id
    )
    st.html(f"<ul>{items}</ul>" if items else "<p>None.</p>")
    with st.expander("Add a network below this one"), st.form(key(branch, "below"), border=False, clear_on_submit=True):
        name = st.text_input("Name", max_chars=200, key=key(branch, "below name"), width=420)
        kinds = list(get_args(Kind))
        kind = st.selectbox(
            "Kind", kinds, index=len(kinds) - 1, format_func=lambda one: KIND_WORDS.get(one, ""),
            key=key(branch, "below kind"), width=320,
        )  # fmt: skip
        one_body = administrator and st.checkbox(
            "This trust is one legal body with its schools: those who lead it see what the schools submit",
            key=key(branch, "one body"),
        )
        if st.form_submit_button("Add it"):
            done(
                lambda: networks.add(
                    desk.reception, name=name or "", kind=kind or "club", parent=branch.id, one_body=one_body,
                    now=desk.now,
                ),
                "The network is added. Make a link for its lead on its own page.",
            )  # fmt: skip
