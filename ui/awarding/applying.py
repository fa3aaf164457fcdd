"""Applying for an award on its review's page, and taking an application back; for those who lead."""

from functools import partial

import streamlit as st

from assessments import awarding, leading
from assessments.awarding import AwardsView, Line
from ui import composition, keys
from ui.composition import Desk
from ui.formatting import plain
from ui.shell import done
from ui.tables import tag

NOBODY_HERE = "On your own computer nobody else decides, so there is nobody to apply to."


def part(desk: Desk, found: AwardsView, line: Line) -> None:
    """What one can do about an award just now: apply, take it back, or why not."""
    waiting = line.applied is not None and line.applied.closed_at is None
    if not (line.may_apply or waiting) or not found.view.is_inside:
        return
    if composition.mode() == "single":
        st.html(tag("p", NOBODY_HERE, "quiet"))
        return
    refused = leading.why_not(desk.door, found.view.organisation.id, "apply for an award")
    if refused is not None:
        st.html(tag("p", refused, "quiet"))
    elif waiting:
        _take_back(desk, found, line)
    else:
        _apply(desk, found, line)


def _apply(desk: Desk, found: AwardsView, line: Line) -> None:
    title = line.award.title
    with st.form(_key(f"apply:{line.award.id}"), border=False):
        note = st.text_area(
            f"A note for who decides about “{plain(title)}” (you can leave this empty)",
            max_chars=awarding.LONGEST_NOTE, key=_key(f"note:{line.award.id}"),
        )  # fmt: skip
        pressed = st.form_submit_button(f"Apply for “{plain(title)}”", type="primary")
    if pressed:
        act = partial(
            awarding.apply, desk.door, desk.catalogue, found.view.review.id, line.award.id, note=note or "",
            now=desk.now,
        )  # fmt: skip
        done(act, f"You have applied for “{title}”. An adviser to whom you show your levels decides.")


def _take_back(desk: Desk, found: AwardsView, line: Line) -> None:
    applied = line.applied
    label = f"Take back the application for “{plain(line.award.title)}”"
    if applied is not None and st.button(label, key=_key(f"back:{applied.id}")):
        act = partial(awarding.take_back, desk.door, found.view.organisation.id, applied.id, now=desk.now)
        done(act, "The application is taken back.")


def _key(name: str) -> str:
    return keys.page("awards", name)
