"""The table of an organisation's actions: to take along as CSV or Excel, and to take in after it was shown."""

from functools import partial

import streamlit as st
from starlette.requests import Request
from starlette.routing import Route

from assessments import actions, organisations, periods
from assessments.actions import importing, table
from assessments.errors import NotYours
from assessments.wording import counted, day
from reports import sheets
from ui import addresses, keys
from ui.composition import Desk
from ui.downloads import Made, file_name, number, served
from ui.formatting import bullets, link
from ui.shell import done
from ui.tables import Html, tag
from ui.tables import table as shown_table

CSV, EXCEL = "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 20


def _table(desk: Desk, request: Request) -> tuple[sheets.Table, str]:
    asked = number(request, "organisation")
    if asked is None:
        raise NotYours
    here = organisations.get(desk.door, asked)
    rows = [table.row(one) for one in actions.by_due(actions.of(desk.door, here.id))]
    source = f"Stocktake, actions of {here.name}, {day(periods.today(desk.now))}"
    return sheets.Table("Actions", table.HEAD, rows, source), file_name(here.name, "actions")


def actions_csv(desk: Desk, request: Request) -> Made:
    made, name = _table(desk, request)
    return sheets.as_csv(made), CSV, f"{name}.csv"


def actions_xlsx(desk: Desk, request: Request) -> Made:
    made, name = _table(desk, request)
    return sheets.as_workbook([made]), EXCEL, f"{name}.xlsx"


FILES = [
    Route("/download/actions.csv", served(actions_csv)),
    Route("/download/actions.xlsx", served(actions_xlsx)),
]


def part(desk: Desk, organisation: int, *, writes: bool) -> None:
    """The files to take along, and for those who answer the way to take one in."""
    ways = (("actions.csv", "As a table (CSV)"), ("actions.xlsx", "As a table (Excel)"))
    links = " ".join(link(addresses.download(name, organisation=organisation), words) for name, words in ways)
    st.html(tag("h2", "Take them with you") + f'<p class="links">{links}</p>')
    if writes:
        _take_in(desk, organisation)


def _take_in(desk: Desk, organisation: int) -> None:
    with st.expander("Take actions in from a table"):
        st.html(
            "<p>Save the table above, change it in a spreadsheet, and choose it here. A row with a number changes that "
            "action; a row without one is a new action. You see what will happen before anything is kept.</p>"
        )
        given = st.file_uploader(
            "Table of actions (CSV or Excel)", type=["csv", "xlsx"], key=keys.page("actions", "file")
        )
        if given is None:
            return
        reading = importing.read(given.getvalue(), desk.catalogue)
        if reading.faults:
            st.html(tag("p", f"Nothing can be taken yet: {counted(len(reading.faults), 'row')} to mend.", "fault"))
            st.html(bullets(reading.faults[:SHOWN]))
            return
        _show_and_take(desk, organisation, reading)


def _show_and_take(desk: Desk, organisation: int, reading: importing.Reading) -> None:
    found = importing.arriving(desk.door, organisation, reading.lines)
    st.html(_shown(found))
    if not found.new and not found.changed:
        return
    if st.button("Take these in", type="primary", key=keys.page("actions", "take")):
        take = partial(importing.take, desk.door, organisation, reading, now=desk.now)
        done(take, f"{counted(len(found.new), 'action')} added, {len(found.changed)} changed.")


def _shown(found: importing.Arriving) -> Html:
    """What taking the file would do, before it is done."""
    said = f"{len(found.new)} new, {len(found.changed)} changed, {found.same} as they are."
    rows = [("New", line.planned.what) for line in found.new]
    rows += [("Changed", line.planned.what) for _, line in found.changed]
    more = f"and {len(rows) - SHOWN} more" if len(rows) > SHOWN else ""
    listing = (
        shown_table("What would be taken in", ("What happens", "What will be done"), rows[:SHOWN]) if rows else Html("")
    )
    return Html(tag("p", said) + listing + (tag("p", more, "quiet") if more else ""))
