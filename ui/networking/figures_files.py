"""The files of a network's figures: each chart as SVG, each table as CSV, and all of a part as a workbook."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from starlette.requests import Request
from starlette.routing import Route

from assessments.access import aiming
from assessments.errors import NotYours
from frameworks.targets import plain
from frameworks.written import as_file
from reports import sheets
from ui.charts.drawing import Figure, file
from ui.composition import Desk
from ui.downloads import Made, file_name, number, served
from ui.networking import figures, figures_participation, figures_standing, figures_targets
from ui.networking.figures import Asked

FIGURES: Mapping[str, Callable[[Asked], Iterator[Figure]]] = {
    "": figures_participation.figures,
    "standing": figures_standing.figures,
    "targets": figures_targets.figures,
}
TABLES: Mapping[str, Callable[[Asked], Iterator[sheets.Table]]] = {
    "participation": figures_participation.tables,
    "standing": figures_standing.tables,
    "targets": figures_targets.tables,
}
CSV, EXCEL = "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _asked(desk: Desk, request: Request) -> Asked:
    """What the page was of. Raises NotYours."""
    network = number(request, "network")
    if network is None:
        raise NotYours
    return figures.asked(desk, network, *(request.query_params.get(one, "") for one in figures.NAMES))


def figure_svg(desk: Desk, request: Request) -> Made:
    """One chart, with its title, source, date and number. Raises NotYours when there is none of that name."""
    asked, name = _asked(desk, request), request.query_params.get("chart", "")
    of = FIGURES.get(request.query_params.get("part", ""), figures_participation.figures)
    found = next((each for each in of(asked) if each.name == name), None)
    if found is None:
        raise NotYours
    return file(found), "image/svg+xml", f"{file_name(asked.branch.name, found.name)}.svg"


def table_csv(part: str, desk: Desk, request: Request) -> Made:
    """One table of a part, by its place."""
    asked, place = _asked(desk, request), number(request, "table") or 0
    found = next((each for at, each in enumerate(TABLES[part](asked)) if at == place), None)
    if found is None:
        raise NotYours
    return sheets.as_csv(found), CSV, f"{file_name(asked.branch.name, found.title)}.csv"


def tables_xlsx(part: str, desk: Desk, request: Request) -> Made:
    """Every table of a part, a sheet each."""
    asked = _asked(desk, request)
    found = tuple(TABLES[part](asked))
    if not found:
        raise NotYours
    return sheets.as_workbook(found), EXCEL, f"{file_name(asked.branch.name, part)}.xlsx"


def targets_yaml(desk: Desk, request: Request) -> Made:
    """The targets that were made on a network's page, as a file of targets to keep with the frameworks."""
    network = number(request, "network")
    if network is None:
        raise NotYours
    wanted = aiming.for_a_file(desk.reception, desk.catalogue, network)
    return as_file("targets", map(plain, wanted)).encode(), "application/yaml", "targets.yaml"


FILES = [
    Route("/download/targets.yaml", served(targets_yaml)),
    Route("/download/figure.svg", served(figure_svg)),
    *(Route(f"/download/{part}.csv", served(partial(table_csv, part))) for part in TABLES),
    *(Route(f"/download/{part}.xlsx", served(partial(tables_xlsx, part))) for part in TABLES),
]
