"""The entry script of every page: it knows the addresses and hands over to the page asked for."""

from collections.abc import Callable
from importlib import import_module

import streamlit as st

from ui import shell
from ui.addresses import PAGES

TITLES = {"": "Home", "start": "Start a review", "submit": "Check and submit"}


def opener(name: str) -> Callable[[], None]:
    """Import a page only when it is asked for: some draw charts, most do not."""
    module = f"ui.pages.{name or 'home'}"

    def run() -> None:
        shell.guarded(lambda: import_module(module).page())

    return run


st.navigation(
    [
        st.Page(opener(name), title=TITLES.get(name, name.capitalize()), url_path=name, default=not name)
        for name in PAGES
    ],
    position="hidden",
).run()
