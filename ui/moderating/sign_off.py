"""Who has signed what was submitted, signing it oneself, and asking somebody to."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from assessments import leading, periods
from assessments.access import signing_off
from assessments.results import ResultView
from assessments.store.people import Member
from assessments.store.sign_offs import SignOff
from assessments.wording import day
from ui import keys
from ui.composition import Desk
from ui.formatting import plain
from ui.shell import done
from ui.tables import bullets, tag

READ = "I have read what was submitted"


def part(desk: Desk, view: ResultView) -> None:
    """For those who belong to the organisation, once something is submitted."""
    if view.submission is None or not signing_off.belongs(desk.door, view.organisation.id):
        return
    found = signing_off.of(desk.reception, desk.door, view)
    members = signing_off.members(desk.door, view.organisation.id)
    st.html(tag("h2", "Signed off"))
    st.html(bullets([_line(each) for each in found]) if found else tag("p", "Nobody has signed this yet."))
    me = desk.standing.person.id
    if all(each.person.id != me or each.signed_at is None for each in found):
        _sign(desk, view)
    if leading.why_not(desk.door, view.organisation.id, "ask somebody to sign") is None:
        _ask(desk, view, members, {each.person.id for each in found} | {me})


def _line(one: SignOff) -> str:
    name = one.person.name or "Somebody who has left"
    if one.signed_at is not None:
        return f"{name}, {one.office}, {day(periods.today(one.signed_at))}"
    return f"{name} was asked" + (f" on {day(periods.today(one.asked_at))}" if one.asked_at else "")


def _sign(desk: Desk, view: ResultView) -> None:
    number = view.submission.number if view.submission else 0
    with st.expander("Sign it off"), st.form(_key(view, f"sign:{number}"), border=False):
        read = st.checkbox(READ, key=_key(view, f"read:{number}"))
        office = st.text_input(
            "You sign as", placeholder="Head teacher, chair of governors, trustee", key=_key(view, f"office:{number}"),
            max_chars=signing_off.LONGEST_OFFICE, width=420,
        )  # fmt: skip
        pressed = st.form_submit_button("Sign it off", type="primary")
    if pressed and not read:
        st.html(tag("p", f"Tick “{READ}” first."))
    elif pressed:
        act = partial(
            signing_off.sign,
            desk.door,
            desk.reception,
            view.review.id,
            number=number,
            office=office or "",
            now=desk.now,
        )
        done(act, "You have signed it off.")


def _ask(desk: Desk, view: ResultView, members: Sequence[Member], asked: set[int]) -> None:
    names = {one.person.id: one.person.name for one in members if one.person.id not in asked}
    if not names:
        return
    number = view.submission.number if view.submission else 0
    with st.form(_key(view, f"ask:{number}"), border=False):
        whom = st.selectbox(
            "Ask somebody to sign it off", list(names), index=None, placeholder="Choose one", width=420,
            key=_key(view, f"whom:{number}"), format_func=lambda one: plain(names.get(one, "")),
        )  # fmt: skip
        pressed = st.form_submit_button("Ask them")
    if pressed and whom is not None:
        act = partial(signing_off.ask, desk.door, desk.reception, view.review.id, whom, number=number, now=desk.now)
        done(act, f"{names.get(whom, 'They')} finds it on their Home page.")


def _key(view: ResultView, name: str) -> str:
    return keys.page("results", f"{name}:{view.review.id}")
