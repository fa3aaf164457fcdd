"""What is low and strong across an adviser's organisations, and the way to put some side by side."""

from collections.abc import Sequence
from fractions import Fraction

import streamlit as st

from assessments import wording
from assessments.access import portfolio
from assessments.access.portfolio import Line
from assessments.tendencies import LOW, STRONG, Tendency
from assessments.wording import counted
from frameworks.edition import Edition
from scoring.answers import Form
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
    forms = [line.where.figures.form for line in lines if line.where is not None]
    st.html(tag("h2", "Strengths and gaps") + tag("p", said(edition, sections, forms)))
    st.html(_table("Sections, the one most often low first", "Section", sections, edition))
    strong = sorted((one for one in questions if one.strong), key=lambda one: (-Fraction(one.strong, one.of), one.low))
    for caption, found in (("low", [one for one in questions if one.low]), ("strong", strong)):
        if found:
            title = f"Questions most often {caption}"
            inside = _table(title, "Question", found[:MOST_QUESTIONS], edition, titled=False)
            st.html(folded(title, inside))


def said(edition: Edition, sections: Sequence[Tendency], forms: Sequence[Form]) -> str:
    """The finding in a sentence, and what it rests on."""
    low = f"at level {_level(edition, LOW)} or below"
    worst = max((Fraction(one.low, one.of) for one in sections), default=Fraction(0))
    first = [one for one in sections if one.low and Fraction(one.low, one.of) == worst]
    finding = f"No section is {low}."
    if first:
        others = f", and so are {counted(len(first) - 1, 'other')}" if len(first) > 1 else ""
        finding = f"“{first[0].title}” is {low} in {first[0].low} of {first[0].of}{others}."
    rests = f"This rests on {counted(len(forms), 'result')} that you may see."
    quick = " A quick form asks less, so its sections are not counted here." if len({*forms}) > 1 else ""
    return f"{finding} {rests}{quick}"


def _table(caption: str, what: str, found: Sequence[Tendency], edition: Edition, *, titled: bool = True) -> Html:
    head = (what, f"Level {_level(edition, LOW)} or below", f"Level {_level(edition, STRONG)} or above")
    rows = [
        (one.title, Cell(f"{one.low} of {one.of}", number=True), Cell(f"{one.strong} of {one.of}", number=True))
        for one in found
    ]
    return table(caption, head, rows, titled=titled)


def _level(edition: Edition, share: Fraction) -> str:
    return wording.number(wording.level_of(edition, share))
