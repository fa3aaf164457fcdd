"""Holds drills while four people save and submit, looks at a restored database itself, and damages a backup."""

import os
import random
import select
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from assessments import drill
from assessments.errors import BadBackup
from assessments.store import backups, restoring
from assessments.store.contents import contents
from assessments.store.protocol import Value
from tests.proofs._databases import ENGINES, fill, on_sqlite
from tests.proofs.crash import ROOT

CLAIM = (
    "`stocktake drill` succeeds while four people save and submit: what is restored is the database at one moment, with"
    " everything acknowledged before; a backup with one flipped bit is refused."
)
WRITERS = 4
ORGANISATIONS, SMALL_ORGANISATIONS = 40, 3
DRILLS, SMALL_DRILLS = 10, 1
FLIPS, SMALL_FLIPS = 60, 6
STARTING = 60.0
LEAST = 3  # submissions that each drill is to have beside it


@dataclass
class Heard:
    """What the writers were told: the revision of an answer, and the hash of a submission."""

    saved: dict[tuple[int, str], int] = field(default_factory=dict)
    submitted: dict[tuple[int, int], str] = field(default_factory=dict)

    def copy(self) -> "Heard":
        return Heard(dict(self.saved), dict(self.submitted))


class Writers:
    """The process with the writers; `listen` takes in what they have said by now."""

    def __init__(self, program: "subprocess.Popen[bytes]") -> None:
        self._program = program
        self._rest = b""
        self.heard = Heard()

    def listen(self, wait: float = 0.0) -> Heard:
        assert self._program.stdout is not None
        while select.select([self._program.stdout], [], [], wait)[0]:
            said = os.read(self._program.stdout.fileno(), 65536)
            assert said, "the writers have ended"
            *lines, self._rest = (self._rest + said).split(b"\n")
            for line in lines:
                self._take(*line.decode().split())
            wait = 0.0
        return self.heard

    def _take(self, act: str, review: str, what: str, result: str) -> None:
        if act == "saved":
            self.heard.saved[int(review), what] = int(result)
        else:
            self.heard.submitted[int(review), int(what)] = result

    def go_on(self, many: int) -> None:
        """Wait until so many more submissions were told."""
        until, end = len(self.heard.submitted) + many, time.monotonic() + STARTING
        while len(self.listen(0.1).submitted) < until:
            assert time.monotonic() < end, "the writers do not go on"


@contextmanager
def writing(address: str) -> Iterator[Writers]:
    command = [sys.executable, "-m", "tests.proofs._working", address, str(WRITERS)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as program:
        try:
            yield Writers(program)
        finally:
            program.kill()


@dataclass
class Outcome:
    drills: int = 0
    rows: int = 0
    tables: int = 0
    known: int = 0  # acknowledged before the backup began
    meanwhile: int = 0  # submissions acknowledged while drills were held
    flips: Counter[str] = field(default_factory=Counter)


def rows_of(database: str | Path) -> dict[str, list[tuple[Value, ...]]]:
    with contents(database) as all_of_it:
        return {table.name: list(all_of_it.rows(table)) for table in all_of_it.tables}


def hold_drills(address: str, folder: Path, many: int, outcome: Outcome) -> backups.Backup:
    """Drills under the writers; then one backup restored and compared here, row by row, and with what was told."""
    with writing(address) as writers:
        writers.go_on(LEAST)
        for _ in range(many):
            before = len(writers.listen().submitted)
            done = drill.run(address, folder)
            assert done.findings == (), done.findings
            writers.go_on(LEAST)
            outcome.meanwhile += len(writers.heard.submitted) - before
            outcome.drills += 1
        told = writers.listen().copy()
        backup = backups.make(address, folder)
    restored = folder / "restored.db"
    restoring.restore(backup.folder, restored)
    here = rows_of(restored)
    assert here == rows_of(backup.file)
    outcome.tables, outcome.rows = len(here), sum(map(len, here.values()))
    refuse_missing(restored, told)
    outcome.known = len(told.saved) + len(told.submitted)
    assert not list(folder.glob(".drill-*")), "a drill left something behind"
    return backup


def refuse_missing(restored: Path, told: Heard) -> None:
    with closing(sqlite3.connect(restored)) as connection:
        lines = connection.execute("SELECT review_id, question, revision FROM answer").fetchall()
        seals = connection.execute("SELECT review_id, number, sha256 FROM submission").fetchall()
    answers = {(review, question): revision for review, question, revision in lines}
    submitted = {(review, number): seal for review, number, seal in seals}
    behind = [key for key, revision in told.saved.items() if answers.get(key, 0) < revision]
    gone = [key for key, seal in told.submitted.items() if submitted.get(key) != seal]
    assert (behind, gone) == ([], []), "what was acknowledged before the backup began is not in it"


def flip(backup: backups.Backup, many: int, chance: random.Random, outcome: Outcome) -> None:
    """One bit of a copy of the backup, in the file or in the manifest: it must be refused, and nothing restored."""
    for number in range(many):
        copy = Path(shutil.copytree(backup.folder, backup.folder.with_name("flipped")))
        what = copy / (backups.MANIFEST if number % 3 == 0 else backups.FILE)
        content = bytearray(what.read_bytes())
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        what.write_bytes(content)
        target = copy.with_name("from-flipped.db")
        try:
            restoring.restore(copy, target)
        except BadBackup:
            outcome.flips[what.name] += 1
        assert outcome.flips.total() == number + 1, f"a flipped bit in {what.name} was not noticed"
        assert not list(target.parent.glob(f"{target.name}*")), "something was restored all the same"
        shutil.rmtree(copy)
    restoring.restore(backup.folder, backup.folder.with_name("from-whole.db"))


def prove(*, small: bool) -> str:
    chance, said = random.Random(20261122), []
    engines = {"SQLite": on_sqlite} if small else ENGINES
    for engine, opened in engines.items():
        outcome = Outcome()
        with opened() as address, tempfile.TemporaryDirectory() as made:
            fill(address, SMALL_ORGANISATIONS if small else ORGANISATIONS)
            backup = hold_drills(address, Path(made), SMALL_DRILLS if small else DRILLS, outcome)
            flip(backup, SMALL_FLIPS if small else FLIPS, chance, outcome)
        flips = ", ".join(f"{count} in {name}" for name, count in sorted(outcome.flips.items()))
        said.append(
            f"{engine}: {outcome.drills} drills under {WRITERS} writers who had {outcome.meanwhile} submissions"
            f" acknowledged meanwhile: each with identical tables and hashes, and nothing for the doctor to find. A"
            f" backup restored and compared here: {outcome.tables} tables with {outcome.rows:,} rows, all the same;"
            f" {outcome.known} saves and submissions acknowledged before it began, none missing. Single bits flipped in"
            f" a backup: {flips}; all refused, with nothing restored."
        )
    return "\n\n".join(said)
