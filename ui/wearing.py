"""Putting on a hat: Home opens in the role somebody chose, and remembers it until they sign out."""

from collections.abc import Mapping, Sequence

import streamlit as st

from assessments.access import sessions, standing
from assessments.values import Organisation
from ui import composition
from ui.composition import Desk
from ui.hats import in_a_sentence
from ui.navigation import go
from ui.roles import ROLES
from ui.switching import worn

ALONE = "You look after {} organisations. Choose one."


def chosen(desk: Desk, mine: tuple[Organisation, ...]) -> tuple[Organisation, ...]:
    """The organisations of the hat that is worn; other work than in organisations has its own page, opened here."""
    found = {hat.id: hat for hat in worn(desk, mine)}
    asked = str(st.query_params.get("hat", ""))
    if asked in found and asked != desk.hat:
        sessions.wear(desk.reception, composition.page_token() or "", asked, desk.now)
    hat = found.get(asked) or found.get(desk.hat or "")
    if hat is None:
        return mine
    if hat.page:
        go(hat.page, **dict(hat.parts))
    return hat.organisations


def without_organisations(desk: Desk) -> None:
    """Somebody who has no organisation of their own, but other work, goes there; nobody else is moved."""
    if composition.mode() != "single":
        chosen(desk, ())
        for hat in worn(desk, ()):
            go(hat.page, **dict(hat.parts))


def sentence(desk: Desk, mine: Sequence[Organisation]) -> str:
    """How somebody with many organisations is greeted: with their roles in them."""
    if composition.mode() == "single":
        return ALONE.format(len(mine))
    return f"{in_a_sentence(worn(desk, mine))} Choose one."


def roles_in(desk: Desk) -> Mapping[int, str]:
    """What one is in each of one's organisations, in a word; nothing where nobody signs in."""
    if composition.mode() == "single":
        return {}
    found = standing.roles(desk.reception, desk.standing.person.id)
    return {organisation: ROLES[role] for organisation, role in found.items()}


def role_here(desk: Desk, here: Organisation) -> str:
    """As in " · You are a reader here."; nothing where nobody signs in."""
    role = roles_in(desk).get(here.id)
    return f" · You are a {role.lower()} here." if role else ""


def only_reads(desk: Desk) -> bool:
    """Whether somebody is a reader wherever they belong, and so adds nothing."""
    found = roles_in(desk)
    return bool(found) and set(found.values()) == {ROLES["reader"]}
