"""Visits on an adviser's page: days used and left, writing one down, the sheet to take along, days for each kind."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from assessments import periods
from assessments.access import visiting
from assessments.access.visiting import Account
from assessments.store.standing import Team
from assessments.wording import DASH, day, number
from ui import addresses, keys
from ui.composition import Desk
from ui.formatting import link, plain
from ui.shell import done
from ui.tables import Html, Row, table, tag
from ui.words import KINDS

READ_BY = "The leads of the organisation can read the note."
HEAD = ("Organisation", "Days this year", "Used", "Left", "Last visit", "To take along")


def part(desk: Desk, teams: Sequence[Team]) -> None:
    """One team at a time: the ledger, then what can be written."""
    for team in teams:
        accounts = visiting.accounts(desk.reception, team.id, now=desk.now)
        if not accounts:
            continue
        st.html(tag("h2", "Visits and days" if len(teams) == 1 else f"Visits and days: {team.name}"))
        st.html(table("Days for each organisation this year", HEAD, [_row(each) for each in accounts], stacks=HEAD))
        _noting(desk, team, accounts)
        _taking_back(desk, team, accounts)
        _entitling(desk, team, accounts)


def _row(one: Account) -> Row:
    sheet = addresses.download("visit.pdf", organisation=str(one.served.organisation), team=str(one.served.team))
    return (
        one.served.name,
        DASH if one.entitled is None else _days(one.entitled),
        _days(one.used),
        DASH if one.left is None else _days(one.left),
        day(one.last.on) if one.last else DASH,
        Html(link(sheet, f"Visit sheet: {one.served.name}")),
    )


def _days(half_days: int) -> str:
    return number(visiting.days(half_days))


def _noting(desk: Desk, team: Team, accounts: Sequence[Account]) -> None:
    names = {one.served.organisation: one.served.name for one in accounts}
    today = periods.today(desk.now)
    with st.expander("Write a visit down"), st.form(_key(team, "visit"), border=False, clear_on_submit=False):
        st.html(tag("p", READ_BY))
        whom = st.selectbox(
            "Which organisation did you visit?", list(names), index=None, placeholder="Choose one", width=420,
            key=_key(team, "whom"), format_func=lambda one: plain(names.get(one, "")),
        )  # fmt: skip
        on = st.date_input("When", today, max_value=today, format="DD/MM/YYYY", width=300, key=_key(team, "on"))
        took = st.number_input("Days it took", 0.0, 30.0, 0.5, 0.5, format="%.1f", width=300, key=_key(team, "days"))
        note = st.text_area("What was seen and agreed", max_chars=visiting.LONGEST_NOTE, key=_key(team, "note"))
        pressed = st.form_submit_button("Write it down", type="primary")
    if pressed and whom is None:
        st.html(tag("p", "Choose first which organisation you visited."))
    elif pressed and whom is not None:
        act = partial(
            visiting.note,
            desk.reception,
            whom,
            team.id,
            on=on,
            half_days=round(took * 2),
            note=note or "",
            now=desk.now,
        )
        done(act, f"The visit to {names.get(whom, 'them')} is written down.")


def _taking_back(desk: Desk, team: Team, accounts: Sequence[Account]) -> None:
    """The last visit to each, where it was written down today: a slip is mended at once."""
    today = periods.today(desk.now)
    for one in accounts:
        if one.last is not None and periods.today(one.last.made_at) == today:
            name = f"Take back the visit to {plain(one.served.name)} on {day(one.last.on)}"
            if st.button(name, key=_key(team, f"back:{one.last.id}"), type="tertiary"):
                done(partial(visiting.take_back, desk.reception, one.last, now=desk.now), "The visit is taken back.")


def _entitling(desk: Desk, team: Team, accounts: Sequence[Account]) -> None:
    kinds = sorted({one.served.kind for one in accounts})
    entitled = visiting.entitlements(desk.reception, team.id)
    with st.expander("Days a year for each kind"), st.form(_key(team, "entitle"), border=False):
        wanted = {
            kind: st.number_input(
                plain(KINDS[kind]), 0.0, 30.0, float(visiting.days(entitled.get(kind, 0))), 0.5, format="%.1f",
                width=300, key=_key(team, f"entitled:{kind}"),
            )
            for kind in kinds
        }  # fmt: skip
        if not st.form_submit_button("Keep these"):
            return

    def keep() -> None:
        for kind, many in wanted.items():
            visiting.entitle(desk.reception, team.id, kind, round(many * 2), now=desk.now)

    done(keep, "The days are kept.")


def _key(team: Team, name: str) -> str:
    return keys.page("adviser", f"visits:{team.id}:{name}")
