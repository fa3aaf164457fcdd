"""Whose what is: giving a section, a group of questions, a question, or all that a role knows to a colleague."""

import streamlit as st

from assessments import assigning
from assessments.access import people
from assessments.errors import AssessmentError, NotYours
from assessments.values import Assigned, OpenReview, Part, Person, Place
from frameworks.edition import Section
from frameworks.questions import BaseQuestion
from ui import composition, keys, shell
from ui.formatting import html, plain

LONGEST_NOTE = 500
SOMEBODY = "somebody"


def colleagues(organisation: int) -> dict[int, Person]:
    """Who can answer here; nobody where nobody signs in, where one is alone, or only reads in an emergency."""
    if composition.mode() == "single":
        return {}
    try:
        found = people.of(composition.desk().door, organisation).members
    except NotYours:
        return {}
    answer = {member.person.id: member.person for member in found if member.role != "reader"}
    return answer if len(answer) > 1 else {}


def name_of(person: Person) -> str:
    """As it is shown: "you" for oneself."""
    me = composition.desk().standing.person.id
    return "you" if person.id == me and composition.mode() != "single" else person.name or SOMEBODY


def of_section(opened: OpenReview, section: str) -> str:
    """Whose a section is, in a few words; empty for nobody's."""
    found = opened.assigned.get(("section", section))
    return "" if found is None else f"for {name_of(found.to)}"


def of_question(opened: OpenReview, question: BaseQuestion) -> Assigned | None:
    """Who has the question to answer, by itself or with more."""
    return assigning.whose(opened.edition, opened.assigned, question, opened.asked.get(question.id))


def offer(opened: OpenReview, section: Section) -> None:
    """Give this section, one of its groups, or all that a role usually knows to a colleague, and see whose they are."""
    if opened.review.status == "submitted" or not (here := colleagues(opened.organisation.id)):
        return
    places = in_section(opened, section)
    with st.expander("Who answers this section"):
        for place in places:
            if (found := opened.assigned.get(place)) is not None:
                standing(opened, found, places[place])
        options = list(places)
        what = st.selectbox(
            "Give", range(len(options)), format_func=lambda at: plain(places[options[at]]), width=420,
            key=key(opened, "what"),
        )  # fmt: skip
        who = st.selectbox(
            "To", list(here), index=None, placeholder="Choose a colleague", key=key(opened, "who"), width=420,
            format_func=lambda one: plain(name_of(here[one])) if one in here else str(one),
        )  # fmt: skip
        note = st.text_input("A note for them (stays inside your organisation)", key=key(opened, "note"),
                             max_chars=LONGEST_NOTE, width=420)  # fmt: skip
        if st.button("Give it to them", key=key(opened, "give")):
            if who is None or what is None:
                shell.note("Choose a colleague first.", kind="wrong")
                return
            give(opened.review.id, *options[what], who, note)
            st.rerun()


def in_section(opened: OpenReview, section: Section) -> dict[Place, str]:
    """What may be given from this section, with words for each."""
    found: dict[Place, str] = {("section", section.id): f"This section: {section.title}"}
    if len(section.strands) > 1:
        found |= {("strand", strand.id): f"The questions about: {strand.title}" for strand in section.strands}
    found |= {
        ("role", role.id): f"All questions of this review that are for: {role.title}" for role in opened.edition.who
    }
    return found


def standing(opened: OpenReview, found: Assigned, words: str) -> None:
    """One part with whose it is, and the way to free it."""
    note = f" ({html(found.note)})" if found.note else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(f"<p>{html(words)}: for <strong>{html(name_of(found.to))}</strong>{note}</p>")
        st.button(
            f"Free it again: {plain(words)}", key=key(opened, f"free:{found.part}:{found.code}"), type="tertiary",
            on_click=take_back, args=(opened.review.id, found.part, found.code),
        )  # fmt: skip


def give(review: int, part: Part, code: str, who: int, note: str) -> bool:
    """Give a part to a colleague and say so; whether it was done."""
    try:
        desk = composition.desk()
        given = assigning.assign(desk.door, desk.catalogue, review, part, code, to=who, note=note, now=desk.now)
    except AssessmentError as trouble:
        shell.tell_next(trouble.sentence, kind="wrong")
        return False
    shell.tell_next(f"It is for {name_of(given.to)} now. It stands in their list on Home until it is answered.")
    return True


def take_back(review: int, part: Part, code: str) -> None:
    try:
        assigning.take_back(composition.desk().door, review, part, code)
    except AssessmentError as trouble:
        shell.tell_next(trouble.sentence, kind="wrong")
    st.session_state[keys.REDRAW] = True


def key(opened: OpenReview, name: str) -> str:
    return keys.page("review", f"assigned:{opened.review.id}:{name}")
