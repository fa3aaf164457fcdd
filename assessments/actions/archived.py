"""Every action of an organisation and all that was changed in it, as tables to take along when it leaves."""

from assessments.actions import reading, table
from assessments.planned import STATUSES
from assessments.store import actions as statements
from assessments.store.protocol import Door

Table = list[list[str]]


def tables(door: Door, organisation_id: int) -> tuple[Table, Table]:
    """The actions as another Stocktake takes them in, and their history, oldest first."""
    found = reading.of(door, organisation_id)
    rows = [["" if cell is None else str(cell) for cell in table.row(one)] for one in found]
    lines = [
        [str(action), str(line.number), line.at.isoformat(), str(line.by.id), STATUSES[line.planned.status], line.note]
        for action, every in door.read(lambda rows: statements.history(rows, organisation_id)).items()
        for line in every
    ]
    return [[*table.HEAD], *rows], [["action", "revision", "at", "person", "status", "note"], *lines]
