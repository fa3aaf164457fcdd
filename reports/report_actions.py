"""What will be done about the findings, as papers tell it: each action with who does it, by when and at what cost."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from assessments.actions import by_due
from assessments.business_case import pounds
from assessments.planned import EFFORTS, STATUSES, Action
from assessments.results import ResultView
from assessments.wording import DASH, counted, day
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


def money_to_find(view: ResultView, actions: Iterable[Action]) -> str | None:
    """What the open actions cost whose money nobody has named yet, as a thing to ask for; None where it is nothing."""
    waiting = [one for one in about(view, actions) if one.is_open and one.cost and not one.funding]
    total = sum((one.cost for one in waiting if one.cost), Decimal(0))
    return f"Decide where {pounds(total)} for {counted(len(waiting), 'action')} comes from." if waiting else None


def _row(one: Action, today: date) -> tuple[str, ...]:
    return (
        one.what,
        one.owner or DASH,
        DASH if one.due is None else day(one.due),
        DASH if one.effort is None else EFFORTS[one.effort],
        DASH if one.cost is None else pounds(one.cost),
        state(one, today),
    )


def state(one: Action, today: date) -> str:
    """How far it is, and whether its day has passed."""
    return STATUSES[one.status] + (", past its day" if one.is_late(today) else "")
