"""Cuts the power after a backup and a restore were said to be done, and looks whether they are there."""

import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from shutil import rmtree

from assessments.errors import AssessmentError
from assessments.store import backups, open_store, restoring
from assessments.store.contents import contents
from assessments.store.manifest import Manifest, differences
from tests.proofs._disk import ARRIVES, Disk
from tests.proofs._trace import Event, Said, recorded
from tests.proofs.crash import ROOT

CLAIM = "A backup that was said to be made, and a database that was said to be restored, are there after a power cut."
SAVES, SMALL_SAVES = 200, 20
CUTS, SMALL_CUTS = 100, 8  # at least a quarter of them after both


def record(folder: Path, saves: int, *, careless: bool) -> list[Event]:
    more = ["--careless"] if careless else []
    events = recorded([sys.executable, "-m", "tests.proofs._backing_up", str(folder), str(saves), *more], folder, ROOT)
    assert [line.split()[0] for line in done(events)] == ["backup", "restored"]
    return events


def done(events: Sequence[Event]) -> list[str]:
    """What was said to be done, the saves apart."""
    return [event.line for event in events if isinstance(event, Said) and event.line.startswith(("backup", "restored"))]


def moments(events: Sequence[Event], many: int, chance: random.Random) -> list[int]:
    """Just after the backup was said to be made, while it is restored, and after that."""
    made = next(at for at, event in enumerate(events, 1) if isinstance(event, Said) and event.line.startswith("backup"))
    meanwhile = chance.choices(range(made, len(events)), k=many // 2)
    return sorted([made] * (many // 4) + meanwhile + [len(events)] * (many - many // 4 - many // 2))


def missing(cut: Path, folder: Path, said: Sequence[str], manifest: Manifest) -> list[str]:
    """What was said to be done and is not there, exactly as it was made."""
    lost = []
    for line in said:
        what, where = line.split()
        here = cut / Path(where).relative_to(folder)
        try:
            if what == "backup":
                restoring.restore(here, cut / "looked-at.db")
                whole = backups.opened(here).manifest == manifest
            else:
                with contents(here) as found:
                    whole = not list(differences(manifest, found))
                open_store(here).close()
        except AssessmentError:
            whole = False
        lost += [] if whole else [what]
    return lost


def tried(many: int, saves: int, *, careless: bool) -> tuple[int, int, int]:
    """How many cuts, after how many of them something said to be done was looked for in all, and how many lost one."""
    chance, looked_for, losing = random.Random(20261122), 0, 0
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made, "disk").resolve()
        folder.mkdir()
        events = record(folder, saves, careless=careless)
        manifest = backups.opened(Path(done(events)[0].split()[1])).manifest
        disk, at = Disk(folder), 0
        for moment in moments(events, many, chance):
            for event in events[at:moment]:
                disk.happen(event)
            at = moment
            disk.cut(chance.choice(ARRIVES), chance, folder / "cut")
            told = done(events[:moment])
            looked_for += len(told)
            losing += bool(missing(folder / "cut", folder, told, manifest))
            rmtree(folder / "cut")
    return many, looked_for, losing


def prove(*, small: bool) -> str:
    many, saves = (SMALL_CUTS, SMALL_SAVES) if small else (CUTS, SAVES)
    cuts, looked_for, losing = tried(many, saves, careless=False)
    assert not losing, f"{losing} of {cuts} cuts lost a backup or a restored database that was said to be there"
    _, _, careless = tried(many, saves, careless=True)
    assert careless, "the instrument notices nothing: without a sync of our own no cut lost anything"
    return (
        f"{cuts} cuts just after a backup of {saves} saves was said to be made, while it was restored, and after that"
        f" was said to be done: {looked_for} times a backup or a restored database was looked for, lost 0; each was"
        f" exactly as its manifest says. Where our own code syncs nothing, {careless} of the same {cuts} cuts lose one."
    )
