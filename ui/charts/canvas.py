"""What every plotly figure shares: no tools, nothing to drag, our type and colours, and text that is only ever text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from typing import Any

import plotly.graph_objects as go

from ui.charts.palette import Palette

FONT = '"Source Sans", "Source Sans Pro", Arial, sans-serif'
CONFIG: Mapping[str, Any] = {"displayModeBar": False, "responsive": True, "scrollZoom": False, "doubleClick": False}


@dataclass(frozen=True, slots=True)
class Axis:
    """The steps of a scale, lowest first, each with the label printed beside it; `mark` is the good-practice level."""

    steps: tuple[tuple[int, str], ...]
    mark: int | None = None

    @property
    def span(self) -> tuple[int, int]:
        """The lowest and the highest level."""
        return self.steps[0][0], self.steps[-1][0]


@dataclass(frozen=True, slots=True)
class Others:
    """Figures of organisations like this one, as shown: their middle, and the ends of their middle half if shown."""

    middle: Fraction
    half: tuple[Fraction, Fraction] | None
    text: str


def literal(text: str) -> str:
    """Text for a figure: plotly reads tags and entities, so none of the text's own are left."""
    return escape(text, quote=False)


def canvas(palette: Palette, height: int, margin: Mapping[str, int]) -> go.Figure:
    """An empty figure on a transparent ground."""
    figure = go.Figure()
    figure.update_layout(
        height=height,
        margin=dict(margin),
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": FONT, "size": 14, "color": palette.ink},
        hovermode="closest",
        hoverlabel={"font": {"family": FONT, "size": 14}},
        dragmode=False,
        showlegend=False,
    )
    return figure


def level_axis(figure: go.Figure, palette: Palette, axis: Axis, which: str) -> None:
    """One axis in levels, a little wider than the scale so that no dot is cut; good practice is a dotted line."""
    lowest, highest = axis.span
    room = (highest - lowest) * 0.04
    update = figure.update_xaxes if which == "x" else figure.update_yaxes
    update(
        range=[lowest - room, highest + room],
        tickvals=[level for level, _ in axis.steps],
        ticktext=[literal(label) for _, label in axis.steps],
        tickfont={"size": 14, "color": palette.muted},
        gridcolor=palette.grid,
        zeroline=False,
        fixedrange=True,
        automargin=True,
    )
    if axis.mark is not None:
        line = {"color": palette.muted, "width": 1.5, "dash": "dot"}
        draw = figure.add_vline if which == "x" else figure.add_hline
        draw(axis.mark, line=line, layer="below")


def names_above(figure: go.Figure, palette: Palette, names: Sequence[str], lift: int) -> None:
    """Row names stand above their rows at the left edge, so that one figure fits a phone and a desk.

    Each has the page's own ground under it, so that no grid line runs through its letters.
    """
    for row, name in enumerate(names):
        figure.add_annotation(
            xref="paper",
            x=0,
            xanchor="left",
            y=row,
            yshift=lift,
            text=literal(name),
            showarrow=False,
            bgcolor=palette.paper,
            borderpad=2,
            font={"size": 15, "color": palette.ink},
        )
