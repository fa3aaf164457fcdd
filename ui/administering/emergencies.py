"""Administration: opening one organisation for reading in an emergency, and ending that again."""

import streamlit as st

from assessments import wording
from assessments.access import administration, emergency
from assessments.errors import AssessmentError
from assessments.store.emergencies import Emergency
from ui import addresses, composition, history_list, shell
from ui.administering import around
from ui.composition import Desk
from ui.formatting import html, link
from ui.tables import tag

SHOWN = 20


def part(desk: Desk) -> None:
    """What is open now, and a form to open another."""
    st.html(
        tag("h2", "Emergency access")
        + "<p>You may read one organisation for two hours when there is no other way to help it. Your reason, your "
        "name and what you looked at are shown to the people who lead it, for good.</p>"
    )
    mine = [one for one in emergency.live(desk.reception, now=desk.now) if one.by.id == desk.standing.person.id]
    for one in mine:
        _open(desk, one)
    _form(desk)


def _open(desk: Desk, one: Emergency) -> None:
    reviews = history_list.titles(desk, one.organisation)
    items = "".join(
        f"<li>{html(title)}: {link(addresses.review(review), 'answers')}, "
        f"{link(addresses.results(review), 'results')}</li>"
        for review, title in reviews.items()
    )
    said = f"{html(one.organisation_name)} is open to you until {html(wording.moment(one.until_at))}."
    st.html(f"<p>{said}</p>" + (f"<ul>{items}</ul>" if items else "<p>It has no review yet.</p>"))
    if st.button(f"End it now: {one.organisation_name}", key=around.key(f"end:{one.organisation}")):
        around.told(
            lambda desk: emergency.end(desk.reception, one.organisation, now=desk.now),
            "The emergency access is over.",
        )


def _form(desk: Desk) -> None:
    typed = st.text_input("Find the organisation by its name", max_chars=100, key=around.key("organisation"))
    if not typed.strip():
        return
    found = dict(administration.organisations(desk.reception, typed, count=SHOWN))
    if not found:
        st.html("<p>No organisation was found. Try a part of its name.</p>")
        return
    with st.form(around.key("emergency"), border=False):
        chosen = st.radio(
            "Organisation",
            list(found),
            index=None,
            format_func=lambda one: found.get(one, ""),
            key=around.key("chosen"),
        )
        because = st.text_area("Why you need to read it", max_chars=emergency.LONGEST, key=around.key("because"))
        if not st.form_submit_button("Open it for two hours"):
            return
    if chosen not in found:
        shell.note("Choose the organisation first.", kind="wrong")
        return
    try:
        now = composition.desk()
        emergency.begin(now.reception, chosen, because=because, now=now.now)
    except AssessmentError as trouble:
        shell.note(trouble.sentence, kind="wrong")
        return
    around.again("The organisation is open to you for two hours, for reading. Its leads are shown your reason.")
