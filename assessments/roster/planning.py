"""Compares a roster that was read with what is there: what is new, known, changed, to be asked about, and absent."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

from assessments import periods
from assessments.access import networks
from assessments.errors import NotYours
from assessments.ids import IdSource, random_id
from assessments.roster.deeds import DAY, Around, Change, Deeds
from assessments.roster.naming import Naming
from assessments.roster.reading import Entry, Roster, same_name
from assessments.store import networks as network_statements
from assessments.store import roster as statements
from assessments.store.imports import Deed
from assessments.store.networks import Branch
from assessments.store.protocol import Door, Rows
from assessments.store.roster import Known, Stay
from assessments.wording import day

Answer = Literal["same", "another", "follows"]
NOT_YOURS = "only an administrator can say that one organisation carries on another. Empty the column “replaces”."


@dataclass(frozen=True, slots=True)
class Choices:
    """What was decided about a roster: by row who somebody of the same name is, and what became of the absent.

    `since` is the first day on which those who left or closed are not there; None is today.
    """

    rows: Mapping[int, Answer] = field(default_factory=dict)
    every: Answer | None = None  # for rows that are not named
    left: Collection[int] = ()
    closed: Collection[int] = ()
    since: date | None = None
    add_networks: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """Whether the organisation of a row is one that is there, of the same name; None while nobody has said."""

    entry: Entry
    known: Known
    may_follow: bool
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What taking a roster would do. With a fault, or a question without an answer, it cannot be taken."""

    new: tuple[Entry, ...]
    joined: tuple[tuple[Entry, Known], ...]
    changed: tuple[Change, ...]
    kept: tuple[Change, ...]
    same: int
    followed: tuple[tuple[Entry, Known], ...]
    questions: tuple[Question, ...]
    absent: tuple[Known, ...]
    networks: tuple[tuple[Branch, str], ...]
    faults: tuple[str, ...]
    notes: tuple[str, ...]
    deeds: tuple[Deed, ...] = ()
    heirs: tuple[tuple[int, int], ...] = ()  # who carries on whom: the old one and the new
    before: tuple[Known, ...] = ()  # those that change, as they were seen
    seen: tuple[int, int] = (0, 0)

    @property
    def is_open(self) -> bool:
        """Whether something is to be mended or answered first."""
        return bool(self.faults) or any(question.answer is None for question in self.questions)


@dataclass(frozen=True, slots=True)
class Situation:
    """What is there, as somebody may know it who takes a roster into a network (None: into those it names)."""

    root: Branch | None
    administrator: bool
    branches: Sequence[Branch]
    codes: Mapping[int, str]
    below: frozenset[int]
    known: Mapping[int, Known]
    stays: Mapping[int, tuple[Stay, ...]]
    seen: tuple[int, int]
    today: date


def situation(reception: Door, network_id: int | None, *, now: datetime) -> Situation:
    """Raises NotYours."""
    branches = networks.mine(reception, now=now)
    today = periods.today(now)

    def work(rows: Rows) -> Situation:
        root = networks.led_one(rows, network_id) if network_id is not None else None
        administrator = network_statements.is_administrator(rows, rows.person_id)
        if root is None and not administrator:
            raise NotYours
        below = {network_id} if network_id is not None else set()
        for _ in branches:  # children may stand before their parents: go on until nothing is added
            more = {each.id for each in branches if each.parent in below} - below
            if not more:
                break
            below |= more
        known = {each.id: each for each in statements.known(rows, None if administrator else network_id)}
        stays: dict[int, tuple[Stay, ...]] = {}
        for stay in statements.stays(rows, today):
            if stay.organisation in known:
                stays[stay.organisation] = (*stays.get(stay.organisation, ()), stay)
        codes, seen = statements.codes(rows), statements.seen(rows)
        return Situation(root, administrator, branches, codes, frozenset(below), known, stays, seen, today)

    return reception.read(work)


def preview(
    roster: Roster, there: Situation, choices: Choices | None = None, *, now: datetime, new_id: IdSource = random_id
) -> Preview:
    """What taking this roster would do now, with these choices; nothing is written."""
    return _Planning(there, choices or Choices(), now, new_id).plan(roster)


class _Planning:
    def __init__(self, there: Situation, choices: Choices, now: datetime, new_id: IdSource) -> None:
        self.there = there
        self.choices = choices
        self.new_id = new_id
        self.deeds = Deeds(Around(there.administrator, there.stays, there.below, there.today, now))
        self.instead: dict[int, Entry] = {}
        self.naming = Naming(there.branches, there.codes)
        self.faults: list[str] = []
        self.questions: list[Question] = []
        self.by_reference = {each.reference.casefold(): each for each in self._first() if each.reference}
        self.by_name = {
            (same_name(each.name), each.kind): each
            for each in self._first()
            if there.administrator or self._is_member(each.id)
        }

    def _first(self) -> list[Known]:
        """Of two alike the one of this network counts, so it comes last; and the open one, and the earlier."""
        return sorted(
            self.there.known.values(),
            key=lambda each: (self._is_member(each.id), each.closed_on is None, each.successor is None, -each.id),
        )

    def _is_member(self, organisation: int) -> bool:
        return any(stay.network in self.there.below for stay in self.there.stays.get(organisation, ()))

    def plan(self, roster: Roster) -> Preview:
        entries = () if roster.faults else roster.entries
        places = self._places(entries)
        matched = self._matched(entries)
        for entry in entries:
            self._one(entry, matched.get(entry.row), places.get(entry.row, ()))
        absent = self._absent({each.id for each in matched.values()}) if entries and not roster.faults else ()
        deeds = self.deeds
        nothing = not roster.faults and not self.faults and not deeds.all()
        return Preview(
            tuple(deeds.new),
            tuple(deeds.joined),
            tuple(deeds.changed),
            tuple(deeds.kept),
            len(entries) - len(deeds.new) - len(deeds.touched),
            tuple(deeds.followed),
            tuple(self.questions),
            absent,
            self.added,
            (*roster.faults, *self.faults),
            (*roster.notes, *(["Everything in it is here already."] if nothing and not absent else [])),
            deeds.all(),
            tuple(deeds.heirs),
            tuple(deeds.before.values()),
            self.there.seen,
        )

    def _places(self, entries: Sequence[Entry]) -> dict[int, tuple[Branch, ...]]:
        """The networks each is to belong to."""
        found = {entry.row: self.naming.networks(entry) for entry in entries}
        self.added: tuple[tuple[Branch, str], ...] = ()
        root = self.there.root
        if self.choices.add_networks and self.there.administrator:
            self.added = self.naming.added(root.id if root else None, self.new_id)
            found = {entry.row: self.naming.networks(entry) for entry in entries}
        self.faults += self.naming.faults()
        inside = self.there.below | {branch.id for branch, _ in self.added if branch.parent in self.there.below}
        for entry in entries:
            into = found[entry.row]
            if root is not None and not any(branch.id in inside for branch in into):
                found[entry.row] = (root, *into)
            elif not into and not entry.networks:
                self.faults.append(f"Row {entry.row}: it names no network. Name one, or choose one for the whole file.")
        return found

    def _matched(self, entries: Sequence[Entry]) -> dict[int, Known]:
        """Which organisation that is there each row means: by number, or by name as it was answered."""
        found = {
            entry.row: self.by_reference[entry.reference.casefold()]
            for entry in entries
            if entry.reference and entry.reference.casefold() in self.by_reference
        }
        taken = {each.id for each in found.values()}
        for entry in entries:
            namesake = self.by_name.get((same_name(entry.name), entry.kind))
            if entry.row in found or namesake is None or namesake.id in taken:
                continue
            if not entry.reference and not namesake.reference and self._is_member(namesake.id):
                found[entry.row] = namesake
                continue
            may_follow = self.there.administrator and bool(entry.reference and namesake.reference)
            answer = self.choices.rows.get(entry.row, self.choices.every)
            self.questions.append(Question(entry, namesake, may_follow, answer))
            if answer == "same":
                found[entry.row] = namesake
            elif answer == "follows" and may_follow:
                self.instead[entry.row] = replace(entry, replaces=(*entry.replaces, namesake.reference or ""))
        return found

    def _one(self, entry: Entry, known: Known | None, into: Sequence[Branch]) -> None:
        entry = self.instead.get(entry.row, entry)
        if known is None:
            organisation = self.new_id()
            self.deeds.add(organisation, entry, into)
        else:
            organisation = known.id
            gone = not self.there.stays.get(organisation) and not self.there.administrator
            inside = [each for each in into if each.one_body]
            if gone or (inside and known.has_people and not self.there.administrator and not self._in(known, inside)):
                self.faults.append(
                    f"Row {entry.row}: {entry.name} left this network. Ask an administrator to bring it in again."
                    if gone
                    else f"Row {entry.row}: {known.name} would show its answers to {inside[0].name}. Ask an"
                    " administrator to bring it in."
                )
                return
            self.deeds.known(known, entry, into)
        for number in entry.replaces:
            self._follow(entry, number, organisation)

    def _in(self, known: Known, into: Sequence[Branch]) -> bool:
        return {each.id for each in into} <= {stay.network for stay in self.there.stays.get(known.id, ())}

    def _follow(self, entry: Entry, number: str, organisation: int) -> None:
        old = self.by_reference.get(number.casefold())
        if not self.there.administrator:
            self.faults.append(f"Row {entry.row}: {NOT_YOURS}")
        elif old is None or old.id == organisation:
            self.faults.append(f"Row {entry.row}: no other organisation has the number {number}. Mend “replaces”.")
        elif old.successor != organisation:
            self.deeds.follow(entry, old, organisation)

    def _absent(self, matched: Collection[int]) -> tuple[Known, ...]:
        """Those of the network that no row means, with what became of them done where it was said."""
        there = {*matched, *(old for old, _ in self.deeds.heirs)}
        root = self.there.root
        found = [
            each
            for each in self.there.known.values()
            if root is not None and self._is_member(each.id) and each.id not in there
            and each.closed_on is None
        ]  # fmt: skip
        last = (self.choices.since or self.there.today) - DAY
        for each in found:
            if each.id in self.choices.closed and self.there.administrator:
                self.deeds.close(each, last)
            elif each.id in self.choices.left:
                self.deeds.leave(each, last)
        if last > self.there.today and (self.choices.left or self.choices.closed):
            self.faults.append(f"{day(last + DAY)} is still to come. Choose today or an earlier day.")
        return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.id)))
