"""Actions: what an organisation will do, who does it and by when; what if some were done; the table to take along."""

import streamlit as st

from assessments import actions, organisations, periods
from assessments.errors import NotYours
from assessments.planned import Action
from assessments.values import Organisation
from ui import addresses, composition, keys, shell
from ui.acting import files, form, listed, making, regional, what_if
from ui.choosing import choose_organisation
from ui.composition import Desk
from ui.formatting import link
from ui.listing import pages_of
from ui.tables import tag

NONE = "Nothing is planned yet. Begin with a next step of your results, or add an action by hand."
QUICK = (
    "Steps of small effort that raise your overall level, those that raise it most first. Some may be planned already."
)
NONE_SHOWN = "No actions of this organisation are shown to you."


def page() -> None:
    """The actions of one organisation, or the list of one's organisations."""
    desk = composition.desk()
    mine = organisations.mine(desk.door)
    asked = shell.asked_number("organisation")
    here = organisations.get(desk.door, asked) if asked is not None else mine[0] if len(mine) == 1 else None
    if here is None:
        shell.begin("Actions", desk=desk, organisations=mine, lead="Choose an organisation.")
        choose_organisation(mine, "actions", addresses.actions)
        return
    belongs = here.id in {each.id for each in mine}
    shell.begin(
        "Actions",
        desk=desk,
        organisation=here,
        organisations=mine,
        trail=[(here.name, addresses.home(here.id))] if belongs else [],
        lead=f"What {here.name} will do, who does it, and by when.",
        browser=f"{_what_is_shown()} – {here.name}",
    )
    _one_page(desk, here, belongs=belongs)


def _what_is_shown() -> str:
    """For the title of the window: one action, a new one, or all of them."""
    if shell.asked_number("action") is not None:
        return "An action"
    return "A new action" if st.query_params.get("add") else "Actions"


def _one_page(desk: Desk, here: Organisation, *, belongs: bool) -> None:
    found = actions.by_due(actions.of(desk.door, here.id))
    writes = actions.may_write(desk.door, here.id)
    chosen = shell.asked_number("action")
    if chosen is not None:
        _one(desk, here, next((one for one in found if one.id == chosen), None), writes=writes)
        return
    if writes and st.query_params.get("add"):
        question, review = str(st.query_params.get("question", "")), shell.asked_number("review")
        form.adding(desk, here.id, form.begun(desk, here.id, review, question))
        st.html(f"<p>{link(addresses.actions(here.id), 'Leave it')}</p>")
        return
    _list(desk, here, found, writes=writes, belongs=belongs)
    if belongs:
        regional.asked_of_members(desk, here.id, writes=writes)
        what_if.part(desk, here.id, found)
    if writes:
        _quick_wins(desk, here)
    if found or writes:
        files.part(desk, here.id, writes=writes)


def _one(desk: Desk, here: Organisation, action: Action | None, *, writes: bool) -> None:
    """One action, to change where one may."""
    if action is None:
        raise NotYours
    lines = actions.history(desk.door, here.id).get(action.id, ())
    if writes:
        form.changing(desk, action, lines)
    else:
        st.html(listed.listing([action], periods.today(desk.now), {}, linked=False) + form.history(lines))
    case = addresses.address("download/case", organisation=here.id, action=action.id)
    st.html(f"<p>{link(case, 'Write a business case for it (Word)')}</p>")
    st.html(f"<p>{link(addresses.actions(here.id), 'Back to all actions')}</p>")


def _list(desk: Desk, here: Organisation, found: tuple[Action, ...], *, writes: bool, belongs: bool) -> None:
    today, show = periods.today(desk.now), str(st.query_params.get("show", listed.OPEN))
    if writes:
        st.html(f"<p>{link(addresses.actions(here.id, add=1), 'Add an action', name='button')}</p>")
    if not found:
        st.html(tag("p", NONE if belongs else NONE_SHOWN))
        return
    st.html(tag("p", listed.standing(found, today)) + listed.ways(here.id, found, show, today))
    shown, at, pages = pages_of(listed.chosen(found, show, today), shell.asked_number("page") or 1, listed.SIZE)
    if not shown:
        st.html("<p>There is no such action just now.</p>")
        return
    notes = actions.history(desk.door, here.id)
    st.html(listed.listing(shown, today, notes, linked=True))
    if pages > 1:
        ways = (link(addresses.actions(here.id, show=show, page=one), f"Page {one}", current=one == at)
                for one in range(1, pages + 1))  # fmt: skip
        st.html(f'<p class="links">{" ".join(ways)}</p>')


def _quick_wins(desk: Desk, here: Organisation) -> None:
    """Of the last review of each framework, on demand: each is worked out anew."""
    frameworks = form.choices(desk, here.id).editions
    if not frameworks:
        return
    box = st.expander(
        "Quick wins", expanded="quick" in st.query_params, key=keys.page("actions", "quick"), on_change="rerun"
    )
    if not box.open:
        return
    with box:
        st.html(f"<p>{QUICK}</p>")
        for framework in frameworks:
            view = what_if.latest(desk, here.id, framework)
            if view is not None:
                making.quick(view, making.planned(desk, view))
