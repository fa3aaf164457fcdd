"""Statements about actions: what an organisation will do, as it is now and as it ever was."""

from assessments.plain import canonical, read
from assessments.planned import Action, Planned, Revision, planned_data, planned_parts
from assessments.store.columns import from_row, moment, stamp
from assessments.store.protocol import Row, Rows, Unit
from assessments.values import Person

SELECT = (
    "SELECT a.action_id, a.organisation_id, a.revision, a.shared, a.content, a.owned_by, coalesce(o.name, '') AS owner,"
    " a.added_at, a.added_by, coalesce(n.name, '') AS adder, a.changed_at, a.changed_by,"
    " coalesce(c.name, '') AS changer FROM action a LEFT JOIN person o ON o.person_id = a.owned_by"
    " LEFT JOIN person n ON n.person_id = a.added_by LEFT JOIN person c ON c.person_id = a.changed_by"
    " WHERE a.organisation_id = :organisation"
)


@from_row()
def _action(row: Row) -> Action:
    parts = planned_parts(read(row["content"]))
    return Action(
        **parts,
        id=row["action_id"],
        organisation=row["organisation_id"],
        revision=row["revision"],
        shared=row["shared"] == 1,
        owned_by=row["owned_by"],
        owner=parts.get("owner_name") or row["owner"],
        added_at=moment(row["added_at"]),
        added_by=Person(row["added_by"], row["adder"]),
        changed_at=moment(row["changed_at"]),
        changed_by=Person(row["changed_by"], row["changer"]),
    )


@from_row()
def _revision(row: Row) -> Revision:
    parts = planned_parts(read(row["content"]))
    planned = Planned(**parts, owned_by=row["owned_by"])
    by = Person(row["changed_by"], row["changer"])
    return Revision(
        row["revision"], planned, planned.owner_name or row["owner"], row["note"], moment(row["changed_at"]), by
    )


def every(rows: Rows, organisation_id: int) -> tuple[Action, ...]:
    """The actions of an organisation that this person may see, in the order they were added."""
    found = rows.rows(f"{SELECT} ORDER BY a.added_at, a.action_id", organisation=organisation_id)
    return tuple(map(_action, found))


def one(rows: Rows, organisation_id: int, action_id: int) -> Action | None:
    found = rows.one(f"{SELECT} AND a.action_id = :id", organisation=organisation_id, id=action_id)
    return None if found is None else _action(found)


def history(rows: Rows, organisation_id: int) -> dict[int, tuple[Revision, ...]]:
    """What every action of an organisation said, by action, oldest first; nothing for those of outside."""
    lines = rows.rows(
        "SELECT a.action_id, a.revision, a.content, a.note, a.owned_by, coalesce(o.name, '') AS owner, a.changed_at,"
        " a.changed_by, coalesce(c.name, '') AS changer FROM action_history a"
        " LEFT JOIN person o ON o.person_id = a.owned_by LEFT JOIN person c ON c.person_id = a.changed_by"
        " WHERE a.organisation_id = :organisation ORDER BY a.action_id, a.revision",
        organisation=organisation_id,
    )
    found: dict[int, tuple[Revision, ...]] = {}
    for row in lines:
        found[row["action_id"]] = (*found.get(row["action_id"], ()), _revision(row))
    return found


def add(unit: Unit, action: Action, note: str = "") -> None:
    """A new action, with the first line of its history."""
    unit.run(
        "INSERT INTO {action} (organisation_id, action_id, revision, shared, content, owned_by, added_at, added_by,"
        " changed_at, changed_by) VALUES (:organisation, :id, 1, :shared, :content, :owned_by, :at, :by, :at, :by)",
        organisation=action.organisation,
        id=action.id,
        shared=int(action.shared),
        content=canonical(planned_data(action)),
        owned_by=action.owned_by,
        at=stamp(action.added_at),
        by=action.added_by.id,
    )
    _remember(unit, action, note)


def change(unit: Unit, action: Action, note: str) -> bool:
    """What it says from now on, as its next revision; False where somebody changed it meanwhile."""
    changed = unit.run(
        "UPDATE {action} SET revision = revision + 1, shared = :shared, content = :content, owned_by = :owned_by,"
        " changed_at = :at, changed_by = :by WHERE organisation_id = :organisation AND action_id = :id"
        " AND revision = :seen RETURNING revision",
        organisation=action.organisation,
        id=action.id,
        shared=int(action.shared),
        content=canonical(planned_data(action)),
        owned_by=action.owned_by,
        at=stamp(action.changed_at),
        by=action.changed_by.id,
        seen=action.revision - 1,
    )
    if changed:
        _remember(unit, action, note)
    return bool(changed)


def _remember(unit: Unit, action: Action, note: str) -> None:
    unit.run(
        "INSERT INTO {action_history} (organisation_id, action_id, revision, content, note, owned_by, changed_at,"
        " changed_by) VALUES (:organisation, :id, :revision, :content, :note, :owned_by, :at, :by)",
        organisation=action.organisation,
        id=action.id,
        revision=action.revision,
        content=canonical(planned_data(action)),
        note=note,
        owned_by=action.owned_by,
        at=stamp(action.changed_at),
        by=action.changed_by.id,
    )
