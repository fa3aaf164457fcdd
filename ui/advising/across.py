"""What is low and strong across an adviser's organisations, and the way to put some side by side."""

from collections.abc import Sequence

import streamlit as st

from assessments import wording
from assessments.access import portfolio
from assessments.access.portfolio import Line
from assessments.tendencies import LOW, STRONG, Tendency
from assessments.wording import counted
from frameworks.edition import Edition
from ui import addresses, keys
from ui.formatting import link, plain
from ui.tables import Cell, Html, folded, table, tag

MOST_QUESTIONS = 10
MOST_BESIDE = 8


def side_by_side(lines: Sequence[Line]) -> None:
    """Choose some results, and the way to Compare with just these."""
    names = {
        line.review.review: f"{line.client.shown.name}, {line.review.period}"
        for line in lines
        if line.review is not None and line.where is not None
    }
    if len(names) < 2:  # noqa: PLR2004 (beside one there is nothing)
        return
    st.html(tag("h2", "Side by side"))
    chosen = st.multiselect(
        "Choose two or more", list(names), format_func=lambda one: plain(names.get(one, "")),
        key=keys.page("adviser", "beside"), max_selections=MOST_BESIDE, placeholder="Choose organisations",
    )  # fmt: skip
    if len(chosen) > 1:
        where = link(addresses.compare(chosen), f"Compare these {len(chosen)} side by side", name="button")
        st.html(f'<p class="links">{where}</p>')


def strengths_and_gaps(lines: Sequence[Line]) -> None:
    """Which sections and questions are most often low, and which strong: exact counts, of results shown to one."""
    edition = portfolio.newest(lines)
    if edition is None:
        return
    sections, questions = portfolio.across(lines, edition)
    many = sum(line.where is not None for line in lines)
    st.html(tag("h2", "Strengths and gaps"))
    st.html(tag("p", said(edition, sections, many)))
    st.html(_table("Sections, the one most often low first", "Section", sections, edition))
    low = [one for one in questions if one.low][:MOST_QUESTIONS]
    if low:
        st.html(folded("Questions most often low", _table("Questions most often low", "Question", low, edition)))
    strong = sorted((one for one in questions if one.strong), key=lambda one: (-one.strong / one.of, one.low))
    if strong:
        found = strong[:MOST_QUESTIONS]
        st.html(
            folded("Questions most often strong", _table("Questions most often strong", "Question", found, edition))
        )


def said(edition: Edition, sections: Sequence[Tendency], many: int) -> str:
    """The finding in a sentence, and what it rests on."""
    rests = f"This rests on {counted(many, 'result')} that you may see."
    if not sections or not sections[0].low:
        return f"No section is at level {_level(edition, LOW)} or below. {rests}"
    first = sections[0]
    return f"“{first.title}” is at level {_level(edition, LOW)} or below in {first.low} of {first.of}. {rests}"


def _table(caption: str, what: str, found: Sequence[Tendency], edition: Edition) -> Html:
    head = (what, f"Level {_level(edition, LOW)} or below", f"Level {_level(edition, STRONG)} or above")
    rows = [
        (one.title, Cell(f"{one.low} of {one.of}", number=True), Cell(f"{one.strong} of {one.of}", number=True))
        for one in found
    ]
    return table(caption, head, rows)


def _level(edition: Edition, part: object) -> str:
    share = LOW if part is LOW else STRONG
    return wording.number(wording.level_of(edition, share))
