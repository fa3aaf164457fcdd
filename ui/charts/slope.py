"""Levels over the years as a line of dots, each with its value; a year without a figure breaks the line."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import plotly.graph_objects as go

from ui.charts.canvas import Axis, canvas, level_axis, literal
from ui.charts.palette import Palette


@dataclass(frozen=True, slots=True)
class Point:
    """One period's level as a number and as printed; not `joined` where it may not be compared with the one before."""

    period: str
    level: Fraction | None
    text: str
    joined: bool = True


def slope(points: Sequence[Point], axis: Axis, palette: Palette) -> go.Figure:
    """The figure: one place a period, evenly spaced, in the order given."""
    figure = canvas(palette, 300, {"l": 4, "r": 14, "t": 26, "b": 30})
    for run in _runs(points):
        figure.add_scatter(
            x=[place for place, _ in run],
            y=[float(point.level) for _, point in run if point.level is not None],
            mode="lines+markers+text",
            line={"color": palette.you, "width": 3},
            marker={"size": 12, "color": palette.you},
            text=[f"<b>{literal(point.text)}</b>" for _, point in run],
            textposition="top center",
            textfont={"size": 16, "color": palette.you},
            hovertext=[literal(f"{point.period}: {point.text}") for _, point in run],
            hoverinfo="text",
            cliponaxis=False,
        )
    level_axis(figure, palette, axis, "y")
    figure.update_xaxes(
        tickvals=list(range(len(points))),
        ticktext=[literal(point.period) for point in points],
        range=[-0.4, len(points) - 0.6],
        tickfont={"size": 14, "color": palette.ink},
        showgrid=False,
        zeroline=False,
        fixedrange=True,
        tickangle=0,
    )
    return figure


def _runs(points: Sequence[Point]) -> list[list[tuple[int, Point]]]:
    """The stretches that may be joined by a line."""
    runs: list[list[tuple[int, Point]]] = []
    open_run = False
    for place, point in enumerate(points):
        if point.level is None:
            open_run = False
            continue
        if open_run and point.joined:
            runs[-1].append((place, point))
        else:
            runs.append([(place, point)])
        open_run = True
    return runs
