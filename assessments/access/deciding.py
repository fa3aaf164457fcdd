"""Deciding awards: an adviser to whom the organisation shows its levels, or an administrator, never one of its own."""

from collections.abc import Mapping
from datetime import datetime

from assessments import periods
from assessments.awarding import last_day
from assessments.errors import NotYours, Refused
from assessments.store import acts, people
from assessments.store import administration as duties
from assessments.store import awards as statements
from assessments.store.awards import Application, Decision, Outcome
from assessments.store.protocol import Door, Rows, Unit
from assessments.typed import tidy
from assessments.values import Person

LONGEST_REASON = 1000
ACTS: Mapping[Outcome, str] = {"given": "award given", "refused": "award not given"}


def open_to(reception: Door, *, now: datetime) -> tuple[Application, ...]:
    """What waits for somebody to decide and what was decided, of all that who asks may decide; the latest first.

    Of an organisation where they are a member themselves there is nothing.
    """
    return reception.read(lambda rows: _open_to(rows, now))


def _open_to(rows: Rows, now: datetime) -> tuple[Application, ...]:
    mine = people.roles(rows, rows.person_id)
    found = {each.id: each for each in statements.for_adviser(rows, rows.person_id, periods.today(now))}
    if duties.is_administrator(rows, rows.person_id):
        found = {each.id: each for each in statements.for_administrator(rows)} | found
    return tuple(
        sorted(
            (each for each in found.values() if each.organisation not in mine),
            key=lambda each: each.applied_at,
            reverse=True,
        )
    )


def decide(reception: Door, application_id: int, outcome: Outcome, *, reason: str, now: datetime) -> Application:
    """Give it or not, with a reason that its people read. Raises Refused, NotYours."""
    said = tidy(reason, "The reason", longest=LONGEST_REASON)
    if not said:
        raise Refused("Say why in a sentence. The people of the organisation read it.")

    def work(unit: Unit) -> Application:
        one = next((each for each in _open_to(unit, now) if each.id == application_id), None)
        if one is None:
            raise NotYours
        if not statements.close(unit, one, now):
            raise Refused("This was decided already, or taken back. Load the page again.")
        until = last_day(periods.today(now), one.valid_months) if outcome == "given" else None
        statements.decide(unit, one, Decision(outcome, said, "", now, Person(unit.person_id, ""), until))
        acts.record(unit, one.organisation, unit.person_id, ACTS[outcome], now, review=one.review, award=one.title)
        return one

    return reception.write(work)
