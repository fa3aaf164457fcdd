"""Add a review from a file that another organisation, or another Stocktake, has sent."""

import streamlit as st

from assessments import exchange, organisations
from assessments.errors import AssessmentError
from assessments.values import Organisation, Review
from ui import keys, shell
from ui.composition import Desk
from ui.formatting import plain


def from_file(desk: Desk, page: str) -> Review | None:
    """The form; gives the review that was just added. A fault is one sentence, and nothing has been kept then."""
    given = st.file_uploader("Review file (JSON)", type="json", key=keys.page(page, "file"))
    document = given.getvalue() if given is not None else b""
    into = destination(desk, page, document) if document else None
    if not st.button("Add this review", key=keys.page(page, "add")):
        return None
    if given is None:
        shell.note("Choose a file first.", kind="wrong")
        return None
    try:
        added = exchange.import_review(desk.door, desk.catalogue, document, organisation_id=into, now=desk.now)
    except AssessmentError as trouble:
        shell.note(trouble.sentence, kind="wrong")
        return None
    shell.tell_next(f"The review was added to {organisations.get(desk.door, added.organisation).name}.")
    return added


def destination(desk: Desk, page: str, document: bytes) -> int | None:
    """The organisation the review is added to: one's own of that name, unless a new one is wanted."""
    try:
        own = exchange.belongs_to(desk.door, desk.catalogue, document, now=desk.now)
    except AssessmentError:  # said when it is added
        return None
    return own.id if own and wanted(page, own) else None


def wanted(page: str, own: Organisation) -> bool:
    words = {True: f"Add it to {plain(own.name)}, so that its years stand together", False: "Add a new organisation"}
    chosen = st.radio(
        "You have an organisation of this name already", list(words), key=keys.page(page, "into"),
        format_func=lambda each: words.get(each, str(each)),
    )  # fmt: skip
    return chosen is not False
