"""Reads a roster out of a table people have, CSV or Excel: every row understood, or every fault told at once."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TypeVar

from assessments.errors import BadFile, BadOrganisation
from assessments.organisations import checked
from assessments.roster import cells, columns, separated, workbooks
from assessments.roster.decoding import decoded
from assessments.roster.rows import LARGEST, Row
from assessments.roster.words import KINDS, kind_of, phase_of, plain
from assessments.typed import tidy_line
from assessments.values import Organisation
from frameworks.operating_files import Operating
from frameworks.values import Kind, Phase

T = TypeVar("T")
HEADINGS_WITHIN = 10  # rows; above the headings there may be a title
STRANGE_AT_ONCE = 12  # regions that nobody named, and rows of one
WITHOUT_HEADINGS = {column: place for place, column in enumerate(columns.FIXED)}
NETWORKS = ("network", "trust", "local authority")  # columns that name one, each perhaps with its code


@dataclass(frozen=True, slots=True)
class Named:
    """A network as a row names it: below which heading, by name, code or both."""

    column: str
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One organisation as its row says it; None is what the row does not say."""

    row: int
    name: str
    kind: Kind
    phase: Phase | None
    region: str | None = None
    facts: Mapping[str, int] | None = None
    reference: str | None = None
    networks: tuple[Named, ...] = ()
    since: date | None = None
    until: date | None = None
    opened_on: date | None = None
    closed_on: date | None = None
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Roster:
    """What was read of a file; with any fault nothing of it can be taken. Notes say what was left out."""

    entries: tuple[Entry, ...]
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def read(content: bytes) -> Roster:
    """A file as it is, whatever its name says."""
    try:
        rows, sheets = _rows(content)
    except BadFile as fault:
        return Roster((), (fault.sentence,))
    return _of_rows(rows, (f"Only the first sheet was read, and not: {', '.join(sheets)}.",) if sheets else ())


def _rows(content: bytes) -> tuple[Sequence[Row], tuple[str, ...]]:
    if not content.strip():
        raise BadFile("This file is empty. Choose another.")
    if len(content) > LARGEST:
        raise BadFile(f"This file is larger than {LARGEST // 1_000_000} MB. Keep only the columns that are needed.")
    if content.startswith((workbooks.BEGINS, workbooks.OLD)):
        return workbooks.rows(content)
    return separated.rows(decoded(content)), ()


def pasted(text: str) -> Roster:
    """Lines somebody pasted, with headings or as “name; kind; phase; number”."""
    try:
        return _of_rows(separated.rows(text), ())
    except BadFile as fault:
        return Roster((), (fault.sentence,))


def with_regions(roster: Roster, operating: Operating) -> Roster:
    """The same with every region called as the operator calls it, and notes of those that nobody named."""
    entries = tuple(replace(each, region=operating.called(each.region)) for each in roster.entries)
    strange: dict[str, list[str]] = {}
    for each in entries if operating.regions else ():
        if each.region and operating.region(each.region) is None:
            strange.setdefault(each.region, []).append(str(each.row))
    notes = [_strange(region, rows) for region, rows in [*strange.items()][:STRANGE_AT_ONCE]]
    more = len(strange) - len(notes)
    notes += [f"And {more} more names of regions that are not on the list of regions."] if more > 0 else []
    return replace(roster, entries=entries, notes=(*roster.notes, *notes))


def _strange(region: str, rows: Sequence[str]) -> str:
    where = f"Row {rows[0]}" if len(rows) == 1 else f"Rows {', '.join(rows[:STRANGE_AT_ONCE])}"
    others = f" and {len(rows) - STRANGE_AT_ONCE} more" if len(rows) > STRANGE_AT_ONCE else ""
    return (
        f"{where}{others}: there is no region called “{region}”. It is taken as it is and stands on no map; "
        "if it is misspelt, mend it and take the list again."
    )


def one(name: str, kind: str, phase: str, reference: str) -> Entry:
    """The same of one organisation typed by itself. Raises BadOrganisation."""
    cell = _Line(1, (name, kind, phase, reference), WITHOUT_HEADINGS)
    faults: list[str] = []
    found = cell.entry(faults, len(columns.FIXED))
    if found is None:
        raise BadOrganisation(cell.faults[0])
    return found


def _of_rows(rows: Sequence[Row], notes: tuple[str, ...]) -> Roster:
    if not rows:
        return Roster((), ("There is nothing in it. It needs a row for each organisation.",))
    at = max(range(min(len(rows), HEADINGS_WITHIN)), key=lambda place: columns.known(rows[place][1]))
    if columns.known(rows[at][1]) > 1 or columns.column(rows[at][1][0]) == "name":
        headings = columns.read(*rows[at])
    elif len(rows[0][1]) > 1 and plain(rows[0][1][1]) in KINDS:
        at, headings = -1, columns.Headings(WITHOUT_HEADINGS, (), ())
    else:
        said = "There is no row of headings. Write above the columns what they hold: name, number, kind, phase."
        return Roster((), (said,), notes)
    if headings.unused:
        notes = (*notes, f"These columns are not used: {', '.join(each[:60] for each in headings.unused)}.")
    if headings.faults:
        return Roster((), headings.faults, notes)
    width = len(columns.FIXED) if at < 0 else len(rows[at][1])
    return _of_lines(rows[at + 1 :], headings.places, width, notes)


def _of_lines(rows: Sequence[Row], places: Mapping[str, int], width: int, notes: tuple[str, ...]) -> Roster:
    entries: list[Entry] = []
    faults: list[str] = []
    for number, row in rows:
        entry = _Line(number, row, places).entry(faults, width)
        entries += [entry] if entry else []
    joined = _joined(entries, faults)
    if not joined and not faults:
        faults.append("There is no row below the headings. It needs a row for each organisation.")
    return Roster(tuple(joined), tuple(faults), notes)


class _Line:
    """One row, whose faults are all told."""

    def __init__(self, number: int, row: Sequence[str], places: Mapping[str, int]) -> None:
        self.number = number
        self.row = row
        self.places = places
        self.faults: list[str] = []

    def entry(self, faults: list[str], width: int) -> Entry | None:
        """The organisation, or None after saying what is wrong."""
        if any(cell.strip() for cell in self.row[width:]):
            self.faults.append("There are more cells than headings. Put quotation marks around a name with a comma.")
        found = self._entry()
        faults += [f"Row {self.number}: {sentence}" for sentence in self.faults]
        return None if self.faults else found

    def _entry(self) -> Entry:
        kind_cell, phase_cell = self.of("kind", cells.said) or "", self.of("phase", cells.said) or ""
        school = not kind_cell and bool(phase_cell)
        kind: Kind = "school" if school else self.checked(lambda: kind_of(kind_cell)) or "charity"
        phase = self.checked(lambda: phase_of(phase_cell, kind_cell)) if kind == "school" else None
        facts = {what: self.of(what, partial(cells.whole, what=what)) for what in ("pupils", "staff")}
        name, region = self.of("name", cells.said) or "", self.of("region", cells.said) or None
        tidied = self.checked(lambda: checked(Organisation(0, name, kind, phase or "primary", region)))
        since, until = self.of("from", cells.day), self.of("to", cells.day)
        opened, closed = self.of("opened", cells.day), self.of("closed", cells.day)
        self.in_order(since, until, "belonged to the network")
        self.in_order(opened, closed, "was open")
        return Entry(
            self.number,
            tidied.name if tidied else name,
            kind,
            phase,
            tidied.region if tidied else None,
            {what: many for what, many in facts.items() if many is not None},
            self.of("reference", cells.reference),
            tuple(filter(None, map(self.network, NETWORKS))),
            since,
            until,
            opened,
            closed,
            self.of("replaces", cells.references) or (),
        )

    def in_order(self, first: date | None, last: date | None, what: str) -> None:
        if first and last and last < first:
            self.faults.append(f"The last day it {what} is before the first. Mend one of the two dates.")

    def network(self, column: str) -> Named | None:
        name = self.of(column, lambda cell: tidy_line(cells.said(cell), "The network", fault=BadOrganisation))
        code = self.of(f"{column} code", cells.reference)
        return Named(column, name or "", code or "") if name or code else None

    def of(self, column: str, reads: Callable[[str], T]) -> T | None:
        """What a cell says; None without one, and after a fault."""
        place = self.places.get(column)
        if place is None or place >= len(self.row):
            return None
        return self.checked(lambda: reads(self.row[place]))

    def checked(self, made: Callable[[], T]) -> T | None:
        try:
            return made()
        except BadOrganisation as fault:
            if fault.sentence not in self.faults:
                self.faults.append(fault.sentence)
            return None


def same_name(name: str) -> str:
    """A name as people compare it: without capitals, points and commas, and “St.” is “Saint”."""
    words = re.sub(r"[^\w]+", " ", name.replace("’", "").replace("'", "").replace("&", " and ")).casefold().split()
    return " ".join("saint" if word == "st" else word for word in words)


def _joined(entries: Sequence[Entry], faults: list[str]) -> list[Entry]:
    """Rows of one organisation in several networks made one; another that stands there twice is a fault."""
    by_key: dict[tuple[str, ...], Entry] = {}
    for entry in entries:
        named = same_name(entry.name)
        key = (entry.reference.casefold(),) if entry.reference else (named, entry.kind)
        before = by_key.get(key)
        if before is None:
            by_key[key] = entry
        elif same_name(before.name) != named:
            faults.append(
                f"Row {entry.row}: the number {entry.reference} is that of {before.name} on row {before.row} too."
                " Mend one of them."
            )
        elif set(entry.networks) <= set(before.networks):
            faults.append(f"Row {entry.row}: the same organisation as on row {before.row}. Delete one of them.")
        else:
            by_key[key] = replace(before, networks=(*before.networks, *entry.networks))
    return list(by_key.values())
