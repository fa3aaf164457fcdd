"""Deciding awards: an adviser to whom the organisation shows its levels, or an administrator, never one of its own."""

from collections.abc import Mapping
from datetime import datetime

from assessments import periods
from assessments.errors import NotYours, Refused
from assessments.held_awards import last_day
from assessments.store import acts, people
from assessments.store import administration as duties
from assessments.store import awards as statements
from assessments.store.awards import Application, Decision, Outcome, Wanted
from assessments.store.protocol import Door, Rows, Unit
from assessments.typed import tidy
from assessments.values import Person

LONGEST_REASON = 1000
ACTS: Mapping[Outcome, str] = {"given": "award given", "refused": "award not given"}


def waiting(reception: Door, *, now: datetime) -> tuple[Application, ...]:
    """What waits for who asks to decide, the oldest first; of an organisation of their own there is nothing."""
    found = reception.read(lambda rows: _open_to(rows, "waiting", now))
    return tuple(sorted(found, key=lambda one: (one.applied_at, one.id)))


def decided(reception: Door, *, now: datetime) -> tuple[Application, ...]:
    """What was decided of the same organisations, by whomever, the latest first."""
    found = reception.read(lambda rows: _open_to(rows, "decided", now))
    return tuple(sorted((one for one in found if one.decision), key=_when, reverse=True))


def _when(one: Application) -> tuple[datetime, int]:
    return (one.decision.at if one.decision else one.applied_at), one.id


def _open_to(rows: Rows, wanted: Wanted, now: datetime) -> tuple[Application, ...]:
    mine = people.roles(rows, rows.person_id)
    found = {one.id: one for one in statements.for_adviser(rows, rows.person_id, periods.today(now), wanted)}
    if duties.is_administrator(rows, rows.person_id):
        found = {one.id: one for one in statements.for_administrator(rows, wanted)} | found
    return tuple(one for one in found.values() if one.organisation not in mine)


def decide(reception: Door, application_id: int, outcome: Outcome, *, reason: str, now: datetime) -> Application:
    """Give it or not, with a reason that its people read. Raises Refused, NotYours."""
    said = tidy(reason, "The reason", longest=LONGEST_REASON)
    if not said:
        raise Refused("Say why in a sentence. The people of the organisation read it.")

    def work(unit: Unit) -> Application:
        one = next(iter(_open_to(unit, application_id, now)), None)
        if one is None:
            raise NotYours
        if not statements.close(unit, one, now):
            raise Refused("This was decided already, or taken back. Load the page again.")
        until = last_day(periods.today(now), one.valid_months) if outcome == "given" else None
        statements.decide(unit, one, Decision(outcome, said, "", now, Person(unit.person_id, ""), until))
        acts.record(unit, one.organisation, unit.person_id, ACTS[outcome], now, review=one.review, award=one.title)
        return one

    return reception.write(work)
