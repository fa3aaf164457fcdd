"""Choose one of many organisations: a box to search in, and the list of those whose name or kind has every word."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from assessments.values import Organisation
from ui import addresses, keys
from ui.composition import Desk
from ui.formatting import html, link
from ui.words import what_it_is

MANY, SHOWN = 8, 100


def nothing_yet(desk: Desk, mine: Sequence[Organisation]) -> str:
    """What to do where nothing of one's own was submitted: go on at home, or for somebody of outside, look there."""
    if mine or not (desk.standing.teams or desk.standing.networks):
        return f"<p>Nothing has been submitted yet. {link('/', 'Go to Home')} to start or finish a review.</p>"
    name, words = ("adviser", "My organisations") if desk.standing.teams else ("network", "Network")
    there = link(addresses.address(name), words)
    return f"<p>You belong to no organisation yourself. What others show you is on {there}.</p>"


def choose_organisation(
    mine: Sequence[Organisation], page: str, address: Callable[[int], str], roles: Mapping[int, str] | None = None
) -> None:
    """The list; `address` leads to what `page` shows of one organisation, `roles` say what one is in each."""
    typed = st.text_input("Find an organisation", key=keys.page(page, "find"), width=320, max_chars=80)
    words = typed.casefold().split()
    role = {one: f" · {words}" for one, words in (roles or {}).items()}
    kinds = {one.id: what_it_is(one.kind, one.phase) + role.get(one.id, "") for one in mine}
    found = [one for one in mine if all(word in f"{one.name} {kinds[one.id]}".casefold() for word in words)]
    items = "".join(
        f'<li>{link(address(one.id), one.name)}<span class="quiet small">{html(kinds[one.id])}</span></li>'
        for one in found[:SHOWN]
    )
    more = "" if len(found) <= SHOWN else f'<p class="quiet">And {len(found) - SHOWN} more: type part of the name.</p>'
    nobody = '<p class="quiet">No organisation has all of these words in its name.</p>'
    st.html(f'<ul class="rows">{items}</ul>{more}' if items else nobody)
