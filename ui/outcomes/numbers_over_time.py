"""Numbers over time: one series whichever framework asks for it, as small pictures, and every figure in a table."""

from collections.abc import Mapping, Sequence
from datetime import date

from assessments import wording
from assessments.measured import in_words
from assessments.numbers import Series
from scoring.measurements import figure_of
from ui.charts.drawing import Figure, picture
from ui.charts.multiples import Point, multiple
from ui.charts.palette import Palette
from ui.outcomes.measured import shown
from ui.tables import Html, Row, folded, table, tag

NOTHING = "No number has been filled in yet."


def over_time(numbers: Mapping[str, Series], organisation: str, palette: Palette) -> Html:
    """The pictures of what was measured more than once, the latest figures, and every measurement."""
    drawn = [(series, points) for series in numbers.values() if len(points := _points(series)) > 1]
    parts = [_pictures(drawn, organisation, palette)] if drawn else []
    return Html.join([*parts, numbers_table(numbers)])


def finding(drawn: Sequence[tuple[Series, Sequence[Point]]]) -> str:
    """How many moved the way they should since they were last measured."""
    meant = [(series, points) for series, points in drawn if series.indicator.direction != "neutral"]
    better = sum(_moved(series, points) > 0 for series, points in meant)
    worse = sum(_moved(series, points) < 0 for series, points in meant)
    every = len(meant)
    if not meant:
        return f"{wording.counted(len(drawn), 'number')} measured more than once"
    if better == every:
        return "Every number has moved the right way" if every > 1 else "The number has moved the right way"
    if not better and not worse:
        return "No number has moved since it was last measured"
    of = f"of {wording.counted(every, 'number')}"
    return f"{better} {of} moved the right way and {worse or 'none'} the other way"


def _moved(series: Series, points: Sequence[Point]) -> int:
    """1 for the right way, −1 for the other, 0 for neither, from the figure before to the latest."""
    way = {"higher": 1, "lower": -1, "neutral": 0}[series.indicator.direction]
    by = points[-1].figure - points[-2].figure
    return way * ((by > 0) - (by < 0))


def _points(series: Series) -> list[Point]:
    found = []
    for number in series.points:
        figure = figure_of(number.measurement, series.indicator, number.measured_on.isoformat())
        if figure is not None:
            words = in_words(number, series.indicator).split(" (")[0]
            found.append(Point(number.measured_on, figure, words))
    return found


def _pictures(drawn: Sequence[tuple[Series, Sequence[Point]]], organisation: str, palette: Palette) -> Html:
    days = [point.on for _, points in drawn for point in points]
    first, last = min(days), max(days)
    measure = f"{organisation}, {wording.day(first)} to {wording.day(last)}. Every picture starts at nought."
    items = (
        tag(
            "div",
            Html.join([tag("h4", series.indicator.label), _about(series), _picture(series, points, days, palette)]),
        )
        for series, points in drawn
    )
    return Html(tag("h3", finding(drawn)) + tag("p", measure, "quiet") + tag("div", Html.join(items), "multiples"))


def _picture(series: Series, points: Sequence[Point], days: Sequence[date], palette: Palette) -> Html:
    label, unit = series.indicator.label, series.indicator.unit
    said = "; ".join(f"{point.text} on {wording.day(point.on)}" for point in points)
    went = {1: "moved the right way", 0: "did not move or has no right way", -1: "moved the other way"}
    moved = f"Since it was last measured it {went[_moved(series, points)]}."
    figure = Figure(
        name=series.indicator.id,
        finding=label,
        measure=unit,
        source="",
        alt=f"{label}, {unit}: {said}. {moved}",
        table=Html(""),
        draw=lambda colours: multiple(points, min(days), max(days), colours),
    )
    return picture(figure, palette)


def _about(series: Series) -> Html:
    better = {"higher": "more is better", "lower": "less is better", "neutral": ""}[series.indicator.direction]
    asked = f"asked in {wording.listed(series.asked_in)}" if len(series.asked_in) > 1 else ""
    return tag("p", "; ".join(filter(None, (series.indicator.unit, better, asked))), "quiet small")


def numbers_table(numbers: Mapping[str, Series]) -> Html:
    """Every number measured: the latest beside the one before, each with its day; all of them below."""
    rows: list[Row] = []
    every: list[Row] = []
    for series in numbers.values():
        about = series.indicator
        figures = [shown(point, about) for point in series.points]
        if figures:
            before = figures[-2] if len(figures) > 1 else "not measured before"
            rows.append((about.label, about.unit, figures[-1], before))
        every += [(about.label, about.unit, figure, wording.listed(series.asked_in)) for figure in figures]
    if not rows:
        return tag("p", NOTHING)
    return Html(
        table("Numbers", ("Number", "Unit", "Latest", "Before that"), rows, titled=False)
        + folded("Every measurement", table("Every measurement", ("Number", "Unit", "Figure", "Asked in"), every))
    )
