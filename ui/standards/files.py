"""The table of other standards to take away."""

from starlette.requests import Request
from starlette.routing import Route

from assessments import standards
from reports import sheets
from ui.composition import Desk
from ui.downloads import Made, file_name, needed, served
from ui.standards import table, words


def standards_csv(desk: Desk, request: Request) -> Made:
    """Every item of every standard with the answers behind it, from the same values as the page."""
    view = standards.of(desk.door, desk.catalogue, needed(request), now=desk.now)
    made_up = "Demo: made up. " if desk.demo else ""
    source = f"{made_up}{view.organisation.name}. {'; '.join(words.source(view, label) for label in view.sources)}"
    written = sheets.as_csv(sheets.Table("Other standards", table.HEADINGS, tuple(table.rows(view)), source))
    return written, "text/csv", f"{file_name(view.organisation.name, 'other standards')}.csv"


FILES = [Route("/download/standards.csv", served(standards_csv))]
