"""Figures that a network brings from elsewhere for its targets, for all or each organisation: all or nothing.

What a network brings about an organisation is its own knowledge. Its leads read it, and the organisation itself;
nobody else does, and no comparison figure is made of it.
"""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from assessments import periods
from assessments.access import networks, system_acts
from assessments.errors import BadFile, Refused
from assessments.roster import cells
from assessments.roster.decoding import decoded
from assessments.roster.reading import same_name
from assessments.store import brought as statements
from assessments.store import networks as network_statements
from assessments.store import targets as target_statements
from assessments.store.brought import Brought
from assessments.store.networks import Belonging
from assessments.store.protocol import Door, Rows, Unit
from assessments.typed import tidy_line
from frameworks.catalogue import Catalogue
from frameworks.targets import Target
from frameworks.written import from_json

PARTS = ("target", "year", "figure", "source", "date")
PARTS_OF_ONE = ("target", "organisation", "year", "figure", "source", "date")
MOST, LONGEST = 500, 100_000  # as many as one unit can write without holding anybody up
FIGURE = re.compile(r"\d{1,12}(\.\d{1,6})?")
MEANWHILE = "One of the organisations belongs to the network no more. Load the page again."


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a table; with any fault nothing of it can be taken."""

    figures: tuple[Brought, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A figure that a network brought about an organisation, with the target it is for: None once nobody has that."""

    network: str
    target: Target | None
    brought: Brought


def read_file(content: bytes, targets: Mapping[str, Target], there: Sequence[Belonging], today: date) -> Read:
    """The figures of a CSV file, in whichever encoding it was saved."""
    try:
        return read(decoded(content), targets, there, today)
    except BadFile as fault:
        return Read((), (fault.sentence,))


def read(text: str, targets: Mapping[str, Target], there: Sequence[Belonging], today: date) -> Read:
    """The figures of a table with a line each: target (its id or title), year, figure, source, date.

    For a target of each organisation its number or name comes after the target; `there` are those of the network.
    """
    if len(text) > LONGEST:
        return Read((), ("This is too long. Bring it in several parts.",))
    lines = text.strip().splitlines()
    separator = next((sign for sign in ("\t", ";") if lines and sign in lines[0]), ",")
    reading = _Reading(targets, there, today)
    for place, row in enumerate(csv.reader(lines, delimiter=separator), start=1):
        parts = [part.strip() for part in row]
        if any(parts) and not (place == 1 and parts[0].casefold() == PARTS[0]):
            reading.line(place, parts)
    faults = reading.faults
    if len(reading.figures) > MOST:
        faults.append(f"Bring at most {MOST:,} figures at a time.")
    if not reading.figures and not faults:
        faults.append("Give at least one line: target, year, figure, source, date.")
    return Read(tuple(reading.figures.values()), tuple(faults))


class _Reading:
    """The lines read so far, and what is wrong with any."""

    def __init__(self, targets: Mapping[str, Target], there: Sequence[Belonging], today: date) -> None:
        self.targets = {name.casefold(): one for one in targets.values() for name in (one.id, one.title)}
        self.today = today
        self.by_reference = {one.reference.casefold(): one.organisation for one in there if one.reference}
        self.by_name: dict[str, set[int]] = {}
        for one in there:
            self.by_name.setdefault(same_name(one.name), set()).add(one.organisation)
        self.figures: dict[tuple[str, str, int | None], Brought] = {}
        self.faults: list[str] = []

    def line(self, place: int, parts: Sequence[str]) -> None:
        try:
            one = self._figure(parts)
        except Refused as fault:
            self.faults.append(f"Line {place}: {fault.sentence}")
            return
        if self.figures.setdefault((one.target, one.year, one.organisation), one) is not one:
            self.faults.append(f"Line {place}: This target and year stand in an earlier line too.")

    def _figure(self, parts: Sequence[str]) -> Brought:
        target = self.targets.get(parts[0].casefold())
        wanted = PARTS_OF_ONE if target is not None and target.is_of_organisations else PARTS
        if len(parts) != len(wanted):
            raise Refused(f"Give {len(wanted)} parts: {', '.join(wanted[:-1])} and {wanted[-1]}.")
        if target is None:
            raise Refused(f"There is no target called “{parts[0][:60]}” that figures are brought for.")
        organisation = self._organisation(parts[1]) if target.is_of_organisations else None
        year, figure, source, when = parts[-4:]
        plain = figure.replace("%", "").replace(" ", "")
        if not FIGURE.fullmatch(plain):
            raise Refused("Give the figure as a number, such as 62 or 62.5.")
        dated = cells.day(when)
        if dated is None or dated > self.today:
            raise Refused("Give the day it is of, not later than today, such as 14 November 2026 or 2026-11-14.")
        said = tidy_line(source, "The source")
        if not said:
            raise Refused("Say where the figure is from.")
        return Brought(target.id, periods.named(year, "academic").name, Decimal(plain), said, dated, organisation)

    def _organisation(self, said: str) -> int:
        """By its number, or by its name where only one is called so. Raises Refused."""
        if (found := self.by_reference.get(said.casefold())) is not None:
            return found
        named = self.by_name.get(same_name(said), set())
        if not named:
            raise Refused(f"No organisation of this network has the number or name “{said[:60]}”.")
        if len(named) > 1:
            raise Refused(f"Several organisations are called “{said[:60]}”. Give the number of the one you mean.")
        return next(iter(named))


def take(reception: Door, network_id: int, found: Read, *, now: datetime) -> int:
    """Keep every figure, each instead of the one there was. Raises Refused, NotYours; then nothing is kept."""
    if found.faults:
        raise Refused("Some lines cannot be read. Mend them first: nothing was taken.")
    of_whom = {one.organisation for one in found.figures if one.organisation is not None}

    def work(unit: Unit) -> None:
        networks.led_one(unit, network_id)
        if of_whom:
            there = network_statements.belonging(unit, network_id, periods.today(now))
            if of_whom - {one.organisation for one in there}:
                raise Refused(MEANWHILE)
        statements.keep(unit, network_id, found.figures, now)
        system_acts.record(unit, "figures brought", now, network=network_id, figures=len(found.figures))

    reception.write(work)
    return len(found.figures)


def of(reception: Door, network_id: int) -> tuple[Brought, ...]:
    """Those for all of a network that one leads, the latest year of each target first. Raises NotYours."""

    def work(rows: Rows) -> tuple[Brought, ...]:
        networks.led_one(rows, network_id)
        return statements.every(rows, network_id)

    return reception.read(work)


def of_each(reception: Door, network_id: int, *, now: datetime) -> tuple[Brought, ...]:
    """Those of each organisation that still belongs to a network one leads, the latest year first. Raises NotYours."""

    def work(rows: Rows) -> tuple[Brought, ...]:
        networks.led_one(rows, network_id)
        there = {one.organisation for one in network_statements.belonging(rows, network_id, periods.today(now))}
        return tuple(one for one in statements.of_organisations(rows, network_id) if one.organisation in there)

    return reception.read(work)


def belonging(reception: Door, network_id: int, *, now: datetime) -> tuple[Belonging, ...]:
    """The organisations that figures can be brought about. Raises NotYours."""

    def work(rows: Rows) -> tuple[Belonging, ...]:
        networks.led_one(rows, network_id)
        return network_statements.belonging(rows, network_id, periods.today(now))

    return reception.read(work)


def about(door: Door, reception: Door, catalogue: Catalogue, organisation_id: int) -> tuple[Told, ...]:
    """What networks brought about an organisation, as far as who asks may read it there; the latest year first."""
    found = door.read(lambda rows: statements.about(rows, organisation_id))
    if not found:
        return ()
    targets = dict(catalogue.operating.targets)
    made = reception.read(lambda rows: target_statements.written(rows, {one.brought.target for one in found}))
    targets |= {name: from_json(Target, text) for name, text in made.items()}
    return tuple(Told(one.network, targets.get(one.brought.target), one.brought) for one in found)
