"""The table of links, made when it is taken away: by a form of the network page, so that nothing is made by a visit."""

import csv
import io
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assessments.access import first_contact, networks
from assessments.errors import NotYours
from ui import composition
from ui.composition import Desk
from ui.downloads import LONGEST_ID, Made, file_name, served
from ui.networking.links import MOST_NAMED

MOST_FIELDS = MOST_NAMED + 1


async def invitations_csv(request: Request) -> Response:
    """A POST alone makes links: the table answers it and is kept nowhere."""
    form = await request.form(max_files=0, max_fields=MOST_FIELDS)
    return await run_in_threadpool(served(partial(made, form)), request)


def made(form: FormData, desk: Desk, request: Request) -> Made:
    """The links as a table, with a mark that spreadsheets know as UTF-8. Raises NotYours, Refused."""
    network, chosen = number(form.get("network")), [number(one) for one in form.getlist("organisation")]
    branch = networks.get(desk.reception, network)
    handed = first_contact.hand_out(desk.reception, network, chosen or None, now=desk.now)
    told = composition.settings().address
    origin = told.origin if told is not None else f"{request.url.scheme}://{request.url.netloc}"
    text = io.StringIO()
    csv.writer(text).writerows(first_contact.table(handed, origin))
    return text.getvalue().encode("utf-8-sig"), "text/csv", f"{file_name(branch.name)}-links.csv"


def number(value: object) -> int:
    """An id out of the form. Raises NotYours when it is none."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= LONGEST_ID:
        return int(value)
    raise NotYours


TABLE = [Route("/download/invitations.csv", invitations_csv, methods=["POST"])]
