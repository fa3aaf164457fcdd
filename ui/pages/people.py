"""People: who belongs to an organisation and what they may do there; invite, change, end, hand over."""

from functools import partial

import streamlit as st

from assessments import leading, organisations, periods
from assessments.access import invitations, people
from assessments.access.invitations import Invitation, Link, Offer
from assessments.access.people import People, Then
from assessments.errors import NotYours
from assessments.store.people import Member
from assessments.values import Organisation, Role
from assessments.wording import day
from ui import appointing, composition, handing, keys, shell
from ui.composition import Desk
from ui.formatting import html, plain
from ui.navigation import go
from ui.roles import EXPLAINED, ROLES
from ui.shell import done
from ui.tables import table, tag

NOBODY = "Somebody who has left"
AFTER: dict[Then, str] = {
    "contributor": "A contributor: I go on answering questions",
    "reader": "A reader: I see results only",
    "leave": "Nothing: I leave this organisation",
}


def page() -> None:
    """The people of the organisation that the address names, or of one's own."""
    desk = composition.desk()
    if composition.mode() == "single":
        raise NotYours
    mine = organisations.mine(desk.door)
    wanted = shell.asked_number("organisation")
    here = next((one for one in mine if wanted in (None, one.id)), None)
    if here is None:
        appointing.page(desk, wanted, mine)
        return
    found = people.of(desk.door, here.id)
    shell.begin(
        "People", desk=desk, at="people", organisation=here, organisations=mine, lead=here.name,
        browser=f"People of {here.name}",
    )  # fmt: skip
    listing(desk, found)
    if found.role != "lead":
        whom = leading.why_not(desk.door, here.id, "invite people and change what they may do")
        st.html(f"<p>{html(whom or '')}</p>")
        return
    handing.shown(here.id)
    inviting(desk, here)
    waiting(desk, here)
    others = [member for member in found.members if member.person.id != desk.standing.person.id]
    if others:
        changing(desk, here, others)
        handing_over(desk, here, others)


def called(member: Member) -> str:
    return member.person.name or NOBODY


def listing(desk: Desk, found: People) -> None:
    """Everybody with their role, what the roles mean, and leads chosen from outside."""
    me = desk.standing.person.id
    rows = [
        (f"{called(member)}{' (you)' if member.person.id == me else ''}", ROLES[member.role])
        for member in found.members
    ]
    st.html(table("People and their roles", ("Name", "Role"), rows))
    meaning = "".join(f"<li>{html(words)}</li>" for words in EXPLAINED.values())
    st.html(f"<details><summary>What each role may do</summary><ul>{meaning}</ul></details>")
    for each in found.appointed:
        st.html(
            f"<p>{html(each.lead.name or NOBODY)} was made lead by {html(each.network or 'an administrator')} on "
            f"{day(periods.today(each.at))}, when nobody led here any more.</p>"
        )


def inviting(desk: Desk, here: Organisation) -> None:
    """A link for one person: shown once, to be copied and handed over by whoever made it."""
    st.html(
        tag("h2", "Invite somebody")
        + "<p>You get a link to hand over. It lets one person in, once, within 30 days. Nothing is sent for you.</p>"
    )
    with st.form(key(here, "invite"), border=False, clear_on_submit=True):
        role = st.radio("Role", list(ROLES), index=1, format_func=name_of, key=key(here, "role"))
        label = st.text_input(
            "Whom it is for, so that you know (forgotten once it is used)", key=key(here, "label"),
            max_chars=invitations.LONGEST_LABEL, width=420,
        )  # fmt: skip
        if not st.form_submit_button("Make a link", type="primary"):
            return
    offer = Offer(role if role in ROLES else "contributor", here.id, label=str(label or ""))
    done(lambda: handed(here, invitations.make(desk.reception, offer, now=desk.now)), "The link is made. Copy it now.")


def handed(here: Organisation, made: Link) -> None:
    handing.keep(here.id, "Link to join", f"/join/{made.token}")


def waiting(desk: Desk, here: Organisation) -> None:
    """Links that nobody has used yet."""
    found = invitations.pending(desk.reception, organisation=here.id, now=desk.now)
    if not found:
        return
    st.html(tag("h2", "Links not used yet"))
    for each in found:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(f"<p>{html(said(each, desk))}</p>")
            name = plain(each.offer.label) or f"the link of {day(periods.today(each.made_at))}"
            if st.button(f"Make another link for {name}", key=key(here, f"renew:{each.id}"), type="tertiary"):
                again = "This is another link; the one before it is dead now. Copy it."
                done(partial(renewed, desk, here, each), again)
            if st.button(f"Withdraw the link for {name}", key=key(here, f"withdraw:{each.id}"), type="tertiary"):
                done(partial(withdrawn, desk, each), "The link is withdrawn. It opens nothing any more.")


def renewed(desk: Desk, here: Organisation, each: Invitation) -> None:
    handed(here, invitations.renew(desk.reception, each.id, now=desk.now))


def withdrawn(desk: Desk, each: Invitation) -> None:
    invitations.withdraw(desk.reception, each.id, now=desk.now)


def said(each: Invitation, desk: Desk) -> str:
    """As in "Brook, deputy: contributor, until 14 December 2026"."""
    role = {str(name): words for name, words in ROLES.items()}.get(each.offer.role, "").lower()
    until = day(periods.today(each.expires_at))
    when = f"until {until}" if each.expires_at > desk.now else f"ended on {until}"
    return f"{each.offer.label or 'For nobody in particular'}: {role}, {when}"


def changing(desk: Desk, here: Organisation, others: list[Member]) -> None:
    """Another role for somebody, the end of their access, or a link for a new password."""
    st.html(tag("h2", "Change what somebody may do"))
    by_id = {member.person.id: member for member in others}
    who = st.selectbox(
        "Person", list(by_id), index=None, format_func=lambda one: in_list(by_id, one), placeholder="Choose a person",
        key=key(here, "who"), width=420,
    )  # fmt: skip
    member = by_id.get(who) if who is not None else None
    if member is None:
        return
    person = member.person.id
    roles = list(ROLES)
    role = st.radio(
        "Role now",
        roles,
        index=roles.index(member.role),
        format_func=name_of,
        key=key(here, f"role:{person}:{member.role}"),
    )
    with st.container(horizontal=True):
        if st.button("Save the role", key=key(here, "save_role")):
            wanted: Role = role if role in ROLES else member.role
            done(lambda: people.change_role(desk.door, here.id, person, wanted, now=desk.now), "The role is changed.")
        if st.button(f"End the access of {plain(called(member))}", key=key(here, "end")):
            ended = f"{called(member)} does not belong here any more, from this moment."
            done(lambda: people.end(desk.door, here.id, person, now=desk.now), ended)
        if composition.mode() == "local" and st.button("Make a link for a new password", key=key(here, "reset")):
            done(lambda: reset(desk, here, person), "The link is made. It works once, within 24 hours. Copy it now.")


def reset(desk: Desk, here: Organisation, person: int) -> None:
    token = people.reset_link(desk.reception, here.id, person, now=desk.now)
    handing.keep(here.id, "Link to set a new password", f"/reset/{token}")


def handing_over(desk: Desk, here: Organisation, others: list[Member]) -> None:
    """Somebody else leads, with all that was mine to answer, in one step."""
    st.html(
        tag("h2", "Hand over")
        + "<p>The other person becomes a lead and takes over what is yours to answer. All of it happens at once.</p>"
    )
    by_id = {member.person.id: member for member in others}
    with st.form(key(here, "hand_over"), border=False):
        to = st.selectbox(
            "Hand over to", list(by_id), index=None, format_func=lambda one: in_list(by_id, one),
            placeholder="Choose a person", key=key(here, "to"), width=420,
        )  # fmt: skip
        then = st.radio(
            "What will you be then?",
            list(AFTER),
            format_func=lambda one: AFTER.get(one, str(one)),
            key=key(here, "then"),
        )
        if not st.form_submit_button("Hand over"):
            return
    if to not in by_id or then not in AFTER:
        shell.note("Choose whom you hand over to.", kind="wrong")
        return
    taker = called(by_id[to])
    left = then == "leave"
    done(
        lambda: people.hand_over(desk.door, here.id, to, then, now=desk.now),
        f"{taker} leads {here.name} now." + (" You do not belong to it any more." if left else ""),
        then=lambda: go() if left else st.rerun(),
    )


def in_list(by_id: dict[int, Member], one: int) -> str:
    member = by_id.get(one)
    return f"{plain(called(member))} ({ROLES[member.role].lower()})" if member else str(one)


def name_of(role: Role) -> str:
    return ROLES.get(role, str(role))


def key(here: Organisation, name: str) -> str:
    return keys.page("people", f"{here.id}:{name}")
