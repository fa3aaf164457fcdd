"""What an action says: what will be done, by whom, until when, at what cost, and how far it is; with its history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from assessments.plain import decimal
from assessments.values import Person
from frameworks.values import Effort

Status = Literal["not_started", "in_progress", "complete", "on_hold", "dropped"]
STATUSES: Mapping[Status, str] = {
    "not_started": "not started",
    "in_progress": "in progress",
    "complete": "complete",
    "on_hold": "on hold",
    "dropped": "not going ahead",
}
OPEN: frozenset[Status] = frozenset({"not_started", "in_progress", "on_hold"})
EFFORTS: Mapping[Effort, str] = {"small": "small", "medium": "medium", "large": "large"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What people write of an action of an organisation.

    `questions` are ids of `framework` as `edition` has them, and `aim` the level that the action takes them to; None is
    one level up. `owned_by` is somebody of the organisation, else `owner_name` what was typed. `cost` is in pounds,
    exact. `review` is the one it was made from.
    """

    what: str
    framework: str | None = None
    edition: str | None = None
    questions: tuple[str, ...] = ()
    aim: int | None = None
    owned_by: int | None = None
    owner_name: str = ""
    due: date | None = None
    effort: Effort | None = None
    cost: Decimal | None = None
    funding: str = ""
    plan: str = ""
    theme: str = ""
    status: Status = "not_started"
    review: int | None = None

    @property
    def is_open(self) -> bool:
        """Still to be done, also while it is on hold."""
        return self.status in OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Planned):
    """An action as it is now. Revisions count from 1. `shared`: those who see the organisation's comments see it too.

    `owner` is whose it is in words, '' for nobody's or somebody whose name is not to be seen.
    """

    id: int
    organisation: int
    revision: int
    shared: bool
    owner: str
    added_at: datetime
    added_by: Person
    changed_at: datetime
    changed_by: Person

    def is_late(self, today: date) -> bool:
        """Still open after its day."""
        return self.is_open and self.due is not None and self.due < today


@dataclass(frozen=True, slots=True)
class Revision:
    """One line of an action's history: what it said from then on, and what was noted with it."""

    number: int
    planned: Planned
    owner: str
    note: str
    at: datetime
    by: Person


def planned_data(planned: Planned) -> dict[str, Any]:
    """What is stored of it as plain data, whose it is apart; only what is there is written."""
    found: dict[str, Any] = {
        "what": planned.what,
        "framework": planned.framework,
        "edition": planned.edition,
        "questions": list(planned.questions),
        "aim": planned.aim,
        "owner_name": planned.owner_name,
        "due": None if planned.due is None else planned.due.isoformat(),
        "effort": planned.effort,
        "cost": planned.cost,
        "funding": planned.funding,
        "plan": planned.plan,
        "theme": planned.theme,
        "status": planned.status,
        "review": planned.review,
    }
    return {name: value for name, value in found.items() if value not in (None, "", [])}


def planned_parts(data: Mapping[str, Any]) -> dict[str, Any]:
    """What `planned_data` wrote, as the parts of a Planned. Raises what a damaged one raises."""
    if data["status"] not in STATUSES:
        raise ValueError(data["status"])
    return {
        **data,
        "questions": tuple(data.get("questions", ())),
        "due": date.fromisoformat(data["due"]) if "due" in data else None,
        "cost": decimal(data.get("cost")),
    }
