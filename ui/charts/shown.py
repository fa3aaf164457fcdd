"""Put a drawn figure on the page: finding, measure, key, picture, source, its file, and the same figures as a table."""

import streamlit as st

from ui import formatting
from ui.charts.drawing import Figure, picture
from ui.charts.palette import Palette
from ui.tables import Html, folded, markup, tag

FILE = "Take this chart (SVG)"


def show(figure: Figure, palette: Palette, address: str, *, drawn: bool = True) -> None:
    """The figure with its heading; `address` serves it as a file. A heat map is a table on the page, so not `drawn`."""
    keys = (
        Html(f'<span><span aria-hidden="true" class="mark {mark}"></span>{markup(words)}</span>')
        for mark, words in figure.key
    )
    key = Html(f'<div class="key">{Html.join(keys)}</div>') if figure.key else Html("")
    st.html(
        tag("h2", figure.finding)
        + tag("p", figure.measure, "quiet")
        + key
        + (picture(figure, palette) if drawn else figure.table)
        + tag("p", figure.source, "quiet small")
        + (folded("Show as table", figure.table) if drawn and figure.table else Html(""))
        + f'<p class="links">{formatting.link(address, FILE)}</p>'
    )
