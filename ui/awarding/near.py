"""Who is within one or two questions of the next award, by name, of those that show who looks their levels."""

import streamlit as st

from assessments import wording
from assessments.access import within_reach
from assessments.access.within_reach import NEAR, Near, WithinReach
from ui import addresses, keys
from ui.composition import Desk
from ui.formatting import link, plain
from ui.tables import Html, table, tag

WHO = (
    f"Organisations that show you their levels, and that reach their next award by moving up at most {NEAR} questions. "
    "Others are not named. Figures of a whole network stand under its figures."
)


def part(desk: Desk) -> None:
    """The list for one framework, which can be changed."""
    asked = str(st.query_params.get("framework", ""))[:80]
    found = within_reach.of(desk.door, desk.reception, desk.catalogue, asked or None, now=desk.now)
    st.html(tag("h2", "Near the next award") + tag("p", WHO))
    if found.framework is None:
        st.html(tag("p", "Nobody shows you submitted results just now."))
        return
    _choose(desk, found)
    if found.looked_at < found.of:
        st.html(tag("p", f"The first {found.looked_at} of {found.of} organisations, by name, were looked at.", "quiet"))
    st.html(_lines(found) if found.lines else tag("p", "Nobody is that near just now."))


def _choose(desk: Desk, found: WithinReach) -> None:
    chosen = st.selectbox(
        "Framework", found.frameworks, index=found.frameworks.index(found.framework or ""), width=420,
        format_func=lambda name: plain(desk.catalogue.name_of(name)), key=keys.page("awards", "framework"),
    )  # fmt: skip
    if chosen in found.frameworks and chosen != found.framework:
        st.query_params["framework"] = chosen
        st.rerun()


def _lines(found: WithinReach) -> Html:
    rows = [
        (_way(one), one.period, one.ahead.title, wording.counted(one.ahead.questions, "question"))
        for one in found.lines
    ]
    return table("Near the next award", ("Organisation", "Year", "Next award", "To move up"), rows, titled=False)


def _way(one: Near) -> Html:
    return Html(link(addresses.awards(one.review), one.name))
