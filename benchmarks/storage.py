"""How long a save takes until it is on disk, alone and with fifty at once, against fifty that wait for a lock."""

import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from assessments.store import open_store
from assessments.store.protocol import Row, Value
from benchmarks.saving import ME, begin, save
from benchmarks.section import Section
from tests.postgres import INSTALL, Cluster, programs

COMMENT = "We have a written policy and staff had training in the autumn."
THREADS = 50
Save = Callable[[str, int], None]  # a question, and the revision seen


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds of every save, in order of length, and the seconds all of them took together."""

    each: Sequence[float]
    seconds: float

    def at(self, share: float) -> float:
        return self.each[min(int(len(self.each) * share), len(self.each) - 1)]

    @property
    def per_second(self) -> float:
        return len(self.each) / self.seconds

    def row(self, name: str) -> tuple[str, ...]:
        at = (f"{self.at(share):.1f} ms" for share in (0.5, 0.95, 0.99))
        return (name, str(len(self.each)), *at, f"{self.each[-1]:.0f} ms", f"{self.per_second:,.0f}")


def measure(saving: Callable[[], Save], threads: int, saves: int) -> Measured:
    """So many threads, each saving its own question again and again; `saving` makes what one thread saves with."""
    start = threading.Barrier(threads + 1)

    def one(number: int) -> list[float]:
        save_one = saving()
        lengths = []
        start.wait()
        for seen in range(saves):
            began = time.perf_counter()
            save_one(f"{threads}.{number}", seen)
            lengths.append((time.perf_counter() - began) * 1000)
        return lengths

    with ThreadPoolExecutor(threads) as pool:
        going = [pool.submit(one, number) for number in range(threads)]
        start.wait()
        began = time.perf_counter()
        each = sorted(length for thread in going for length in thread.result())
        return Measured(each, time.perf_counter() - began)


class Bare:
    """A unit on a connection of its own, as most programs do it: BEGIN IMMEDIATE and the engine's own waiting."""

    person_id = ME.id

    def __init__(self, file: Path) -> None:
        self._connection = sqlite3.connect(
            file, isolation_level=None, check_same_thread=False, timeout=120, cached_statements=512
        )
        self._connection.row_factory = sqlite3.Row
        for setting in ("synchronous = FULL", "foreign_keys = ON"):
            self._connection.execute(f"PRAGMA {setting}")

    def rows(self, sql: str, /, **values: Value) -> list[Row]:
        return [dict(row) for row in self._connection.execute(sql, values).fetchall()]

    def one(self, sql: str, /, **values: Value) -> Row | None:
        found = self.rows(sql, **values)
        return found[0] if found else None

    def run(self, sql: str, /, **values: Value) -> list[Row]:
        return self.rows(sql.replace("{", "main.").replace("}", ""), **values)

    def run_many(self, sql: str, /, many: Iterable[Mapping[str, Value]]) -> None:
        for values in many:
            self.run(sql, **values)

    def save(self, question: str, seen: int) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        assert save(self, question, COMMENT, seen=seen) == seen + 1
        self._connection.execute("COMMIT")


def through_the_door(database: Path | str, threads: int, saves: int) -> Measured:
    with closing(open_store(database)) as store:
        door = store.for_user(ME.id)
        begin(door)

        def save_one(question: str, seen: int) -> None:
            assert door.write(lambda unit: save(unit, question, COMMENT, seen=seen)) == seen + 1

        return measure(lambda: save_one, threads, saves)


def waiting_for_the_lock(file: Path, threads: int, saves: int) -> Measured:
    with closing(open_store(file)) as store:
        begin(store.for_user(ME.id))
    return measure(lambda: Bare(file).save, threads, saves)


def on_postgresql() -> tuple[list[tuple[str, ...]], list[str]]:
    """The same on a server of its own that waits for the disk: a row, or a line that says why there is none."""
    if programs() is None:
        return [], [f"Not measured on PostgreSQL. {INSTALL}"]
    with Cluster(durable=True) as cluster:
        many = through_the_door(cluster.new_database(), THREADS, 100)
    return [many.row(f"{THREADS} threads, through the door of PostgreSQL")], []


def run() -> Section:
    with tempfile.TemporaryDirectory() as folder:
        alone = through_the_door(Path(folder, "alone.db"), 1, 2000)
        many = through_the_door(Path(folder, "many.db"), THREADS, 100)
        waiting = waiting_for_the_lock(Path(folder, "waiting.db"), THREADS, 40)
    on_a_server, missing = on_postgresql()
    ratio = many.per_second / waiting.per_second
    compared = (
        f"Through the door {THREADS} threads save {ratio:.1f} times as much as {THREADS} waiting connections"
        f" (aim: 5 times), and their p99 is {many.at(0.99):.0f} ms (aim: under 50 ms)."
    )
    return Section(
        "Saving an answer",
        "python -m benchmarks storage",
        [
            (
                "synchronous=FULL, each save on disk when told",
                "saves",
                "p50",
                "p95",
                "p99",
                "longest",
                "saves a second",
            ),
            alone.row("one thread, through the door"),
            many.row(f"{THREADS} threads, through the door"),
            waiting.row(f"{THREADS} connections waiting on the busy handler"),
            *on_a_server,
        ],
        ["A save writes the answer and its history row, guarded by the revision that was seen.", compared, *missing],
    )
