"""A rehearsal of the worst day: a backup made, put back elsewhere, compared, looked at, and all of it cleared away."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from assessments import doctor
from assessments.store import backups, restoring
from assessments.store.manifest import Manifest

T = TypeVar("T")
MOST = 100  # findings


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done, and how many seconds it took."""

    what: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Drill:
    """What was rehearsed; `findings` are the doctor's of the restored database, the first of them."""

    steps: tuple[Step, ...]
    manifest: Manifest
    findings: tuple[str, ...]


def run(database: str | Path, folder: Path, *, into: str | None = None) -> Drill:
    """Back up into `folder`, restore into a new file there (or `into`, an empty database of a server), compare.

    Nothing of it is left, except what was put `into` a database. Raises AssessmentError when any of it fails.
    """
    steps: list[Step] = []
    with _cleared(folder) as here:
        backup = _timed(steps, "backup made and compared", lambda: backups.make(database, here, compare=True))
        restored: str | Path = into if into is not None else here / "restored.db"
        _timed(steps, "backup restored and compared", lambda: restoring.restore(backup.folder, restored))
        findings = _timed(steps, "restored database examined", lambda: [*islice(doctor.examine(restored), MOST)])
        return Drill(tuple(steps), backup.manifest, tuple(map(str, findings)))


@contextmanager
def _cleared(folder: Path) -> Iterator[Path]:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=folder, prefix=f"{backups.UNFINISHED}drill-") as here:
        yield Path(here)


def _timed(steps: list[Step], what: str, work: Callable[[], T]) -> T:
    began = time.monotonic()
    done = work()
    steps.append(Step(what, time.monotonic() - began))
    return done
