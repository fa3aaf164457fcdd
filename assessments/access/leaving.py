"""An organisation leaves: others' access ends at once, it can come back for 30 days, and then it is erased."""

from collections.abc import Callable
from datetime import datetime, timedelta

from assessments.access import system_acts
from assessments.errors import NotYours, Refused
from assessments.store import acts, organisations
from assessments.store import leaving as statements
from assessments.store.protocol import Door, Rows, Unit

STAYS = timedelta(days=30)


def leave(reception: Door, organisation_id: int, *, name: str, now: datetime) -> datetime:
    """Say that it leaves; gives the moment from which it is erased. For its leads.

    `name` is what the person typed to confirm. Raises NotYours, Refused.
    """

    def work(unit: Unit) -> datetime:
        _only_leads(unit, organisation_id)
        organisation = organisations.one(unit, organisation_id)
        if organisation is None:
            raise NotYours
        if statements.since(unit, organisation_id) is not None:
            raise Refused("This organisation is leaving already. Reload the page to see until when it can come back.")
        if " ".join(name.split()).casefold() != organisation.name.casefold():
            raise Refused("To confirm, type the name of the organisation exactly as it stands above the box.")
        statements.set_since(unit, organisation_id, now)
        statements.withdraw_invitations(unit, organisation_id, now)
        acts.record(unit, organisation_id, unit.person_id, "leaving began", now)
        system_acts.record(unit, "leaving began", now, organisation=organisation_id)
        return now + STAYS

    return reception.write(work)


def stay(reception: Door, organisation_id: int, *, now: datetime) -> None:
    """Withdraw the leaving: everything is as it was, and what others may see they may see again. For its leads."""

    def work(unit: Unit) -> None:
        _only_leads(unit, organisation_id)
        if statements.since(unit, organisation_id) is None:
            raise Refused("This organisation is not leaving. Reload the page.")
        statements.set_since(unit, organisation_id, None)
        acts.record(unit, organisation_id, unit.person_id, "leaving withdrawn", now)
        system_acts.record(unit, "leaving withdrawn", now, organisation=organisation_id)

    reception.write(work)


def erased_from(door: Door, organisation_id: int) -> datetime | None:
    """The moment from which a leaving organisation is erased; None when it stays or is not the asker's to read."""
    since = door.read(lambda rows: statements.since(rows, organisation_id))
    return None if since is None else since + STAYS


def erase_due(reception: Door, erase: Callable[[int], None], *, now: datetime) -> tuple[int, ...]:
    """Erase every organisation whose 30 days are over, by what the store gives for it; their ids."""
    erased = []
    for organisation in _due(reception, now):
        if organisation in _due(reception, now):  # nobody withdrew it, or erased it, meanwhile
            erase(organisation)
            _record_erased(reception, organisation, now)
            erased.append(organisation)
    return tuple(erased)


def _due(reception: Door, now: datetime) -> tuple[int, ...]:
    return reception.read(lambda rows: statements.due(rows, now - STAYS))


def _record_erased(reception: Door, organisation_id: int, now: datetime) -> None:
    reception.write(lambda unit: system_acts.record(unit, "organisation erased", now, organisation=organisation_id))


def _only_leads(rows: Rows, organisation_id: int) -> None:
    if not statements.leads(rows, organisation_id, rows.person_id):
        raise NotYours
