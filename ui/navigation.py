"""The pages by name: what the entry script registers, and how a page sends somebody to another one."""

from collections.abc import Callable
from importlib import import_module
from typing import NoReturn

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ui import keys, shell

TITLES = {"": "Home", "start": "Start a review", "submit": "Check and submit"}


def opener(name: str) -> Callable[[], None]:
    """Import a page only when it is asked for: some draw charts, most do not."""

    def run() -> None:
        st.session_state[keys.AT] = name or "home"
        st.session_state.pop(keys.OPEN_TO, None)
        if name != "review":  # coming back to a review begins at what is open, not where one left it
            st.session_state.pop(keys.HERE, None)
        if name != "start":
            st.session_state.pop(keys.ONCE, None)
        shell.guarded(lambda: import_module(f"ui.pages.{name or 'home'}").page(), name)

    return run


def page(name: str) -> StreamlitPage:
    """The page of a name out of addresses.PAGES."""
    return st.Page(opener(name), title=TITLES.get(name, name.capitalize()), url_path=name, default=not name)


def go(name: str = "", **parts: str | int | None) -> NoReturn:
    """Open another page at its address; not from a callback."""
    st.switch_page(page(name), query_params={key: str(value) for key, value in parts.items() if value is not None})
