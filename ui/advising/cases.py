"""Cases on an adviser's page: what was noted, when to come back, opening one, and closing it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import partial

import streamlit as st

from assessments import periods
from assessments.access import cases
from assessments.access.advising import Client
from assessments.access.portfolio import Line
from assessments.store.cases import Case
from assessments.wording import DASH, counted, day
from ui import composition, keys, shell
from ui.composition import Desk
from ui.formatting import plain
from ui.shell import done
from ui.tables import Row, table, tag

A_MONTH = timedelta(days=28)
OTHER = "Something else"
LATELY = 20  # closed cases that are listed
READ_BY = "The leads of the organisation can read what you write here, and who wrote it."


def of(desk: Desk, clients: Sequence[Client]) -> list[Case]:
    """The cases one may read about these organisations, open ones first."""
    ours = {client.shown.organisation for client in clients}
    return [case for case in cases.of_adviser(desk.reception, now=desk.now) if case.organisation in ours]


def part(desk: Desk, clients: Sequence[Client], lines: Sequence[Line], found: Sequence[Case]) -> None:
    """Every case, then the way to open one."""
    names = {client.shown.organisation: client.shown.name for client in clients}
    st.html(tag("h2", "Cases"))
    open_ones = [case for case in found if case.closed_at is None]
    if open_ones:
        head = ("Organisation", "Why", "Note", "Come back on", "Opened")
        rows = [_open_row(names, case, periods.today(desk.now)) for case in open_ones]
        st.html(table(f"Open: {counted(len(open_ones), 'case')}", head, rows, stacks=head))
        _going_on(desk, names, open_ones)
    else:
        st.html("<p>No case is open.</p>")
    _opening(desk, clients, lines)
    closed = sorted((case for case in found if case.closed_at), key=lambda case: str(case.closed_at), reverse=True)
    if closed:
        rows = [_closed_row(names, case) for case in closed[:LATELY]]
        st.html(table("Closed lately", ("Organisation", "Why", "Note", "Closed"), rows))


def _open_row(names: Mapping[int, str], case: Case, today: date) -> Row:
    come_back = day(case.next_on) if case.next_on else DASH
    if case.next_on is not None and case.next_on <= today:
        come_back = tag("strong", f"{come_back}: due")
    return names.get(case.organisation, ""), case.why, case.note or DASH, come_back, opened(case)


def opened(case: Case) -> str:
    """When and by whom."""
    return f"{day(periods.today(case.opened_at))}, {case.opened_by.name or 'somebody'}"


def closed(case: Case) -> str:
    """When and by whom it was closed; nothing while it is open."""
    if case.closed_at is None or case.closed_by is None:
        return DASH
    return f"{day(periods.today(case.closed_at))}, {case.closed_by.name or 'somebody'}"


def _closed_row(names: Mapping[int, str], case: Case) -> Row:
    return names.get(case.organisation, ""), case.why, case.note or DASH, closed(case)


def _going_on(desk: Desk, names: Mapping[int, str], found: Sequence[Case]) -> None:
    """Change or close one of those that are open."""
    by_id = {case.id: case for case in found}
    chosen = st.selectbox(
        "Change or close a case", list(by_id), index=None, placeholder="Choose one", width=420, key=_key("which"),
        format_func=lambda one: plain(f"{names.get(by_id[one].organisation, '')}: {by_id[one].why}")
        if one in by_id else "",
    )  # fmt: skip
    case = by_id.get(chosen) if chosen is not None else None
    if case is None:
        return
    with st.form(_key(f"case:{case.id}"), border=False):
        note = st.text_area("Note", case.note, max_chars=cases.LONGEST_NOTE, key=_key(f"note:{case.id}"))
        next_on = st.date_input(
            "Come back on (you can leave this empty)", case.next_on, format="DD/MM/YYYY", width=300,
            key=_key(f"next:{case.id}"),
        )  # fmt: skip
        keep = st.form_submit_button("Keep the change", type="primary")
        close = st.form_submit_button("Close the case")
    if keep:
        act = partial(cases.change, desk.reception, case.id, note=note or "", next_on=next_on, now=desk.now)
        done(act, "The case is changed.")
    if close:
        done(partial(cases.close, desk.reception, case.id, now=desk.now), "The case is closed.")


def _opening(desk: Desk, clients: Sequence[Client], lines: Sequence[Line]) -> None:
    """Open one: whom it is about, why, a note, and the day to come back."""
    by_id = {client.shown.organisation: client for client in clients}
    flags = {line.client.shown.organisation: [one.say for one in line.where.flags] for line in lines if line.where}
    wanted = shell.asked_number("case")
    index = list(by_id).index(wanted) if wanted in by_id else None
    with st.expander("Open a case", expanded=index is not None):
        st.html(tag("p", READ_BY))
        chosen = st.selectbox(
            "Organisation", list(by_id), index=index, placeholder="Choose one", width=420, key=_key(f"whom:{wanted}"),
            format_func=lambda one: plain(by_id[one].shown.name) if one in by_id else "",
        )  # fmt: skip
        client = by_id.get(chosen) if chosen is not None else None
        if client is None:
            return
        _form(desk, client, flags.get(client.shown.organisation, []))


def _form(desk: Desk, client: Client, flags: Sequence[str]) -> None:
    here, today = client.shown.organisation, periods.today(desk.now)
    with st.form(_key(f"open:{here}"), border=False):
        why = st.radio("Why?", [*flags, OTHER], format_func=plain, key=_key(f"why:{here}"))
        typed = st.text_input(
            "If something else: what?", max_chars=cases.LONGEST_WHY, key=_key(f"typed:{here}"), width=420
        )
        note = st.text_area("Note", max_chars=cases.LONGEST_NOTE, key=_key(f"new note:{here}"))
        next_on = st.date_input(
            "Come back on (you can leave this empty)", today + A_MONTH, format="DD/MM/YYYY", width=300,
            key=_key(f"new next:{here}"),
        )  # fmt: skip
        if not st.form_submit_button("Open the case", type="primary"):
            return
    is_flag = why in flags
    begin = partial(
        cases.begin, composition.desk().reception, here, client.shown.team, why=(why if is_flag else typed) or "",
        share=client.shown.share if is_flag else 1, note=note or "", next_on=next_on, now=desk.now,
    )  # fmt: skip

    def begun() -> None:
        begin()
        st.query_params.pop("case", None)

    done(begun, f"A case about {client.shown.name} is open.")


def _key(name: str) -> str:
    return keys.page("adviser", f"case:{name}")
