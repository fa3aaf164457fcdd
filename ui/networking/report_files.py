"""A network's figures as a report in three lengths: the charts and tables of its pages, gathered for paper."""

from collections.abc import Callable, Iterable
from datetime import date

from starlette.requests import Request
from starlette.routing import Route

from assessments import periods, positions, wording
from assessments.access import networks, plan_tables, planning
from assessments.comparison import Line, Spread
from assessments.errors import NotYours
from reports import sheets
from reports.paper import Chart, Paper, as_pdf
from reports.regional import Part, Regional, board_paper, full_tables, one_side
from reports.word import as_word
from scoring.results import OVERALL
from ui.charts.drawing import WIDTH, Figure, svg
from ui.charts.palette import LIGHT
from ui.composition import Desk
from ui.documents import EXCEL, PDF, WORD
from ui.downloads import Made, file_name, number, served
from ui.networking import figures, figures_compared, figures_participation, figures_standing, figures_targets
from ui.networking.figures import Asked
from ui.networking.figures_compared import Compared

Make = Callable[[Desk, Request], Made]
FORMS: dict[str, tuple[Callable[[Paper], bytes], str]] = {"pdf": (as_pdf, PDF), "docx": (as_word, WORD)}
MARKS = {"now": "Dot", "then": "Hollow dot", "half": "Band", "peers": "Line", "target": "Line"}
NOTHING = "Nobody has begun a review yet."


def told(here: Asked) -> Regional:
    """What the pages tell of a network, with one set of comparison figures. Raises NotYours for figures not there."""
    found = figures_compared.of(here)
    today = periods.today(here.desk.now)
    edition = here.edition
    name = "no framework yet" if edition is None else edition.name
    when = today if found is None else found.released.made_at.date()
    standing, targets = list(figures_standing.tables(here)), list(figures_targets.tables(here))
    parts = [
        _part("Who took part", figures_participation.figures(here), figures_participation.tables(here)),
        _part("How they stand", figures_standing.figures(here), standing[1:], _spread_in_words(found), brief="spread"),
        _part("Targets", figures_targets.figures(here), targets),
    ]
    plan = _plan(here)
    if plan.rows:
        parts.append(Part("What the network will do", (), None, (plan,), plan.source))
    return Regional(
        network=here.branch.name,
        framework=name,
        language="en-GB" if edition is None else edition.language,
        subtitle=_subtitle(found, today),
        dated=when,
        footer=f"Made with Stocktake. {NOTHING if edition is None else edition.title}",
        parts=tuple(each for each in parts if each.charts or each.tables),
        groups=None if found is None else _matrix(found, found.lines.values()),
        in_short=None if found is None else _matrix(found, found.columns(found.by)),
        needs=standing[-1] if standing else None,
        targets=targets[0] if targets else None,
        not_shown=() if found is None else tuple(figures_compared.withheld(tuple(found.lines.values()))),
    )


def _plan(here: Asked) -> sheets.Table:
    """The network's own plan, without the numbers that a table to change by hand has."""
    desk = here.desk
    names = {each.id: each.name for each in networks.mine(desk.reception, now=desk.now)}
    rows = [plan_tables.row(one, names)[1:] for one in planning.of(desk.reception, here.branch.id).own]
    source = f"Source: Stocktake, plan of {here.branch.name}, {wording.day(periods.today(desk.now))}."
    return sheets.Table("Plan", plan_tables.HEAD[1:], rows, source)


def _subtitle(found: Compared | None, today: date) -> str:
    known = f"Who took part is as known on {wording.day(today)}."
    if found is None:
        return f"There are no comparison figures yet. {known}"
    released = found.released
    return f"Comparison figures of {wording.day(released.made_at.date())}, for {released.period.name}. {known}"


def _part(
    title: str, drawn: Iterable[Figure], tables: Iterable[sheets.Table], note: str = "", *, brief: str = ""
) -> Part:
    """`brief` names the chart that stands for the part on one side; the first one where it is not there."""
    every = {figure.name: figure for figure in drawn}
    first = next(iter(every.values()), None)
    chosen = every.get(brief, first)
    return Part(
        title=title,
        charts=tuple(map(_chart, every.values())),
        brief=None if chosen is None else _chart(chosen),
        tables=tuple(tables),
        source="" if first is None else first.source,
        note=note,
    )


def _chart(figure: Figure) -> Chart:
    drawing = figure.draw(LIGHT)
    key = "; ".join(f"{MARKS.get(mark, mark)}: {words}" for mark, words in figure.key)
    measure = f"{figure.measure.removesuffix('.')}.{f' {key}.' if key else ''}"
    return Chart(figure.finding, measure, svg(drawing), figure.alt, wide=drawing.width > WIDTH)


def _spread_in_words(found: Compared | None) -> str:
    """How many stand at each level overall, where that is shown."""
    spread = None if found is None else found.figures.get(OVERALL)
    if found is None or not isinstance(spread, Spread):
        return ""
    counts = positions.counts_words(found.edition, spread)
    return f"Overall, of {found.line.title}: {counts}." if counts else ""


def _matrix(found: Compared, lines: Iterable[Line]) -> sheets.Table:
    """A group a row and a section a column, each mean as it is shown."""
    head = ("Group", *(title for _, title in found.nodes))
    rows = [
        [f"{line.title} (about {line.about})", *(_shown(found, node, line) for node, _ in found.nodes)]
        for line in lines
        if line.standing == "published" and not line.key.startswith("peers:")
    ]
    return sheets.Table(f"Mean of each section. {found.measure()}", head, rows, found.source())


def _shown(found: Compared, node: str, line: Line) -> str:
    return found.square(found.by_node[node].get(line.key)).shown


def _asked(desk: Desk, request: Request) -> Asked:
    network = number(request, "network")
    if network is None:
        raise NotYours
    return figures.asked(desk, network, *(request.query_params.get(one, "") for one in figures.NAMES))


def _paper(length: str, form: str) -> Make:
    """The route of one length in one form."""
    make, render, kind = {"page": one_side, "report": board_paper}[length], *FORMS[form]

    def made(desk: Desk, request: Request) -> Made:
        here = _asked(desk, request)
        return render(make(told(here), demo=desk.demo)), kind, f"{file_name(here.branch.name, length)}.{form}"

    return made


def tables_xlsx(desk: Desk, request: Request) -> Made:
    """Every table of a network's figures, names included."""
    here = _asked(desk, request)
    return full_tables(told(here)), EXCEL, f"{file_name(here.branch.name, 'tables')}.xlsx"


MAKERS: dict[str, Make] = {
    **{f"network-{length}.{form}": _paper(length, form) for length in ("page", "report") for form in FORMS},
    "network-tables.xlsx": tables_xlsx,
}
FILES = [Route(f"/download/{name}", served(make)) for name, make in MAKERS.items()]
