"""Each section over the years beside organisations like one's own: a small picture each, and all in one table."""

from assessments import beside_others, changes, positions, wording
from assessments.beside_others import AVERAGE, HALF, LIKE_YOURS, MIDDLE
from assessments.years import Year, YearsView
from frameworks.edition import Edition, Section
from ui.charts.drawing import Figure, picture
from ui.charts.drawn import Mark, key_of
from ui.charts.palette import Palette
from ui.charts.section_years import section_years
from ui.charts.slope import Point
from ui.outcomes import compared
from ui.outcomes.over_years import Beside
from ui.tables import Html, folded, table, tag


def sections_beside(view: YearsView, edition: Edition, beside: Beside, palette: Palette) -> Html:
    """Nothing where no section of others is shown in any year."""
    points = {section.id: [_point(year, edition, section.id, beside) for year in view.years]
              for section in edition.sections}  # fmt: skip
    shown = [point.others for each in points.values() for point in each if point.others]
    if not shown:
        return Html("")
    has_half = any(each.half for each in shown)
    key: list[tuple[Mark, str]] = [
        ("now", "You"),
        ("across", MIDDLE if has_half else AVERAGE),
    ]
    if has_half:
        key.append(("half", HALF))
    measure = f"Level of each section out of {edition.scale.highest}, {view.organisation.name}, {_first_to_last(view)}"
    items = Html.join(
        tag("div", Html(tag("h4", section.title) + _picture(section, points[section.id], edition, palette)))
        for section in edition.sections
    )
    return Html.join(
        [
            tag("h3", _finding(view, edition, beside, of_average=not has_half)),
            tag("p", measure, "quiet"),
            key_of(key),
            tag("div", items, "multiples"),
            folded("Show as table", _table(view, edition, points, measure)),
        ]
    )


def _first_to_last(view: YearsView) -> str:
    first, last = view.years[0].review.period.name, view.years[-1].review.period.name
    return first if first == last else f"{first} to {last}"


def _point(year: Year, edition: Edition, section: str, beside: Beside) -> Point:
    """One's own level and that of others; nothing where that year's version had other levels."""
    period = year.review.period.name
    node, peers = year.score.nodes.get(section), beside.get(period)
    on_one_scale = list(year.edition.scale.levels) == list(edition.scale.levels)
    spread = peers.measures.get(section) if peers and on_one_scale else None
    others = None if spread is None else compared.others(year.edition, spread)
    level = node.level if node and on_one_scale else None
    printed = wording.DASH if level is None else wording.level(level, wording.limits(year.edition))
    return Point(period, level, printed, changes.is_comparable(year.change), others)


def _finding(view: YearsView, edition: Edition, beside: Beside, *, of_average: bool) -> str:
    """What stands out in the latest year that has figures of others."""
    every = (_sides(year, edition, beside) for year in reversed(view.years))
    sides = next((found for found in every if found), {})
    return beside_others.finding(sides, of_average=of_average) if sides else f"Your sections beside {LIKE_YOURS}"


def _sides(year: Year, edition: Edition, beside: Beside) -> dict[str, positions.Side | None]:
    found: dict[str, positions.Side | None] = {}
    for section in edition.sections:
        node, peers = year.score.nodes.get(section.id), beside.get(year.review.period.name)
        spread = peers.measures.get(section.id) if peers else None
        if node is not None and node.level is not None and spread is not None:
            found[section.title] = positions.side(node.level, spread, year.edition.scale)
    return found


def _picture(section: Section, points: list[Point], edition: Edition, palette: Palette) -> Html:
    scale = edition.scale
    figure = Figure(
        name=section.id,
        finding=section.title,
        measure="",
        source="",
        alt=f"{section.title}, level out of {scale.highest}: {'; '.join(map(_said, points))}.",
        table=Html(""),
        draw=lambda colours: section_years(points, (scale.lowest, scale.highest), colours),
    )
    return picture(figure, palette)


def _said(point: Point) -> str:
    return f"{point.period} {point.text}" + (f", their {point.others.text}" if point.others else "")


def _table(view: YearsView, edition: Edition, points: dict[str, list[Point]], caption: str) -> Html:
    rows = [(section.title, *map(_in_a_cell, points[section.id])) for section in edition.sections]
    return table(caption, ("Section", *(year.review.period.name for year in view.years)), rows)


def _in_a_cell(point: Point) -> str:
    return point.text + (f" (their {point.others.text})" if point.others else "")
