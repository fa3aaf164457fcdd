"""Emergency access: an administrator reads one organisation for two hours, with a reason that its leads are shown."""

from datetime import datetime, timedelta

from assessments.access import system_acts
from assessments.access.administration import only_administrators
from assessments.errors import NotYours, Refused
from assessments.store import acts, organisations
from assessments.store import administration as statements_of_people
from assessments.store import emergencies as statements
from assessments.store.emergencies import Emergency
from assessments.store.protocol import Door, Rows, Unit
from assessments.typed import tidy
from assessments.values import Person

LASTS = timedelta(hours=2)
SHORTEST, LONGEST = 10, 500


def begin(reception: Door, organisation_id: int, *, because: str, now: datetime) -> Emergency:
    """Open an organisation to oneself, for reading. Raises NotYours, Refused."""
    reason = tidy(because, "The reason", longest=LONGEST, fault=Refused)
    if len(reason) < SHORTEST:
        raise Refused("Say in a few words why you need to read this. The people who lead the organisation will see it.")

    def work(unit: Unit) -> Emergency:
        only_administrators(unit)
        organisation = organisations.one(unit, organisation_id)
        if organisation is None:
            raise NotYours
        if any(
            one.organisation == organisation_id and one.by.id == unit.person_id for one in statements.live(unit, now)
        ):
            raise Refused("This organisation is open to you already. See the head of the page for how long.")
        made = Emergency(organisation_id, organisation.name, Person(unit.person_id, ""), now, now + LASTS, reason)
        statements.add(unit, made)
        acts.record(unit, organisation_id, unit.person_id, "emergency access began", now, minutes=_minutes(LASTS))
        system_acts.record(unit, "emergency access began", now, organisation=organisation_id, minutes=_minutes(LASTS))
        return made

    return reception.write(work)


def end(reception: Door, organisation_id: int, *, now: datetime) -> None:
    """Close it again before its time. Raises NotYours where nothing of one's own is open."""

    def work(unit: Unit) -> None:
        if not statements.end(unit, unit.person_id, organisation_id, now):
            raise NotYours
        acts.record(unit, organisation_id, unit.person_id, "emergency access ended", now)
        system_acts.record(unit, "emergency access ended", now, organisation=organisation_id)

    reception.write(work)


def emergencies(reception: Door, organisation_id: int) -> tuple[Emergency, ...]:
    """All there ever were of an organisation, newest first, for those who belong to it and for administrators.

    `one.is_live(now)` says whether it lasts. Raises NotYours.
    """

    def work(rows: Rows) -> tuple[Emergency, ...]:
        _only_insiders(rows, organisation_id)
        return statements.of_organisation(rows, organisation_id)

    return reception.read(work)


def live(reception: Door, *, now: datetime) -> tuple[Emergency, ...]:
    """What lasts at this moment: one's own, and of the organisations one belongs to. For the head of a page."""

    def work(rows: Rows) -> tuple[Emergency, ...]:
        found = statements.live(rows, now)
        return tuple(one for one in found if one.by.id == rows.person_id or _belongs(rows, one.organisation))

    return reception.read(work)


def _only_insiders(rows: Rows, organisation_id: int) -> None:
    if not (_belongs(rows, organisation_id) or statements_of_people.is_administrator(rows, rows.person_id)):
        raise NotYours


def _belongs(rows: Rows, organisation_id: int) -> bool:
    return organisation_id in statements_of_people.organisations_of(rows, rows.person_id)


def _minutes(lasts: timedelta) -> int:
    return int(lasts.total_seconds()) // 60
