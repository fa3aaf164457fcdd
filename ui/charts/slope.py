"""Levels over the years as a line of dots, each with its value; a year without a figure breaks the line.

Figures of others stand under their year as a band and a tick; they are not joined, for each year has others in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import plotly.graph_objects as go

from ui.charts.canvas import Axis, Others, canvas, level_axis, literal
from ui.charts.palette import Palette


@dataclass(frozen=True, slots=True)
class Point:
    """One period's level as a number and as printed; not `joined` where it may not be compared with the one before."""

    period: str
    level: Fraction | None
    text: str
    joined: bool = True
    others: Others | None = None


def slope(points: Sequence[Point], axis: Axis, palette: Palette) -> go.Figure:
    """The figure: one place a period, evenly spaced, in the order given."""
    figure = canvas(palette, 300, {"l": 4, "r": 14, "t": 26, "b": 30})
    _others(figure, palette, points)
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


def _others(figure: go.Figure, palette: Palette, points: Sequence[Point]) -> None:
    """The band and the tick of others, under the line."""
    halves = [(x, point.others.half) for x, point in enumerate(points) if point.others and point.others.half]
    if halves:
        figure.add_bar(
            name="Middle half",
            x=[x for x, _ in halves],
            base=[float(half[0]) for _, half in halves],
            y=[float(half[1] - half[0]) for _, half in halves],
            width=0.22,
            marker={"color": palette.half, "line": {"width": 0}},
            hoverinfo="skip",
        )
    ticks = [(x, point, point.others) for x, point in enumerate(points) if point.others]
    if ticks:
        figure.add_scatter(
            name="Others",
            x=[x for x, _, _ in ticks],
            y=[float(others.middle) for _, _, others in ticks],
            mode="markers",
            marker={"symbol": "line-ew", "size": 34, "line": {"width": 3, "color": palette.peers}},
            hovertext=[literal(f"{point.period}: {others.text}") for _, point, others in ticks],
            hoverinfo="text",
        )


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
