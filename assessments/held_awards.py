"""Awards that are held: who decided, since when, and the last day each is valid."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assessments import periods
from assessments.store.awards import Application, Decision
from scoring.days import months_after


@dataclass(frozen=True, slots=True)
class Held:
    """An award that was reached: since when, the last day it is valid (None: no end), and who decided.

    `by` is '' where the review decides by itself. `review`, `framework_title`, `period` and `edition` are what it rests
    on; `number` names it.
    """

    award: str
    title: str
    says: str
    since: date
    until: date | None
    by: str
    review: int
    framework_title: str
    period: str
    edition: str
    number: str

    def is_valid(self, today: date) -> bool:
        """Whether it has not lapsed."""
        return self.until is None or today <= self.until


def given(applied: Iterable[Application]) -> tuple[Held, ...]:
    """What somebody decided, for each award of each framework the latest.

    Whichever review it was applied for with, it stays until it lapses.
    """
    latest: dict[tuple[str, str], tuple[Application, Decision]] = {}
    for one in applied:
        found = one.decision
        if found is not None and found.outcome == "given":
            before = latest.get((one.framework, one.award))
            if before is None or before[1].at < found.at:
                latest[one.framework, one.award] = one, found
    return tuple(_held(one, decision) for one, decision in latest.values())


def _held(one: Application, decision: Decision) -> Held:
    return Held(
        award=one.award,
        title=one.title,
        says=one.says,
        since=periods.today(decision.at),
        until=decision.until,
        by=decision.team or "the administrators of Stocktake here",
        review=one.review,
        framework_title=one.framework_title,
        period=one.period,
        edition=one.edition,
        number=str(one.id),
    )


def last_day(since: date, months: int | None) -> date | None:
    """The last day that an award of that day is valid; None where it has no end."""
    return None if months is None else date.fromisoformat(months_after(since.isoformat(), months))
