"""On every page while an emergency access lasts: who reads what until when, and the way to end one's own."""

import streamlit as st

from assessments import wording
from assessments.access import emergency
from assessments.store.emergencies import Emergency
from ui import addresses, composition
from ui.composition import Desk
from ui.formatting import html, link


def told(desk: Desk) -> None:
    """A box for each that concerns the person who asks; nothing where nobody signs in."""
    if composition.mode() == "single":
        return
    for one in emergency.live(desk.reception, now=desk.now):
        st.html(f'<div class="box"><p>{_mine(one) if one.by.id == desk.standing.person.id else _others(one)}</p></div>')


def _mine(one: Emergency) -> str:
    end = link(addresses.administration("emergency"), "See its reviews, or end it")
    return (
        f"<strong>Emergency access.</strong> You may read {html(one.organisation_name)} until "
        f"{html(wording.clock(one.until_at))}; its leads are shown this. {end}"
    )


def _others(one: Emergency) -> str:
    why = link(addresses.sharing(one.organisation), "What others see of us")
    return (
        f"<strong>Emergency access.</strong> {html(one.by.name or 'An administrator')} may read "
        f"{html(one.organisation_name)} until {html(wording.clock(one.until_at))}, because: “{html(one.because)}” {why}"
    )
