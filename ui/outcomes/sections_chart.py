"""The one chart of a result: every section's level now beside last time, with all its words."""

from collections.abc import Mapping
from fractions import Fraction

from assessments import wording
from assessments.finding import Standing, finding
from assessments.standings import level_shown, name_shown
from frameworks.edition import Edition
from scoring.results import NodeScore
from ui.charts.canvas import Axis
from ui.charts.dot_range import Row, dot_range, in_drawn_order
from ui.charts.drawn import Chart, Mark
from ui.charts.palette import Palette
from ui.tables import Cell, Html, table

NONE = wording.DASH


def axis_of(edition: Edition, mark: int | None = None) -> Axis:
    """The scale's levels with their printed labels."""
    steps = tuple((level, step.shown_as or str(level)) for level, step in sorted(edition.scale.levels.items()))
    return Axis(steps, mark)


def sections_chart(
    edition: Edition,
    now: Mapping[str, NodeScore],
    before: Mapping[str, NodeScore] | None,
    *,
    mark: int,
    draft: bool,
    about: str,
    palette: Palette,
) -> Chart:
    """`before` are the figures of last time where they may be compared; `about` says place and period."""
    rows = [
        _row(edition, now[section.id], before.get(section.id) if before else None, draft=draft)
        for section in edition.sections
        if now[section.id].in_scope
    ]
    drawn = in_drawn_order(rows)
    has_before = any(row.before is not None for row in drawn)
    highest = edition.scale.highest
    measure = f"Level of each section out of {highest}, {about}{'; on what you have answered' if draft else ''}"
    key: list[tuple[Mark, str]] = [("now", "Now"), ("target", f"Good practice ({wording.scale_label(edition, mark)})")]
    if has_before:
        key.insert(1, ("then", "Last time"))
    return Chart(
        figure=dot_range(rows, axis_of(edition, mark), palette),
        finding=finding([Standing(row.name, row.now, row.before) for row in rows], mark),
        measure=measure,
        key=key,
        alt=f"{measure}. " + "; ".join(_said(row) for row in drawn) + ".",
        table=_table(edition, drawn, now, measure, has_before=has_before, draft=draft),
    )


def _row(edition: Edition, now: NodeScore, before: NodeScore | None, *, draft: bool) -> Row:
    level = level_shown(edition, now, draft=draft)
    last = before.level if before else None
    return Row(now.title, level, last, _printed(edition, level), _printed(edition, last))


def _printed(edition: Edition, level: Fraction | None) -> str:
    return NONE if level is None else wording.level(level, wording.limits(edition))


def _said(row: Row) -> str:
    now = wording.NO_SCORE if row.now is None else row.now_text
    return f"{row.name} {now}" + (f" (last time {row.before_text})" if row.before is not None else "")


def _table(
    edition: Edition, rows: list[Row], now: Mapping[str, NodeScore], title: str, *, has_before: bool, draft: bool
) -> Html:
    names = {now[section.id].title: now[section.id] for section in edition.sections}
    head = ("Section", "Now", *(("Last time",) if has_before else ()), "Name of the level", "Answered")
    return table(
        title,
        head,
        [
            (
                row.name,
                Cell(row.now_text, number=True),
                *((Cell(row.before_text, number=True),) if has_before else ()),
                name_shown(edition, names[row.name], draft=draft) or NONE,
                f"{names[row.name].answered + names[row.name].not_applicable} of {names[row.name].in_scope}",
            )
            for row in rows
        ],
    )
