"""A section as a form to try: the same questions and answers as in a review, and nothing is stored."""

import streamlit as st

from assessments import wording
from frameworks.edition import Edition, Section
from frameworks.questions import (
    BaseQuestion,
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    TextQuestion,
)
from ui import keys
from ui.formatting import plain
from ui.tables import tag


def try_section(edition: Edition, part: Section) -> None:
    """Every question of the section, strand by strand."""
    st.html(tag("h2", part.title) + (tag("p", part.summary, "quiet") if part.summary else ""))
    for strand in part.strands:
        st.html(tag("h3", strand.title))
        for question in strand.questions:
            if question.why:
                st.html(tag("p", question.why, "quiet"))
            _ask(edition, question)


def _ask(edition: Edition, question: BaseQuestion) -> None:
    key, label = keys.page("preview", question.id), plain(question.text)
    match question:
        case LevelQuestion(levels=levels):
            at = sorted(levels)
            shown = {
                level: f"**{plain(wording.scale_label(edition, level))}**  \n{plain(levels[level])}" for level in at
            }
            st.radio(label, at, index=None, format_func=lambda level: shown.get(level, ""), key=key, width="stretch")
        case ChoiceQuestion(options=options):
            st.radio(label, [plain(option.label) for option in options], index=None, key=key)
        case ChecklistQuestion(checks=checks):
            st.html(tag("p", question.text))
            for check in checks:
                st.checkbox(plain(check.label), key=keys.page("preview", f"{question.id}:{check.id}"))
        case NumberQuestion(number=rule):
            st.text_input(f"{label} ({plain(rule.unit)})", key=key)
        case TextQuestion():
            st.text_area(label, key=key)
        case _:
            pass
