"""What will be done about the findings, as papers tell it: each action with who does it, by when and at what cost."""

from collections.abc import Iterable, Iterator
from datetime import date

from assessments.actions import by_due
from assessments.planned import EFFORTS, STATUSES, Action
from assessments.results import ResultView
from assessments.wording import DASH, day, number
from reports.paper import Block, Heading, table

HEAD = ("What", "Who", "By", "Effort", "Cost", "State")


def planned(view: ResultView, actions: Iterable[Action], today: date) -> Iterator[Block]:
    """The actions about the review's framework, the ones still open first; nothing where there are none."""
    rows = [_row(one, today) for one in by_due(about(view, actions))]
    if rows:
        yield Heading("Action plan")
        yield table("What will be done", HEAD, rows, widths=(6, 3, 3, 2, 2, 3))


def about(view: ResultView, actions: Iterable[Action]) -> Iterator[Action]:
    """Those about the review's framework, or made from it."""
    return (one for one in actions if one.framework == view.edition.id or one.review == view.review.id)


def _row(one: Action, today: date) -> tuple[str, ...]:
    return (
        one.what,
        one.owner or DASH,
        DASH if one.due is None else day(one.due),
        DASH if one.effort is None else EFFORTS[one.effort],
        DASH if one.cost is None else f"£{number(one.cost)}",
        state(one, today),
    )


def state(one: Action, today: date) -> str:
    """How far it is, and whether its day has passed."""
    return STATUSES[one.status] + (", past its day" if one.is_late(today) else "")
