"""Reading actions: those of an organisation by what comes first, and what was changed in each, when and by whom."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from assessments.planned import EFFORTS, STATUSES, Action, Planned, Revision
from assessments.store import actions as statements
from assessments.store import people
from assessments.store.protocol import Door
from assessments.wording import day, pounds

LAST = date.max
NOBODY = "nobody yet"


def of(door: Door, organisation_id: int) -> tuple[Action, ...]:
    """The actions of an organisation that this person may see, in the order they were added."""
    return door.read(lambda rows: statements.every(rows, organisation_id))


def history(door: Door, organisation_id: int) -> Mapping[int, tuple[Revision, ...]]:
    """What every action said and what was noted, by action, oldest first; nothing for those of outside."""
    return door.read(lambda rows: statements.history(rows, organisation_id))


def may_write(door: Door, organisation_id: int) -> bool:
    """Whether this person answers for the organisation, and so plans what will be done."""
    return door.read(lambda rows: people.role(rows, organisation_id)) in {"lead", "contributor"}


def by_due(found: Iterable[Action]) -> tuple[Action, ...]:
    """Those still open first, the earliest day first and those without a day last; then the others, the last first."""
    every = tuple(found)
    still = sorted((one for one in every if one.is_open), key=lambda one: one.due or LAST)
    ended = sorted((one for one in every if not one.is_open), key=lambda one: one.changed_at, reverse=True)
    return (*still, *ended)


def between(before: Revision, after: Revision) -> tuple[str, ...]:
    """What one change did, in words: "in progress", "due 31 March 2027"."""
    return tuple(_differences(before, after))


def _differences(before: Revision, after: Revision) -> Iterator[str]:
    then, now = before.planned, after.planned
    if then.status != now.status:
        yield STATUSES[now.status]
    if then.what != now.what:
        yield f"reads “{now.what}”"
    if (then.owned_by, then.owner_name) != (now.owned_by, now.owner_name):
        yield f"given to {after.owner or NOBODY}"
    if then.due != now.due:
        yield "no day any more" if now.due is None else f"due {day(now.due)}"
    if then.effort != now.effort:
        yield "no effort given" if now.effort is None else f"{EFFORTS[now.effort]} effort"
    if then.cost != now.cost:
        yield "no cost given" if now.cost is None else f"cost {pounds(now.cost)}"
    for name, words in (("funding", "paid from"), ("plan", "part of"), ("theme", "theme")):
        if getattr(then, name) != getattr(now, name):
            yield f"{words} {getattr(now, name) or '–'}"
    if _towards(then) != _towards(now):
        yield "other questions, or another level to reach"


def _towards(planned: Planned) -> tuple[str | None, tuple[str, ...], int | None]:
    return planned.framework, planned.questions, planned.aim
