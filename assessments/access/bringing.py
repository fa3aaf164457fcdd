"""Figures that a network brings from elsewhere for its targets: pasted from a table, checked whole, then taken."""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from assessments import periods
from assessments.access import networks, system_acts
from assessments.errors import Refused
from assessments.roster import cells
from assessments.store import brought as statements
from assessments.store.brought import Brought
from assessments.store.protocol import Door, Rows, Unit
from assessments.typed import tidy_line
from frameworks.targets import Target

PARTS = ("target", "year", "figure", "source", "date")
MOST, LONGEST = 200, 20_000
FIGURE = re.compile(r"\d{1,12}(\.\d{1,6})?")


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a pasted table; with any fault nothing of it can be taken."""

    figures: tuple[Brought, ...]
    faults: tuple[str, ...]


def read(text: str, targets: Mapping[str, Target], today: date) -> Read:
    """The figures of a table with a line each: target (its id or title), year, figure, source, date."""
    lines = text[:LONGEST].strip().splitlines()
    separator = next((sign for sign in ("\t", ";") if lines and sign in lines[0]), ",")
    by_name = {name.casefold(): one for one in targets.values() for name in (one.id, one.title)}
    figures: dict[tuple[str, str], Brought] = {}
    faults: list[str] = []
    for place, row in enumerate(csv.reader(lines, delimiter=separator), start=1):
        parts = [part.strip() for part in row]
        if not any(parts) or (place == 1 and parts[0].casefold() == PARTS[0]):
            continue
        try:
            one = _figure(parts, by_name, today)
        except Refused as fault:
            faults.append(f"Line {place}: {fault.sentence}")
            continue
        if figures.setdefault((one.target, one.year), one) is not one:
            faults.append(f"Line {place}: This target and year stand in an earlier line too.")
    if len(figures) > MOST:
        faults.append(f"Bring at most {MOST} figures at a time.")
    if not figures and not faults:
        faults.append("Paste at least one line: target, year, figure, source, date.")
    return Read(tuple(figures.values()), tuple(faults))


def _figure(parts: Sequence[str], targets: Mapping[str, Target], today: date) -> Brought:
    if len(parts) != len(PARTS):
        raise Refused(f"Give {len(PARTS)} parts: target, year, figure, source and date.")
    name, year, figure, source, when = parts
    target = targets.get(name.casefold())
    if target is None:
        raise Refused(f"There is no target called “{name[:60]}” that figures are brought for.")
    plain = figure.replace("%", "").replace(" ", "")
    if not FIGURE.fullmatch(plain):
        raise Refused("Give the figure as a number, such as 62 or 62.5.")
    dated = cells.day(when)
    if dated is None or dated > today:
        raise Refused("Give the day it is of, not later than today, such as 14 November 2026 or 2026-11-14.")
    said = tidy_line(source, "The source")
    if not said:
        raise Refused("Say where the figure is from.")
    return Brought(target.id, periods.named(year, "academic").name, Decimal(plain), said, dated)


def take(reception: Door, network_id: int, found: Read, *, now: datetime) -> int:
    """Keep every figure, each instead of the one there was of that target and year. Raises Refused, NotYours."""
    if found.faults:
        raise Refused("Some lines cannot be read. Mend them first: nothing was taken.")

    def work(unit: Unit) -> None:
        networks.led_one(unit, network_id)
        for one in found.figures:
            statements.keep(unit, network_id, one, now)
        system_acts.record(unit, "figures brought", now, network=network_id, figures=len(found.figures))

    reception.write(work)
    return len(found.figures)


def of(reception: Door, network_id: int) -> tuple[Brought, ...]:
    """The figures brought for a network that one leads, the latest year of each target first. Raises NotYours."""

    def work(rows: Rows) -> tuple[Brought, ...]:
        networks.led_one(rows, network_id)
        return statements.every(rows, network_id)

    return reception.read(work)
