"""What the demo organisations plan after a review, and what became of it; and what their county plans."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import repeat

from assessments import periods
from assessments.access import planning as regional
from assessments.actions import writing
from assessments.planned import Action, Planned, Status
from assessments.regional import Intended
from assessments.store.protocol import Door, Unit
from frameworks.edition import Edition
from scoring.efforts import effort_at

AFTER, SOON, LATER, BEFORE = timedelta(days=7), timedelta(days=70), timedelta(days=190), timedelta(days=30)
OWNERS = ("The deputy", "The office manager", "The ICT lead")
WENT: tuple[tuple[Status, str], ...] = (
    ("complete", "Done, and looked at together in a meeting."),
    ("in_progress", "Begun; waiting for a price from the supplier."),
)
HALF_A_YEAR = timedelta(days=182)
COUNTY = (  # with how many days are left
    (60, Intended(what="Show every school what online safety looks like next door", theme="awareness", priority="high",
                  lead="The county's office", status="in_progress")),
    (-40, Intended(what="Agree one price for broadband", theme="investment", priority="high", cost=Decimal(60000),
                   lead="The county's office", funding="County fund", status="in_progress")),
    (120, Intended(what="Name one person to ask about technology", theme="support", whom="members",
                   lead="Harbour advisers")),
    (240, Intended(what="Train two people on keeping children safe online", theme="learning", whom="members",
                   lead="Harbour advisers", priority="medium")),
    (-10, Intended(what="Meet twice a year with the other counties", theme="coordination", priority="low",
                   lead="The county's office", status="complete")),
)  # fmt: skip
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


def of_county(reception: Door, network: int, now: datetime) -> None:
    """The plan of the demo's county: five actions at different stages, one of them late, two asked of its members."""
    today = periods.today(now)
    for number, (days, intended) in enumerate(COUNTY, start=1):
        whole = replace(intended, starts=today - HALF_A_YEAR, due=today + timedelta(days=days))
        regional.add(reception, network, whole, now=now, new_id=repeat(number).__next__)
