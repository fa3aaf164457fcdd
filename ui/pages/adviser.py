"""My organisations: those that show something to one's team, how far they are, and asking another one."""

from datetime import timedelta

import streamlit as st

from assessments import editions, organisations, periods, wording
from assessments.access import advising, sharing
from assessments.access.advising import Client
from assessments.errors import AssessmentError, NotYours
from assessments.store.advising import Reviewed
from assessments.store.sharing import Wanted
from assessments.wording import counted, day
from scoring.bands import band_of
from ui import addresses, composition, keys, shell
from ui.administering.around import pager
from ui.composition import Desk
from ui.formatting import html, link, plain
from ui.listing import pages_of, searched
from ui.sharing_amounts import AMOUNTS
from ui.tables import Html, table, tag

AT_ONCE = 50
A_YEAR = timedelta(days=365)


def page() -> None:
    """Everything an adviser has before them."""
    desk = composition.desk()
    if not desk.standing.teams:
        raise NotYours
    found = advising.clients(desk.door, desk.reception, now=desk.now)
    shell.begin(
        "My organisations", desk=desk, at="adviser", organisations=organisations.mine(desk.door),
        lead=said_of(len(found)) if found else None,
    )  # fmt: skip
    listing(desk, found)
    asking(desk)


def said_of(many: int) -> str:
    """As in "12 organisations show something to your team."."""
    return f"{counted(many, 'organisation')} {'shows' if many == 1 else 'show'} something to your team."


def listing(desk: Desk, every: tuple[Client, ...]) -> None:
    """Whom one advises, fifty a page, with a box to search in."""
    if not every:
        st.html("<p>No organisation shows anything to your team yet. You can ask one below.</p>")
        return
    typed, at = searched("adviser")
    found = [one for one in every if all(word in one.shown.name.casefold() for word in typed.casefold().split())]
    shown, at, pages = pages_of(found, at, AT_ONCE)
    rows = [row(desk, one) for one in shown]
    head = ("Organisation", "What you may see", "Until", "This year", "Last result")
    caption = "Organisations that show something to your team"
    st.html(table(caption, head, rows) if rows else "<p>None has that name.</p>")
    pager(at, pages, lambda one: addresses.address("adviser", find=typed, page=one))


def row(desk: Desk, one: Client) -> tuple[Html | str, ...]:
    until = day(one.shown.until) if one.shown.until else "no last day"
    return (one.shown.name, AMOUNTS.get(one.shown.share, ""), until, this_year(desk, one), last_result(desk, one))


def this_year(desk: Desk, one: Client) -> str:
    """How far each review of the newest period is."""
    if not one.reviews:
        return "Nothing begun"
    newest = one.reviews[0].period
    return "; ".join(
        f"{title(desk, each)} {newest}: {state(each)}" for each in one.reviews if each.period == newest
    )  # fmt: skip


def title(desk: Desk, each: Reviewed) -> str:
    return desk.catalogue.name_of(each.framework)


def state(each: Reviewed) -> str:
    if each.submitted_at is None:
        return "begun"
    again = ", open again" if each.status == "reopened" else ""
    return f"submitted {day(periods.today(each.submitted_at))}{again}"


def last_result(desk: Desk, one: Client) -> Html | str:
    """The last result, as a link, where levels are shown."""
    done = [each for each in one.reviews if each.submitted_at is not None]
    if not done or one.shown.share < 2:  # noqa: PLR2004 (levels)
        return "–"
    each = max(done, key=lambda review: (review.period, review.submitted_at))
    return Html(link(addresses.results(each.review), standing(desk, each)))


def standing(desk: Desk, each: Reviewed) -> str:
    """As in "3.2 of 5 · In place"."""
    if each.share is None:
        return wording.NO_SCORE
    edition = desk.door.read(lambda rows: editions.with_content(rows, desk.catalogue, each.edition_sha256))
    level = wording.level_of(edition, each.share)
    band = band_of(edition, level)
    words = f"{wording.level(level, wording.limits(edition))} of {edition.scale.highest}"
    return f"{words} · {band}" if band else words


def asking(desk: Desk) -> None:
    """Ask one organisation of the team's network to show something."""
    teams = {team.id: team.name for team in desk.standing.teams if team.network is not None}
    if not teams:
        return
    st.html(tag("h2", "Ask an organisation") + "<p>Its leads read your question, and say yes or no.</p>")
    with st.form(keys.page("adviser", "ask"), border=False):
        team = st.selectbox(
            "For which team?", list(teams), format_func=lambda one: plain(teams.get(one, "")), width=420,
            key=keys.page("adviser", "team"),
        )  # fmt: skip
        whom = keys.page("adviser", "whom")
        typed = st.text_input("Its number, or its exact name", max_chars=200, key=whom, width=420)
        share = st.radio(
            "What would you like to see?", list(AMOUNTS), index=1, format_func=lambda one: AMOUNTS.get(one, ""),
            key=keys.page("adviser", "share"),
        )  # fmt: skip
        until = st.date_input(
            "Until", periods.today(desk.now) + A_YEAR, format="DD/MM/YYYY", key=keys.page("adviser", "until"), width=300
        )
        if not st.form_submit_button("Ask", type="primary"):
            return
    try:
        found = advising.find(desk.reception, team or 0, typed or "", now=desk.now)
        wanted = Wanted("team", team, None, share or 0, until)
        asked = sharing.ask(desk.reception, (found,), wanted, now=desk.now)
    except AssessmentError as trouble:
        shell.note(trouble.sentence, kind="wrong")
        return
    amount = AMOUNTS[wanted.share].lower()
    said = f"Asked: {amount}. Its leads say yes or no." if asked else "It was asked already, or shows you that much."
    st.html(f'<div class="box good"><p data-say="1">{html(said)}</p></div>')
