"""The fields of what a target measures, for each measure; what they hold is said as a file of targets would say it."""

from collections.abc import Callable, Mapping

import streamlit as st

from assessments.access import aiming
from assessments.errors import Refused
from assessments.typed import tidy_line
from frameworks.edition import Edition
from frameworks.rules.questions import gives_level
from frameworks.targets import Metric
from frameworks.written import Plain
from ui.formatting import plain

Said = Callable[[], dict[str, Plain]]  # raises Refused
LEAST, MOST = "At least", "At most"
FOR_ALL, FOR_EACH = "One figure for all together", "A figure for each organisation"
OWN = "Its own target"


def fields(edition: Edition, metric: Metric, name: str) -> Said:
    """Draw them; what was typed is read when the form is sent. `name` begins their keys."""
    drawn: Mapping[str, Callable[[Edition, str], Said]] = {
        "question": _question, "at_target": _at_target, "award": _award, "number": _number, "brought": _brought
    }  # fmt: skip
    return drawn[metric](edition, name) if metric in drawn else dict


def _question(edition: Edition, name: str) -> Said:
    texts = {one.id: one.text for one in edition.questions.values() if gives_level(one)}
    chosen = st.multiselect(
        "Which questions? (of several, each)", list(texts), key=f"{name}:of",
        format_func=lambda one: plain(texts.get(one, "")),
    )  # fmt: skip
    level = _level(edition, name)

    def said() -> dict[str, Plain]:
        if not chosen:
            raise Refused("Choose at least one question.")
        return {"of": tuple(chosen), "at_least": level}

    return said


def _level(edition: Edition, name: str) -> int:
    levels = [*edition.scale.levels]
    return st.selectbox(
        "At least at which level?", levels, index=len(levels) // 2, width=300, key=f"{name}:level",
        format_func=lambda one: f"Level {one}",
    )  # fmt: skip


def _at_target(edition: Edition, name: str) -> Said:
    titles = {section.id: section.title for section in edition.sections}
    chosen = st.multiselect(
        "In which sections? (with none chosen: over all)", list(titles), key=f"{name}:of",
        format_func=lambda one: plain(titles.get(one, "")),
    )  # fmt: skip
    level = st.selectbox(
        "At least at which level?", [None, *edition.scale.levels], width=300, key=f"{name}:level",
        format_func=lambda one: OWN if one is None else f"Level {one}",
    )  # fmt: skip

    def said() -> dict[str, Plain]:
        at_least: dict[str, Plain] = {} if level is None else {"at_least": level}
        return ({"of": tuple(chosen)} if chosen else {}) | at_least

    return said


def _award(edition: Edition, name: str) -> Said:
    titles = {award.id: award.title for award in edition.awards}
    chosen = st.selectbox(
        "Which award?", list(titles), width=420, key=f"{name}:of", format_func=lambda one: plain(titles.get(one, ""))
    )
    return lambda: {"of": chosen}


def _number(edition: Edition, name: str) -> Said:
    questions = edition.questions.values()
    labels = {one.id: f"{one.label} ({one.unit})" for question in questions for one in question.indicators}
    chosen = st.selectbox(
        "Which number?", list(labels), index=None, placeholder="Choose", width=420, key=f"{name}:of",
        format_func=lambda one: plain(labels.get(one, "")),
    )  # fmt: skip
    limit = _limit(name)

    def said() -> dict[str, Plain]:
        if chosen is None:
            raise Refused("Choose which number it is about.")
        return {"of": chosen, **limit()}

    return said


def _limit(name: str) -> Said:
    """How much is enough."""
    side = st.radio("Is it enough from there up, or down?", [LEAST, MOST], key=f"{name}:side", horizontal=True)
    typed = st.text_input("Which figure is enough?", max_chars=20, width=300, key=f"{name}:enough")
    return lambda: {"at_most" if side == MOST else "at_least": aiming.number(typed or "", "what is enough")}


def _brought(_: Edition, name: str) -> Said:
    unit = st.text_input("What does it count? Such as: percent of pupils", max_chars=80, width=420, key=f"{name}:unit")
    each = st.radio("What do you bring?", [FOR_ALL, FOR_EACH], key=f"{name}:each")
    st.html("<p>Only where you bring a figure for each organisation:</p>")
    limit = _limit(name)

    def said() -> dict[str, Plain]:
        tidied = tidy_line(unit or "", "What it counts", longest=80)
        if not tidied:
            raise Refused("Say what the figure counts, such as percent of pupils.")
        return {"unit": tidied, **(limit() if each == FOR_EACH else {})}

    return said
