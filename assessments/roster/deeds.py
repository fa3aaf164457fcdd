"""Collects what an import does, each deed with the act that the organisation is shown of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from assessments.plain import canonical, read
from assessments.roster.reading import Entry
from assessments.store.imports import Deed, What, iso
from assessments.store.networks import Branch
from assessments.store.protocol import Value
from assessments.store.roster import Known, Stay

DAY = timedelta(days=1)
Values = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Change:
    """What a row says otherwise of an organisation, by column: as it is here, and as the row has it."""

    entry: Entry
    known: Known
    what: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Around:
    """Who imports, when, and where the organisations belong already; `below` are the networks of the import."""

    administrator: bool
    stays: Mapping[int, tuple[Stay, ...]]
    below: Collection[int]
    today: date
    now: datetime


class Deeds:
    """In the order of the rows; `all` puts what is added first, so that what follows finds it."""

    def __init__(self, around: Around) -> None:
        self.around = around
        self.new: list[Entry] = []
        self.joined: list[tuple[Entry, Known]] = []
        self.changed: list[Change] = []
        self.kept: list[Change] = []
        self.followed: list[tuple[Entry, Known]] = []
        self.heirs: list[tuple[int, int]] = []
        self.touched: set[int] = set()
        self.before: dict[int, Known] = {}  # organisations that change, as they were seen
        self._added: list[Deed] = []
        self._others: list[Deed] = []
        self._rows: dict[int, Values] = {}  # organisations that change, as they are to be

    def all(self) -> tuple[Deed, ...]:
        """Every deed there is to do."""
        now = self.around.now
        return (*self._added, *(Deed("change", one, now, values) for one, values in self._rows.items()), *self._others)

    def _do(self, what: What, organisation: int, act: str, now: datetime, values: Values | None = None) -> None:
        """One more, whose act tells the network that the values name."""
        told = (values or {}).get("network_id")
        about = {"network": told} if isinstance(told, int) else {}
        self._others.append(Deed(what, organisation, now, values or {}, act, about))

    def add(self, organisation: int, entry: Entry, into: Sequence[Branch]) -> None:
        """An organisation of which nobody is a member yet."""
        self.new.append(entry)
        self._added.append(Deed("add", organisation, self.around.now, _new(entry)))
        for branch in into:
            self._join(organisation, branch.id, entry)

    def _join(self, organisation: int, network: int, entry: Entry) -> None:
        since = entry.since or self.around.today
        stay: Values = {"network_id": network, "since": iso(since), "until": iso(entry.until)}
        self._do("join", organisation, "joined network", self.around.now, stay)

    def known(self, known: Known, entry: Entry, into: Sequence[Branch]) -> None:
        """One that is there: into the networks where it is not yet, and what the row says otherwise of it."""
        stays = self.around.stays.get(known.id, ())
        here = {stay.network for stay in stays}
        is_inside = any(network in self.around.below for network in here)
        missing = [each for each in into if each.id not in here and not (is_inside and self._is_root(each))]
        for branch in missing:
            self._join(known.id, branch.id, entry)
        if missing:
            self.joined.append((entry, known))
            self.touched.add(entry.row)
        for stay in stays:
            if entry.until and stay.network in {each.id for each in into} and stay.until != entry.until:
                self._leave(stay, entry.until)
                self.touched.add(entry.row)
        self._change(known, entry)

    def _is_root(self, branch: Branch) -> bool:
        """Whether it is the network of the import: who belongs below it belongs to it."""
        return branch.id in self.around.below and branch.parent not in self.around.below

    def _change(self, known: Known, entry: Entry) -> None:
        """Where somebody has joined it, its own leads say what it is: only what they left open is filled in."""
        before, after = _old(known), _old(known) | _said(entry, known)
        own = known.has_people and not self.around.administrator
        differ = {column: value for column, value in after.items() if value != before[column]}
        kept = {
            column
            for column in differ
            if (own and column in DAYS)
            or (known.has_people and column in THEIRS and before[column])
            or (own and column == "reference" and before[column])
        }
        taken = {column: value for column, value in differ.items() if column not in kept}
        if kept:
            self.kept.append(_change_of(entry, known, before, after, kept))
        if not taken:
            return
        self.changed.append(_change_of(entry, known, before, after, taken))
        self.touched.add(entry.row)
        self._rows[known.id] = self._rows.get(known.id, before) | taken
        self.before[known.id] = known
        if "closed_on" in taken:
            self._do(
                "note",
                known.id,
                "organisation closed" if taken["closed_on"] else "organisation opened again",
                self.around.now,
            )
        else:
            self._do("note", known.id, "organisation changed", self.around.now)

    def follow(self, entry: Entry, old: Known, new: int) -> None:
        """The old one is closed, and the new one carries it on."""
        closed = old.closed_on or (entry.opened_on or self.around.today) - DAY
        self._end(old, closed)
        self._rows[old.id]["successor"] = new
        self._do("note", old.id, "organisation carried on", self.around.now)
        self._do("note", new, "organisation carries on", self.around.now)
        self.heirs.append((old.id, new))
        self.followed.append((entry, old))
        self.touched.add(entry.row)

    def close(self, known: Known, last: date) -> None:
        """It is open until that day."""
        self._end(known, last)
        self._do("note", known.id, "organisation closed", self.around.now)

    def _end(self, known: Known, last: date) -> None:
        self._rows[known.id] = self._rows.get(known.id, _old(known)) | {"closed_on": iso(last)}
        self.before[known.id] = known
        for stay in self.around.stays.get(known.id, ()):
            self._leave(stay, last)

    def leave(self, known: Known, last: date) -> None:
        """It belongs to the networks of this import until that day."""
        for stay in self.around.stays.get(known.id, ()):
            if stay.network in self.around.below:
                self._leave(stay, last)

    def _leave(self, stay: Stay, last: date) -> None:
        values: Values = {"network_id": stay.network, "since": iso(stay.since), "until": iso(last)}
        self._do("leave", stay.organisation, "left network", self.around.now, values)


THEIRS = {"name", "kind", "phase", "region"}  # what an organisation says of itself
DAYS = {"opened_on", "closed_on"}
LABELS = {
    "name": "name", "kind": "kind", "phase": "phase", "region": "region", "facts": "size", "reference": "number",
    "opened_on": "opened", "closed_on": "closed",
}  # fmt: skip


def _new(entry: Entry) -> Values:
    return {
        "name": entry.name,
        "kind": entry.kind,
        "phase": entry.phase,
        "region": entry.region,
        "facts": canonical(entry.facts or {}),
        "reference": entry.reference,
        "opened_on": iso(entry.opened_on),
        "closed_on": iso(entry.closed_on),
    }


def _old(known: Known) -> Values:
    return {
        "name": known.name,
        "kind": known.kind,
        "phase": known.phase,
        "region": known.region,
        "facts": canonical(known.facts),
        "reference": known.reference,
        "opened_on": iso(known.opened_on),
        "closed_on": iso(known.closed_on),
        "successor": known.successor,
    }


def _said(entry: Entry, known: Known) -> Values:
    """What a row says; an empty cell says nothing, but that a closed organisation stands there without a last day."""
    said: Values = {column: value for column, value in _new(entry).items() if value}
    told = entry.facts or {}
    said["facts"] = canonical({**told, **known.facts} if known.has_people else {**known.facts, **told})
    said["phase"] = entry.phase
    if known.closed_on and not entry.closed_on:
        said |= {"closed_on": None, "successor": None}
    return said


def _change_of(entry: Entry, known: Known, before: Values, after: Values, columns: Collection[str]) -> Change:
    shown = [column for column in LABELS if column in columns]
    return Change(entry, known, {LABELS[one]: (_shown(before[one]), _shown(after[one])) for one in shown})


def _shown(value: Value) -> str:
    """A value in words; facts are kept as JSON."""
    if isinstance(value, str) and value.startswith("{"):
        return ", ".join(f"{what} {many}" for what, many in sorted(read(value).items()))
    return str(value or "").replace("_", " ")
