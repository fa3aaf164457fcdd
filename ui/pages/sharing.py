"""What others see of us: who can see what and why, until when, who looked; and the questions one may say yes to."""

from datetime import date, timedelta
from functools import partial

import streamlit as st

from assessments import organisations, periods
from assessments.access import bringing, cases, emergency, networks, sharing, visiting
from assessments.access.bringing import Told
from assessments.access.sharing import Seen, Seer
from assessments.access.sharing_words import BELONGING, BELONGING_ONE_BODY, LATEST, SHARES, asked, words
from assessments.errors import NotYours
from assessments.store.cases import Case
from assessments.store.sharing import Consent, Request, Wanted
from assessments.values import Organisation
from assessments.wording import DASH, day, listed, moment, number
from ui import composition, keys, shell
from ui.advising.cases import closed, opened
from ui.composition import Desk
from ui.formatting import html, plain
from ui.looked import looked_at
from ui.sharing_amounts import AMOUNTS
from ui.shell import done
from ui.tables import Html, Row, bullets, table, tag

A_YEAR = timedelta(days=365)
NOTES = "They can keep cases about you, with a note and a day to come back. Your leads read these on this page."
CAPACITIES = {
    "team": "as an adviser", "network": "as a network lead", "trust": "as your trust", "emergency": "in an emergency"
}  # fmt: skip


def page() -> None:
    """What others see of the organisation that the address names, or of one's own."""
    desk = composition.desk()
    if composition.mode() == "single":
        raise NotYours
    mine = organisations.mine(desk.door)
    wanted = shell.asked_number("organisation")
    here = next((one for one in mine if wanted in (None, one.id)), None)
    if here is None:
        raise NotYours
    found = sharing.seen(desk.door, desk.reception, here.id, now=desk.now)
    shell.begin(
        "What others see of us", desk=desk, at="sharing", organisation=here, organisations=mine, lead=here.name,
        browser=f"What others see of {here.name}",
    )  # fmt: skip
    who_sees(desk, found)
    waiting(desk, found)
    counted(desk, found)
    if found.may_decide:
        say_yes(desk, found)
    else:
        st.html(f"<p>{html(sharing.ONLY_LEADS)}</p>")
    emergencies(desk, found)
    noted(desk, found)
    visited(desk, found)
    figures_about(desk, found)
    looks(found)
    ended(found)


def who_sees(desk: Desk, found: Seen) -> None:
    """Everybody of outside who sees something, a trust that is one body with us first."""
    st.html(tag("h2", "Who can see something of us"))
    if not found.seers:
        st.html("<p>Nobody outside your organisation.</p>")
    for seer in found.seers:
        st.html(described(seer))
        if found.may_decide:
            ending(desk, found, seer)


def ending(desk: Desk, found: Seen, seer: Seer) -> None:
    """Take a yes back, or leave a network."""
    if seer.consent is not None:
        consent = seer.consent.id
        if st.button(f"Stop showing it to {plain(seer.name)}", key=key(found.organisation, f"stop:{consent}")):
            done(partial(taken_back, desk, found, consent), f"{seer.name} sees nothing more of it from now.")
    elif seer.may_be_left and seer.network is not None:
        network = seer.network.id
        if st.button(f"Leave {plain(seer.name)}", key=key(found.organisation, f"leave:{network}")):
            done(partial(left, desk, found, network), f"You left {seer.name}. It sees nothing more of you.")


def left(desk: Desk, found: Seen, network: int) -> None:
    networks.take_out(desk.reception, found.organisation.id, network, now=desk.now)


def taken_back(desk: Desk, found: Seen, consent: int) -> None:
    sharing.withdraw(desk.door, found.organisation.id, consent, now=desk.now)


def described(seer: Seer) -> Html:
    """One group of people in words: who they are, what they see, why, and until when."""
    who = listed([one.name or "somebody" for one in seer.people]) if seer.people else "nobody at present"
    sees = [] if seer.consent is None and seer.share == 1 else [Html(f"They see {html(SHARES[seer.share])}.")]
    notes = [Html(html(NOTES))] if seer.consent is not None and seer.consent.wanted.purpose == "team" else []
    lines = [*sees, *why(seer), *notes, Html(f"Now that is: {html(who)}.")]
    because = "you belong to it" if seer.consent is None else "you said yes"
    return Html(tag("h3", f"{seer.name}: {because}") + bullets(lines))


def why(seer: Seer) -> list[Html]:
    if seer.consent is None:
        one_body = seer.network is not None and seer.share > 1
        return [Html(html(BELONGING_ONE_BODY if one_body else BELONGING))]
    return [Html(html(agreed(seer.consent)))]


def agreed(consent: Consent) -> str:
    """When it was said yes to, by whom, and until when."""
    by = consent.given_by.name or "somebody"
    until = f" It ends after {day(consent.wanted.until)}." if consent.wanted.until else " It has no last day."
    return f"You said yes on {day(periods.today(consent.given_at))} ({by}).{until}"


def waiting(desk: Desk, found: Seen) -> None:
    """What others have asked for."""
    if not found.requests:
        return
    st.html(tag("h2", "You are asked"))
    for request in found.requests:
        wanted = request.wanted
        st.html(
            tag("h3", asked(wanted.purpose, LATEST[wanted.purpose], whom=request.whom, share=wanted.share))
            + tag("p", told(request), "quiet")
            + bullets(words(wanted.purpose, LATEST[wanted.purpose]).says)
        )
        if not found.may_decide:
            continue
        with st.form(key(found.organisation, f"request:{request.id}"), border=False):
            agreed_to = details(found.organisation, f"request:{request.id}", wanted, periods.today(desk.now))
            yes = st.form_submit_button("Yes", type="primary")
            no = st.form_submit_button("No")
        if yes or no:
            answer = agreed_to if yes else None
            said = "You said yes." if yes else "You said no. They are not shown anything."
            done(partial(answered, desk, found, request, answer), said)


def told(request: Request) -> str:
    return f"Asked by {request.asked_by.name or 'somebody'} on {day(periods.today(request.asked_at))}."


def answered(desk: Desk, found: Seen, request: Request, agreed_to: Wanted | None) -> None:
    version = LATEST[request.wanted.purpose]
    sharing.answer(desk.door, found.organisation.id, request.id, agreed_to, version=version, now=desk.now)


def details(here: Organisation, name: str, wanted: Wanted, today: date) -> Wanted:
    """How much they may see, and the last day."""
    if wanted.purpose == "counted":
        return wanted
    amounts = list(AMOUNTS)
    index = amounts.index(wanted.share) if wanted.share in amounts else 0
    share = st.radio(
        "How much may they see?", amounts, index=index, key=key(here, f"{name}:share"),
        format_func=lambda one: AMOUNTS.get(one, ""),
    )  # fmt: skip
    until = st.date_input(
        "The last day (you can end it earlier)", wanted.until or today + A_YEAR, min_value=today,
        max_value=today + sharing.LONGEST_YEARS * A_YEAR, format="DD/MM/YYYY", width=300,
        key=key(here, f"{name}:until"),
    )  # fmt: skip
    return Wanted(wanted.purpose, wanted.team, wanted.network, share if share in AMOUNTS else 0, until)


def counted(desk: Desk, found: Seen) -> None:
    """The second question: comparison figures."""
    here, wanted = found.organisation, Wanted("counted", None, None, 0, None)
    st.html(tag("h2", "Comparison figures"))
    if found.counted is not None:
        st.html(f"<p>You are counted. {html(agreed(found.counted))}</p>")
        if found.may_decide and st.button("Stop being counted", key=key(here, "stop counted")):
            consent = found.counted.id
            done(lambda: taken_back(desk, found, consent), "You are not counted any more.")
        return
    st.html(tag("p", words("counted", LATEST["counted"]).question) + bullets(words("counted", LATEST["counted"]).says))
    if found.may_decide and st.button("Yes, count us", key=key(here, "yes counted")):
        done(lambda: said_yes(desk, found, wanted), "You said yes. You are counted from now.")


def said_yes(desk: Desk, found: Seen, wanted: Wanted) -> None:
    sharing.give(desk.door, found.organisation.id, wanted, version=LATEST[wanted.purpose], now=desk.now)


def say_yes(desk: Desk, found: Seen) -> None:
    """The first and third questions, to a team or network near enough to be chosen."""
    choices: dict[str, Wanted] = {
        f"The advisers of {team.name}": Wanted("team", team.id, None, 2, None) for team in found.teams
    } | {
        f"Those who lead {one.name}": Wanted("network", None, one.id, 2, None)
        for one in found.networks
        if not one.one_body
    }
    if not choices:
        return
    here = found.organisation
    st.html(tag("h2", "Show somebody more"))
    chosen = st.selectbox(
        "Whom?", list(choices), index=None, placeholder="Choose", key=key(here, "whom"), width=420,
        format_func=lambda one: plain(str(one)),
    )  # fmt: skip
    if chosen not in choices:
        return
    wanted = choices[chosen]
    st.html(bullets(words(wanted.purpose, LATEST[wanted.purpose]).says))
    with st.form(key(here, "show"), border=False):
        name = f"show:{wanted.purpose}:{wanted.team or wanted.network}"
        agreed_to = details(here, name, wanted, periods.today(desk.now))
        if not st.form_submit_button("Yes, show it to them", type="primary"):
            return
    done(lambda: said_yes(desk, found, agreed_to), f"You said yes. {chosen} can see it from now.")


def emergencies(desk: Desk, found: Seen) -> None:
    """When whoever looks after the installation could read us, and why."""
    every = emergency.emergencies(desk.reception, found.organisation.id)
    if every:
        rows = [(moment(one.from_at), moment(one.until_at), one.by.name or "Somebody", one.because) for one in every]
        st.html(tag("h2", "In an emergency") + table("Who could read all of it", ("From", "Until", "Who", "Why"), rows))


def noted(desk: Desk, found: Seen) -> None:
    """The cases that advisers opened about us, for our leads."""
    every = cases.of_organisation(desk.door, desk.reception, found.organisation.id)
    if not every:
        return
    st.html(tag("h2", "What advisers noted about us"))
    head = ("Why", "Note", "Team", "They come back on", "Opened", "Closed")
    st.html(table("Cases about us, those still open first", head, map(case_row, every)))


def visited(desk: Desk, found: Seen) -> None:
    """When advisers came to us and what they noted, for our leads."""
    every = visiting.of_organisation(desk.door, desk.reception, found.organisation.id)
    if not every:
        return
    rows = [(day(one.on), one.team_name, number(visiting.days(one.half_days)), one.note or DASH) for one in every]
    st.html(tag("h2", "Visits") + table("Advisers' visits to us", ("When", "Team", "Days", "Note"), rows))


def case_row(case: Case) -> Row:
    next_on = day(case.next_on) if case.next_on else DASH
    return case.why, case.note or DASH, case.team_name, next_on, opened(case), closed(case)


def figures_about(desk: Desk, found: Seen) -> None:
    """What networks brought about the organisation from elsewhere, with where it is from."""
    every = bringing.about(desk.door, desk.reception, desk.catalogue, found.organisation.id)
    if not every:
        return
    st.html(
        tag("h2", "Figures that networks brought about us")
        + "<p>A network that you belong to has these from elsewhere. Its leads read them; other organisations do not. "
        "If one is wrong, tell the network.</p>"
    )
    head = ("Network", "What", "Year", "Figure", "Source", "Of which day")
    st.html(table("Figures brought about us, the latest year first", head, map(figure_row, every)))


def figure_row(told: Told) -> Row:
    target, brought = told.target, told.brought
    what, unit = (target.title, target.unit or "") if target else ("A target that has ended", "")
    return told.network, what, brought.year, f"{number(brought.figure)} {unit}", brought.source, day(brought.dated)


def looks(found: Seen) -> None:
    """Who of outside looked, a line a day."""
    st.html(tag("h2", "Who looked"))
    rows = [
        (day(look.day), look.person.name or "Somebody", CAPACITIES[look.capacity], looked_at(look.what))
        for look in found.looks
    ]
    if rows:
        st.html(table("Who of outside looked at something", ("Day", "Who", "How", "What"), rows))
    else:
        st.html("<p>Nobody outside your organisation has looked at anything.</p>")


def ended(found: Seen) -> None:
    """What was said yes to before."""
    rows = [(consent.whom or "Comparison figures", agreed(consent), when_ended(consent)) for consent in found.ended]
    if rows:
        st.html(tag("h2", "Ended") + table("What you said yes to before", ("To whom", "Your yes", "Ended"), rows))


def when_ended(consent: Consent) -> str:
    if consent.withdrawn_at is not None:
        return f"Taken back on {day(periods.today(consent.withdrawn_at))}"
    return f"After {day(consent.wanted.until)}" if consent.wanted.until else ""


def key(here: Organisation, name: str) -> str:
    return keys.page("sharing", f"{here.id}:{name}")
