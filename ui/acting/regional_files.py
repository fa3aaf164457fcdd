"""The plan of a network as a table: to take along as CSV or Excel, and to take in after it was shown."""

from functools import partial

import streamlit as st
from starlette.requests import Request
from starlette.routing import Route

from assessments import periods
from assessments.access import networks, plan_tables, planning
from assessments.errors import NotYours
from assessments.wording import counted, day
from reports import sheets
from ui import addresses, composition, keys
from ui.acting.files import CSV, EXCEL, SHOWN
from ui.composition import Desk
from ui.downloads import Made, file_name, number, served
from ui.formatting import bullets, link
from ui.shell import done
from ui.tables import Html, table, tag


def _table(desk: Desk, request: Request) -> tuple[sheets.Table, str]:
    asked = number(request, "network")
    if asked is None:
        raise NotYours
    here = networks.get(desk.reception, asked)
    names = {each.id: each.name for each in networks.mine(desk.reception, now=desk.now)}
    rows = [plan_tables.row(one, names) for one in planning.of(desk.reception, here.id).own]
    source = f"Stocktake, plan of {here.name}, {day(periods.today(desk.now))}"
    return sheets.Table("Plan", plan_tables.HEAD, rows, source), file_name(here.name, "plan")


def plan_csv(desk: Desk, request: Request) -> Made:
    made, name = _table(desk, request)
    return sheets.as_csv(made), CSV, f"{name}.csv"


def plan_xlsx(desk: Desk, request: Request) -> Made:
    made, name = _table(desk, request)
    return sheets.as_workbook([made]), EXCEL, f"{name}.xlsx"


FILES = [Route("/download/plan.csv", served(plan_csv)), Route("/download/plan.xlsx", served(plan_xlsx))]


def part(desk: Desk, network: int) -> None:
    """The files to take along, and the way to take one in."""
    ways = (("plan.csv", "As a table (CSV)"), ("plan.xlsx", "As a table (Excel)"))
    links = " ".join(link(addresses.download(name, network=network), words) for name, words in ways)
    st.html(tag("h2", "Take it with you") + f'<p class="links">{links}</p>')
    with st.expander("Take actions in from a table"):
        st.html(
            "<p>Save the table above, change it in a spreadsheet, and choose it here. A row with a number changes that "
            "action; a row without one is a new action. You see what will happen before anything is kept.</p>"
        )
        given = st.file_uploader(
            "Table of the plan (CSV or Excel)", type=["csv", "xlsx"], key=keys.page("plan", "file")
        )
        if given is not None:
            _show_and_take(desk, network, given.getvalue())


def _show_and_take(desk: Desk, network: int, content: bytes) -> None:
    found = plan_tables.read(desk.reception, network, content, now=desk.now)
    if found.faults:
        st.html(tag("p", f"Nothing can be taken yet: {counted(len(found.faults), 'row')} to mend.", "fault"))
        st.html(bullets(found.faults[:SHOWN]))
        return
    rows = [("New", line.intended.what) for line in found.new]
    rows += [("Changed", line.intended.what) for _, line in found.changed]
    listing = table("What would be taken in", ("What happens", "What will be done"), rows[:SHOWN]) if rows else Html("")
    st.html(tag("p", f"{len(found.new)} new, {len(found.changed)} changed, {found.same} as they are.") + listing)
    if rows and st.button("Take these in", type="primary", key=keys.page("plan", "take")):
        take = partial(plan_tables.take, composition.desk().reception, network, content, now=desk.now)
        done(take, f"{counted(len(found.new), 'action')} added, {len(found.changed)} changed.")
