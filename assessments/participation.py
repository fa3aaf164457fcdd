"""Participation: of the organisations that belong to a network, how many began and submitted a review, year by year.

Exact and by name, for those who lead the network: a count of who took part, never of what anybody answered. Who belongs
is told by the roster, who took part by one's own door, so that nobody learns of an organisation that left them.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Literal

from assessments import periods
from assessments.access import networks
from assessments.errors import NotYours
from assessments.roster.members import members_on
from assessments.store import networks as network_statements
from assessments.store import participation as statements
from assessments.store.participation import Member, Reviewed
from assessments.store.protocol import Door, Rows
from assessments.values import Period
from frameworks.edition import Calendar, Edition

Went = Literal["submitted", "begun", "not begun"]
CALENDARS: tuple[Calendar, ...] = ("academic", "financial")
MOST_YEARS = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One organisation in one year: how far it went, and on which day it submitted last."""

    member: Member
    went: Went
    submitted_on: date | None


@dataclass(frozen=True, slots=True)
class Year:
    """One period: everybody who belonged on its last day (in the running one, today) and whom one still knows of.

    `left` belonged then and do not now: how far they went is theirs again, so they are in no figure here.
    """

    period: Period
    day: date
    lines: tuple[Line, ...]
    left: int

    def many(self, *went: Went) -> int:
        """How many went that far."""
        return sum(line.went in went for line in self.lines)

    @property
    def share(self) -> Fraction | None:
        """Of all, how many submitted; None where nobody belongs."""
        return Fraction(self.many("submitted"), len(self.lines)) if self.lines else None

    def by(self, name: Callable[[Member], str]) -> Mapping[str, tuple[int, int]]:
        """Submitted and all, by what `name` says of an organisation; the largest group first."""
        every = Counter(name(line.member) for line in self.lines)
        done = Counter(name(line.member) for line in self.lines if line.went == "submitted")
        return {group: (done[group], many) for group, many in every.most_common()}


@dataclass(frozen=True, slots=True)
class Participation:
    """The years of one framework and calendar in one network, the newest first, as they were known on a day.

    `submitted` has the days on which those of the newest year submitted, whenever they joined, by the period's name.
    """

    framework: str
    calendar: Calendar
    known_on: date
    years: tuple[Year, ...]
    submitted: Mapping[int, Mapping[str, date]] = field(default_factory=dict)


def frameworks(reception: Door, door: Door, network_id: int) -> tuple[str, ...]:
    """The frameworks that the network's organisations have begun, the most used first. Raises NotYours."""
    reception.read(lambda rows: _led(rows, network_id))
    return door.read(lambda rows: statements.begun(rows, network_id))


def of(reception: Door, door: Door, network_id: int, edition: Edition, *, now: datetime) -> tuple[Participation, ...]:
    """Participation in a framework, a calendar at a time (one, unless schools and charities are both asked).

    The denominator is every organisation the framework suits that was open and belonged on the last day, whether it
    answered or not. Raises NotYours, also to an administrator who does not lead the network: their own door tells them
    nothing of it.
    """
    today = periods.today(now)
    known, reviewed = door.read(
        lambda rows: (statements.known(rows, network_id), statements.reviewed(rows, network_id, edition.id))
    )
    wanted = {calendar: _years(calendar, reviewed, today) for calendar in CALENDARS}

    def work(rows: Rows) -> tuple[tuple[Member, ...], dict[date, frozenset[int]]]:
        _led(rows, network_id)
        days = {periods.last_day(period, today) for years in wanted.values() for period in years}
        there = members_on(rows, network_id, days)
        return statements.ever(rows, network_id), {day: frozenset(there[day]) for day in days}

    ever, there = reception.read(work)
    asked = _Asked(edition, today, ever, known, there, reviewed)
    return tuple(found for calendar, years in wanted.items() if (found := asked.told(calendar, years)).years)


def _led(rows: Rows, network_id: int) -> None:
    networks.led_one(rows, network_id)
    if network_id not in network_statements.led(rows, rows.person_id):
        raise NotYours


def _years(calendar: Calendar, reviewed: Iterable[Reviewed], today: date) -> tuple[Period, ...]:
    """The running period and those before it, back to the first that was reviewed."""
    running = periods.period_of(today, calendar)
    first = min((each.period for each in reviewed if each.calendar == calendar), default=running.name)
    years = (periods.before(running, back) for back in range(MOST_YEARS))
    return tuple(period for period in years if period.name >= min(first, running.name))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was read: who ever belonged, whom one may know of now, and who belonged and was open on which day."""

    edition: Edition
    today: date
    ever: tuple[Member, ...]
    known: frozenset[int]
    there: Mapping[date, frozenset[int]]
    reviewed: tuple[Reviewed, ...]

    def told(self, calendar: Calendar, years: Sequence[Period]) -> Participation:
        asked = [each for each in self.ever if each.kind in self.edition.suits]
        here = [each for each in asked if periods.calendar_of(each.kind, self.edition) == calendar]  # type: ignore[arg-type]  # as kept
        went = {(each.organisation, each.period): each for each in self.reviewed if each.calendar == calendar}
        found = (self.year(period, here, went) for period in years)
        told = tuple(year for year in found if year.lines or year.left)
        submitted: dict[int, dict[str, date]] = {}
        for (organisation, period), each in went.items():
            if each.submitted_at is not None:
                submitted.setdefault(organisation, {})[period] = periods.today(each.submitted_at)
        return Participation(self.edition.id, calendar, self.today, told, submitted)

    def year(self, period: Period, members: Sequence[Member], went: Mapping[tuple[int, str], Reviewed]) -> Year:
        day = periods.last_day(period, self.today)
        then = [each for each in members if each.organisation in self.there[day]]
        still = [each for each in then if each.organisation in self.known]
        lines = tuple(_line(each, went.get((each.organisation, period.name))) for each in still)
        return Year(period, day, lines, len(then) - len(still))


def _line(member: Member, reviewed: Reviewed | None) -> Line:
    if reviewed is None:
        return Line(member, "not begun", None)
    if reviewed.submitted_at is None:
        return Line(member, "begun", None)
    return Line(member, "submitted", periods.today(reviewed.submitted_at))
