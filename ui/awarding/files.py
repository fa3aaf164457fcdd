"""The certificate of an award that is held."""

from starlette.requests import Request
from starlette.routing import Route

from assessments import awarding
from assessments.errors import NotYours
from ui.composition import Desk
from ui.downloads import Made, file_name, needed, served


def certificate_pdf(desk: Desk, request: Request) -> Made:
    """The certificate of one award of a review. Raises NotYours where it is not held, or has lapsed."""
    from reports.certificate import certificate_pdf as made

    found = awarding.of(desk.door, desk.catalogue, needed(request), now=desk.now)
    wanted = request.query_params.get("award", "")
    held = next((line.held for line in found.lines if line.award.id == wanted), None)
    if held is None or not held.is_valid(found.today):
        raise NotYours
    name = file_name(found.view.organisation.name, held.title)
    return made(found, held, demo=desk.demo), "application/pdf", f"{name}.pdf"


FILES = [Route("/download/certificate.pdf", served(certificate_pdf))]
