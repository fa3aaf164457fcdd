"""The process whose writes the power cuts replay: the product's own store, saving so many times and then ending.

`--careless` puts synchronous=NORMAL in the place of the product's FULL, to see whether the proof would notice. It is
done here, around the product: the product itself has no switch for it.
"""

import argparse
import os
import signal
import sqlite3
import threading
from pathlib import Path
from typing import Any

from assessments.store import open_store
from benchmarks.saving import ME, begin
from tests.proofs._autosaving import saving


class Careless(sqlite3.Connection):
    """A connection that hears FULL and does NORMAL."""

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        wanted = "PRAGMA synchronous = FULL"
        if sql != wanted:
            return super().execute(sql, *values)
        done = super().execute("PRAGMA synchronous = NORMAL")
        assert super().execute("PRAGMA synchronous").fetchone() == (1,)
        return done


def connect_carelessly() -> None:
    real = sqlite3.connect

    def connect(*place: Any, **settings: Any) -> sqlite3.Connection:
        return real(*place, factory=Careless, **settings)

    sqlite3.connect = connect  # type: ignore[assignment]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("many", type=int)
    parser.add_argument("firsts", type=int, nargs="+")
    parser.add_argument("--careless", action="store_true")
    parser.add_argument("--killed", action="store_true", help="end without closing anything")
    told = parser.parse_args()
    if told.careless:
        connect_carelessly()
    store = open_store(told.file)
    door = store.for_user(ME.id)
    begin(door)
    threads = [
        threading.Thread(target=saving, args=(door, n, range(first, first + told.many)))
        for n, first in enumerate(told.firsts)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if told.killed:
        os.kill(os.getpid(), signal.SIGKILL)
    store.close()


if __name__ == "__main__":
    main()
