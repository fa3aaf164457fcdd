"""Leaving: an organisation takes everything along, says that it leaves, and can come back for 30 days."""

from collections.abc import Callable

import streamlit as st

from assessments import organisations, wording
from assessments.access import leaving
from assessments.errors import AssessmentError, NotYours
from assessments.store import people
from assessments.values import Organisation
from ui import addresses, composition, keys, shell
from ui.composition import Desk
from ui.formatting import html, link
from ui.tables import tag

DAYS = leaving.STAYS.days


def page() -> None:
    """For those who lead the organisation that the address names."""
    desk = composition.desk()
    asked = shell.asked_number("organisation")
    if asked is None or composition.mode() == "single":
        raise NotYours
    here = organisations.get(desk.door, asked)
    if desk.door.read(lambda rows: people.role(rows, here.id)) != "lead":
        raise NotYours
    shell.begin(
        "Leave Stocktake",
        desk=desk,
        at="settings",
        organisation=here,
        organisations=organisations.mine(desk.door),
        trail=[("Settings", addresses.settings(here.id))],
        browser=f"Leave Stocktake: {here.name}",
    )
    _archive(here)
    until = leaving.erased_from(desk.door, here.id)
    if until is None:
        _leave(here)
    else:
        st.html(
            tag("h2", f"{here.name} is leaving")
            + f"<p>Nobody of outside can see anything of it any more. On {html(wording.moment(until))} everything is "
            "erased, and nobody can bring it back then.</p>"
        )
        if st.button("Stay after all", type="primary", key=_key(here, "stay")):
            _told(lambda now: leaving.stay(now.reception, here.id, now=now.now), "The organisation stays.")


def _archive(here: Organisation) -> None:
    st.html(
        tag("h2", "Take everything along")
        + "<p>One file with every review, the results, the files you added, who did what, who had which role, and what "
        "you said yes to. Working notes are in it too, so keep it safe.</p>"
        + f'<p class="links">{link(addresses.download("archive.zip", organisation=here.id), "Download everything")}</p>'
    )


def _leave(here: Organisation) -> None:
    st.html(
        tag("h2", "Leave")
        + f"<p>From the moment you leave, advisers and networks see nothing of {html(here.name)} any more. You and "
        f"your colleagues can still read everything for {DAYS} days, and you can change your mind. Then all of it is "
        "erased. Backups made before that are deleted when they are old enough; ask whoever looks after Stocktake when "
        "that is.</p>"
    )
    with st.form(_key(here, "leave"), border=False):
        typed = st.text_input(
            "To confirm, type the name of the organisation", max_chars=200, key=_key(here, "name"), autocomplete="off"
        )
        if st.form_submit_button("Leave Stocktake"):
            _told(
                lambda now: leaving.leave(now.reception, here.id, name=typed, now=now.now),
                f"The organisation is leaving. You can change your mind for {DAYS} days, here.",
            )


def _told(work: Callable[[Desk], object], said: str) -> None:
    try:
        work(composition.desk())
    except AssessmentError as trouble:
        shell.note(trouble.sentence, kind="wrong")
        return
    shell.tell_next(said)
    st.rerun()


def _key(here: Organisation, name: str) -> str:
    return keys.page("leaving", f"{here.id}:{name}")
