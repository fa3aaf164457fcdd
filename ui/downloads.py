"""Files to keep: papers as PDF, a review as JSON or as a table; each at a plain address, never stored on the way."""

import csv
import io
import re
from collections.abc import Callable
from typing import IO
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from assessments import actions, evidence_files, exchange, periods, results, reviews, signing
from assessments.access import visit_sheet, visiting
from assessments.errors import NotYours
from frameworks.errors import FrameworkError
from ui import composition, taking_along
from ui.composition import Desk
from ui.plainly import said, told

Made = tuple[bytes | IO[bytes], str, str]
LONGEST_ID = 18
SHA256 = re.compile(r"[0-9a-f]{64}")


def number(request: Request, name: str) -> int | None:
    """An id of the address; None when it is not there. Raises NotYours when it is no id."""
    text = request.query_params.get(name, "")
    if text and not (text.isascii() and text.isdigit() and len(text) <= LONGEST_ID):
        raise NotYours
    return int(text) if text else None


def needed(request: Request) -> int:
    found = number(request, "review")
    if found is None:
        raise NotYours
    return found


def results_pdf(desk: Desk, request: Request) -> Made:
    """The results of a review on one side of A4."""
    from reports.one_side import results_pdf as made

    draft = request.query_params.get("draft") == "1"
    view = results.of(desk.door, desk.catalogue, needed(request), draft=draft, now=desk.now)
    name = file_name(view.organisation.name, view.edition.name, view.review.period.name)
    planned = actions.of(desk.door, view.organisation.id)
    return made(view, planned, demo=desk.demo), "application/pdf", f"{name}.pdf"


def form_pdf(desk: Desk, request: Request) -> Made:
    """A framework, or one section of it, as a form; with a review, its questions and what was answered last time."""
    from reports.blank_form import form_pdf as made

    section = request.query_params.get("section") or None
    review = number(request, "review")
    if review is None:
        framework, edition = request.query_params.get("framework", ""), request.query_params.get("edition", "")
        found = desk.catalogue.get(framework, edition) if edition else desk.catalogue.latest(framework)
        whole = found.edition
        made_form = made(whole, section=known(section, [each.id for each in whole.sections]), demo=desk.demo)
    else:
        opened = reviews.open(desk.door, desk.catalogue, review, now=desk.now)
        whole, last = opened.edition, opened.last
        made_form = made(
            whole,
            section=known(section, [each.id for each in whole.sections]),
            questions=opened.shown,
            last=last.said if last else None,
            last_period=last.period if last else None,
            numbers=last.sheet.indicators if last else None,
            sheet=opened.sheet,
            demo=desk.demo,
        )
    return made_form, "application/pdf", f"{file_name(whole.name, section or 'form')}.pdf"


def known(section: str | None, sections: list[str]) -> str | None:
    """The section, if there is one of that id. Raises NotYours."""
    if section is not None and section not in sections:
        raise NotYours
    return section


def review_json(desk: Desk, request: Request) -> Made:
    """A whole review to take elsewhere."""
    review = needed(request)
    key = signing.key_of(desk.reception, now=desk.now)
    document = exchange.export_review(desk.door, desk.catalogue, review, key=key, now=desk.now)
    return document, "application/json", f"stocktake-review-{review}.json"


def review_csv(desk: Desk, request: Request) -> Made:
    """A review as a table, one row a question; with a mark that spreadsheets know as UTF-8."""
    review = needed(request)
    text = io.StringIO()
    csv.writer(text).writerows(exchange.rows(desk.door, desk.catalogue, review, now=desk.now))
    return text.getvalue().encode("utf-8-sig"), "text/csv", f"stocktake-review-{review}.csv"


def evidence(desk: Desk, request: Request) -> Made:
    """A file that proves an answer, as it was added."""
    sha256 = request.query_params.get("file", "")
    fetched = evidence_files.fetch(desk.door, needed(request), sha256 if SHA256.fullmatch(sha256) else "")
    return fetched.content, fetched.kind.media_type, fetched.name


def archive_zip(desk: Desk, request: Request) -> Made:
    """Everything of an organisation, for those who lead it."""
    organisation = number(request, "organisation")
    if organisation is None:
        raise NotYours
    made, name = taking_along.archive(desk, organisation)
    return made, "application/zip", f"stocktake-{file_name(name)}.zip"


def calendar_ics(desk: Desk, request: Request) -> Made:
    """What comes due, in one organisation or in all of the person's."""
    return taking_along.calendar(desk, number(request, "organisation")), "text/calendar", "stocktake.ics"


def digest_txt(desk: Desk, _: Request) -> Made:
    return taking_along.digest_text(desk), "text/plain", "stocktake-week.txt"


def digest_csv(desk: Desk, _: Request) -> Made:
    return taking_along.digest_table(desk), "text/csv", "stocktake-week.csv"


def file_name(*words: str) -> str:
    """A name any computer takes: letters, digits and dashes."""
    return (
        "-".join(filter(None, (re.sub(r"[^a-z0-9]+", "-", word.lower()).strip("-") for word in words)))[:80]
        or "stocktake"
    )


def kept_as(name: str) -> str:
    """A file to keep under its name, which may have letters of any alphabet."""
    plainly = re.sub(r"[^A-Za-z0-9 ._()-]", "-", name)
    return f'attachment; filename="{plainly}"' + ("" if plainly == name else f"; filename*=UTF-8''{quote(name)}")


def served(make: Callable[[Desk, Request], Made | Response]) -> Callable[[Request], Response]:
    """A route that makes a file for whoever asks, or says in a sentence why not; a page comes out as it is."""

    def answer(request: Request) -> Response:
        try:
            desk = composition.desk_of(request)
            made = make(desk, request)
            if isinstance(made, Response):
                return made
            content, kind, name = made
        except (NotYours, FrameworkError):
            return said("Page not found", "There is nothing at this address that you can download.", 404)
        except Exception as trouble:  # noqa: BLE001 - told in words, and logged where it is not ours
            return told(trouble)
        name = f"demo-{name}" if desk.demo else name
        headers = {"cache-control": "no-store", "content-disposition": kept_as(name)}
        if isinstance(content, bytes):
            return Response(content, media_type=kind, headers=headers)
        return StreamingResponse(taking_along.pieces(content), media_type=kind, headers=headers)

    return answer


def visit_pdf(desk: Desk, request: Request) -> Made:
    """One page for an adviser's visit, for a member of the team."""
    from reports.visit_sheet import visit_pdf

    organisation, team = number(request, "organisation"), number(request, "team")
    if organisation is None or team is None:
        raise NotYours
    sheet = visit_sheet.of(desk.door, desk.reception, desk.catalogue, organisation, team, now=desk.now)
    year = visiting.year_of(sheet.account.served.kind, periods.today(desk.now))
    return (
        visit_pdf(sheet, year, demo=desk.demo),
        "application/pdf",
        f"visit-{file_name(sheet.account.served.name)}.pdf",
    )


FILES = {
    "visit.pdf": visit_pdf,
    "results.pdf": results_pdf,
    "form.pdf": form_pdf,
    "review.json": review_json,
    "review.csv": review_csv,
    "evidence": evidence,
    "archive.zip": archive_zip,
    "calendar.ics": calendar_ics,
    "digest.txt": digest_txt,
    "digest.csv": digest_csv,
}
DOWNLOADS = [Route(f"/download/{name}", served(make)) for name, make in FILES.items()]
