"""What a trust proposes to its schools: the same answer to many, where they differ, and taking it back."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from assessments.access import proposing
from assessments.access.networks import Line
from assessments.errors import NotYours
from assessments.store.networks import Branch
from assessments.wording import counted, scale_label
from frameworks.edition import Edition
from frameworks.questions import BaseQuestion, ChoiceQuestion, LevelQuestion
from scoring.answers import Answer
from ui import addresses
from ui.composition import Desk
from ui.formatting import html, link, plain
from ui.networking.around import key
from ui.shell import done
from ui.tables import Html, table, tag


def proposals(desk: Desk, branch: Branch, found: Sequence[Line]) -> None:
    """Only for those who lead a trust that is one legal body with its schools."""
    if not branch.one_body:
        return
    try:
        made = proposing.made(desk.reception, desk.catalogue, branch.id)
    except NotYours:  # an administrator, or a lead of what is above
        return
    st.html(
        tag("h2", "Propose answers")
        + "<p>What is the same in all your schools can be answered once. Each school sees it as your suggestion and "
        "confirms it or answers otherwise.</p>"
    )
    for each in made:
        st.html(
            f"<p>{html(each.text)} <strong>{html(each.words)}</strong>, proposed to "
            f"{counted(each.organisations, 'school')}. {html(each.note)}</p>"
        )
        name = f"back:{each.framework}:{each.question}"
        if st.button(f"Take back: {plain(each.text)}", key=key(branch, name), type="tertiary"):
            done(
                partial(proposing.take_back, desk.reception, branch.id, each.framework, each.question),
                "Taken back. What schools confirmed already stays with them.",
            )
    _new(desk, branch, [line for line in found if line.belonging.network == branch.id])
    if made and st.button("Show where schools submitted something else", key=key(branch, "differences")):
        differing(desk, branch)


def differing(desk: Desk, branch: Branch) -> None:
    found = proposing.differences(desk.door, desk.reception, desk.catalogue, branch.id)
    rows = [
        (each.organisation, each.text, each.proposed, Html(link(addresses.results(each.review), each.submitted)))
        for each in found
    ]
    head = ("School", "Question", "Proposed", "Submitted")
    st.html(table("Where schools submitted something else", head, rows) if rows else "<p>Nowhere.</p>")


def _new(desk: Desk, branch: Branch, found: Sequence[Line]) -> None:
    names = {name: desk.catalogue.latest(name).edition.name for name in desk.catalogue.frameworks()}
    framework = st.selectbox(
        "Framework", list(names), index=None, placeholder="Choose", format_func=lambda one: plain(names.get(one, "")),
        key=key(branch, "framework"), width=420,
    )  # fmt: skip
    if framework not in names or not found:
        return
    edition = desk.catalogue.latest(framework).edition
    asked = edition.questions.items()
    questions = {name: one for name, one in asked if isinstance(one, LevelQuestion | ChoiceQuestion)}
    chosen = st.selectbox(
        "Question", list(questions), index=None, placeholder="Choose", key=key(branch, f"question:{framework}"),
        format_func=lambda one: plain(questions[one].text) if one in questions else "",
    )  # fmt: skip
    question = questions.get(chosen) if chosen is not None else None
    if question is None:
        return
    options = answers(edition, question)
    with st.form(key(branch, f"propose:{framework}:{question.id}"), border=False):
        words = st.radio(
            "The answer", list(options), index=None, format_func=lambda one: plain(str(one)),
            key=key(branch, f"answer:{framework}:{question.id}"),
        )  # fmt: skip
        note = st.text_input(
            "Why (shown to the schools)", max_chars=proposing.LONGEST_NOTE, key=key(branch, f"note:{question.id}")
        )
        if not st.form_submit_button(f"Propose it to the {counted(len(found), 'school')} found above"):
            return
    ids = [line.belonging.organisation for line in found]
    answer = options.get(words or "", Answer())
    done(
        partial(
            proposing.propose,
            desk.reception,
            desk.catalogue,
            branch.id,
            ids,
            framework,
            question.id,
            answer,
            note=note or "",
            now=desk.now,
        ),
        f"Proposed to {counted(len(ids), 'school')}.",
    )


def answers(edition: Edition, question: BaseQuestion) -> dict[str, Answer]:
    """What can be answered, by its words."""
    if isinstance(question, ChoiceQuestion):
        return {option.label: Answer(option=option.id) for option in question.options}
    return {scale_label(edition, level): Answer(level=level) for level in edition.scale.levels}
