"""Reviews side by side as heat tables: figure and name of the level in every cell, ground and ink chosen per band."""

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from math import floor

from assessments import comparing, wording
from frameworks.edition import Edition
from ui.charts.palette import Palette, band
from ui.tables import Cell, Html, Row, folded, markup, table, tag

NOT_ASKED, NO_SCORE, QUICK = "not asked", "no score", "quick form"
STATES = {
    "not_applicable": "not applicable",
    "unanswered": "not answered",
    "not_known": "we do not know",
    "outside": NOT_ASKED,
}


def cell(edition: Edition, palette: Palette, found: comparing.Cell | None) -> Cell:
    """A level with its name on its band; or in words why there is none."""
    if found is None:
        return Cell(tag("span", NOT_ASKED, "quiet"))
    if found.state == "not_known":
        return Cell(tag("span", STATES["not_known"], "quiet"))
    if found.level is None:
        return Cell(tag("span", STATES.get(found.state or "", NO_SCORE), "quiet"))
    return level_cell(edition, palette, found.level, found.band)


def level_cell(edition: Edition, palette: Palette, level: Fraction, name: str | None) -> Cell:
    """A level as a heat cell, its ground that of the name beside it."""
    ground, ink = band(palette, _tone(edition, level, name))
    figure = tag("strong", wording.level(level, wording.limits(edition)))
    return Cell(Html(f"{figure}{tag('span', name or '', 'name')}"), ground=ground, ink=ink)


def _tone(edition: Edition, level: Fraction, name: str | None) -> Fraction:
    """How far up a name stands: 2.9 is still "Early steps", and has its colour."""
    names = [one.title for one in edition.bands]
    if name in names:
        return Fraction(names.index(name), max(len(names) - 1, 1))
    scale = edition.scale
    return Fraction(floor(level) - scale.lowest, scale.highest - scale.lowest)


def column_names(columns: Sequence[comparing.Column]) -> list[str]:
    """Organisation and period, and for a short review how many questions it rests on."""
    return [f"{column.organisation.name}, {column.review.period.name}{_short(column)}" for column in columns]


def _short(column: comparing.Column) -> str:
    here, whole = column.form_size
    return f" (quick form: {here} of {whole} questions)" if column.form == "short" else ""


def sections(found: comparing.Table, palette: Palette) -> Html:
    """The whole and every section; beside full reviews a quick form has none, since it is a measure of its own."""
    rows = [row for row in found.rows if row.kind in ("overall", "section")]
    forms = [column.form for column in found.columns]
    apart = {place for place, form in enumerate(forms) if form == "short" and "full" in forms}
    return _heat(found, palette, f"Level of each section out of {found.edition.scale.highest}", "Section", rows, apart)


def questions(found: comparing.Table, palette: Palette) -> Html:
    """Every section closed, with its questions inside."""
    parts = (
        folded(title, _heat(found, palette, f"Level of each question in {title}", "Question", rows))
        for title, rows in _by_section(found)
        if rows
    )
    return Html.join(parts)


def _by_section(found: comparing.Table) -> Iterator[tuple[str, list[comparing.Row]]]:
    by_id = {row.node: row for row in found.rows}
    for section in found.edition.sections:
        yield section.title, [by_id[question.id] for question in section.questions if question.id in by_id]


def _heat(
    found: comparing.Table,
    palette: Palette,
    caption: str,
    first: str,
    rows: Sequence[comparing.Row],
    apart: Collection[int] = (),
) -> Html:
    """`apart` are the columns whose figures may not stand beside the others."""
    quick = Cell(tag("span", QUICK, "quiet"))
    body: list[Row] = [
        (
            tag("strong", "Overall") if row.kind == "overall" else markup(row.title),
            *(quick if place in apart else cell(found.edition, palette, one) for place, one in enumerate(row.cells)),
        )
        for row in rows
    ]
    return table(caption, (first, *column_names(found.columns)), body, heat=True)
