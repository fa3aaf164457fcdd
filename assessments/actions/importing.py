"""Taking actions in from a table: read whole, shown before anything is kept, then all of it or nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from assessments import leading
from assessments.actions import table, writing
from assessments.errors import BadFile, Refused
from assessments.ids import IdSource, random_id
from assessments.planned import Action, Planned
from assessments.roster import separated, workbooks
from assessments.roster.decoding import decoded
from assessments.roster.rows import Row
from assessments.store import actions as statements
from assessments.store import people
from assessments.store.protocol import Door, Rows, Unit
from frameworks.catalogue import Catalogue
from frameworks.errors import FrameworkError

LARGEST, MOST, HEADINGS_WITHIN = 1_000_000, 200, 10
SHOWN = table.HEAD[-1]


@dataclass(frozen=True, slots=True)
class Line:
    """One action as its row says it; `number` is that of an action that is here already."""

    row: int
    number: int | None
    planned: Planned
    shared: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a file; with any fault nothing of it can be taken."""

    lines: tuple[Line, ...]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Arriving:
    """What taking it would do: lines that are new, actions with what they would say, and how many stay as they are."""

    new: tuple[Line, ...]
    changed: tuple[tuple[Action, Line], ...]
    same: int


def read(content: bytes, catalogue: Catalogue) -> Reading:
    """A file as it is, CSV or Excel, whatever its name says."""
    try:
        rows = said_in(content, table.HEAD)
    except BadFile as fault:
        return Reading((), (fault.sentence,))
    lines: list[Line] = []
    faults: list[str] = []
    for number, said in rows:
        try:
            lines.append(_line(number, said, catalogue))
        except Refused as fault:
            faults.append(f"Row {number}: {fault.sentence}")
    twice = {line.number for line in lines if line.number is not None}
    if len(twice) < sum(line.number is not None for line in lines):
        faults.append("Two rows have the same number. Empty the number of the one that is new.")
    if len(lines) > MOST:
        faults.append(f"There are {len(lines)} actions in this file. Take in at most {MOST} at a time.")
    if not lines and not faults:
        faults.append("There is no action below the headings.")
    return Reading(tuple(lines), tuple(faults))


def said_in(content: bytes, head: Sequence[str]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The number of each row of a file and what it says by heading; empty ones are left out. Raises BadFile."""
    rows = _rows(content)
    known = {name.casefold(): name for name in head}
    for place, found in enumerate(rows[:HEADINGS_WITHIN]):
        names = [known.get(" ".join(cell.split()).casefold(), cell) for cell in found[1]]
        if table.WHAT in names:
            return _said(names, rows[place + 1 :])
    raise BadFile(f"No column is called “{table.WHAT}”. Save the table of this page, and write your actions into it.")


def _said(names: Sequence[str], rows: Sequence[Row]) -> Iterator[tuple[int, Mapping[str, str]]]:
    for number, cells in rows:
        said = dict(zip(names, (cell.strip() for cell in cells), strict=False))
        if any(text for name, text in said.items() if name != table.HEAD[0]):  # else it says where a table is from
            yield number, said


def _rows(content: bytes) -> Sequence[Row]:
    if not content.strip():
        raise BadFile("This file is empty. Choose another.")
    if len(content) > LARGEST:
        raise BadFile("This file is larger than 1 MB. Keep only the columns that are needed.")
    if content.startswith((workbooks.BEGINS, workbooks.OLD)):
        return workbooks.rows(content)[0]
    return separated.rows(decoded(content))


def _line(row: int, said: Mapping[str, str], catalogue: Catalogue) -> Line:
    number, shared = table.number_of(said.get(table.HEAD[0], "")), table.is_shown(said.get(SHOWN, ""))
    planned = writing.tidied(table.planned_of(said))
    try:
        writing.check_questions(planned, catalogue)
    except FrameworkError as fault:
        raise Refused(f"There is no framework {planned.framework} {planned.edition} here.") from fault
    return Line(row, number, planned, shared)


def arriving(door: Door, organisation_id: int, lines: Sequence[Line]) -> Arriving:
    """What taking these lines would do now."""
    return door.read(lambda rows: _arriving(rows, organisation_id, lines))


def _arriving(rows: Rows, organisation_id: int, lines: Sequence[Line]) -> Arriving:
    here = {action.id: action for action in statements.every(rows, organisation_id)}
    members = people.members(rows, organisation_id)
    names = [member.person.name for member in members]
    by_name = {member.person.name: member.person.id for member in members if names.count(member.person.name) == 1}
    new: list[Line] = []
    changed: list[tuple[Action, Line]] = []
    same = 0
    for line in lines:
        action = here.get(line.number or 0)
        found = replace(line, planned=_owned(line.planned, action, by_name))
        if action is None:
            new.append(found)
        elif (writing.written(action), action.shared) == (_of_review(found.planned, action), found.shared):
            same += 1
        else:
            changed.append((action, replace(found, planned=_of_review(found.planned, action))))
    return Arriving(tuple(new), tuple(changed), same)


def _owned(planned: Planned, action: Action | None, by_name: Mapping[str, int]) -> Planned:
    """A name that is one member's is that member."""
    if action is not None and planned.owner_name == action.owner:
        return replace(planned, owned_by=action.owned_by, owner_name=action.owner_name)
    person = by_name.get(planned.owner_name) if planned.owner_name else None
    return planned if person is None else replace(planned, owned_by=person, owner_name="")


def _of_review(planned: Planned, action: Action) -> Planned:
    return replace(planned, review=action.review)


def take(
    door: Door,
    organisation_id: int,
    reading: Reading,
    *,
    now: datetime,
    new_id: IdSource = random_id,
) -> Arriving:
    """Keep every line, or nothing where one cannot be kept. Raises Refused, NotYours."""
    if reading.faults:
        raise Refused("Some rows cannot be read. Mend them first: nothing was taken.")
    ids = [new_id() for _ in reading.lines]

    def work(unit: Unit) -> Arriving:
        leading.only_who_answer(unit, organisation_id, writing.MAKES)
        found = _arriving(unit, organisation_id, reading.lines)
        if len(statements.every(unit, organisation_id)) + len(found.new) > writing.MOST_ACTIONS:
            raise Refused(f"There can be {writing.MOST_ACTIONS} actions at most. Nothing was taken.")
        for action_id, line in zip(ids, found.new, strict=False):
            writing.write_new(unit, organisation_id, action_id, line.planned, shared=line.shared, now=now)
        for action, line in found.changed:
            writing.write_change(unit, action, line.planned, shared=line.shared, note="", now=now)
        return found

    return door.write(work)
