"""What an action of a network's plan says: its theme and priority, for whom it is, who leads it, and its days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from assessments.plain import decimal
from assessments.planned import OPEN, STATUSES, Status
from assessments.values import Person

Theme = Literal["awareness", "acceptance", "learning", "support", "coordination", "investment", "research"]
Priority = Literal["high", "medium", "low"]
For = Literal["network", "members", "below"]
THEMES: Mapping[Theme, str] = {
    "awareness": "Awareness",
    "acceptance": "Acceptance",
    "learning": "Learning",
    "support": "Support",
    "coordination": "Coordination",
    "investment": "Investment",
    "research": "Research",
}
PRIORITIES: tuple[Priority, ...] = ("high", "medium", "low")


@dataclass(frozen=True, slots=True, kw_only=True)
class Intended:
    """What people write of an action of a network.

    It is for the network itself, for its members, or for the network `below` it that is named by its id. `cost` is in
    pounds, exact.
    """

    what: str
    theme: Theme
    priority: Priority = "medium"
    whom: For = "network"
    below: int | None = None
    lead: str = ""
    starts: date | None = None
    due: date | None = None
    cost: Decimal | None = None
    funding: str = ""
    status: Status = "not_started"

    @property
    def is_open(self) -> bool:
        """Still to be done, also while it is on hold."""
        return self.status in OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkAction(Intended):
    """An action of a network as it is now. Revisions count from 1; `network_name` is whose plan it stands in."""

    id: int
    network: int
    network_name: str
    revision: int
    added_at: datetime
    added_by: Person
    changed_at: datetime
    changed_by: Person

    def is_late(self, today: date) -> bool:
        """Still open after its day."""
        return self.is_open and self.due is not None and self.due < today


@dataclass(frozen=True, slots=True)
class Change:
    """One line of its history."""

    number: int
    intended: Intended
    note: str
    at: datetime
    by: Person


def intended_data(intended: Intended) -> dict[str, Any]:
    """What is stored of it as plain data; only what is there is written."""
    found: dict[str, Any] = {
        "what": intended.what,
        "theme": intended.theme,
        "priority": intended.priority,
        "whom": intended.whom,
        "below": intended.below,
        "lead": intended.lead,
        "starts": None if intended.starts is None else intended.starts.isoformat(),
        "due": None if intended.due is None else intended.due.isoformat(),
        "cost": intended.cost,
        "funding": intended.funding,
        "status": intended.status,
    }
    return {name: value for name, value in found.items() if value not in (None, "")}


def intended_parts(data: Mapping[str, Any]) -> dict[str, Any]:
    """What `intended_data` wrote, as the parts of an Intended. Raises what a damaged one raises."""
    if data["status"] not in STATUSES or data["theme"] not in THEMES:
        raise ValueError(data["status"], data["theme"])
    days = {name: date.fromisoformat(data[name]) for name in ("starts", "due") if name in data}
    return {**data, **days, "cost": decimal(data.get("cost"))}
