"""Figures: a network in numbers, a part at a time; each chart and table can be taken away."""

from collections.abc import Callable, Mapping

import streamlit as st

from assessments import organisations
from assessments.errors import NotYours
from ui import addresses, composition, shell
from ui.formatting import link
from ui.networking import figures, figures_participation, figures_standing, figures_targets
from ui.networking.figures import Asked

PARTS: Mapping[str, Callable[[Asked], None]] = {
    "": figures_participation.part,
    "standing": figures_standing.part,
    "targets": figures_targets.part,
}


def page() -> None:
    """One network that one leads, or the list of them."""
    desk = composition.desk()
    if composition.mode() == "single" or not desk.standing.networks:
        raise NotYours
    led = desk.standing.networks
    network = shell.asked_number("network") or (led[0].id if len(led) == 1 else None)
    if network is None:
        shell.begin("Figures of networks", desk=desk, at="network", organisations=organisations.mine(desk.door))
        items = "".join(f"<li>{link(addresses.figures(each.id), each.name)}</li>" for each in led)
        st.html(f'<ul class="rows">{items}</ul>')
        return
    asked = figures.asked(desk, network, *(str(st.query_params.get(one, "")) for one in figures.NAMES))
    one_network(asked, str(st.query_params.get("part", "")))


def one_network(asked: Asked, part: str) -> None:
    """The part looked at, with the way to the others."""
    here = part if part in PARTS else ""
    shell.begin(
        f"{asked.branch.name} in figures",
        desk=asked.desk,
        at="network",
        organisations=organisations.mine(asked.desk.door),
        trail=[(asked.branch.name, addresses.network(asked.branch.id))],
        lead=asked.edition.title if asked.edition else None,
        browser=f"{figures.PARTS[here]}, {asked.branch.name} – Figures",
    )
    if asked.edition is None:
        st.html("<p>No organisation of this network has begun a review yet. Invite them on the page Network.</p>")
        return
    around = figures.ways(asked, here)
    if around:
        st.html(around)
    PARTS[here](asked)
