"""The way to a business case: a form that asks what it rests on, and the Word file made of what was typed.

Nothing that is typed here is kept: it goes into the file.
"""

from collections.abc import Mapping
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assessments import actions, business_case, organisations, periods
from assessments.business_case import FEWEST, LONGEST, MONEY, MOST, REASONS, BadCase, Case
from assessments.errors import NotYours
from assessments.planned import Action
from assessments.wording import number as figure
from frameworks.edition import Edition
from frameworks.errors import FrameworkError
from ui import addresses
from ui.composition import Desk
from ui.documents import WORD
from ui.downloads import Made, file_name, number, served
from ui.formatting import html, link
from ui.signing import forms
from ui.signing.forms import Field, page, typed

ADDRESS = "/download/case"
SAID = (
    "<p>Leave empty what you do not know yet: the file has room to write there. What you type is not kept here; it "
    "goes into the file, which you can change in Word.</p>"
)


async def ask(request: Request) -> Response:
    """The form, for whoever sees the action."""
    return await run_in_threadpool(served(_empty), request)


async def make(request: Request) -> Response:
    """The file; or the form again with what is to be mended, and what was typed."""
    given = await typed(request)
    try:
        case = business_case.read(given)
    except BadCase as fault:
        return await run_in_threadpool(served(partial(_again, given, fault)), request)
    return await run_in_threadpool(served(partial(_file, case)), request)


def _asked(desk: Desk, request: Request) -> Action:
    """The action, as who asks may see it. Raises NotYours."""
    organisation, wanted = number(request, "organisation"), number(request, "action")
    if organisation is None or wanted is None:
        raise NotYours
    found = next((one for one in actions.of(desk.door, organisation) if one.id == wanted), None)
    if found is None:
        raise NotYours
    return found


def _empty(desk: Desk, request: Request) -> Response:
    action = _asked(desk, request)
    cost = "" if action.cost is None else figure(action.cost).replace(",", "")
    return _form(action, {"once": cost, "years": str(FEWEST)})


def _again(given: Mapping[str, str], fault: BadCase, desk: Desk, request: Request) -> Response:
    return _form(_asked(desk, request), given, fault)


def _form(action: Action, given: Mapping[str, str], fault: BadCase | None = None) -> Response:
    wrong = {} if fault is None else {fault.at: fault.sentence}

    def one(name: str, label: str, hint: str, *, lines: bool = False) -> Field:
        longest = LONGEST if lines else 20
        return Field(
            name, label, value=given.get(name, ""), hint=hint, fault=wrong.get(name, ""), longest=longest, lines=lines,
            needed=False,
        )  # fmt: skip

    fields = [one(name, label, hint, lines=True) for name, (label, hint) in REASONS.items()]
    fields += [one(name, label, hint) for name, (label, hint) in MONEY.items()]
    fields.append(one("years", "Over how many years", f"From {FEWEST} to {MOST}."))
    where = addresses.address("download/case", organisation=action.organisation, action=action.id)
    back = link(addresses.actions(action.organisation, action=action.id), "Back to the action")
    body = f"<p>{html(action.what)}</p>{SAID}{forms.form(where, fields, 'Make the business case (Word)')}<p>{back}</p>"
    said = "" if fault is None else fault.sentence
    return page("Business case", body, fault=said, home=True, status=422 if fault else 200)


def _file(case: Case, desk: Desk, request: Request) -> Made:
    from reports.business_case import case_docx

    action = _asked(desk, request)
    here = organisations.get(desk.door, action.organisation)
    made = case_docx(case, action, here.name, _edition(desk, action), today=periods.today(desk.now), demo=desk.demo)
    return made, WORD, f"{file_name(here.name, 'business-case', action.what)}.docx"


def _edition(desk: Desk, action: Action) -> Edition | None:
    """The one that its questions are of; None where it has none, or that one is not here any more."""
    try:
        return desk.catalogue.get(action.framework or "", action.edition or "").edition
    except FrameworkError:
        return None


FILES = [Route(ADDRESS, ask, methods=["GET"]), Route(ADDRESS, make, methods=["POST"])]
