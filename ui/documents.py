"""Documents of a review to hand over, as PDF, Word and Excel; each at a plain address, made when it is asked for."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.routing import Route

from assessments import actions, comparison, periods, results
from assessments.access import moderating, signing_off
from assessments.results import ResultView
from reports.full_report import Around
from ui.composition import Desk
from ui.downloads import Made, file_name, needed, served

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _view(desk: Desk, request: Request) -> ResultView:
    draft = request.query_params.get("draft") == "1"
    return results.of(desk.door, desk.catalogue, needed(request), draft=draft, now=desk.now)


def _around(desk: Desk, view: ResultView) -> Around:
    """What stands around the review on its page: others, as who asks may see them, and what will be done."""
    peers = None if view.submission is None else comparison.peers(desk, view.review.id)
    why = "" if peers is not None else comparison.why_not(desk, view.review.id) or ""
    planned = actions.of(desk.door, view.organisation.id)
    found = moderating.of(desk.door, desk.reception, view, now=desk.now)
    signed = signing_off.of(desk.reception, desk.door, view)
    return Around(periods.today(desk.now), peers, why, planned, found, signed)


def _named(view: ResultView, *words: str) -> str:
    return file_name(view.organisation.name, view.edition.name, view.review.period.name, *words)


def results_docx(desk: Desk, request: Request) -> Made:
    """The results of a review on one side of A4, to be changed by hand."""
    from reports.one_side import results_docx as made

    view = _view(desk, request)
    planned = actions.of(desk.door, view.organisation.id)
    return made(view, planned, demo=desk.demo), WORD, f"{_named(view)}.docx"


def report_pdf(desk: Desk, request: Request) -> Made:
    """Everything of a review, as a report."""
    from reports.full_report import report_pdf as made

    view = _view(desk, request)
    return made(view, _around(desk, view), demo=desk.demo), PDF, f"{_named(view, 'report')}.pdf"


def report_docx(desk: Desk, request: Request) -> Made:
    """The report in Word."""
    from reports.full_report import report_docx as made

    view = _view(desk, request)
    return made(view, _around(desk, view), demo=desk.demo), WORD, f"{_named(view, 'report')}.docx"


def review_xlsx(desk: Desk, request: Request) -> Made:
    """The tables of a review."""
    from reports.review_sheets import review_xlsx as made

    view = _view(desk, request)
    return made(view, _around(desk, view), demo=desk.demo), EXCEL, f"{_named(view, 'tables')}.xlsx"


MAKERS: dict[str, Callable[[Desk, Request], Made]] = {
    "results.docx": results_docx,
    "report.pdf": report_pdf,
    "report.docx": report_docx,
    "review.xlsx": review_xlsx,
}
FILES = [Route(f"/download/{name}", served(make)) for name, make in MAKERS.items()]
