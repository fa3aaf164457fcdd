"""A link to hand over: shown on the page to whoever made it, to be copied, and nowhere else."""

from urllib.parse import urlsplit

import streamlit as st

from ui import composition, keys

MADE = keys.page("handing", "made")


def keep(about: int, title: str, path: str) -> None:
    """Remember a link for the page drawn next; one made before is forgotten."""
    st.session_state[MADE] = (about, title, f"{origin()}{path}")


def shown(about: int) -> None:
    """The link last made here, in a field from which it can be copied; gone when the page is loaded again."""
    whose, title, link = st.session_state.get(MADE, (None, "", ""))
    if whose == about:
        st.text_input(f"{title}: copy it now, it is not shown again", link, key=keys.page("handing", link[-12:]))


def origin() -> str:
    """Where people find this installation: as the settings say, else as this browser found it."""
    address = composition.settings().address
    if address is not None:
        return address.origin
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
