"""Administration: people, what has no lead, the installation, emergencies, and what was done. Never answers."""

import streamlit as st

from assessments.errors import NotYours
from ui import composition, history_list, shell
from ui.administering import around, emergencies, installation, leads, people
from ui.releasing import part as comparison

PARTS = {
    "people": people.part,
    "leads": leads.part,
    "installation": installation.part,
    "comparison": comparison.part,
    "emergency": emergencies.part,
    "acts": history_list.of_installation,
}


def page() -> None:
    """One part of it, for administrators only."""
    desk = composition.desk()
    if not desk.standing.is_administrator:
        raise NotYours
    asked = str(st.query_params.get("part", ""))
    part = asked if asked in PARTS else "people"
    shell.begin("Administration", desk=desk, at="administration", browser=f"{around.PARTS[part]} – Administration")
    st.html(around.parts(part))
    PARTS[part](desk)
