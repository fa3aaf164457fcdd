"""Administration: who can sign in, found by name or address, and what may be done about one of them."""

import streamlit as st

from assessments import periods, wording
from assessments.access import administration, erasing, identities
from assessments.access.administration import Duty
from assessments.errors import AssessmentError
from assessments.store.administration import Account
from ui import addresses, shell
from ui.administering import around
from ui.composition import Desk
from ui.formatting import html, link
from ui.tables import Cell, Html, facts, table, tag

DUTIES: dict[Duty, tuple[str, str]] = {
    "administrator": ("administrator", "people, frameworks and backups, but not answers"),
    "author": ("author", "bringing in and publishing frameworks"),
}


def part(desk: Desk) -> None:
    """The list, or one person of it."""
    person = shell.asked_number("person")
    if person is None:
        _list(desk)
    else:
        _one(desk, administration.account(desk.reception, person))


def _list(desk: Desk) -> None:
    st.html(tag("h2", "People who can sign in"))
    typed = str(st.query_params.get("find", ""))[:100]
    with st.form(around.key("find"), border=False):
        asked = st.text_input("Find by name or e-mail address", typed, max_chars=100, key=around.key("typed"))
        if st.form_submit_button("Find"):
            st.query_params["find"] = asked
            st.query_params.pop("page", None)
            st.rerun()
    found = administration.people(desk.reception, typed, page=around.number())
    if not found.accounts:
        st.html("<p>Nobody was found. Try a part of the name or of the e-mail address.</p>")
        return
    caption = f"{wording.counted(found.of, 'person', 'people')} found"
    head = ("Name", "E-mail address", "Can sign in", "Does", "Organisations", "Last seen")
    st.html(table(caption, head, [_row(account) for account in found.accounts]))
    around.pager(found.page, found.pages, lambda page: addresses.administration("people", find=typed, page=page))


def _row(one: Account) -> list[Cell | str]:
    where = addresses.administration("people", person=one.person.id)
    return [
        Html(link(where, one.person.name or "Somebody")),
        one.email or "signs in with the provider",
        "yes" if one.is_active else "no",
        ", ".join(_does(one)) or "–",
        Cell(str(one.organisations), number=True),
        wording.day(periods.today(one.seen_at)) if one.seen_at else "not lately",
    ]


def _does(one: Account) -> list[str]:
    leads = [f"leads {wording.counted(one.networks, 'network')}"] if one.networks else []
    advises = [f"in {wording.counted(one.teams, 'team')}"] if one.teams else []
    return [*sorted(one.duties), *leads, *advises]


def _one(desk: Desk, one: Account) -> None:
    st.html(
        f"<p>{link(addresses.administration('people'), 'All people')}</p>"
        + tag("h2", one.person.name or "Somebody")
        + facts(
            [
                ("E-mail address", one.email or "none: signs in with the provider"),
                ("Can sign in", "yes" if one.is_active else "no, the account is closed"),
                ("Does", ", ".join(_does(one)) or "nothing beside their organisations"),
                ("Organisations", str(one.organisations)),
                ("Here since", wording.day(periods.today(one.made_at))),
            ]
        )
    )
    _signing_in(one)
    _linked(desk, one)
    _duties(one)
    _erase(desk, one)


def _signing_in(one: Account) -> None:
    who = one.person.id
    st.html(tag("h3", "Signing in"))
    if one.email is not None and st.button("Make a link for a new password", key=around.key(f"reset:{who}")):
        around.told_link(
            lambda desk: administration.reset_link(desk.reception, who, now=desk.now),
            lambda token: around.full(f"/reset/{token}"),
            "Give this link to the person yourself. It works once, for 24 hours, and is shown only now.",
        )
    if st.button("Sign out everywhere", key=around.key(f"out:{who}")):
        around.told(
            lambda desk: administration.end_sessions(desk.reception, who, now=desk.now), "Signed out everywhere."
        )
    if one.is_active and st.button("Close the account", key=around.key(f"close:{who}")):
        around.told(lambda desk: administration.deactivate(desk.reception, who, now=desk.now), "The account is closed.")
    if not one.is_active and st.button("Open the account again", key=around.key(f"open:{who}")):
        around.told(lambda desk: administration.reactivate(desk.reception, who, now=desk.now), "The account is open.")


def _linked(desk: Desk, one: Account) -> None:
    """The accounts with a provider by which somebody signs in, and the way to forget them."""
    who, linked = one.person.id, identities.of(desk.reception, one.person.id)
    for each in linked:
        since = wording.day(periods.today(each.linked_at))
        st.html(f'<p class="quiet">Signs in with an account of {html(each.issuer)}, linked on {since}.</p>')
    if linked and who != desk.standing.person.id and st.button("Unlink", key=around.key(f"unlink:{who}")):
        around.told(
            lambda desk: identities.unlink(desk.reception, who, now=desk.now),
            "Unlinked, and signed out everywhere. With a new invitation they come in again, as somebody new.",
        )


def _duties(one: Account) -> None:
    st.html(tag("h3", "Beside their organisations"))
    for duty, (name, means) in DUTIES.items():
        _duty(one, duty, name, means)


def _duty(one: Account, duty: Duty, name: str, means: str) -> None:
    who, has = one.person.id, duty in one.duties
    words = f"Take away: {name}" if has else f"Make them {'an' if name[0] in 'ae' else 'a'} {name}"
    st.html(f'<p class="quiet">{html(name.capitalize())}: {html(means)}.</p>')
    if not st.button(words, key=around.key(f"{duty}:{who}")):
        return
    change = administration.take_duty if has else administration.give_duty
    around.told(lambda desk: change(desk.reception, who, duty, now=desk.now), "Done: it holds from their next click.")


def _erase(desk: Desk, one: Account) -> None:
    who = one.person.id
    st.html(
        tag("h3", "Erase this person")
        + "<p>Their name, e-mail address and ways to sign in are removed. What was done stays, by “somebody”. "
        "There is no way back. Copies in older backups go when those are deleted.</p>"
    )
    sentence = erasing.in_the_way(desk.reception, who).sentence
    if sentence is not None:
        st.html(f"<p>{html(sentence)}</p>")
        return
    with st.form(around.key(f"erase:{who}"), border=False):
        sure = st.checkbox("I want to erase this person for ever", key=around.key(f"sure:{who}"))
        if not st.form_submit_button("Erase"):
            return
    if not sure:
        shell.note("Tick the box above first, if you are sure.", kind="wrong")
        return
    erase(desk, who)


def erase(desk: Desk, person: int) -> None:
    """Erase, then show the list again."""
    try:
        erasing.erase(desk.reception, person, now=desk.now)
    except AssessmentError as trouble:
        shell.note(trouble.sentence, kind="wrong")
        return
    st.query_params.pop("person", None)
    around.again("The person was erased.")
