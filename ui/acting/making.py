"""One press makes an action: of a next step, of a quick win, or of every step on the way to a mark."""

from collections.abc import Collection, Sequence
from functools import partial

import streamlit as st

from assessments import actions
from assessments.headline import gain_words
from assessments.results import ResultView
from assessments.wording import counted
from scoring.next_things import quick_wins
from scoring.results import NextThing
from ui import addresses, composition, keys
from ui.composition import Desk
from ui.formatting import link, plain
from ui.shell import done
from ui.tables import tag

MOST = 3


def planned(desk: Desk, view: ResultView) -> frozenset[str]:
    """The questions of a result that an open action is about already."""
    still = [one for one in actions.of(desk.door, view.organisation.id) if one.is_open]
    return frozenset(actions.by_question(desk.catalogue, view.edition, still))


def of_next_steps(desk: Desk, view: ResultView) -> None:
    """A button for each of the next three things, or that it is in the plan; only for those who answer."""
    if not actions.may_write(desk.door, view.organisation.id):
        return
    there = planned(desk, view)
    with st.container(horizontal=True, vertical_alignment="center"):
        for place, thing in enumerate(view.score.what_next[:MOST], start=1):
            _offer(view, thing, f"Put step {place} into our actions", f"Step {place} is in your actions.", there)
    st.html(f"<p>{link(addresses.actions(view.organisation.id), 'See your actions')}</p>")


def quick(view: ResultView, there: Collection[str]) -> None:
    """What takes little and raises the overall level, what raises it most first; nothing where there is none."""
    found = [thing for thing in quick_wins(view.score.what_next) if thing.question not in there][:MOST]
    if found:
        st.html(tag("h3", f"{view.edition.name}, {view.review.period.name}"))
    for thing in found:
        asked = view.edition.questions[thing.question]
        with st.container(border=True):
            st.html(tag("p", tag("strong", thing.step or asked.text)) + tag("p", f"{gain_words(thing.gain)}.", "small"))
            _offer(view, thing, "Put it into our actions", "It is in your actions.", there)


def _offer(view: ResultView, thing: NextThing, label: str, said: str, there: Collection[str]) -> None:
    if thing.question in there:
        st.html(tag("p", said, "said"))
    elif st.button(label, key=keys.page("actions", f"make:{view.review.id}:{thing.question}")):
        made(view, [thing.question])


def of_path(desk: Desk, view: ResultView) -> None:
    """The way to each mark, as actions: one for every question on it that is in none yet."""
    if not actions.may_write(desk.door, view.organisation.id):
        return
    there = planned(desk, view)
    for award in view.score.awards:
        left = [(name, level) for name, level in award.path or () if name not in there]
        if left and st.button(
            f"Put the way to {plain(award.title)} into our actions ({counted(len(left), 'question')})",
            key=keys.page("actions", f"path:{view.review.id}:{award.award}"),
        ):
            made(view, [name for name, _ in left], dict(left))


def made(view: ResultView, questions: Sequence[str], aims: dict[str, int] | None = None) -> None:
    """Add an action for each question, all at once or none, and say so."""
    desk = composition.desk()
    found = [actions.made_of(view, name, aim=(aims or view.sheet.aims).get(name)) for name in questions]
    add = partial(actions.add_all, desk.door, desk.catalogue, view.organisation.id, found, now=desk.now)
    many = "It is" if len(found) == 1 else f"{len(found)} actions are"
    done(add, f"{many} in your actions now. Say there who does it, and until when.")
