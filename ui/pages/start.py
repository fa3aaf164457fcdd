"""Starting: an organisation in at most four fields where there is none yet, a framework, and the quick form first."""

import secrets
from collections.abc import Sequence

import streamlit as st

from assessments import editions, organisations, periods, reviews, starting_from
from assessments.errors import AssessmentError, Refused
from assessments.values import Organisation
from assessments.wording import counted
from frameworks.edition import Edition
from frameworks.values import Kind, Phase
from scoring.answers import Fact, Form
from ui import addresses, composition, guidance, keys, shell
from ui.composition import Desk
from ui.facts import whole
from ui.formatting import html, link, plain
from ui.judgement import figure_of
from ui.navigation import go
from ui.starting.taken_over import taken_over
from ui.words import KINDS, PHASES, size_fact

TRIED = (
    "This version is on trial: it is offered to you and a few others before everybody, and may still change. A review "
    "you start keeps the questions it was started with."
)


def page() -> None:
    if st.query_params.get("leave") == "demo":
        composition.leave_demo()
        go()
    desk = composition.desk()
    mine = organisations.mine(desk.door)
    wanted = shell.asked_number("organisation")
    here = next((each for each in mine if each.id == wanted), None)
    if wanted and here is None:
        shell.stop_with("Page not found", "There is no such organisation here.")
    if here is not None:
        for_organisation(desk, here, mine)
    else:
        first(desk, mine)


def key(name: str) -> str:
    return keys.page("start", name)


def first(desk: Desk, mine: Sequence[Organisation]) -> None:
    """A new organisation and its first review on one page."""
    shell.begin(
        "Add an organisation" if mine else "Start your first review", desk=desk, trail=[("Home", addresses.home())],
        lead="Tell us who this is for. Four short fields, then the first question.",
    )  # fmt: skip
    with st.container(key="setup"):
        name = st.text_input("Name of the organisation", key=key("name"), max_chars=200)
        kind = st.selectbox(
            "What kind of organisation is it?", list(KINDS), index=None, format_func=label, key=key("kind"),
            placeholder="Choose one",
        )  # fmt: skip
        phase = None
        if kind == "school":
            phase = st.selectbox("Which phase?", list(PHASES), index=None, format_func=phase_label, key=key("phase"),
                                 placeholder="Choose one")  # fmt: skip
        size = (
            st.text_input(size_fact(kind)[1] + " (you can leave this empty)", key=key("size"), width=200)
            if kind
            else ""
        )
    if kind is None or kind not in KINDS:
        st.html('<p class="quiet">Choose a kind to see the reviews made for it.</p>')
        return
    edition = choose_framework("What would you like to look at first?", suited(desk, kind), kind)
    st.html(guidance.closed(edition) or "<p></p>")
    form = buttons(desk, edition)
    if form:
        begin(desk, edition, form, name=name, kind=kind, phase=phase, size=size)


def label(kind: Kind) -> str:
    return plain(KINDS.get(kind, str(kind)))


def phase_label(phase: Phase) -> str:
    return plain(PHASES.get(phase, str(phase)))


def suited(desk: Desk, kind: str, here: int | None = None) -> list[Edition]:
    """The latest version of every framework made for this kind that is offered to everybody, or here."""
    names = desk.catalogue.frameworks(here)
    latest = (desk.catalogue.latest(name, here).edition for name in names)
    return [edition for edition in latest if kind in edition.suits]


def choose_framework(asked: str, offers: Sequence[Edition], kind: str) -> Edition:
    """Which review; one is chosen already, so that this needs a click only from those who want another."""
    if not offers:
        shell.note(
            "There is no framework for this kind of organisation yet.",
            then=("See all frameworks", addresses.frameworks()),
        )
        st.stop()
    titles = {
        edition.id: f"**{plain(edition.name)}**  \n{plain((edition.summary or edition.title).partition('. ')[0])}"
        for edition in offers
    }
    wanted = str(st.query_params.get("framework", ""))
    ids = list(titles)
    chosen = st.radio(
        asked, ids, index=ids.index(wanted) if wanted in ids else 0,
        format_func=lambda name: titles.get(name, name), key=key(f"framework:{kind}"), width="stretch",
    )  # fmt: skip
    return next((edition for edition in offers if edition.id == chosen), offers[0])


def buttons(desk: Desk, edition: Edition) -> Form | None:
    """The quick form first, the whole review beside it; before them what is to be known of the version's text."""
    if told := editions.another_text(desk.door, desk.catalogue, edition):
        shell.note(told)
    minutes = f", about {edition.minutes} minutes" if edition.minutes else ""
    with st.container(horizontal=True, key="begin"):
        short = bool(edition.short_form) and st.button(
            f"Start the quick form ({len(edition.short_form)} questions at most)", type="primary", key=key("short")
        )
        full = st.button(
            f"Start the whole review ({counted(len(edition.questions), 'question')}{minutes})", key=key("full")
        )
    if edition.short_form:
        st.html(
            '<p class="quiet small">You can turn a quick form into the whole review at any time. Your answers stay.</p>'
        )
    return "short" if short else "full" if full else None


def begin(desk: Desk, edition: Edition, form: Form, *, name: str, kind: Kind, phase: Phase | None, size: str) -> None:
    """Add the organisation and start its review, once however often it is pressed; what was typed stays on a fault."""
    try:
        if kind == "school" and phase is None:
            raise Refused("Choose the phase of the school: it decides which questions are asked.")
        amount = figure_of(size)
        facts: dict[str, Fact] = {} if amount is None else {size_fact(kind)[0]: whole(amount)}
        once = st.session_state.setdefault(keys.ONCE, secrets.token_hex(8))
        started = reviews.add_and_start(
            desk.door, desk.catalogue, edition.id, name=name, kind=kind, phase=phase, facts=facts, form=form,
            key=f"{once} {edition.id} {form}", now=desk.now,
        )  # fmt: skip
    except AssessmentError as trouble:
        shell.note(trouble.sentence, kind="wrong")
        return
    go("review", review=started.id)


def for_organisation(desk: Desk, here: Organisation, mine: Sequence[Organisation]) -> None:
    """An organisation that is known already: choose the framework and the form."""
    offers = suited(desk, here.kind, here.id)
    shell.begin(
        "Start a review", desk=desk, organisation=here, organisations=mine,
        trail=[(here.name, addresses.home(here.id))], lead=f"For {here.name}.", browser=f"Start a review – {here.name}",
    )  # fmt: skip
    edition = choose_framework("What would you like to look at?", offers, here.kind)
    period = periods.of_review(here.kind, edition, desk.now)
    lines = reviews.mine(desk.door, desk.catalogue, organisation_id=here.id, now=desk.now)
    same = [one.review for one in lines if one.review.framework == edition.id and one.review.period.name == period.name]
    if same:
        there = same[0]
        where = addresses.results(there.id) if there.status == "submitted" else addresses.review(there.id)
        st.html(
            f"<p>There is a review of this for {html(period.name)} already. {link(where, 'Open it', name='button')}</p>"
        )
        return
    st.html(f'<p class="quiet">The review will be for {html(period.name)}.</p>{guidance.closed(edition)}')
    if not desk.catalogue.is_offered((edition.id, edition.edition)):
        shell.note(TRIED)
    found = starting_from.of(desk.door, desk.catalogue, here.id, edition.id, now=desk.now)
    st.html(taken_over(found) or "<p></p>")
    form = buttons(desk, edition)
    if form:
        try:
            started = reviews.start(desk.door, desk.catalogue, here.id, edition.id, form=form, now=desk.now)
        except AssessmentError as trouble:
            shell.note(trouble.sentence, kind="wrong")
            return
        go("review", review=started.id)
