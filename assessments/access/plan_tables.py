"""A network's plan as a table: one action a row to take along, and taken in again whole or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from assessments import periods
from assessments.access import networks, planning, system_acts
from assessments.actions import importing, table
from assessments.errors import BadFile, Refused
from assessments.ids import IdSource, random_id
from assessments.planned import STATUSES
from assessments.regional import PRIORITIES, THEMES, For, Intended, NetworkAction, Priority, Theme
from assessments.roster import cells
from assessments.store import network_plans as statements
from assessments.store import networks as network_statements
from assessments.store.protocol import Door, Rows, Unit

HEAD = (
    "Number", table.WHAT, "For", "Theme", "Priority", "Who leads it", "Starts", "Due", "Status", "Cost in pounds",
    "Paid from",
)  # fmt: skip
WHOM: Mapping[str, For] = {"the network itself": "network", "its members": "members"}
MOST = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One action as its row says it; `number` is that of an action that is here already."""

    row: int
    number: int | None
    intended: Intended


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a file, and what taking it would do; with any fault nothing of it can be taken."""

    new: tuple[Line, ...] = ()
    changed: tuple[tuple[NetworkAction, Line], ...] = ()
    same: int = 0
    faults: tuple[str, ...] = ()


def row(action: NetworkAction, names: Mapping[int, str]) -> list[str | int | float | None]:
    """One action, its cells in the order of HEAD; a part of the network stands by its name."""
    whom = {kind: words[:1].upper() + words[1:] for words, kind in WHOM.items()}
    return [
        str(action.id),
        action.what,
        names.get(action.below or 0, "") if action.whom == "below" else whom[action.whom],
        THEMES[action.theme],
        action.priority,
        action.lead,
        "" if action.starts is None else action.starts.isoformat(),
        "" if action.due is None else action.due.isoformat(),
        STATUSES[action.status],
        table.figure(action.cost),
        action.funding,
    ]


def read(reception: Door, network_id: int, content: bytes, *, now: datetime) -> Reading:
    """A file as it is, CSV or Excel, beside the plan of a network that one leads. Raises NotYours."""
    return reception.read(lambda rows: _read(rows, network_id, content, now))


def take(reception: Door, network_id: int, content: bytes, *, now: datetime, new_id: IdSource = random_id) -> Reading:
    """Keep every row, or nothing where one cannot be kept. Raises Refused, NotYours."""
    ids = [new_id() for _ in range(MOST)]

    def work(unit: Unit) -> Reading:
        found = _read(unit, network_id, content, now)
        if found.faults:
            raise Refused("Some rows cannot be read. Mend them first: nothing was taken.")
        for action_id, line in zip(ids, found.new, strict=False):
            planning.write_new(unit, network_id, action_id, line.intended, now)
        for action, line in found.changed:
            planning.write_change(unit, action, line.intended, "", now)
        system_acts.record(unit, "plan taken in", now, network=network_id, actions=len(found.new) + len(found.changed))
        return found

    return reception.write(work)


def _read(rows: Rows, network_id: int, content: bytes, now: datetime) -> Reading:
    networks.led_one(rows, network_id)
    below = network_statements.below(rows, network_id) - {network_id}
    every = network_statements.every(rows, periods.today(now))
    parts = {each.name.casefold(): each.id for each in every if each.id in below}
    lines: list[Line] = []
    faults: list[str] = []
    try:
        for number, said in importing.said_in(content, HEAD):
            try:
                lines.append(Line(number, table.number_of(said.get(HEAD[0], "")), _intended(said, parts)))
            except Refused as fault:
                faults.append(f"Row {number}: {fault.sentence}")
    except BadFile as fault:
        return Reading(faults=(fault.sentence,))
    here = {action.id: action for action in statements.every(rows, network_id)}
    known = [line.number for line in lines if line.number in here]
    if len(set(known)) < len(known):
        faults.append("Two rows have the same number. Empty the number of the one that is new.")
    if not lines and not faults:
        faults.append("There is no action below the headings.")
    if len(lines) > MOST or len(here) + len(lines) - len(known) > planning.MOST:
        faults.append(f"Take in at most {MOST} actions at a time, and {planning.MOST} altogether.")
    return Reading(faults=tuple(faults)) if faults else _beside(here, lines)


def _beside(here: Mapping[int, NetworkAction], lines: list[Line]) -> Reading:
    """What the lines would do to what is there."""
    known = [(here[line.number], line) for line in lines if line.number is not None and line.number in here]
    changed = tuple((action, line) for action, line in known if planning.written(action) != line.intended)
    new = tuple(line for line in lines if line.number not in here)
    return Reading(new, changed, len(known) - len(changed))


def _intended(said: Mapping[str, str], parts: Mapping[str, int]) -> Intended:
    """What a row says. Raises Refused with what to mend."""
    cell = {name: table.as_written(text) for name, text in said.items()}
    whom = " ".join(cell.get("For", "").split()).casefold()
    intended = Intended(
        what=cell.get(table.WHAT, ""),
        theme=_theme(cell.get("Theme", "")),
        priority=_priority(cell.get("Priority", "")),
        whom=WHOM.get(whom or "the network itself", "below"),
        lead=cell.get("Who leads it", ""),
        starts=cells.day(cell.get("Starts", "")),
        due=cells.day(cell.get("Due", "")),
        cost=table.cost_of(cell.get("Cost in pounds", "")),
        funding=cell.get("Paid from", ""),
        status=table.status_of(cell.get("Status", "")),
    )
    if intended.whom == "below":
        if whom not in parts:
            raise Refused(f"“{whom[:60]}” is no part of this network. Write The network itself, Its members or a part.")
        intended = replace(intended, below=parts[whom])
    return planning.tidied(intended)


def _theme(cell: str) -> Theme:
    found = next((theme for theme, words in THEMES.items() if words.casefold() == cell.casefold()), None)
    if found is None:
        raise Refused(f"There is no theme “{cell[:40]}”. Write one of: {', '.join(THEMES.values())}.")
    return found


def _priority(cell: str) -> Priority:
    found = next((one for one in PRIORITIES if one == (cell.casefold() or "medium")), None)
    if found is None:
        raise Refused(f"There is no priority “{cell[:40]}”. Write high, medium or low.")
    return found
