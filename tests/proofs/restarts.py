"""Crashes a PostgreSQL server six times under a process that saves, and looks for what it had said was saved."""

import json
import os
import random
import select
import subprocess
import sys
import time
from collections import Counter

from tests.postgres import Cluster
from tests.proofs._autosaving import THREADS
from tests.proofs.crash import ROOT, STARTING, Told

CLAIM = (
    "An immediate restart of PostgreSQL loses no save that was acknowledged and doubles none, and whoever was saving"
    " goes on without a restart of Stocktake."
)
RESTARTS, SMALL = 6, 1
TORN = """
SELECT count(*) FROM answer a WHERE a.revision <> (
  SELECT count(*) FROM answer_history h WHERE (h.organisation_id, h.review_id, h.question)
  = (a.organisation_id, a.review_id, a.question))
OR NOT EXISTS (SELECT 1 FROM answer_history h WHERE (h.organisation_id, h.review_id, h.question, h.revision, h.given)
  = (a.organisation_id, a.review_id, a.question, a.revision, a.given))
"""


class Saving:
    """The saving process, heard as it goes on."""

    def __init__(self, program: "subprocess.Popen[bytes]") -> None:
        self._program = program
        self._rest = b""
        self.told = Told()

    def hear(self, seconds: float) -> None:
        """Everything said within so many seconds."""
        assert self._program.stdout is not None
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if select.select([self._program.stdout], [], [], left)[0]:
                said = os.read(self._program.stdout.fileno(), 65536)
                assert said, "the saving process has ended"
                *lines, self._rest = (self._rest + said).split(b"\n")
                self.told.take(lines)

    def recover(self) -> float:
        """Wait until each thread has saved something again; how many seconds that took."""
        before, began = list(self.told.firsts), time.monotonic()
        while any(now <= then + 1 for now, then in zip(self.told.firsts, before, strict=True)):
            assert time.monotonic() < began + STARTING, f"it does not go on: {self.told.unavailable}"
            self.hear(0.01)
        return time.monotonic() - began


def prove(*, small: bool) -> str:
    chance, times = random.Random(20261122), SMALL if small else RESTARTS
    with Cluster(durable=True) as cluster:
        address = cluster.new_database()
        command = [sys.executable, "-m", "tests.proofs._autosaving", address, *["0"] * THREADS]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as program:
            saving = Saving(program)
            try:
                waits = [saving.recover()]
                for _ in range(times):
                    saving.hear(chance.uniform(0.3, 1.2))
                    cluster.restart_immediately()
                    waits.append(saving.recover())
            finally:
                program.kill()
        lines = cluster.run("SELECT given, question, revision FROM answer_history", database=address)
        ((torn,),) = cluster.run(TORN, database=address)
    history = Counter(json.loads(str(given))["comment"] for given, _, _ in lines)
    at = {json.loads(str(given))["comment"]: (question, revision) for given, question, revision in lines}
    told = saving.told
    lost = [name for name, where in told.saves.items() if at.get(name) != where]
    doubled = [name for name, many in history.items() if many > 1]
    assert (lost, doubled, torn) == ([], [], 0)
    sentences = "; ".join(f"{many} times “{sentence}”" for sentence, many in told.unavailable.items()) or "none"
    return (
        f"{times} immediate restarts (pg_ctl stop -m immediate, then start) under {THREADS} threads of another process:"
        f" {len(told.saves):,} acknowledged saves, lost 0, doubled 0, answers that differ from their history 0. Each"
        f" thread saved again by itself within {max(waits[1:]):.1f} s of the server's start. What they were told"
        f" meanwhile: {sentences}."
    )
