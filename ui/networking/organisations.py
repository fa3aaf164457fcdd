"""The organisations of a network: how far each is, adding, moving and taking out."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from assessments import periods
from assessments.access import networks
from assessments.access.networks import Line
from assessments.errors import AssessmentError
from assessments.roster import reading
from assessments.roster.cells import LONGEST_REFERENCE
from assessments.store.networks import Branch
from assessments.wording import counted, day
from ui import addresses, keys, shell
from ui.administering.around import pager
from ui.composition import Desk
from ui.formatting import html, link, plain
from ui.listing import pages_of, searched
from ui.networking.around import key
from ui.networking.importing import importing
from ui.shell import done
from ui.tables import Cell, Html, table, tag
from ui.words import KINDS, PHASES, what_it_is

AT_ONCE = 50
STATES = {
    "not invited": "Not invited yet",
    "invited": "Invited",
    "invitation ran out": "Link ran out",
    "accepted": "Accepted",
    "started": "Review begun",
    "submitted": "Submitted",
}


def counts(every: Sequence[Line]) -> None:
    """How many are how far, of all there are."""
    many = Counter[str](line.state for line in every)
    rows = [(words, Cell(str(many[state]), number=True)) for state, words in STATES.items() if many[state]]
    st.html(table("How far they are this year", ("How far", "Organisations"), rows))


def listing(desk: Desk, branch: Branch, every: Sequence[Line]) -> list[Line]:
    """The list, fifty a page, with a box to search in; gives those that were searched for."""
    st.html(tag("h2", "Organisations"))
    typed, at = searched("network", "Find by name or number")
    states = ["", *STATES]
    state = st.selectbox(
        "How far", states, format_func=lambda one: STATES.get(one, "All"), key=keys.page("network", "state"), width=320
    )
    words = typed.casefold().split()
    found = [line for line in every if _has(line, words) and state in ("", None, line.state)]
    shown, at, pages = pages_of(found, at, AT_ONCE)
    if shown:
        head = ("Organisation", "Number", "Kind", "How far", "This year")
        caption = f"{branch.name}: {counted(len(found), 'organisation')}"
        st.html(table(caption, head, [row(desk, one) for one in shown], stacks=head))
    else:
        st.html("<p>None of them is like that.</p>")
    pager(at, pages, lambda one: addresses.network(branch.id, find=typed, page=one))
    return found


def _has(line: Line, words: Sequence[str]) -> bool:
    text = f"{line.belonging.name} {line.belonging.reference or ''}".casefold()
    return all(word in text for word in words)


def row(desk: Desk, line: Line) -> tuple[str | Html, ...]:
    each = line.belonging
    until = ""
    if line.state == "invited" and line.invitation is not None:
        until = f" until {day(periods.today(line.invitation.expires_at))}"
    if each.has_people and not each.has_lead:
        until = f"; {link(addresses.people(each.organisation), 'nobody leads it: choose somebody')}"
    return (
        each.name, each.reference or "", what_it_is(each.kind, each.phase),  # type: ignore[arg-type]  # as kept
        Html(STATES[line.state] + until), Html.join(_said(desk, line), "; "),
    )  # fmt: skip


def _said(desk: Desk, line: Line) -> list[Html]:
    """Each review of this year: that, and when; with the way to its result where that is shown."""
    said = []
    for review in line.reviews:
        name = desk.catalogue.name_of(review.framework)
        when = "begun" if review.submitted_at is None else f"submitted {day(periods.today(review.submitted_at))}"
        again = ", open again" if review.status == "reopened" else ""
        words = f"{name} {review.period}: {when}{again}"
        said.append(Html(link(addresses.results(review.review), words) if review.is_shown else html(words)))
    return said


def adding(desk: Desk, branch: Branch) -> None:
    """Add organisations: one typed, or many looked at before they are taken."""
    said = "Nobody is in them until somebody uses the link that you send them."
    st.html(tag("h2", "Add organisations") + tag("p", said))
    with st.expander("Add one"):
        _one(desk, branch)
    importing(desk, branch)


def _one(desk: Desk, branch: Branch) -> None:
    kinds, phases = list(KINDS), ["", *PHASES]
    with st.form(key(branch, "one"), border=False, clear_on_submit=True):
        name = st.text_input("Name", max_chars=200, key=key(branch, "name"), width=420)
        kind = st.selectbox(
            "Kind", kinds, format_func=lambda one: KINDS.get(one, ""), key=key(branch, "kind"), width=420
        )
        phase = st.selectbox(
            "Phase (schools only)", phases, format_func=lambda one: PHASES.get(one, "–"),
            key=key(branch, "phase"), width=420,
        )  # fmt: skip
        number = st.text_input(
            "Number in a register (you can leave this empty)", max_chars=LONGEST_REFERENCE,
            key=key(branch, "number"), width=420,
        )  # fmt: skip
        if not st.form_submit_button("Add it"):
            return
    try:
        each = reading.one(name or "", kind or "", phase or "", number or "")
    except AssessmentError as trouble:
        shell.note(trouble.sentence, kind="wrong")
        return
    done(lambda: networks.add_organisations(desk.reception, branch.id, [each], now=desk.now), f"{each.name} is added.")


def changing(desk: Desk, branch: Branch, found: Sequence[Line], others: Sequence[Branch]) -> None:
    """One organisation of those searched for: its people, another network, or out."""
    if not found:
        return
    st.html(tag("h2", "Change one"))
    by_id = {line.belonging.organisation: line for line in found[:AT_ONCE]}
    if len(found) > AT_ONCE:
        st.html(f"<p>These are the first {AT_ONCE} of those found above. Search there for another one.</p>")
    chosen = st.selectbox(
        "Organisation", list(by_id), index=None, placeholder="Choose", key=key(branch, "which"), width=420,
        format_func=lambda one: plain(by_id[one].belonging.name) if one in by_id else "",
    )  # fmt: skip
    line = by_id.get(chosen) if chosen is not None else None
    if line is None:
        return
    each = line.belonging
    if st.button(f"Take {plain(each.name)} out of this network", key=key(branch, f"out:{each.organisation}")):
        done(
            lambda: networks.take_out(desk.reception, each.organisation, each.network, now=desk.now),
            f"{each.name} is out. The network sees nothing more of it.",
        )
    _moving(desk, branch, line, [other for other in others if other.id != each.network])


def _moving(desk: Desk, branch: Branch, line: Line, others: Sequence[Branch]) -> None:
    each, names = line.belonging, {other.id: other.name for other in others}
    if not names:
        return
    to = st.selectbox(
        "Move it to", list(names), index=None, placeholder="Choose a network", width=420,
        format_func=lambda one: plain(names.get(one, "")), key=key(branch, f"to:{each.organisation}"),
    )  # fmt: skip
    if to is not None and st.button("Move it", key=key(branch, f"move:{each.organisation}")):
        done(
            lambda: networks.move(desk.reception, each.organisation, leaves=each.network, joins=to, now=desk.now),
            f"{each.name} belongs to {names[to]} now.",
        )
