"""You said, you did: what became of the actions about each question, on the review and on the results."""

from collections.abc import Mapping

import streamlit as st

from assessments import actions, periods, wording
from assessments.planned import STATUSES, Action
from assessments.results import ResultView
from assessments.values import OpenReview
from scoring.years import QuestionChange
from ui import keys
from ui.composition import Desk
from ui.formatting import html
from ui.tables import Content, Html, bullets, table, tag

MOVED: Mapping[str | None, str] = {"improved": "improved", "slipped": "slipped", "same": "stayed the same"}
Found = Mapping[str, tuple[Action, ...]]


def hold(desk: Desk, opened: OpenReview) -> None:
    """Read the actions for the questions of a review that is about to be drawn."""
    found = actions.of(desk.door, opened.organisation.id)
    st.session_state[keys.PLANNED] = actions.by_question(desk.catalogue, opened.edition, found)


def beside(question: str) -> None:
    """What was planned for a question and how far it is, beside last time's answer."""
    held: Found = st.session_state.get(keys.PLANNED) or {}
    items = "".join(f"<br>{html(one.what)}: <strong>{html(_so_far(one))}</strong>" for one in held.get(question, ()))
    if items:
        st.html(f'<p class="before quiet">You said you would:{items}</p>')


def _so_far(one: Action) -> str:
    """As in "complete (14 November 2026)" or "in progress, to reach level 4, due 31 March 2027"."""
    if one.is_open:
        aim = f", to reach level {one.aim}" if one.aim is not None else ""
        return f"{STATUSES[one.status]}{aim}" + (f", due {wording.day(one.due)}" if one.due else "")
    return f"{STATUSES[one.status]} ({wording.day(periods.today(one.changed_at))})"


def about(desk: Desk, view: ResultView) -> Found:
    """The actions about the questions of a result that were planned before it, by question."""
    found = [one for one in actions.of(desk.door, view.organisation.id) if one.review != view.review.id]
    if view.submission is not None:
        found = [one for one in found if one.added_at < view.submission.submitted_at]
    return actions.by_question(desk.catalogue, view.edition, found)


def became(view: ResultView, found: Found) -> Html:
    """Each action that was planned before, how far it went, and how its questions moved since."""
    lines = {line.question: line for line in view.change.questions} if view.change else {}
    by_action: dict[int, tuple[Action, list[str]]] = {}
    for name, about_it in found.items():
        for one in about_it:
            by_action.setdefault(one.id, (one, []))[1].append(name)
    rows = [(one.what, _so_far(one), _moved(view, names, lines)) for one, names in by_action.values()]
    done = sum(one.status == "complete" for one, _ in by_action.values())
    said = f"Of {wording.counted(len(rows), 'action')} planned before, {done} {'is' if done == 1 else 'are'} complete."
    head = ("You said you would", "What became of it", "Its questions since last time")
    return Html(tag("p", said) + table("What became of your actions", head, rows, titled=False, stacks=head))


def _moved(view: ResultView, names: list[str], lines: Mapping[str, QuestionChange]) -> Content:
    return bullets(f"{view.edition.questions[name].text} {_went(lines.get(name))}" for name in names)


def _went(line: QuestionChange | None) -> str:
    """As in "2 to 3, improved"."""
    if line is None or line.before is None or line.after is None or line.status not in MOVED:
        return "(cannot be compared)"
    levels = f"{wording.level(line.before)} to {wording.level(line.after)}"
    return f"{levels}, {MOVED[line.status]}" if line.before != line.after else f"{wording.level(line.after)}, as before"
