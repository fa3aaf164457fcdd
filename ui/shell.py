"""What every page shares: title, the bar with the way around, the demo notice, one h1, plain words for trouble."""

from collections.abc import Callable, Sequence
from typing import NoReturn

import streamlit as st

from assessments.errors import AssessmentError, Damaged, NotYours, SignedOut, StoreUnavailable
from assessments.values import Organisation
from ui import addresses, composition, emergency_head, keys
from ui.bar import top_bar
from ui.composition import Desk
from ui.formatting import html, link, plain
from ui.plainly import DAMAGED, NOT_NOW, lost
from ui.signing import landing

LONGEST_ID = 18


def begin(  # noqa: PLR0913 (what a page says of itself)
    title: str,
    *,
    desk: Desk | None,
    at: str = "",
    organisation: Organisation | None = None,
    organisations: Sequence[Organisation] = (),
    trail: Sequence[tuple[str, str]] = (),
    lead: str | None = None,
    browser: str | None = None,
) -> None:
    """Open a page: browser title, top bar, trail of (words, address), the one h1, and a leading sentence.

    `at` names the page in the bar; `organisation` is the one the page is about, `organisations` all one may switch to.
    `browser` is the browser's title where the page's own would not be distinct.
    """
    st.session_state[keys.BEGUN] = True
    st.set_page_config(page_title=f"{browser or title} – Stocktake", layout="wide")
    top_bar(at, organisation, organisations, desk=desk, demo=desk is not None and desk.demo)
    if trail:
        steps = "".join(f"<li>{link(where, words)}</li>" for words, where in trail)
        st.html(f'<nav class="trail" aria-label="Where this page is"><ol>{steps}</ol></nav>')
    st.title(plain(title), anchor=False)
    if lead:
        st.html(f'<p class="lead">{html(lead)}</p>')
    if desk is not None:
        emergency_head.told(desk)
    notice()


def note(sentence: str, *, kind: str = "note", then: tuple[str, str] | None = None) -> None:
    """A sentence in a box: kind is note, good or wrong; a word says which, never colour alone. `then` is a link."""
    word = {
        "wrong": '<strong class="word">There is a problem.</strong> ',
        "good": '<strong class="word">Done.</strong> ',
    }
    way = f" {link(then[1], then[0])}" if then else ""
    st.html(f'<div class="box {kind}"><p data-say="1">{word.get(kind, "")}{html(sentence)}{way}</p></div>')


def done(act: Callable[[], object], sentence: str, *, then: Callable[[], NoReturn] = st.rerun) -> None:
    """Do what was pressed; the page that `then` draws, this one by itself, says so. Or say here why not."""
    try:
        act()
    except AssessmentError as trouble:
        note(trouble.sentence, kind="wrong")
        return
    tell_next(sentence)
    then()


def tell_next(sentence: str, *, kind: str = "good") -> None:
    """Say a sentence at the head of the next page that is drawn, once."""
    st.session_state[keys.NOTICE] = (sentence, kind)


def notice() -> None:
    told = st.session_state.pop(keys.NOTICE, None)
    if told:
        note(told[0], kind=told[1])


def stop_with(title: str, sentence: str, *, then: tuple[str, str] = ("Go to Home", "/")) -> NoReturn:
    """A whole page that says one sentence and the next step; below what is drawn already, when the page had begun."""
    if st.session_state.get(keys.BEGUN):
        note(sentence, kind="wrong", then=then)
        st.stop()
    st.set_page_config(page_title=f"{title} – Stocktake", layout="wide")
    top_bar("", None, (), desk=None, demo=composition.is_demo())
    st.title(plain(title), anchor=False)
    st.html(f'<p class="lead">{html(sentence)}</p><p>{link(then[1], then[0])}</p>')
    st.stop()


def guarded(run: Callable[[], None], name: str = "") -> None:
    """Run a page, by its name; trouble becomes a sentence with the next step, and the details go to the log."""
    st.session_state[keys.BEGUN] = False
    try:
        run()
    except SignedOut as out:
        signed_out(name, out.sentence)
    except NotYours:
        stop_with(
            "Page not found",
            "There is nothing here that you can open. It may have been deleted, or the address may be wrong.",
        )
    except StoreUnavailable as trouble:
        stop_with(NOT_NOW, trouble.sentence, then=("Load this page again", ""))
    except Damaged as trouble:
        stop_with(DAMAGED, trouble.sentence)
    except AssessmentError as trouble:
        stop_with("This cannot be done", trouble.sentence)
    except Exception:  # noqa: BLE001 - logged with its number
        stop_with("Something went wrong", lost())


def signed_out(name: str, sentence: str) -> None:
    """The whole page for whoever is signed in no longer: the way back to it, and nothing of what it held."""
    if st.session_state.get(keys.BEGUN):
        st.rerun()
    where = landing.sign_in(addresses.address(name, **st.query_params.to_dict()))
    st.session_state.clear()
    st.set_page_config(page_title="You have been signed out – Stocktake", layout="wide")
    with st.container(key="top"):
        st.html(f'<div class="bar">{link("/", "Stocktake", name="brand")}</div>')
    st.title("You have been signed out", anchor=False)
    st.html(
        f'<p class="lead signed-out">{html(sentence)} You come back to this page.</p>'
        f"<p>{link(where, 'Sign in', name='button')}</p>"
    )


def fault(error: Exception) -> bool:
    """What nobody caught, as from a part of a page: a sentence on the page; Streamlit itself says nothing."""
    sentence = error.sentence if isinstance(error, AssessmentError) else lost()
    way = f" {link('/sign-in', 'Sign in')}" if isinstance(error, SignedOut) else ""
    st.html(f'<div class="box wrong" role="alert"><p>{html(sentence)}{way}</p></div>')
    return True


def asked_number(name: str) -> int | None:
    """A number from the page's address; None when it is missing or no number."""
    text = str(st.query_params.get(name, ""))
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_ID else None
