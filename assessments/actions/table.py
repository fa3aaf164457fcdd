"""Actions as a table to take along: one a row, and the cells of a row read back into an action."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from assessments.actions.writing import LONGEST_WHAT
from assessments.errors import Refused
from assessments.planned import EFFORTS, STATUSES, Action, Planned, Status
from assessments.roster import cells
from assessments.tables import FORMULA
from frameworks.values import Effort

HEAD = (
    "Number", "What will be done", "Status", "Owner", "Due", "Effort", "Cost in pounds", "Paid from", "Plan", "Theme",
    "Framework", "Version", "Questions", "Level to reach", "Shown outside",
)  # fmt: skip
WHAT = HEAD[1]
COST = re.compile(r"\d{1,10}(\.\d{1,2})?")
THOUSANDS = re.compile(r"(?<=\d)[, ](?=\d{3}(?!\d))")
YES, NO = "yes", "no"


def row(action: Action) -> list[str | int | float | None]:
    """One action, its cells in the order of HEAD; a cost is a number, everything else text."""
    return [
        str(action.id),
        action.what,
        STATUSES[action.status],
        action.owner,
        "" if action.due is None else action.due.isoformat(),
        "" if action.effort is None else EFFORTS[action.effort],
        figure(action.cost),
        action.funding,
        action.plan,
        action.theme,
        action.framework or "",
        action.edition or "",
        "; ".join(action.questions),
        "" if action.aim is None else str(action.aim),
        YES if action.shared else NO,
    ]


def figure(cost: Decimal | None) -> int | float | None:
    """A cost as a spreadsheet holds it."""
    if cost is None:
        return None
    return int(cost) if cost == int(cost) else float(cost)


def cost_of(text: str) -> Decimal | None:
    """What somebody typed as a cost: 1200, £1,200.50. Raises Refused."""
    clean = THOUSANDS.sub("", " ".join(text.split()).removeprefix("£").strip())
    if not clean:
        return None
    if not COST.fullmatch(clean):
        raise Refused("Give the cost in pounds and pence, such as 1200 or 1200.50.")
    return Decimal(clean)


def number_of(cell: str) -> int | None:
    """The number of an action that is here already, as the table gave it; None for a new one. Raises Refused."""
    clean = cell.strip()
    if not clean:
        return None
    if not (clean.isascii() and clean.isdigit() and len(clean) <= 18):  # noqa: PLR2004 - as long as an id can be
        raise Refused("The number is not one that Stocktake gave. Empty that cell to add a new action.")
    return int(clean)


def planned_of(said: Mapping[str, str]) -> Planned:
    """What a row says, by heading; a heading that is not there says nothing. Raises Refused with what to mend."""
    cell = {name: as_written(text) for name, text in said.items()}
    names = tuple(filter(None, (part.strip() for part in cell.get("Questions", "").split(";"))))
    planned = Planned(
        what=cell.get(WHAT, "")[: LONGEST_WHAT + 1],
        status=status_of(cell.get("Status", "")),
        owner_name=cell.get("Owner", ""),
        due=cells.day(cell.get("Due", "")),
        effort=effort_of(cell.get("Effort", "")),
        cost=cost_of(cell.get("Cost in pounds", "")),
        funding=cell.get("Paid from", ""),
        plan=cell.get("Plan", ""),
        theme=cell.get("Theme", ""),
    )
    if not names:
        return planned
    framework, edition = cell.get("Framework", ""), cell.get("Version", "")
    if not framework or not edition:
        raise Refused("Name the framework and its version beside the questions, or leave all three empty.")
    aim = _level(cell.get("Level to reach", ""))
    return replace(planned, framework=framework, edition=edition, questions=names, aim=aim)


def is_shown(cell: str) -> bool:
    """Whether advisers see it. Raises Refused."""
    word = cell.strip().casefold()
    if word not in {YES, NO, ""}:
        raise Refused("Write yes or no under “Shown outside”.")
    return word == YES


def as_written(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running a cell."""
    return cell[1:] if cell.startswith("'") and cell[1:].lstrip(" \n").startswith(FORMULA) else cell


def status_of(cell: str) -> Status:
    """The status named, not started where none is. Raises Refused."""
    word = " ".join(cell.split()).casefold()
    if not word:
        return "not_started"
    found = next((status for status, words in STATUSES.items() if word == words), None)
    if found is None:
        raise Refused(f"There is no status “{cell[:40]}”. Write one of: {', '.join(STATUSES.values())}.")
    return found


def effort_of(cell: str) -> Effort | None:
    word = cell.strip().casefold()
    if not word:
        return None
    found = next((effort for effort, words in EFFORTS.items() if word == words), None)
    if found is None:
        raise Refused(f"There is no effort “{cell[:40]}”. Write small, medium or large.")
    return found


def _level(cell: str) -> int | None:
    clean = re.sub(r"\.0+$", "", cell.strip())
    if not clean:
        return None
    if not re.fullmatch(r"-?\d{1,3}", clean):
        raise Refused(f"“{cell[:40]}” is not a level. Write its number, or leave it empty for one level up.")
    return int(clean)
