"""Statements about the plans of networks: each action as it is now and as it ever was; run at reception only."""

from collections.abc import Sequence

from assessments.plain import canonical, read
from assessments.regional import Change, Intended, NetworkAction, intended_data, intended_parts
from assessments.store.columns import from_row, moment, stamp
from assessments.store.protocol import Row, Rows, Unit
from assessments.values import Person

SELECT = (
    "SELECT a.action_id, a.network_id, n.name AS network_name, a.revision, a.content, a.added_at, a.added_by,"
    " coalesce(p.name, '') AS adder, a.changed_at, a.changed_by, coalesce(c.name, '') AS changer FROM _plan_action a"
    " JOIN network n ON n.network_id = a.network_id LEFT JOIN person p ON p.person_id = a.added_by"
    " LEFT JOIN person c ON c.person_id = a.changed_by"
)


@from_row()
def _action(row: Row) -> NetworkAction:
    return NetworkAction(
        **intended_parts(read(row["content"])),
        id=row["action_id"],
        network=row["network_id"],
        network_name=row["network_name"],
        revision=row["revision"],
        added_at=moment(row["added_at"]),
        added_by=Person(row["added_by"], row["adder"]),
        changed_at=moment(row["changed_at"]),
        changed_by=Person(row["changed_by"], row["changer"]),
    )


@from_row()
def _change(row: Row) -> Change:
    intended = Intended(**intended_parts(read(row["content"])))
    return Change(
        row["revision"], intended, row["note"], moment(row["changed_at"]), Person(row["changed_by"], row["changer"])
    )


def every(rows: Rows, network_id: int) -> tuple[NetworkAction, ...]:
    """The actions of a network's own plan, in the order they were added."""
    sql = f"{SELECT} WHERE a.network_id = :network ORDER BY a.added_at, a.action_id"
    return tuple(map(_action, rows.rows(sql, network=network_id)))


def above(rows: Rows, network_id: int) -> tuple[NetworkAction, ...]:
    """The actions of the plans of all networks above one."""
    sql = (
        f"{SELECT} JOIN network_above u ON u.above = a.network_id WHERE u.below = :network AND u.depth > 0"
        " ORDER BY u.depth, a.added_at, a.action_id"
    )
    return tuple(map(_action, rows.rows(sql, network=network_id)))


def one(rows: Rows, network_id: int, action_id: int) -> NetworkAction | None:
    found = rows.one(f"{SELECT} WHERE a.network_id = :network AND a.action_id = :id", network=network_id, id=action_id)
    return None if found is None else _action(found)


def history(rows: Rows, network_id: int, action_id: int) -> Sequence[Change]:
    """What an action said, oldest first."""
    found = rows.rows(
        "SELECT a.revision, a.content, a.note, a.changed_at, a.changed_by, coalesce(c.name, '') AS changer"
        " FROM _plan_history a LEFT JOIN person c ON c.person_id = a.changed_by"
        " WHERE a.network_id = :network AND a.action_id = :id ORDER BY a.revision",
        network=network_id,
        id=action_id,
    )
    return tuple(map(_change, found))


def add(unit: Unit, action: NetworkAction, note: str) -> None:
    """A new action, with the first line of its history."""
    unit.run(
        "INSERT INTO {_plan_action} (network_id, action_id, revision, content, added_at, added_by, changed_at,"
        " changed_by) VALUES (:network, :id, 1, :content, :at, :by, :at, :by)",
        network=action.network,
        id=action.id,
        content=canonical(intended_data(action)),
        at=stamp(action.added_at),
        by=action.added_by.id,
    )
    _remember(unit, action, note)


def change(unit: Unit, action: NetworkAction, note: str) -> bool:
    """What it says from now on, as its next revision; False where somebody changed it meanwhile."""
    changed = unit.run(
        "UPDATE {_plan_action} SET revision = revision + 1, content = :content, changed_at = :at, changed_by = :by"
        " WHERE network_id = :network AND action_id = :id AND revision = :seen RETURNING revision",
        network=action.network,
        id=action.id,
        content=canonical(intended_data(action)),
        at=stamp(action.changed_at),
        by=action.changed_by.id,
        seen=action.revision - 1,
    )
    if changed:
        _remember(unit, action, note)
    return bool(changed)


def _remember(unit: Unit, action: NetworkAction, note: str) -> None:
    unit.run(
        "INSERT INTO {_plan_history} (network_id, action_id, revision, content, note, changed_at, changed_by)"
        " VALUES (:network, :id, :revision, :content, :note, :at, :by)",
        network=action.network,
        id=action.id,
        revision=action.revision,
        content=canonical(intended_data(action)),
        note=note,
        at=stamp(action.changed_at),
        by=action.changed_by.id,
    )
