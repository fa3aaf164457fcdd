"""Cases: advisers of a team note why an organisation needs them and when they come back; its leads can read it too."""

from datetime import date, datetime

from assessments import periods
from assessments.errors import NotYours, Refused
from assessments.ids import IdSource, random_id
from assessments.store import acts, people
from assessments.store import advising as advising_statements
from assessments.store import cases as statements
from assessments.store import teams as team_statements
from assessments.store.cases import Case
from assessments.store.protocol import Door, Rows, Unit
from assessments.typed import tidy, tidy_line
from assessments.values import Person

LONGEST_NOTE, LONGEST_WHY = 1000, 200
LATEST = date(2999, 12, 31)
CLOSED = "This case was closed already. Load the page again."


def of_adviser(reception: Door, *, now: datetime) -> tuple[Case, ...]:
    """The cases of one's teams that one may read today: open ones first, the next day to come back first."""
    today = periods.today(now)
    return reception.read(lambda rows: statements.of_adviser(rows, rows.person_id, today))


def of_organisation(door: Door, reception: Door, organisation_id: int) -> tuple[Case, ...]:
    """What advisers noted about an organisation, for its leads; nothing for anybody else."""
    if door.read(lambda rows: people.role(rows, organisation_id)) != "lead":
        return ()
    return reception.read(lambda rows: statements.of_organisation(rows, organisation_id))


def begin(  # noqa: PLR0913 (what a case says)
    reception: Door,
    organisation_id: int,
    team_id: int,
    *,
    why: str,
    share: int,
    note: str,
    next_on: date | None,
    now: datetime,
    new_id: IdSource = random_id,
) -> Case:
    """Open a case about an organisation that shows one's team at least `share`. Raises Refused, NotYours."""
    reason = tidy_line(why, "The reason", longest=LONGEST_WHY)
    if not reason:
        raise Refused("Say in a few words why you open a case.")
    note, today, case_id = _noted(note, next_on, now), periods.today(now), new_id()

    def work(unit: Unit) -> Case:
        team = next((one for one in team_statements.of_member(unit, unit.person_id) if one.id == team_id), None)
        if team is None or _shown(unit, organisation_id, team_id, today) < share:
            raise NotYours
        me = Person(unit.person_id, "")
        case = Case(case_id, organisation_id, team_id, team.name, share, reason, note, next_on, now, me, None, None)
        statements.add(unit, case)
        acts.record(unit, organisation_id, unit.person_id, "case opened", now, team=team_id)
        return case

    return reception.write(work)


def change(reception: Door, case_id: int, *, note: str, next_on: date | None, now: datetime) -> None:
    """Note something else, or another day. Raises Refused, NotYours."""
    note = _noted(note, next_on, now)

    def work(unit: Unit) -> None:
        case = _mine(unit, case_id, now)
        if not statements.change(unit, case, note, next_on):
            raise Refused(CLOSED)

    reception.write(work)


def close(reception: Door, case_id: int, *, now: datetime) -> None:
    """The case is closed, by whoever asks. Raises Refused, NotYours."""

    def work(unit: Unit) -> None:
        case = _mine(unit, case_id, now)
        if not statements.close(unit, case, unit.person_id, now):
            raise Refused(CLOSED)
        acts.record(unit, case.organisation, unit.person_id, "case closed", now, team=case.team)

    reception.write(work)


def _shown(rows: Rows, organisation_id: int, team_id: int, today: date) -> int:
    """How much an organisation shows a team today, as in a consent."""
    found = advising_statements.shown_to(rows, team_id, today)
    return next((each.share for each in found if each.organisation == organisation_id), 0)


def _mine(rows: Rows, case_id: int, now: datetime) -> Case:
    found = statements.of_adviser(rows, rows.person_id, periods.today(now))
    case = next((each for each in found if each.id == case_id), None)
    if case is None:
        raise NotYours
    return case


def _noted(note: str, next_on: date | None, now: datetime) -> str:
    """The note, tidied. Raises Refused."""
    if next_on is not None and not periods.today(now) <= next_on <= LATEST:
        raise Refused("That day has passed. Choose a later one.")
    return tidy(note, "The note", longest=LONGEST_NOTE)
