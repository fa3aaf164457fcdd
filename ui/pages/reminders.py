"""Reminders: days to put into one's own calendar, the week's digest to copy, and whether it should come by mail."""

import streamlit as st

from assessments import digests, organisations, reminders, wording
from assessments.access import accounts
from assessments.errors import AssessmentError
from assessments.reminders import Due
from ui import addresses, composition, keys, shell
from ui.composition import Desk
from ui.formatting import html, link
from ui.tables import table, tag

SHOWN = 50


def page() -> None:
    """What comes due for the person who asks, in one organisation or in all of theirs."""
    desk = composition.desk()
    asked = shell.asked_number("organisation")
    here = None if asked is None else organisations.get(desk.door, asked)
    days = reminders.due(desk.door, desk.catalogue, organisation_id=asked, now=desk.now)
    shell.begin("Reminders", desk=desk, organisation=here, organisations=organisations.mine(desk.door))
    _days(days, asked)
    _digest(desk)
    if composition.mode() != "single":
        _mail(desk)


def _days(days: tuple[Due, ...], organisation: int | None) -> None:
    st.html(tag("h2", "What comes due"))
    if not days:
        st.html("<p>Nothing comes due. Days appear here when a review is started or evidence with a date is given.</p>")
        return
    rows = [[wording.day(one.day), one.words] for one in days[:SHOWN]]
    more = f"<p>and {len(days) - SHOWN} more, all of them in the file.</p>" if len(days) > SHOWN else ""
    file = link(addresses.download("calendar.ics", organisation=organisation), "Calendar file", name="button second")
    st.html(
        table("What comes due, by day", ("Day", "What"), rows, titled=False)
        + f'{more}<p class="links">{file}</p>'
        + "<p>Open the file with your calendar: each day gets a reminder four weeks before, an action's a week before. "
        "Opened again later, it "
        "changes the days that moved and adds the new ones.</p>"
    )


def _digest(desk: Desk) -> None:
    found = digests.sections(desk.reception, desk.door, desk.catalogue, now=desk.now)
    text = link(addresses.download("digest.txt"), "As text")
    merged = link(addresses.download("digest.csv"), "As a table, to merge into letters")
    st.html(tag("h2", "This week") + "<p>To copy into a message of your own. It holds no results.</p>")
    told = "".join(f"<h3>{html(one.name)}</h3>{_lines(one.lines)}" for one in found)
    st.html(f'<div class="box">{told or html(digests.NOTHING)}</div>')
    st.html(f'<p class="links">{text} {merged}</p>')


def _lines(lines: tuple[str, ...]) -> str:
    return f"<ul>{''.join(f'<li>{html(line)}</li>' for line in lines)}</ul>"


def _mail(desk: Desk) -> None:
    found = accounts.get(desk.reception, desk.standing.person.id)
    if found is None or found.email is None:
        return
    st.html(tag("h2", "By mail"))
    if composition.settings().mail is None:
        st.html("<p>This installation sends no mail. Whoever looks after it can set that up.</p>")
        return
    st.html(f"<p>The text above, once a week, to {html(found.email)}. Nothing is sent unless you ask for it.</p>")
    words = "Stop the weekly mail" if found.digest else "Send it to me every week"
    if st.button(words, key=keys.page("reminders", "mail")):
        try:
            accounts.change_digest(composition.desk().reception, digest=not found.digest)
        except AssessmentError as trouble:
            shell.note(trouble.sentence, kind="wrong")
            return
        shell.tell_next("Saved.")
        st.rerun()
