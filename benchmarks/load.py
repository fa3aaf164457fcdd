"""How many people one computer holds, each answering every five seconds: one process, and two behind nginx."""

import asyncio
import ssl
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from assessments.values import Review
from benchmarks.page import OPENING_AT_ONCE, QUICK_MS, THINKING, Sent, Visitor, counted, opened, prepared
from benchmarks.proxy import proxied
from benchmarks.section import Section
from benchmarks.serving import TICKS, Served, served
from frameworks.edition import Edition
from tests.postgres import Cluster

STEPS = (100, 200, 300, 400, 500, 600)  # people
SECONDS = 15.0  # of answering at each step
IN_A_SCHOOL = 20  # people who come from one address
ONE, TWO = "one process, SQLite", "two behind nginx, PostgreSQL"
HEAD = ("", "people", "answers", "p50 ms", "p95 ms", "cores: app", "client", "all", "held")


@dataclass(frozen=True, slots=True)
class Service:
    """What people open, and the processes that serve it."""

    address: str
    processes: tuple[Served, ...]
    trusted: ssl.SSLContext | None = None

    def cpu_seconds(self) -> list[float]:
        return [each.cpu_seconds() for each in self.processes]

    def memory_kb(self) -> int:
        return sum(each.memory_kb() for each in self.processes)


@dataclass(frozen=True, slots=True)
class Crowd:
    """So many people answering for a while: what they waited, and how many cores everybody kept busy."""

    people: int
    sent: tuple[Sent, ...]
    app: tuple[float, ...]  # by process
    client: float
    everything: float  # the whole machine, whoever else works on it included
    memory_kb: int

    def milliseconds(self, hundredth: int) -> float:
        return statistics.quantiles((each.milliseconds for each in self.sent), n=100)[hundredth - 1]

    @property
    def held(self) -> bool:
        return all(each.saved for each in self.sent) and self.milliseconds(95) < QUICK_MS

    def row(self, name: str) -> tuple[str, ...]:
        return (
            name,
            str(self.people),
            str(len(self.sent)),
            f"{self.milliseconds(50):.0f}",
            f"{self.milliseconds(95):.0f}",
            " + ".join(f"{each:.2f}" for each in self.app),
            f"{self.client:.2f}",
            f"{self.everything:.2f}",
            "yes" if self.held else "no",
        )


def machine_seconds() -> float:
    """Processor time that the whole machine has spent on something so far."""
    user, nice, system, _, _, irq, soft, *_ = map(int, Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:])
    return (user + nice + system + irq + soft) / TICKS


async def gather(service: Service, visitors: Sequence[Visitor], seconds: float) -> Crowd:
    """Let everybody answer for so long."""
    before = [len(each.sent) for each in visitors]
    app, client, machine, began = service.cpu_seconds(), time.process_time(), machine_seconds(), time.perf_counter()
    await asyncio.gather(*(each.keep_answering(began + seconds, seed) for seed, each in enumerate(visitors)))
    took = time.perf_counter() - began
    return Crowd(
        len(visitors),
        tuple(each for visitor, start in zip(visitors, before, strict=True) for each in visitor.sent[start:]),
        tuple((now - then) / took for then, now in zip(app, service.cpu_seconds(), strict=True)),
        (time.process_time() - client) / took,
        (machine_seconds() - machine) / took,
        service.memory_kb(),
    )


async def climb(
    service: Service, edition: Edition, found: Sequence[Review], steps: Sequence[int], seconds: float
) -> tuple[list[Crowd], list[Sent]]:
    """More and more people until their answers wait too long; gives every step and all that was sent."""
    names = [section.id for section in edition.sections]
    gate, visitors, crowds = asyncio.Semaphore(OPENING_AT_ONCE), list[Visitor](), list[Crowd]()
    for people in steps:
        more = range(len(visitors), people)
        visitors += await asyncio.gather(
            *(
                opened(service.address, found[at], names[at % len(names)], gate, service.trusted, school(at))
                for at in more
            )
        )
        crowds.append(await gather(service, visitors, seconds))
        if not crowds[-1].held:
            break
    await asyncio.gather(*(each.session.close() for each in visitors), return_exceptions=True)
    return crowds, [sent for each in visitors for sent in each.sent]


def school(at: int) -> str:
    """The address of this computer that a visitor comes from, as if twenty sat in each school."""
    return f"127.0.{1 + at // IN_A_SCHOOL}.1"


@contextmanager
def one_process(folder: Path, database: str | Path) -> Iterator[Service]:
    """Nothing in front."""
    with served(database, folder) as app:
        yield Service(app.address, (app,))


@contextmanager
def two_processes(folder: Path, database: str | Path) -> Iterator[Service]:
    """Behind the shipped nginx, over TLS."""
    with ExitStack() as held:
        apps = tuple(held.enter_context(served(database, folder)) for _ in range(2))
        proxy = held.enter_context(proxied([int(each.address.rpartition(":")[2]) for each in apps]))
        trusted = ssl.create_default_context(cafile=str(proxy.certificate))
        yield Service(proxy.url, apps, trusted)


@dataclass(frozen=True, slots=True)
class Climbed:
    """One set-up, climbed until it did not hold."""

    name: str
    crowds: Sequence[Crowd]
    sent: Sequence[Sent]
    stored: int

    @property
    def held(self) -> int:
        return max((each.people for each in self.crowds if each.held), default=0)

    def sentence(self) -> str:
        first, last = self.crowds[0], self.crowds[-1]
        more = last.people - first.people
        each = f"; {(last.memory_kb - first.memory_kb) / more:.0f} kB of memory for each more" if more else ""
        told = sum(each.saved for each in self.sent)
        further = "" if last.held is False else " or more"
        return (
            f"{self.name}: {self.held} people{further} at p95 under {QUICK_MS:.0f} ms{each}. {len(self.sent)} answers "
            f"sent, {told} said to be saved, {self.stored} stored, each as given."
        )


def climbed(name: str, database: str | Path, folder: Path, steps: Sequence[int], seconds: float) -> Climbed:
    """Try a set-up; raises AssertionError when anything said to be saved is not stored as it was given."""
    edition, found = prepared(database, steps[-1])
    put_up = one_process if name == ONE else two_processes
    with put_up(folder, database) as service:
        crowds, sent = asyncio.run(climb(service, edition, found, steps, seconds))
    return Climbed(name, crowds, sent, counted(database, edition, found, sent))


def run(steps: Sequence[int] = STEPS, seconds: float = SECONDS) -> Section:
    with tempfile.TemporaryDirectory() as folder, Cluster(durable=True) as cluster:
        places: dict[str, str | Path] = {ONE: Path(folder, "load.db"), TWO: cluster.new_database()}
        tries = [climbed(name, place, Path(folder), steps, seconds) for name, place in places.items()]
    meant = (
        f"Everybody answers every {THINKING:.0f} s on average. Held: every answer said to be saved, and 95 of 100 told "
        f"within {QUICK_MS:.0f} ms. Climbed until it did not hold."
    )
    shared = (
        "The client that plays the people works on the same cores, and so do PostgreSQL and nginx; “all” is the whole "
        "machine."
    )
    return Section(
        "How many people it holds",
        "python -m benchmarks load",
        [HEAD, *(crowd.row(each.name) for each in tries for crowd in each.crowds)],
        [meant, *(each.sentence() for each in tries), shared],
    )
