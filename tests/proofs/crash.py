"""Kills the program again and again in the middle of saving, and looks for what it had said was saved."""

import json
import os
import random
import select
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from tests.proofs._autosaving import THREADS

CLAIM = (
    "A kill -9 in the middle of saving loses no save that was acknowledged, and a save repeated after it counts once."
)
ROOT = Path(__file__).resolve().parents[2]
ROUNDS, SMALL = 100, 5
STARTING = 60.0


@dataclass
class Told:
    """What the program said was saved: question and revision by the save's name, over all rounds."""

    saves: dict[str, tuple[str, int]] = field(default_factory=dict)
    firsts: list[int] = field(default_factory=lambda: [0] * THREADS)
    unavailable: Counter[str] = field(default_factory=Counter)

    def take(self, lines: list[bytes]) -> None:
        for line in lines:
            name, question, *rest = line.decode().split()
            if name == "unavailable":
                self.unavailable[" ".join((question, *rest))] += 1
                continue
            (revision,) = rest
            self.saves[name] = (question, int(revision))
            thread, number = map(int, name.split("-"))
            self.firsts[thread] = number + 1


@dataclass(frozen=True, slots=True)
class Found:
    """What a connection of our own finds in the file after a kill."""

    history: Counter[str]
    at: dict[str, tuple[str, int]]
    torn: int
    sound: bool


def killed_while_saving(file: Path, told: Told, after: float) -> None:
    """Start the program, kill it so many seconds after it first said that something was saved, and hear it out."""
    command = [sys.executable, "-m", "tests.proofs._autosaving", str(file), *map(str, told.firsts)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        try:
            ready, _, _ = select.select([program.stdout], [], [], STARTING)
            assert ready, "the program saved nothing"
            end = time.monotonic() + after
            heard = b""
            while (left := end - time.monotonic()) > 0:
                if select.select([program.stdout], [], [], left)[0]:
                    heard += os.read(program.stdout.fileno(), 65536)
        finally:
            program.kill()
        heard += program.stdout.read()
    told.take(heard.split(b"\n")[:-1])


def found_in(file: Path) -> Found:
    with closing(sqlite3.connect(file)) as connection:
        lines = connection.execute("SELECT given, question, revision FROM answer_history").fetchall()
        (torn,) = connection.execute(
            "SELECT count(*) FROM answer a WHERE a.revision <> (SELECT count(*) FROM answer_history h"
            " WHERE h.organisation_id = a.organisation_id AND h.review_id = a.review_id AND h.question = a.question)"
            " OR NOT EXISTS (SELECT 1 FROM answer_history h WHERE h.organisation_id = a.organisation_id AND"
            " h.review_id = a.review_id AND h.question = a.question AND h.revision = a.revision AND h.given = a.given)"
        ).fetchone()
        (check,) = connection.execute("PRAGMA integrity_check").fetchone()
    names = [(json.loads(given)["comment"], (question, revision)) for given, question, revision in lines]
    return Found(Counter(name for name, _ in names), dict(names), torn, check == "ok")


def prove(*, small: bool) -> str:
    chance = random.Random(20261122)
    told = Told()
    unsaid = 0
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "stocktake.db")
        for _ in range(SMALL if small else ROUNDS):
            killed_while_saving(file, told, chance.uniform(0.01, 0.3))
            found = found_in(file)
            lost = [name for name, where in told.saves.items() if found.at.get(name) != where]
            doubled = [name for name, times in found.history.items() if times > 1]
            assert (lost, doubled, found.torn, found.sound, told.unavailable) == ([], [], 0, True, {})
            unsaid += len(found.at.keys() - told.saves.keys())
    return (
        f"{SMALL if small else ROUNDS} kills, {len(told.saves):,} acknowledged saves: lost 0, doubled 0, answers that"
        f" differ from their history 0, file sound each time. {unsaid} saves were on disk though the kill came before"
        " they were acknowledged; each was asked for again with its key."
    )
