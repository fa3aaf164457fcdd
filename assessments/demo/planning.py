"""What the demo organisations plan after a review: two actions about their lowest answers, and what became of them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from assessments import periods
from assessments.actions import writing
from assessments.planned import Action, Planned, Status
from assessments.store.protocol import Unit
from frameworks.edition import Edition
from scoring.efforts import effort_at

AFTER, SOON, LATER, BEFORE = timedelta(days=7), timedelta(days=70), timedelta(days=190), timedelta(days=30)
OWNERS = ("The deputy", "The office manager", "The ICT lead")
WENT: tuple[tuple[Status, str], ...] = (
    ("complete", "Done, and looked at together in a meeting."),
    ("in_progress", "Begun; waiting for a price from the supplier."),
)
COSTS: Mapping[str, Decimal] = {"medium": Decimal(450), "large": Decimal(3200)}


class Planning:
    """The plan of one organisation, about the first framework that it submits; the same each time it is told."""

    def __init__(self, unit: Unit, organisation: int, now: datetime) -> None:
        self.unit, self.organisation, self.now = unit, organisation, now
        self.framework: str | None = None
        self.going: list[Action] = []
        self.added = 0

    def submitted(self, edition: Edition, levels: Mapping[str, int], at: datetime) -> None:
        """Before this submission the last plan went on; after it another one is made."""
        if self.framework not in (None, edition.id):
            return
        self.framework = edition.id
        self._go_on(at - BEFORE)
        if at + AFTER <= self.now:
            below = sorted(
                (name for name in levels if levels[name] < edition.scale.highest), key=lambda name: levels[name]
            )
            for name, due in zip(below, (SOON, LATER), strict=False):
                self._add(edition, name, levels[name], at + AFTER, due)

    def _go_on(self, at: datetime) -> None:
        """The first of the last plan is done, the second only begun."""
        for action, (status, note) in zip(self.going, WENT, strict=False):
            changed = replace(writing.written(action), status=status)
            when = max(at, action.added_at)
            writing.write_change(self.unit, action, changed, shared=action.shared, note=note, now=when)
        self.going = []

    def _add(self, edition: Edition, name: str, level: int, at: datetime, due: timedelta) -> None:
        self.added += 1
        question = edition.questions[name]
        step, effort = question.next_steps.get(level), effort_at(question, level)
        planned = Planned(
            what=(step.text if step else question.text)[: writing.LONGEST_WHAT],
            framework=edition.id,
            edition=edition.edition,
            questions=(name,),
            owner_name=OWNERS[self.added % len(OWNERS)],
            due=periods.today(at + due),
            effort=effort,
            cost=COSTS.get(effort),
            funding="Yearly budget" if effort in COSTS else "",
            theme=edition.section_of[name].title[: writing.LONGEST_LINE],
        )
        action = writing.write_new(self.unit, self.organisation, self.added, planned, shared=False, now=at)
        self.going.append(action)
