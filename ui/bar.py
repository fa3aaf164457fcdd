"""The bar over every page: the way around, the organisation one looks at, and who is signed in."""

from collections.abc import Sequence

import streamlit as st

from assessments.values import Organisation
from ui import addresses, composition, switching
from ui.composition import Desk
from ui.formatting import html, link

MAIN = (
    ("Home", "home"),
    ("Compare", "compare"),
    ("Years", "years"),
    ("Frameworks", "frameworks"),
    ("Settings", "settings"),
)
MANY = 40  # organisations in the switch; who sees more looks for one on Home


def top_bar(
    at: str,
    organisation: Organisation | None,
    organisations: Sequence[Organisation],
    *,
    desk: Desk | None,
    demo: bool,
) -> None:
    """Draw the bar; the notice of the demo network stands in it, so that no page can forget it."""
    about = str(organisation.id) if organisation else None
    places = {"home": addresses.home(about), "settings": addresses.settings(about)}
    links = "".join(
        f"<li>{link(places.get(name) or addresses.address(name, organisation=about), words, current=name == at)}</li>"
        for words, name in (*MAIN, *(more(desk) if desk else ()))
    )
    marked = (
        '<p class="demo"><strong>Demo network.</strong> Every organisation and figure here is made up. '
        f"{link(addresses.start() + '?leave=demo', 'Leave the demo')}</p>"
        if demo
        else ""
    )
    with st.container(key="top"):
        st.html(
            f'<div class="bar">{link(addresses.home(about), "Stocktake", name="brand")}'
            f'<nav aria-label="Main"><ul>{links}</ul></nav>'
            f'<div class="mine">{switch(organisation, organisations, desk)}{oneself(desk)}</div></div>{marked}'
        )


def more(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Words and name of the pages that this person has beside everybody's, by what they are."""
    if composition.mode() == "single":
        return ()
    who = desk.standing
    found = (
        ("People", "people", who.is_member),
        ("What others see", "sharing", who.is_member),
        ("My organisations", "adviser", bool(who.teams)),
        ("Network", "network", bool(who.networks)),
        ("Author", "author", who.is_author),
        ("Administration", "administration", who.is_administrator),
    )
    return tuple((words, name) for words, name, may in found if may and name in addresses.PAGES)


def switch(organisation: Organisation | None, organisations: Sequence[Organisation], desk: Desk | None) -> str:
    """The organisation one is looking at, and the others, or the other work, one may turn to instead."""
    if desk is not None and composition.mode() != "single":
        grouped = switching.grouped(desk, organisation, organisations)
        if grouped is not None:
            return grouped
    if organisation is None:
        return ""
    others = [other for other in organisations if other.id != organisation.id]
    if not others:
        return f'<p class="who">{html(organisation.name)}</p>'
    items = "".join(f"<li>{link(addresses.home(str(other.id)), other.name)}</li>" for other in others[:MANY])
    if len(others) > MANY:
        items += f"<li>{link(addresses.home(), 'All organisations')}</li>"
    return (
        '<details class="who" name="bar"><summary><span class="unseen">Organisation: </span>'
        f"{html(organisation.name)}</summary><ul>{items}</ul></details>"
    )


def oneself(desk: Desk | None) -> str:
    """Who is signed in, their account, and the way out."""
    if desk is None or composition.mode() == "single":
        return ""
    return (
        '<details class="who oneself" name="bar"><summary><span class="unseen">Signed in as </span>'
        f"{html(desk.standing.person.name)}</summary><ul><li>{link('/account', 'Account')}</li>"
        '<li><form method="post" action="/sign-out"><button>Sign out</button></form></li></ul></details>'
    )
