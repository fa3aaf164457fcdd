"""What the parts of the network page share: keys, and a press that tells."""

from collections.abc import Callable

import streamlit as st

from assessments.errors import AssessmentError
from assessments.store.networks import Branch
from ui import keys, shell


def done(act: Callable[[], object], sentence: str) -> None:
    """Do what was pressed; the page is drawn again and says so, or says why not."""
    try:
        act()
    except AssessmentError as trouble:
        shell.note(trouble.sentence, kind="wrong")
        return
    shell.tell_next(sentence)
    st.rerun()


def key(branch: Branch, name: str) -> str:
    return keys.page("network", f"{branch.id}:{name}")
