"""Add a review from a file that another organisation, or another Stocktake, has sent."""

import streamlit as st

from assessments import exchange
from assessments.errors import AssessmentError
from assessments.values import Review
from ui import keys, shell
from ui.composition import Desk


def from_file(desk: Desk, page: str) -> Review | None:
    """The form; gives the review that was just added. A fault is one sentence, and nothing has been kept then."""
    with st.form(keys.page(page, "import"), border=False):
        given = st.file_uploader("Review file (JSON)", type="json", key=keys.page(page, "file"))
        sent = st.form_submit_button("Add this review")
    if not sent:
        return None
    if given is None:
        shell.note("Choose a file first.", kind="wrong")
        return None
    try:
        added = exchange.import_review(desk.door, desk.catalogue, given.getvalue(), now=desk.now)
    except AssessmentError as trouble:
        shell.note(trouble.sentence, kind="wrong")
        return None
    shell.tell_next("The review was added.")
    return added
