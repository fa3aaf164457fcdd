"""A network's plan on the page: progress by theme, the list, the form of one action, and what members are asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import streamlit as st

from assessments import actions
from assessments.access import planning
from assessments.actions.table import cost_of
from assessments.actions.writing import LONGEST_LINE, LONGEST_NOTE, LONGEST_WHAT
from assessments.plain import decimal_text
from assessments.planned import STATUSES, Planned
from assessments.regional import PRIORITIES, THEMES, Change, For, Intended, NetworkAction
from assessments.wording import day, moment, pounds
from ui import addresses, composition, keys
from ui.composition import Desk
from ui.formatting import link, plain
from ui.navigation import go
from ui.shell import done
from ui.tables import Cell, Content, Html, bullets, markup, table, tag

WHOM: Mapping[For, str] = {"network": "The network itself", "members": "Its members", "below": "A part of it"}
LONGEST_COST = 16
HEAD = ("What will be done", "For", "Theme", "Priority", "Who leads it", "Starts", "Due", "Status", "Cost")


def progress(found: Sequence[NetworkAction], today: date) -> Html:
    """How far each theme is, as a table."""
    rows = [
        (THEMES[line.theme], Cell(f"{line.complete} of {line.of}", number=True),
         Cell(str(line.in_progress), number=True), Cell(str(line.late), number=True))
        for line in planning.by_theme(found, today)
    ]  # fmt: skip
    return table("Progress by theme", ("Theme", "Complete", "In progress", "Late"), rows)


def listing(
    found: Sequence[NetworkAction], today: date, names: Mapping[int, str], *, linked: bool = True, title: str = ""
) -> Html:
    """The actions as a table; each leads to where it is changed."""
    rows = [
        (_what(one, linked=linked), whom(one, names), THEMES[one.theme], one.priority.capitalize(), one.lead,
         day(one.starts) if one.starts else "", _due(one, today), _status(one), pounds(one.cost) if one.cost else "")
        for one in found
    ]  # fmt: skip
    return table(title or "The plan, what is urgent first", HEAD, rows, titled=bool(title), stacks=HEAD)


def whom(one: NetworkAction, names: Mapping[int, str]) -> str:
    """For whom it is, in words; a part by its name."""
    return names.get(one.below or 0, WHOM["below"]) if one.whom == "below" else WHOM[one.whom]


def _what(one: NetworkAction, *, linked: bool) -> Html:
    return Html(link(addresses.plan(one.network, action=one.id), one.what)) if linked else markup(one.what)


def _due(one: NetworkAction, today: date) -> Content:
    if one.due is None:
        return "No day yet"
    return tag("strong", f"Late: {day(one.due)}") if one.is_late(today) else day(one.due)


def _status(one: Intended) -> str:
    words = STATUSES[one.status]
    return words[:1].upper() + words[1:]


@dataclass(frozen=True, slots=True)
class Given:
    """What stands in the fields, as typed."""

    intended: Intended
    cost: str

    def read(self) -> Intended:
        """The action that is meant. Raises Refused."""
        return replace(self.intended, cost=cost_of(self.cost))


def adding(desk: Desk, network: int, below: Mapping[int, str]) -> None:
    """Add an action to the plan."""
    st.html(tag("h2", "Add an action"))
    given = _fields("new", Intended(what="", theme="awareness"), below)
    if st.button("Add this action", type="primary", key=_key("new", "add")):

        def add() -> None:
            planning.add(composition.desk().reception, network, given.read(), now=desk.now)

        done(add, "The action is in the plan.", then=partial(go, "plan", network=network))


def changing(desk: Desk, action: NetworkAction, below: Mapping[int, str], lines: Sequence[Change]) -> None:
    """Change one action with a note; and everything that was changed before."""
    name = f"{action.id}:{action.revision}"
    st.html(tag("h2", action.what))
    given = _fields(name, action, below)
    note = st.text_area("A note on this change", max_chars=LONGEST_NOTE, key=_key(name, "note"), height=80)
    if st.button("Keep the change", type="primary", key=_key(name, "keep")):

        def change() -> None:
            planning.change(composition.desk().reception, action, given.read(), note=note or "", now=desk.now)

        done(change, "The action is changed.", then=partial(go, "plan", network=action.network))
    told = [
        f"{moment(line.at)}, {line.by.name or 'somebody'}: {_status(line.intended).lower()}. {line.note}".strip()
        for line in reversed(lines)
    ]
    st.html(tag("h3", "What was done until now") + bullets(told))


def _fields(name: str, before: Intended, below: Mapping[int, str]) -> Given:
    """The widgets; nothing is kept before a button is pressed."""
    what = st.text_area("What will be done", before.what, max_chars=LONGEST_WHAT, key=_key(name, "what"), height=80)
    options: list[For] = ["network", "members", *(["below"] if below else [])]  # type: ignore[list-item]
    asked = st.radio("Who is it for?", options, options.index(before.whom) if before.whom in options else 0,
                     format_func=lambda one: WHOM.get(one, ""), key=_key(name, "whom"), horizontal=True)  # fmt: skip
    part = None
    if asked == "below":
        here = list(below)
        part = st.selectbox(
            "Which part?", here, index=here.index(before.below) if before.below in here else None, width=420,
            format_func=lambda one: plain(below.get(one, "")), placeholder="Choose one", key=_key(name, "below"),
        )  # fmt: skip
    left, right = st.columns(2)
    with left:
        theme = st.selectbox("Theme", list(THEMES), list(THEMES).index(before.theme), key=_key(name, "theme"),
                             format_func=lambda one: THEMES.get(one, ""))  # fmt: skip
        starts = st.date_input("Starts (you can leave this empty)", before.starts, format="DD/MM/YYYY",
                               key=_key(name, "starts"))  # fmt: skip
        cost = st.text_input("Cost in pounds", "" if before.cost is None else decimal_text(before.cost),
                             max_chars=LONGEST_COST, key=_key(name, "cost"))  # fmt: skip
        status = st.selectbox("Status", list(STATUSES), list(STATUSES).index(before.status), key=_key(name, "status"),
                              format_func=lambda one: STATUSES.get(one, "").capitalize())  # fmt: skip
    with right:
        priority = st.selectbox("Priority", PRIORITIES, PRIORITIES.index(before.priority), key=_key(name, "priority"),
                                format_func=str.capitalize)  # fmt: skip
        due = st.date_input("Due (you can leave this empty)", before.due, format="DD/MM/YYYY", key=_key(name, "due"))
        funding = st.text_input("Where the money comes from", before.funding, max_chars=LONGEST_LINE,
                                key=_key(name, "funding"))  # fmt: skip
        lead = st.text_input("Who leads it", before.lead, max_chars=LONGEST_LINE, key=_key(name, "lead"))
    intended = Intended(
        what=what or "", theme=theme if theme in THEMES else before.theme, whom=asked or "network", below=part,
        priority=priority if priority in PRIORITIES else before.priority, lead=lead or "", starts=starts, due=due,
        funding=funding or "", status=status if status in STATUSES else before.status,
    )  # fmt: skip
    return Given(intended, cost or "")


def asked_of_members(desk: Desk, organisation: int, *, writes: bool) -> None:
    """What the networks of an organisation ask of their members, each to be taken into its own actions."""
    found = planning.for_members(desk.door, desk.reception, organisation, now=desk.now)
    if not found:
        return
    own = {one.what for one in actions.of(desk.door, organisation) if one.is_open}
    st.html(tag("h2", "Asked of you by your networks"))
    for one in found:
        with st.container(border=True):
            when = f" Due {day(one.due)}." if one.due else ""
            st.html(
                tag("p", tag("strong", one.what)) + tag("p", f"From the plan of {one.network_name}.{when}", "small")
            )
            if one.what in own:
                st.html(tag("p", "It is in your actions.", "said"))
            elif writes and st.button(f"Put it into our actions: {plain(one.what)}", key=_key(f"{one.id}", "take")):
                planned = Planned(what=one.what, due=one.due, plan=one.network_name[:LONGEST_LINE])
                take = partial(actions.add, desk.door, desk.catalogue, organisation, planned, now=desk.now)
                done(take, "It is in your actions now. Say there who does it.")


def _key(name: str, part: str) -> str:
    return keys.page("plan", f"{name}:{part}")
