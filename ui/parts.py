"""A part of a page that is drawn again by itself: who asks, and what is open to them, is found out anew also then."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import ParamSpec

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from assessments import drafts
from assessments.errors import SignedOut, StoreUnavailable
from ui import composition, keys
from ui.composition import Desk

P = ParamSpec("P")


def by_itself(draw: Callable[P, None]) -> Callable[P, None]:
    """As `st.fragment`; whoever was signed out meanwhile gets the whole page, which says so."""

    @wraps(draw)
    def drawn(*given: P.args, **named: P.kwargs) -> None:
        if is_alone():
            look_who_asks()
        draw(*given, **named)

    return st.fragment(drawn)


def is_alone() -> bool:
    """Whether this run draws parts only, and not their page."""
    context = get_script_run_ctx()
    return context is not None and bool(context.fragment_ids_this_run)


def drawn_of(desk: Desk, review: int) -> None:
    """Note what of a review is open to the reader of the page: its parts hold what was read for all of it."""
    if composition.mode() != "single":
        st.session_state[keys.OPEN_TO] = review, drafts.open_to(desk.door, review)


def is_as_drawn(desk: Desk) -> bool:
    """Whether that is still so: a role may have changed since, or a yes been taken back."""
    review, was = st.session_state.get(keys.OPEN_TO, (None, None))
    return review is None or drafts.open_to(desk.door, review) == was


def look_who_asks() -> None:
    """Draw the whole page when nobody is signed in any more, or other things are open to them than when it was drawn.

    What cannot be known just now stays as it was drawn.
    """
    if composition.mode() != "single":
        with suppress(StoreUnavailable):
            try:
                changed = not is_as_drawn(composition.desk())
            except SignedOut:
                changed = True
            if changed:
                st.rerun()
