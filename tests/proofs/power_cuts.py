"""Cuts the power 300 times beneath the product's own process, and looks for every save it had acknowledged.

What the process asks of the disk and what it says is recorded by tracing it (_trace.py); a model of a disk (_disk.py)
then says what may be left at a chosen moment, and the product's own store opens that.
"""

import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree

from assessments.errors import StoreUnavailable
from assessments.store import open_store
from benchmarks.saving import ME
from tests.proofs._autosaving import THREADS, save_once
from tests.proofs._disk import ARRIVES, Disk
from tests.proofs._trace import Event, Removed, Said, Wrote, recorded
from tests.proofs.crash import ROOT, Told, found_in

CLAIM = (
    "A power cut loses no save that was acknowledged, not even the first one of a new database; with"
    " synchronous=NORMAL in the place of FULL the same test loses some."
)
FILE = Path("data", "stocktake.db")  # the product makes the folder too
EACH, SMALL_EACH = 170, 20  # saves of each thread in each life
LIVES: tuple[tuple[str, ...], ...] = (("--killed",), (), ())  # made and killed; mended and closed; opened and closed
FIRST_ACKNOWLEDGED = 20


@dataclass(frozen=True, slots=True)
class Plan:
    """How many cuts fall where."""

    while_made: int
    just_acknowledged: int
    anywhere: int

    @property
    def many(self) -> int:
        return self.while_made + self.just_acknowledged + self.anywhere


WHOLE, SMALL = Plan(50, 200, 50), Plan(4, 8, 3)


@dataclass
class Outcome:
    cuts: int = 0
    lost: int = 0  # acknowledged saves that were not there
    losing: int = 0  # cuts that lost one
    unopened: int = 0
    unsound: int = 0
    doubled: int = 0
    looked_for: int = 0
    arrived: Counter[str] = field(default_factory=Counter)
    first: str = ""  # what the first cut that went wrong was

    @property
    def words(self) -> str:
        return (
            f"{self.cuts} cuts, in which {self.looked_for:,} acknowledged saves were looked for: {self.lost:,} lost in"
            f" {self.losing} cuts, {self.doubled} doubled, {self.unopened} databases that did not open,"
            f" {self.unsound} not sound."
        )

    @property
    def is_flawless(self) -> bool:
        return not (self.lost or self.unopened or self.unsound or self.doubled)


def record(folder: Path, each: int, *, careless: bool) -> list[Event]:
    """All the lives of one database, one after the other: a kill leaves what was not synced as it was."""
    events: list[Event] = []
    more = ["--careless"] if careless else []
    for life, end in enumerate(LIVES):
        firsts = [str(life * each)] * THREADS
        command = [sys.executable, "-m", "tests.proofs._recorded", str(folder / FILE), str(each), *firsts, *end, *more]
        part = recorded(command, folder, ROOT)
        assert sum(isinstance(event, Said) for event in part) == each * THREADS, "the recorded process did not finish"
        events += part
    return events


def moments(events: Sequence[Event], plan: Plan, chance: random.Random) -> list[int]:
    """The cut comes after this many events."""
    said = [at + 1 for at, event in enumerate(events) if isinstance(event, Said)]
    chosen = chance.choices(range(said[FIRST_ACKNOWLEDGED]), k=plan.while_made)
    chosen += chance.choices(said, k=plan.just_acknowledged)
    return sorted(chosen + chance.choices(range(len(events)), k=plan.anywhere))


def cuts(events: Sequence[Event], folder: Path, plan: Plan, chance: random.Random) -> Iterator[tuple[Told, str]]:
    """For each cut: what was acknowledged, and how much of the rest arrived in `folder / "cut"`."""
    disk, told, at = Disk(folder), Told(), 0
    for moment in moments(events, plan, chance):
        for event in events[at:moment]:
            disk.happen(event)
            if isinstance(event, Said):
                told.take([event.line.strip().encode()])
        at = moment
        arrives = chance.choice(ARRIVES)
        disk.cut(arrives, chance, folder / "cut")
        yield told, arrives
        rmtree(folder / "cut")


def look(file: Path, told: Told, outcome: Outcome, what: str) -> None:
    """Open what is left with the product's own store, look for every acknowledged save, and ask for one again."""
    outcome.cuts += 1
    outcome.looked_for += len(told.saves)
    try:
        store = open_store(file)
    except StoreUnavailable as fault:
        outcome.unopened += 1
        outcome.first = outcome.first or f"{what}: {fault.sentence}"
        return
    door = store.for_user(ME.id)
    rows = door.read(lambda rows: rows.rows("SELECT given, question, revision FROM answer_history"))
    found = {json.loads(row["given"])["comment"]: (row["question"], row["revision"]) for row in rows}
    lost = [name for name, where in told.saves.items() if found.get(name) != where]
    if told.saves and not lost:
        name, (question, revision) = list(told.saves.items())[-1]
        outcome.doubled += save_once(door, name, question) != revision
    store.close()
    after = found_in(file)
    outcome.lost += len(lost)
    outcome.losing += bool(lost)
    outcome.unsound += not after.sound or after.torn > 0
    outcome.doubled += sum(times > 1 for times in after.history.values())
    if (lost or not after.sound) and not outcome.first:
        outcome.first = f"{what}: lost {lost[-3:]}, sound {after.sound}"


def tried(plan: Plan, each: int, *, careless: bool) -> tuple[Outcome, list[Event]]:
    chance, outcome = random.Random(20261122), Outcome()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made, "disk").resolve()
        folder.mkdir()
        events = record(folder, each, careless=careless)
        for told, arrives in cuts(events, folder, plan, chance):
            outcome.arrived[arrives] += 1
            look(folder / "cut" / FILE, told, outcome, f"cut {outcome.cuts + 1}, {arrives}")
    return outcome, events


def prove(*, small: bool) -> str:
    plan, each = (SMALL, SMALL_EACH) if small else (WHOLE, EACH)
    full, events = tried(plan, each, careless=False)
    if not full.is_flawless:
        raise AssertionError(f"{full.words} {full.first}")
    normal, _ = tried(plan, each, careless=True)
    if not normal.losing:
        raise AssertionError(f"The instrument notices nothing. With synchronous=NORMAL: {normal.words}")
    arrived = ", ".join(f"{what} in {full.arrived[what]}" for what in ARRIVES)
    return (
        f"{len(events):,} writes, syncs, changes of names and acknowledgements of three lives of one database were"
        f" recorded with strace ({checkpoints(events)} copyings of the log into the database among them): it is made"
        " and then killed; mended and closed; opened and closed.\n\n"
        f"With synchronous=FULL, as the product has it: {full.words} {plan.while_made} cuts fell while the database was"
        f" made and its first {FIRST_ACKNOWLEDGED} saves acknowledged, {plan.just_acknowledged} just after an"
        f" acknowledgement, {plan.anywhere} anywhere. Of what was not yet synced there arrived: {arrived}.\n\n"
        f"With synchronous=NORMAL instead, the same test: {normal.words}\n\n"
        "What is modelled: a write may be missing, out of order or torn between sectors of 512 or 4,096 bytes until a"
        " sync of its file begun after it has ended, a file's length apart from what is in it; the name of a new,"
        " removed or renamed file or folder until its folder is synced. What is not: a disk that says it has synced and"
        " has not, and a sector that is half old and half new."
    )


def checkpoints(events: Sequence[Event]) -> int:
    """How often the log was copied into the database: runs of writes to the database itself."""
    changed = [event.path for event in events if isinstance(event, Wrote | Removed)]
    return sum(
        path.endswith(FILE.name) and not before.endswith(FILE.name)
        for before, path in zip(["", *changed], changed, strict=False)
    )
