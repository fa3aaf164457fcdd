"""Add a review from a file that another organisation, or another Stocktake, has sent."""

from collections.abc import Collection

import streamlit as st

from assessments import exchange, organisations, signing
from assessments.errors import AssessmentError
from assessments.exchange import Arrival
from assessments.values import Organisation, Review
from ui import keys, shell
from ui.composition import Desk
from ui.formatting import html, plain

NOBODY = Arrival(belongs_to=None, stranger=None)


def from_file(desk: Desk, page: str) -> Review | None:
    """The form; gives the review that was just added. A fault is one sentence, and nothing has been kept then."""
    given = st.file_uploader("Review file (JSON)", type="json", key=keys.page(page, "file"))
    document = given.getvalue() if given is not None else b""
    ours = signing.own_key(desk.reception) if document else None
    trusted = {ours.fingerprint} if ours else set()
    arrival = _arrival(desk, document, trusted) if document else NOBODY
    own = arrival.belongs_to
    into = own.id if own and wanted(page, own) else None
    if arrival.stranger and _asked_about(page, arrival.stranger):
        trusted.add(arrival.stranger)
    if not st.button("Add this review", key=keys.page(page, "add")):
        return None
    if given is None:
        shell.note("Choose a file first.", kind="wrong")
        return None
    try:
        added = exchange.import_review(
            desk.door, desk.catalogue, document, trusted=trusted, organisation_id=into, now=desk.now
        )
    except AssessmentError as trouble:
        shell.note(trouble.sentence, kind="wrong")
        return None
    shell.tell_next(f"The review was added to {organisations.get(desk.door, added.organisation).name}.")
    return added


def _arrival(desk: Desk, document: bytes, trusted: Collection[str]) -> Arrival:
    try:
        return exchange.arrived(desk.door, desk.catalogue, document, trusted=trusted, now=desk.now)
    except AssessmentError:  # said when it is added
        return NOBODY


def wanted(page: str, own: Organisation) -> bool:
    words = {True: f"Add it to {plain(own.name)}, so that its years stand together", False: "Add a new organisation"}
    chosen = st.radio(
        "You have an organisation of this name already", list(words), key=keys.page(page, "into"),
        format_func=lambda each: words.get(each, str(each)),
    )  # fmt: skip
    return chosen is not False


def _asked_about(page: str, fingerprint: str) -> bool:
    """Whether the person has made sure of who signed the file; asked once for each installation that signs."""
    st.html(
        f"<p>Who made this file is not known here. Its fingerprint is <strong>{html(fingerprint)}</strong>. Ask "
        "whoever sent it, by telephone or in person, for the fingerprint on their Settings page.</p>"
    )
    return st.checkbox("I have asked, and theirs is the same", key=keys.page(page, f"asked:{fingerprint}"))
