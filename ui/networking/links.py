"""Links for the first leads of a network's organisations: made as a table to take away, and withdrawn."""

from collections.abc import Sequence

import streamlit as st

from assessments.access import first_contact
from assessments.access.networks import Line
from assessments.store.networks import Branch
from assessments.wording import counted
from ui.composition import Desk
from ui.formatting import html, paragraphs
from ui.networking.around import key
from ui.shell import done
from ui.tables import Html, folded, tag

MOST_NAMED = 400  # in one form; more are asked for together


def inviting(desk: Desk, branch: Branch, every: Sequence[Line], found: Sequence[Line]) -> None:
    """The table is made when it is asked for, and holds links that nothing shows again."""
    waiting = [line for line in every if not line.belonging.has_people]
    if not waiting:
        return
    st.html(
        tag("h2", "Invite")
        + "<p>You get a table with a link for each organisation, for your own letter or mail merge. The links are in "
        "the table and nowhere else: keep it safe, and delete it when it has been sent. Made again, a link that nobody "
        "used is replaced by a new one.</p>"
    )
    st.html(form(branch, f"Make links for all {len(waiting)} that nobody has joined", None))
    some = [line for line in found if not line.belonging.has_people]
    if 0 < len(some) < len(waiting) and len(some) <= MOST_NAMED:
        ids = [line.belonging.organisation for line in some]
        st.html(form(branch, f"Make links only for the {len(some)} found above", ids))
    st.html('<p class="quiet">Load this page again afterwards to see them as invited.</p>')
    text = first_contact.letter(branch.name, one_body=branch.one_body)
    st.html(folded("A letter to go with the table", Html(paragraphs(text))))
    withdrawing(desk, branch, found)


def form(branch: Branch, words: str, organisations: Sequence[int] | None) -> str:
    """A button that fetches the table; a browser keeps it as a file."""
    chosen = "".join(f'<input type="hidden" name="organisation" value="{one}">' for one in organisations or ())
    return (
        '<form method="post" action="/download/invitations.csv">'
        f'<input type="hidden" name="network" value="{branch.id}">{chosen}'
        f'<button class="button">{html(words)}</button></form>'
    )


def withdrawing(desk: Desk, branch: Branch, found: Sequence[Line]) -> None:
    open_ones = [line for line in found if line.state in ("invited", "invitation ran out")]
    if not open_ones:
        return
    words = counted(len(open_ones), "unused link", "unused links")
    if st.button(f"Withdraw the {words} of those found above", key=key(branch, "withdraw")):
        ids = {line.belonging.organisation for line in open_ones}
        done(
            lambda: first_contact.withdraw(desk.reception, branch.id, ids, now=desk.now),
            f"{words[0].upper()}{words[1:]} withdrawn. They open nothing any more.",
        )
