"""Takes a roster as it was looked at: put by in pieces that hold nobody up, then done all at once or not at all."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from assessments.access import networks, system_acts
from assessments.errors import Conflict, NotYours, Refused, StoreUnavailable
from assessments.ids import IdSource, random_id
from assessments.roster.planning import Preview
from assessments.store import imports
from assessments.store import networks as network_statements
from assessments.store import roster as statements
from assessments.store.imports import Line
from assessments.store.protocol import Door, Rows, Unit

PIECE = 500  # rows put by in one unit: about 10 ms
GIVEN_UP_AFTER = timedelta(hours=1)
STILL_OPEN = "Something in this list is still to be mended or answered. Look at it again."
MEANWHILE = "Somebody changed the list of organisations meanwhile. Look at what would be taken again, then take it."


def take(
    reception: Door, network_id: int | None, seen: Preview, *, now: datetime, new_id: IdSource = random_id
) -> None:
    """Everything that the preview says, or nothing: also when it is stopped half-way. Raises Refused, NotYours."""
    if seen.is_open:
        raise Refused(STILL_OPEN)
    if not (seen.deeds or seen.networks):
        raise Refused("There is nothing in it to take: everything is here already.")
    import_id = new_id()
    lines = reception.read(lambda rows: _lines(rows, network_id, import_id, seen))
    reception.write(lambda unit: imports.forget_before(unit, now - GIVEN_UP_AFTER))
    try:
        for first in range(0, len(lines), PIECE):
            piece = lines[first : first + PIECE]
            reception.write(lambda unit, piece=piece: imports.put_by(unit, piece))  # type: ignore[misc]
        reception.write(lambda unit: _do(unit, network_id, import_id, seen, now))
    except Conflict as fault:
        raise Refused(MEANWHILE) from fault
    finally:
        with suppress(StoreUnavailable):  # what stays behind is forgotten by the next import, or once a day
            for upto in range(PIECE, len(lines) + PIECE, PIECE):
                reception.write(lambda unit, upto=upto: imports.forget(unit, import_id, upto))  # type: ignore[misc]


def _lines(rows: Rows, network_id: int | None, import_id: int, seen: Preview) -> Sequence[Line]:
    """Each act follows the last one there is now; so whoever writes to one of these from here on is noticed."""
    _only_those_who_may(rows, network_id)
    there = {each.id: each for each in statements.known(rows, None)} if seen.before else {}
    if any(there.get(each.id) != each for each in seen.before):
        raise Refused(MEANWHILE)
    return list(imports.lines(rows, import_id, seen.deeds, rows.person_id))


def _do(unit: Unit, network_id: int | None, import_id: int, seen: Preview, now: datetime) -> None:
    _only_those_who_may(unit, network_id)
    if statements.seen(unit) != seen.seen:
        raise Refused(MEANWHILE)
    for branch, code in seen.networks:
        network_statements.add(unit, branch, now)
        statements.give_code(unit, branch.id, code)
        system_acts.record(unit, "network added", now, network=branch.id)
    about = {"network": network_id} if network_id is not None else {}
    system_acts.record(unit, "roster taken", now, new=len(seen.new), changed=len(seen.changed), **about)
    imports.do(unit, import_id)
    for old, new in seen.heirs:
        imports.carry_over(unit, old, new)


def _only_those_who_may(rows: Rows, network_id: int | None) -> None:
    if network_id is not None:
        networks.led_one(rows, network_id)
    elif not network_statements.is_administrator(rows, rows.person_id):
        raise NotYours
