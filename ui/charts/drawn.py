"""Put a figure on the page: its finding as the title, what it measures, its key, and the same figures as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import streamlit as st

from ui.charts.palette import Palette, palette_for
from ui.tables import Html, folded, markup, tag

if TYPE_CHECKING:
    import plotly.graph_objects as go

Mark = Literal["now", "then", "target", "level", "peers", "half", "across"]


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure with all its words. `alt` says in a sentence or two what one sees; `table` holds the same figures."""

    figure: "go.Figure"
    finding: str
    measure: str
    key: Sequence[tuple[Mark, str]]
    alt: str
    table: Html


def palette() -> Palette:
    """The colours of the theme this visitor sees now."""
    return palette_for(st.context.theme.type)


def draw(chart: Chart, key: str, heading: Literal["h2", "h3"] = "h2") -> None:
    """The chart with its title above and "Show as table" below."""
    from ui.charts.canvas import CONFIG

    with st.container(key=key, gap="xsmall"):
        st.html(tag(heading, chart.finding) + tag("p", chart.measure, "quiet") + key_of(chart.key))
        st.plotly_chart(chart.figure, theme=None, config=dict(CONFIG), key=f"{key}:figure", alt=chart.alt)
        st.html(folded("Show as table", chart.table))


def key_of(marks: Sequence[tuple[Mark, str]]) -> Html:
    """The key of a figure, above it; nothing without marks."""
    items = (
        Html(f'<span><span aria-hidden="true" class="mark {mark}"></span>{markup(words)}</span>')
        for mark, words in marks
    )
    return Html(f'<div class="key">{Html.join(items)}</div>') if marks else Html("")
