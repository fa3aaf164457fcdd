"""A part of a page that is drawn again by itself: who asks is found out anew also then."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import ParamSpec

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from assessments.errors import SignedOut, StoreUnavailable
from ui import composition

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


def look_who_asks() -> None:
    """Draw the whole page when nobody is signed in any more. What cannot be known just now stays as it was drawn."""
    if composition.mode() != "single":
        with suppress(StoreUnavailable):
            try:
                composition.desk()
            except SignedOut:
                st.rerun()
