"""Network: how far its organisations are, links for them, its teams and leads, and what a trust proposes."""

import streamlit as st

from assessments import organisations
from assessments.access import networks
from assessments.comparison import releasing
from assessments.errors import NotYours
from assessments.store.networks import Branch
from ui import addresses, composition, shell
from ui.composition import Desk
from ui.formatting import link
from ui.networking import asking, links, people, proposals
from ui.networking import organisations as listed
from ui.networking.importing import placing
from ui.releasing import part as comparison


def page() -> None:
    """One network that one leads, or the list of them."""
    desk = composition.desk()
    administrator = desk.standing.is_administrator
    if composition.mode() == "single" or not (desk.standing.networks or administrator):
        raise NotYours
    mine = networks.mine(desk.reception, now=desk.now)
    wanted = shell.asked_number("network")
    led = {each.id for each in desk.standing.networks}
    own = [each for each in mine if each.id in led]
    here = next((each for each in mine if each.id == wanted), None)
    if wanted is None and len(own) == 1:
        here = own[0]
    if here is None:
        if wanted is not None:
            raise NotYours
        choose(desk, mine)
        return
    one_network(desk, here, mine)


def choose(desk: Desk, mine: tuple[Branch, ...]) -> None:
    shell.begin("Networks", desk=desk, at="network", organisations=organisations.mine(desk.door), lead="Choose one.")
    items = "".join(f"<li>{link(addresses.network(each.id), each.name)}</li>" for each in mine)
    st.html(f'<ul class="rows">{items}</ul>' if items else "<p>There is no network yet.</p>")


def lead(here: Branch, many: int) -> str:
    """How many belong to it."""
    if many > 1:
        return f"All {many} organisations in {here.name}."
    return "One organisation belongs to it." if many else "No organisation belongs to it yet."


def one_network(desk: Desk, here: Branch, mine: tuple[Branch, ...]) -> None:
    """Everything about one of them."""
    every = networks.organisations(desk.reception, desk.door, here.id, now=desk.now)
    above = next((each for each in mine if each.id == here.parent), None)
    shell.begin(
        here.name,
        desk=desk,
        at="network",
        organisations=organisations.mine(desk.door),
        trail=[(above.name, addresses.network(above.id))] if above else [],
        lead=lead(here, len(every)),
        browser=f"{here.name} – Network",
    )
    near = link(addresses.awards(), "Awards: who is near the next")
    st.html(f'<p class="links">{link(addresses.plan(here.id), "The plan of the network")} {near}</p>')
    found = []
    if every:
        listed.counts(every)
        if here.id in {each.id for each in desk.standing.networks} or not desk.standing.is_administrator:
            figures = link(addresses.figures(here.id), f"{here.name} in figures")
            st.html(f'<p class="links">{figures}</p>')
        found = listed.listing(desk, here, every)
        links.inviting(desk, here, every, found)
        asking.asking(desk, here, found)
    listed.adding(desk, here)
    listed.changing(desk, here, found, mine)
    proposals.proposals(desk, here, found)
    people.advisers(desk, here)
    people.leads(desk, here)
    people.below(desk, here, mine, administrator=desk.standing.is_administrator)
    if here.parent is None and releasing.may(desk.reception):
        comparison.of_network(desk, here.id)
    if desk.standing.is_administrator:
        placing(desk, here, mine)
