"""The plan of a network as a table to take along, CSV or Excel."""

from starlette.requests import Request
from starlette.routing import Route

from assessments import periods
from assessments.access import networks, planning
from assessments.errors import NotYours
from assessments.planned import STATUSES
from assessments.regional import THEMES
from assessments.store.networks import Branch
from assessments.wording import day
from reports import sheets
from ui.acting.files import CSV, EXCEL
from ui.acting.regional import HEAD, whom
from ui.composition import Desk
from ui.downloads import Made, file_name, number, served

PAID = "Paid from"


def _table(desk: Desk, request: Request) -> tuple[sheets.Table, str]:
    asked = number(request, "network")
    if asked is None:
        raise NotYours
    here = networks.get(desk.reception, asked)
    return table_of(desk, here), file_name(here.name, "plan")


def table_of(desk: Desk, here: Branch) -> sheets.Table:
    """The plan of a network that one leads. Raises NotYours."""
    names = {each.id: each.name for each in networks.mine(desk.reception, now=desk.now)}
    rows = [
        [
            one.what, whom(one, names), THEMES[one.theme], one.priority, one.lead,
            one.starts.isoformat() if one.starts else "", one.due.isoformat() if one.due else "", STATUSES[one.status],
            None if one.cost is None else float(one.cost), one.funding,
        ]
        for one in planning.of(desk.reception, here.id).own
    ]  # fmt: skip
    source = f"Stocktake, plan of {here.name}, {day(periods.today(desk.now))}"
    return sheets.Table("Plan", (*HEAD, PAID), rows, source)


def plan_csv(desk: Desk, request: Request) -> Made:
    made, name = _table(desk, request)
    return sheets.as_csv(made), CSV, f"{name}.csv"


def plan_xlsx(desk: Desk, request: Request) -> Made:
    made, name = _table(desk, request)
    return sheets.as_workbook([made]), EXCEL, f"{name}.xlsx"


FILES = [Route("/download/plan.csv", served(plan_csv)), Route("/download/plan.xlsx", served(plan_xlsx))]
