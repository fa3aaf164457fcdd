"""Visits: what a team's days went into, how many are left for each organisation this year, and what was noted."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from assessments import periods
from assessments.errors import NotYours, Refused
from assessments.ids import IdSource, random_id
from assessments.store import acts, people
from assessments.store import teams as team_statements
from assessments.store import visits as statements
from assessments.store.protocol import Door, Rows, Unit
from assessments.store.visits import Served, Visit
from assessments.typed import tidy
from assessments.values import Period, Person
from frameworks.values import Kind

LONGEST_NOTE, MOST_HALF_DAYS, LONGEST_AGO = 4000, 60, timedelta(days=800)


@dataclass(frozen=True, slots=True)
class Account:
    """Half days for an organisation in the year it is: what its kind is entitled to (None: nothing was set), and used.

    `last` is the last visit, in whatever year.
    """

    served: Served
    entitled: int | None
    used: int
    last: Visit | None

    @property
    def left(self) -> int | None:
        """Below 0 where more was given than it is entitled to."""
        return None if self.entitled is None else self.entitled - self.used


def days(half_days: int) -> Fraction:
    """As people count them."""
    return Fraction(half_days, 2)


def year_of(kind: Kind, today: date) -> Period:
    """The year an organisation's days are counted in."""
    return periods.period_of(today, "academic" if kind in periods.ACADEMIC else "financial")


def accounts(reception: Door, team_id: int, *, now: datetime) -> tuple[Account, ...]:
    """Every organisation that shows one's team something, by name. Raises NotYours."""
    today = periods.today(now)

    def work(rows: Rows) -> tuple[Account, ...]:
        _of_team(rows, team_id)
        entitled = statements.entitlements(rows, team_id)
        made = statements.of_team(rows, team_id, today - LONGEST_AGO)
        return tuple(_account(each, entitled.get(each.kind), made, today) for each in _served(rows, team_id, today))

    return reception.read(work)


def _account(served: Served, entitled: int | None, made: tuple[Visit, ...], today: date) -> Account:
    own, year = [each for each in made if each.organisation == served.organisation], year_of(served.kind, today)
    used = sum(each.half_days for each in own if year.start <= each.on <= year.end)
    return Account(served, entitled, used, own[0] if own else None)


def entitlements(reception: Door, team_id: int) -> dict[Kind, int]:
    """Half days a year that one's team has for each organisation of a kind. Raises NotYours."""

    def work(rows: Rows) -> dict[Kind, int]:
        _of_team(rows, team_id)
        return dict(statements.entitlements(rows, team_id))

    return reception.read(work)


def entitle(reception: Door, team_id: int, kind: Kind, half_days: int, *, now: datetime) -> None:
    """Say how many half days a year an organisation of a kind has. Raises Refused, NotYours."""
    if not 0 <= half_days <= MOST_HALF_DAYS:
        raise Refused(f"Give between 0 and {MOST_HALF_DAYS // 2} days.")

    def work(unit: Unit) -> None:
        _of_team(unit, team_id)
        statements.entitle(unit, team_id, kind, half_days, now)

    reception.write(work)


def note(  # noqa: PLR0913 (what a visit was)
    reception: Door,
    organisation_id: int,
    team_id: int,
    *,
    on: date,
    half_days: int,
    note: str,
    now: datetime,
    new_id: IdSource = random_id,
) -> Visit:
    """Write a visit down. Raises Refused, NotYours."""
    today, words = periods.today(now), tidy(note, "The note", longest=LONGEST_NOTE)
    if not today - LONGEST_AGO <= on <= today:
        raise Refused("Give the day of the visit: not one to come, and not more than two years ago.")
    if not 0 <= half_days <= MOST_HALF_DAYS:
        raise Refused(f"Give between 0 and {MOST_HALF_DAYS // 2} days.")

    def work(unit: Unit) -> Visit:
        team = _of_team(unit, team_id)
        if all(each.organisation != organisation_id for each in _served(unit, team_id, today)):
            raise NotYours
        me = Person(unit.person_id, "")
        visit = Visit(new_id(), organisation_id, team_id, team, on, half_days, words, now, me)
        statements.add(unit, visit)
        acts.record(unit, organisation_id, me.id, "visit noted", now, team=team_id)
        return visit

    return reception.write(work)


def take_back(reception: Door, visit: Visit, *, now: datetime) -> None:
    """Remove what one's team wrote down by mistake. Raises Refused, NotYours."""

    def work(unit: Unit) -> None:
        _of_team(unit, visit.team)
        if not statements.remove(unit, visit):
            raise Refused("This visit was taken back already. Load the page again.")
        acts.record(unit, visit.organisation, unit.person_id, "visit taken back", now, team=visit.team)

    reception.write(work)


def of_organisation(door: Door, reception: Door, organisation_id: int) -> tuple[Visit, ...]:
    """Every visit to an organisation, for its leads; nothing for anybody else."""
    if door.read(lambda rows: people.role(rows, organisation_id)) != "lead":
        return ()
    return reception.read(lambda rows: statements.of_organisation(rows, organisation_id))


def of_team(reception: Door, organisation_id: int, team_id: int, *, now: datetime) -> tuple[Visit, ...]:
    """One's team's visits to an organisation that shows it something today, the last first. Raises NotYours."""
    today = periods.today(now)

    def work(rows: Rows) -> tuple[Visit, ...]:
        _of_team(rows, team_id)
        if all(each.organisation != organisation_id for each in _served(rows, team_id, today)):
            raise NotYours
        return tuple(each for each in statements.of_organisation(rows, organisation_id) if each.team == team_id)

    return reception.read(work)


def _served(rows: Rows, team_id: int, today: date) -> tuple[Served, ...]:
    return statements.served(rows, team_id, today)


def _of_team(rows: Rows, team_id: int) -> str:
    """The name of a team one belongs to. Raises NotYours."""
    team = next((one for one in team_statements.of_member(rows, rows.person_id) if one.id == team_id), None)
    if team is None:
        raise NotYours
    return team.name
