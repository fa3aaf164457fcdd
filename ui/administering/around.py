"""What the parts of the administration page share: the way between them, pages of a list, a press that tells."""

from collections.abc import Callable, Mapping
from typing import NoReturn

import streamlit as st

from assessments.errors import AssessmentError
from ui import addresses, composition, keys, shell
from ui.composition import Desk
from ui.formatting import html, link

PARTS: Mapping[str, str] = {
    "people": "People",
    "leads": "Without a lead",
    "installation": "Frameworks and backups",
    "comparison": "Comparison figures",
    "emergency": "Emergency access",
    "acts": "What was done",
}


def parts(here: str) -> str:
    """The way between the parts, as links."""
    items = "".join(
        f"<li>{link(addresses.administration(part), words, current=part == here)}</li>" for part, words in PARTS.items()
    )
    items += f"<li>{link(addresses.awards(), 'Awards to decide')}</li>"
    return f'<nav class="parts" aria-label="Administration"><ul>{items}</ul></nav>'


def pager(page: int, pages: int, address: Callable[[int], str]) -> None:
    """The way to the pages before and after, with where one is; nothing where there is one."""
    if pages <= 1:
        return
    before = link(address(page - 1), "Previous") if page > 1 else ""
    after = link(address(page + 1), "Next") if page < pages else ""
    st.html(f'<nav class="links" aria-label="Pages"><p>{before} Page {page} of {pages} {after}</p></nav>')


def number(name: str = "page") -> int:
    """The page of a list that the address asks for, from 1."""
    return max(1, shell.asked_number(name) or 1)


def told(work: Callable[[Desk], object], said: str) -> None:
    """Do what was pressed as the person asks now; the page is drawn again and says so, or says why not."""
    try:
        work(composition.desk())
    except AssessmentError as trouble:
        shell.note(trouble.sentence, kind="wrong")
        return
    again(said)


def again(said: str) -> NoReturn:
    shell.tell_next(said)
    st.rerun()


def key(name: str) -> str:
    return keys.page("administration", name)


def once(words: str, address: str) -> None:
    """A link that can be read now and never again, to be handed on."""
    st.html(f'<p class="box">{html(words)}</p>')
    st.code(address, language=None, wrap_lines=True)


def full(path: str) -> str:
    """An address as one hands it to somebody else."""
    known = composition.settings().address
    return f"{known.origin if known else ''}{path}"


def told_link(make: Callable[[Desk], str], shown: Callable[[str], str], words: str) -> None:
    """Make a one-use link and show it here, this once."""
    try:
        token = make(composition.desk())
    except AssessmentError as trouble:
        shell.note(trouble.sentence, kind="wrong")
        return
    once(words, shown(token))
