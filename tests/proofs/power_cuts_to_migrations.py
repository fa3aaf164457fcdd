"""Cuts the power while a database is brought up to date, and looks at every row that is left."""

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from shutil import rmtree

from assessments.store import backups, open_store
from tests.proofs._disk import ARRIVES, Disk
from tests.proofs._migrating import DONE
from tests.proofs._trace import Event, Said, recorded
from tests.proofs.crash import ROOT
from tests.proofs.migration_kills import NEW, OLD, Truth, answers, fill, hashes, newer_schema, truth_of

CLAIM = (
    "A power cut while a database is brought up to date leaves it wholly old or wholly new, the backup made before it"
    " is there before anything is changed, and the next start finishes."
)
ANSWERS, SMALL_ANSWERS = 6_000, 600
CUTS, SMALL_CUTS = 100, 6
FILL = "import pathlib, sys; from tests.proofs.migration_kills import fill; fill(pathlib.Path(sys.argv[1]), {many})"


def record(file: Path, schema: Path, many: int, folder: Path) -> tuple[list[Event], int]:
    """The database made and then brought up to date; after how many events the second begins."""
    made = recorded([sys.executable, "-c", FILL.format(many=many), str(file)], folder, ROOT)
    moved = recorded([sys.executable, "-m", "tests.proofs._migrating", str(file), str(schema)], folder, ROOT)
    assert any(isinstance(event, Said) and event.line.strip() == DONE for event in moved)
    return made + moved, len(made)


def parts(events: Sequence[Event]) -> list[str]:
    """In which part of the migration each event is; the last word said names it."""
    now, found = "the start", []
    for event in events:
        now = event.line.strip() if isinstance(event, Said) else now
        found.append(now)
    return found


def look(file: Path, schema: Path, truth: Truth, part: str) -> str:
    """Old or new, with a backup where anything was changed; and new after the next start."""
    state = truth.state(file)
    made = backups.all_of(file.parent / backups.FOLDER, file)
    assert all(hashes(backup.file) == truth.old for backup in made), "a backup is not the old database"
    assert state == OLD or made, "the database was changed and there is no backup of it"
    assert state == NEW or part != DONE, "it was said to be up to date, and it is the old one"
    open_store(file, schema=schema).close()
    assert truth.state(file) == NEW
    return state


def prove(*, small: bool) -> str:
    chance, found, where = random.Random(20261122), Counter[str](), Counter[str]()
    many, cuts = (SMALL_ANSWERS, SMALL_CUTS) if small else (ANSWERS, CUTS)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made, "disk").resolve()
        folder.mkdir()
        file, schema = folder / "data" / "stocktake.db", newer_schema(Path(made))
        fill(Path(made, "first.db"), many)
        truth = truth_of(Path(made, "first.db"), answers(many))
        events, begins = record(file, schema, many, folder)
        disk, at, part = Disk(folder), 0, parts(events)
        kinds = sorted(set(part[begins:]))
        chosen = [chance.choice(kinds) for _ in range(cuts)]  # as often in a short part as in a long one
        for moment in sorted(
            chance.choice([place for place in range(begins, len(events)) if part[place] == kind]) for kind in chosen
        ):
            for event in events[at : moment + 1]:
                disk.happen(event)
            at = moment + 1
            disk.cut(chance.choice(ARRIVES), chance, folder / "cut")
            where[part[moment]] += 1
            found[look(folder / "cut" / "data" / file.name, schema, truth, part[moment])] += 1
            rmtree(folder / "cut")
    fell = ", ".join(f"{kind} {count}" for kind, count in where.items())
    return (
        f"{cuts} cuts while a database with {many:,} answers was brought up to date ({fell}): {found[OLD]} left it old,"
        f" {found[NEW]} new, none mixed; each time the backup was whole or not there, and was there where anything had"
        " changed. Each time the next start finished."
    )
