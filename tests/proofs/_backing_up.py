"""The process whose backup and restore the power cuts replay. `--careless` lets it sync nothing but the database."""

import os
import sys
from pathlib import Path

from assessments.store import backups, open_store, restoring
from benchmarks.saving import ME, begin
from tests.proofs._autosaving import saving


def say(what: str, where: Path) -> None:
    os.write(1, f"{what} {where}\n".encode())


def main(root: Path, saves: int) -> None:
    database = root / "data" / "stocktake.db"
    store = open_store(database)
    door = store.for_user(ME.id)
    begin(door)
    saving(door, 0, range(saves))
    made = backups.make(database, root / "backups" / "stocktake")
    store.close()
    say("backup", made.folder)
    restored = root / "elsewhere" / "data" / "restored.db"
    restoring.restore(made.folder, restored)
    say("restored", restored)


if __name__ == "__main__":
    if "--careless" in sys.argv:
        os.fsync = lambda fd: None  # SQLite syncs by itself; what our own code syncs goes through this
    main(Path(sys.argv[1]), int(sys.argv[2]))
