"""The main chart: each row's level now (a filled dot) joined to last time (a hollow one), its value at the right.

Beside others it has their middle half as a band and their middle as a tick, and stands in the order of the gap.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import plotly.graph_objects as go

from ui.charts.canvas import Axis, Others, canvas, level_axis, literal, names_above
from ui.charts.palette import Palette

_ROW, _EDGE = 62, 34


@dataclass(frozen=True, slots=True)
class Row:
    """One row: levels (None where there is no score) and the same figures as printed."""

    name: str
    now: Fraction | None
    before: Fraction | None
    now_text: str
    before_text: str
    others: Others | None = None

    @property
    def gap(self) -> Fraction | None:
        """How far above others this is."""
        return None if self.others is None or self.now is None else self.now - self.others.middle


def in_drawn_order(rows: Sequence[Row]) -> list[Row]:
    """Highest first, beside others furthest above them first; equal ones in the order given; without a score last."""
    if any(row.gap is not None for row in rows):
        return sorted(rows, key=lambda row: (row.gap is None, -(row.gap or 0)))
    return sorted(rows, key=lambda row: (row.now is None, -(row.now or 0)))


def dot_range(rows: Sequence[Row], axis: Axis, palette: Palette) -> go.Figure:
    """The figure; rows are drawn from the top in `in_drawn_order`."""
    drawn = in_drawn_order(rows)[::-1]
    figure = canvas(palette, _EDGE + _ROW * len(drawn), {"l": 4, "r": 44, "t": 4, "b": 30})
    _others(figure, palette, drawn)
    _join(figure, palette, drawn)
    before = [(y, row) for y, row in enumerate(drawn) if row.before is not None]
    _dots(figure, before, filled=False, palette=palette)
    _dots(figure, [(y, row) for y, row in enumerate(drawn) if row.now is not None], filled=True, palette=palette)
    for y, row in enumerate(drawn):
        figure.add_annotation(
            xref="paper",
            x=1,
            xanchor="left",
            xshift=6,
            y=y,
            text=f"<b>{literal(row.now_text)}</b>",
            showarrow=False,
            font={"size": 16, "color": palette.you},
        )
    level_axis(figure, palette, axis, "x")
    figure.update_yaxes(showticklabels=False, showgrid=False, zeroline=False, fixedrange=True)
    figure.update_yaxes(range=[-0.45, len(drawn) - 0.15])
    names_above(figure, palette, [_short(row.name) for row in drawn], lift=21)
    return figure


def _short(name: str) -> str:
    """A name that fits above its row at 320 px; the table below has it whole."""
    return textwrap.shorten(name, 38, placeholder="…")


def _others(figure: go.Figure, palette: Palette, drawn: Sequence[Row]) -> None:
    """The band and the tick of others, under the dots."""
    halves = [(y, row, row.others.half) for y, row in enumerate(drawn) if row.others and row.others.half]
    if halves:
        figure.add_bar(
            name="Middle half",
            base=[float(half[0]) for _, _, half in halves],
            x=[float(half[1] - half[0]) for _, _, half in halves],
            y=[y for y, _, _ in halves],
            orientation="h",
            width=0.34,
            marker={"color": palette.half, "line": {"width": 0}},
            hovertext=[_hover(row) for _, row, _ in halves],
            hoverinfo="text",
        )
    ticks = [(y, row, row.others) for y, row in enumerate(drawn) if row.others]
    if ticks:
        figure.add_scatter(
            name="Others",
            x=[float(others.middle) for _, _, others in ticks],
            y=[y for y, _, _ in ticks],
            mode="markers",
            marker={"symbol": "line-ns", "size": 22, "line": {"width": 3, "color": palette.peers}},
            cliponaxis=False,
            hovertext=[_hover(row) for _, row, _ in ticks],
            hoverinfo="text",
        )


def _hover(row: Row) -> str:
    return literal(f"{row.name}: {row.others.text if row.others else ''}")


def _join(figure: go.Figure, palette: Palette, drawn: Sequence[Row]) -> None:
    for y, row in enumerate(drawn):
        if row.now is not None and row.before is not None:
            line = {"color": palette.you, "width": 2}
            figure.add_shape(type="line", x0=float(row.before), x1=float(row.now), y0=y, y1=y, line=line, layer="below")


def _dots(figure: go.Figure, rows: Sequence[tuple[int, Row]], *, filled: bool, palette: Palette) -> None:
    """One trace of dots; positions are the exact levels, the text beside the pointer is the printed one."""
    if not rows:
        return
    edge = {"width": 2, "color": palette.you}
    marker = {"size": 15, "color": palette.you} if filled else {"size": 13, "color": palette.paper, "line": edge}
    when = "now" if filled else "last time"
    figure.add_scatter(
        name="Now" if filled else "Last time",
        x=[float(level) for _, row in rows if (level := row.now if filled else row.before) is not None],
        y=[y for y, _ in rows],
        mode="markers",
        marker=marker,
        cliponaxis=False,
        hovertext=[literal(f"{row.name}, {when}: {row.now_text if filled else row.before_text}") for _, row in rows],
        hoverinfo="text",
    )
