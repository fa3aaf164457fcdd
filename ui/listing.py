"""Long lists: what is searched for and the page one is on stand in the address, so that both can be kept and shared."""

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

from ui import keys, shell

T = TypeVar("T")


def searched(page: str, label: str = "Find an organisation") -> tuple[str, int]:
    """What is typed into the list's box, and the page asked for, from 1."""
    before = str(st.query_params.get("find", ""))[:80]
    typed = st.text_input(label, before, key=keys.page(page, "find"), width=320, max_chars=80) or ""
    if typed != before:  # a new search begins on its first page
        st.query_params.pop("page", None)
        if typed:
            st.query_params["find"] = typed
        else:
            st.query_params.pop("find", None)
    return typed, max(1, shell.asked_number("page") or 1)


def pages_of(every: Sequence[T], at: int, size: int) -> tuple[Sequence[T], int, int]:
    """The part of a list on a page, that page (never past the last), and how many pages there are."""
    pages = max(1, -(-len(every) // size))
    here = min(at, pages)
    return every[(here - 1) * size : here * size], here, pages
