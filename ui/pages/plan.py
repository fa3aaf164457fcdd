"""Plan: what a network will do, for itself, its members and its parts; how far each theme is."""

import streamlit as st

from assessments import organisations, periods
from assessments.access import networks, planning
from assessments.errors import NotYours
from assessments.store.networks import Branch
from ui import addresses, composition, shell
from ui.acting import regional, regional_files
from ui.composition import Desk
from ui.formatting import link
from ui.tables import tag

NONE = "Nothing is planned yet. Begin with what your figures show most need of, and say who leads it."


def page() -> None:
    """The plan of one network that one leads."""
    desk = composition.desk()
    wanted = shell.asked_number("network")
    if composition.mode() == "single" or wanted is None:
        raise NotYours
    here = networks.get(desk.reception, wanted)
    mine = networks.mine(desk.reception, now=desk.now)
    shell.begin(
        f"Plan of {here.name}",
        desk=desk,
        at="network",
        organisations=organisations.mine(desk.door),
        trail=[(here.name, addresses.network(here.id))],
        lead="What the network will do, for itself, for its members and for its parts.",
        browser=f"{'One action of the plan' if shell.asked_number('action') is not None else 'Plan'} of {here.name}",
    )
    plan = planning.of(desk.reception, here.id)
    below = {each.id: each.name for each in mine if each.id != here.id and _is_below(each, here, mine)}
    chosen = shell.asked_number("action")
    if chosen is not None:
        action = next((one for one in plan.own if one.id == chosen), None)
        if action is None:
            raise NotYours
        regional.changing(desk, action, below, planning.history(desk.reception, here.id, action.id))
    elif st.query_params.get("add"):
        regional.adding(desk, here.id, below)
    else:
        _whole(desk, here, plan, below)
        return
    st.html(f"<p>{link(addresses.plan(here.id), 'Back to the plan')}</p>")


def _is_below(each: Branch, here: Branch, mine: tuple[Branch, ...]) -> bool:
    """Whether a network stands somewhere below another."""
    parents = {one.id: one.parent for one in mine}
    at, seen = parents.get(each.id), set[int]()
    while at is not None and at not in seen:
        if at == here.id:
            return True
        seen.add(at)
        at = parents.get(at)
    return False


def _whole(desk: Desk, here: Branch, plan: planning.Plan, below: dict[int, str]) -> None:
    today = periods.today(desk.now)
    st.html(f"<p>{link(addresses.plan(here.id, add=1), 'Add an action', name='button')}</p>")
    if plan.own:
        st.html(regional.progress(plan.own, today) + regional.listing(plan.own, today, below))
    else:
        st.html(tag("p", NONE))
    if plan.asked:
        st.html(tag("h2", "Asked of you by the networks above"))
        names = {here.id: here.name}
        st.html(regional.listing(plan.asked, today, names, linked=False, title="From their plans"))
    regional_files.part(desk, here.id)
