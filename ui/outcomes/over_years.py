"""One organisation in one framework over its periods: the line, the years as a table, the sections, and the numbers."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from assessments import beside_others, changes, positions, wording
from assessments.beside_others import AVERAGE, HALF, LIKE_YOURS, MIDDLE
from assessments.comparison.values import Peers
from assessments.finding import shortest_allowed
from assessments.years import Year, YearsView
from frameworks.edition import Edition
from scoring.disclosure import CHANGE
from scoring.results import OVERALL, NodeScore
from ui.charts.drawn import Chart, Mark
from ui.charts.palette import Palette
from ui.charts.slope import Point, slope
from ui.outcomes import changed, compared
from ui.outcomes.sections_chart import axis_of
from ui.outcomes.side_by_side import NO_SCORE, NOT_ASKED, level_cell
from ui.tables import Cell, Html, Row, bullets, folded, table, tag

Beside = Mapping[str, Peers]  # figures of organisations like one's own, by the period they are of


def years_chart(view: YearsView, edition: Edition, mark: int, palette: Palette, beside: Beside) -> Chart:
    """The overall level of every period, beside others where they are shown; it breaks where two do not compare."""
    measure = f"Overall level out of {edition.scale.highest}, {view.organisation.name}"
    points = [_point(year, beside) for year in view.years]
    said = "; ".join(
        f"{point.period} {point.text}" + (f" ({LIKE_YOURS}: the {point.others.text})" if point.others else "")
        for point in points
    )
    key: list[tuple[Mark, str]] = [("level", f"Good practice ({wording.scale_label(edition, mark)})")]
    shown = [point.others for point in points if point.others]
    if shown:
        key.insert(0, ("across", MIDDLE if any(each.half for each in shown) else AVERAGE))
        key.insert(0, ("now", "You"))
    if any(each.half for each in shown):
        key.insert(2, ("half", HALF))
    note = " Others are those counted in each year, so theirs are not joined." if shown else ""
    return Chart(
        figure=slope(points, axis_of(edition, mark), palette),
        finding=finding(view.years),
        measure=f"{measure}. A line joins years that can be compared.{note}",
        key=key,
        alt=f"{measure}: {said}.",
        table=years_table(view.years, measure, points),
    )


def _point(year: Year, beside: Beside) -> Point:
    period, peers = year.review.period.name, beside.get(year.review.period.name)
    spread = None if peers is None else peers.measures.get(OVERALL)
    others = None if spread is None else compared.others(year.edition, spread)
    return Point(period, year.score.overall.level, _printed(year), changes.is_comparable(year.change), others)


def others_in_words(view: YearsView, beside: Beside) -> Html:
    """Which organisations stand beside each year, the latest first, and how those moved that did it both years."""
    said = []
    for year in reversed(view.years):
        period = year.review.period.name
        if period in beside:
            peers = beside[period]
            about = f", about {peers.about}, figures of {wording.day(peers.figures_of)}"
            said.append(f"{period}: {beside_others.who(peers)}{'' if peers.is_named else about}.{_both_years(peers)}")
    return Html(tag("h2", "Beside organisations like yours") + bullets(said)) if said else Html("")


def _both_years(peers: Peers) -> str:
    change = peers.measures.get(CHANGE + OVERALL)
    by = None if change is None else positions.middle_of(change)
    if change is None or by is None:
        return ""
    measure = "in the middle" if change.middle is not None else "on average"
    moved = f"moved by {wording.change(by)}" if by else "did not move"
    return f" Those that did it both years (about {change.about}) {moved} {measure}."


def _printed(year: Year) -> str:
    level = year.score.overall.level
    return wording.DASH if level is None else wording.level(level, wording.limits(year.edition))


def finding(years: Sequence[Year]) -> str:
    """What the latest year shows, on the same questions both years."""
    last = years[-1]
    if len(years) == 1:
        first = f"{last.review.period.name} is the first year"
        return shortest_allowed([f"{first}: {wording.standing(last.edition, last.score.overall)}", first])
    before = years[-2].review.period.name
    if not changes.is_comparable(last.change):
        return f"{last.review.period.name} cannot be compared with {before}"
    return changes.in_a_sentence(last.change, before)


def years_table(years: Sequence[Year], caption: str, points: Sequence[Point]) -> Html:
    """Every period with its figure, what it rests on, the change on the same questions, and the figures of others."""
    beside = any(point.others for point in points)
    head = ("Period", "Overall", "Same questions as the year before", "At good practice", "Answered", "Version")
    rows: list[Row] = [
        (
            year.review.period.name,
            wording.standing(year.edition, year.score.overall),
            changes.same_questions(year.change) if place else "first year",
            f"{year.score.at_target} of {year.score.counted}",
            f"{year.score.overall.answered + year.score.overall.not_applicable} of {year.score.overall.in_scope}"
            + (", quick form" if year.score.form == "short" else ""),
            f"the {year.edition.edition} version",
            *((f"The {point.others.text}" if point.others else beside_others.NOT_SHOWN,) if beside else ()),
        )
        for place, (year, point) in enumerate(zip(years, points, strict=True))
    ]
    columns = (*head, *(("Organisations like yours",) if beside else ()))
    return table(caption, columns, rows, stacks=columns)


def before(view: YearsView) -> Html:
    """The years of an organisation that this one carries on; no line joins the two, since another one answered."""
    caption = f"Overall level, {view.organisation.name}"
    points = [_point(year, {}) for year in view.years]
    heading = tag("h2", f"Before that, as {view.organisation.name}")
    return Html(heading + years_table(view.years, caption, points))


def sections_table(view: YearsView, edition: Edition, palette: Palette) -> Html:
    """Every section of the newest version over the periods."""
    rows: list[Row] = [
        (section.title, *(_cell(year, year.score.nodes.get(section.id), palette) for year in view.years))
        for section in edition.sections
    ]
    caption = f"Level of each section out of {edition.scale.highest}"
    return table(caption, ("Section", *(year.review.period.name for year in view.years)), rows, heat=True)


def _cell(year: Year, node: NodeScore | None, palette: Palette) -> Cell:
    if node is None or not node.in_scope:
        return Cell(tag("span", NOT_ASKED, "quiet"))
    if node.level is None:
        return Cell(tag("span", NO_SCORE, "quiet"))
    return level_cell(year.edition, palette, node.level, node.band)


def why_it_changed(years: Sequence[Year]) -> Html:
    """Why the score changed from each year to the next: the latest step first, the earlier ones closed."""
    steps = [(before, now) for before, now in reversed(list(pairwise(years))) if now.change is not None]
    latest = [Html(tag("h3", _step(*step)) + _why(*step)) for step in steps[:1]]
    return Html.join([*latest, *(folded(_step(*step), _why(*step)) for step in steps[1:])])


def _step(before: Year, now: Year) -> str:
    return f"From {before.review.period.name} to {now.review.period.name}"


def _why(before: Year, now: Year) -> Html:
    period = before.review.period.name
    return changed.why(now.edition, now.change, now.sheet, before.edition, before.sheet, period, now.others)
