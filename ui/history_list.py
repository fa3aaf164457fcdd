"""A page of what was done, newest first, as sentences with who and when, and whether the chain of it holds."""

from collections.abc import Callable, Mapping

import streamlit as st

from assessments import wording
from assessments.access import history
from assessments.access.history import History, Line
from assessments.store import reviews as review_statements
from ui import acts_said, addresses
from ui.administering import around
from ui.composition import Desk
from ui.formatting import html
from ui.tables import tag


def of_installation(desk: Desk) -> None:
    """What was done with the installation, for administrators; and a way to any organisation's."""
    found = history.of_installation(desk.reception, page=around.number())
    st.html(tag("h2", "What was done with this installation"))
    listed(found, lambda page: addresses.administration("acts", page=page))


def listed(found: History, address: Callable[[int], str], reviews: Mapping[int, str] | None = None) -> None:
    """The chain's state, the lines, and the way to the other pages."""
    look = "box" if found.broken_at is None else "box wrong"
    st.html(f'<p class="{look}">{html(acts_said.chain(found.broken_at, found.of))}</p>')
    items = "".join(line(one, reviews) for one in found.lines)
    if items:
        st.html(f'<ol class="rows">{items}</ol>')
    around.pager(found.page, found.pages, address)


def line(one: Line, reviews: Mapping[int, str] | None = None) -> str:
    said = f"{html(acts_said.by(one))} {html(acts_said.sentence(one, reviews))}"
    when = f"{html(wording.moment(one.at))} · no. {one.number}"
    return f'<li><span>{said}</span><span class="quiet small">{when}</span></li>'


def titles(desk: Desk, organisation: int) -> dict[int, str]:
    """The reviews of an organisation by name, as far as this person may read them."""
    readable = desk.door.read(lambda rows: review_statements.every(rows, organisation))
    known = {each: desk.catalogue.latest(each).edition.name for each in desk.catalogue.frameworks()}
    return {one.id: f"{known.get(one.framework, one.framework)}, {one.period.name}" for one in readable}
