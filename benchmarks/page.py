"""What one answer costs the server, by itself and with pauses between: the real app, asked over its websocket."""

import asyncio
import random
import ssl
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from assessments import answering, organisations, periods, reviews
from assessments.store import open_store
from assessments.values import Review
from benchmarks.section import Section
from benchmarks.serving import Served, served
from benchmarks.session import Group, Lost, Session
from frameworks.catalogue import Catalogue, shipped_folder
from frameworks.edition import Edition
from frameworks.questions import BaseQuestion, ChoiceQuestion, LevelQuestion

STEPS = (25, 100)  # sessions; how many it holds is measured by load.py
SECONDS = 15.0  # of answering at each step
THINKING = 5.0  # seconds between two answers of one person, on average
QUICK_MS = 500.0  # a step is sustained while 95 of 100 answers take less
YEARS = 10  # reviews of one organisation: one a year
OPENING_AT_ONCE = 4
ROUNDS = 8  # of answering in turn
FRAMEWORK, OWNER = "esafety", 1


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer that was given; `saved` when the page said so."""

    review: int
    question: str
    place: int  # of the option
    milliseconds: float
    bytes_down: int
    saved: bool


@dataclass(slots=True)
class Visitor:
    """Somebody at one section of one review."""

    review: int
    session: Session
    sent: list[Sent] = field(default_factory=list)

    async def answer(self, chance: random.Random) -> None:
        """Change one answer on the page."""
        group = chance.choice([each for each in self.session.groups.values() if each.key.split(":")[3:4] == ["choice"]])
        option = chance.choice([text for text in group.options if text != group.chosen])
        question, place = group.key.split(":")[2], group.options.index(option)
        began = time.perf_counter()
        try:
            run = await self.session.choose(group, option)
            milliseconds, size, saved = run.seconds * 1000, run.bytes_down, run.says('class="said"')
        except (Lost, TimeoutError, OSError):
            milliseconds, size, saved = (time.perf_counter() - began) * 1000, 0, False
        self.session.groups[group.id] = Group(group.id, group.key, group.fragment, group.options, option)
        self.sent.append(Sent(self.review, question, place, milliseconds, size, saved))

    async def keep_answering(self, end: float, seed: int) -> None:
        """Answer, think, answer, until the end."""
        chance = random.Random(seed)
        while (left := end - time.perf_counter()) > 0:
            thinking = chance.expovariate(1 / THINKING)
            await asyncio.sleep(min(thinking, left))
            if thinking < left:
                await self.answer(chance)


@dataclass(frozen=True, slots=True)
class Step:
    """What was measured with so many sessions."""

    sessions: int
    sent: tuple[Sent, ...]
    cpu_ms: float  # of the server, per answer
    busy: float  # processors the server kept busy
    in_turn: bool = False  # one after the other, not all at once

    def milliseconds(self, hundredth: int) -> float:
        return statistics.quantiles((each.milliseconds for each in self.sent), n=100)[hundredth - 1]

    @property
    def bytes_down(self) -> float:
        return statistics.fmean(each.bytes_down for each in self.sent)

    @property
    def sustained(self) -> bool:
        return all(each.saved for each in self.sent) and self.milliseconds(95) < QUICK_MS

    def row(self) -> tuple[str, ...]:
        return (
            f"{self.sessions}, in turn" if self.in_turn else str(self.sessions),
            str(len(self.sent)),
            f"{self.cpu_ms:.1f}",
            f"{self.bytes_down / 1000:.1f}",
            f"{self.milliseconds(50):.0f}",
            f"{self.milliseconds(95):.0f}",
            f"{self.busy:.2f}",
            "yes" if self.sustained else "no",
        )


HEAD = ("sessions", "answers", "server ms", "kB down", "p50 ms", "p95 ms", "cores busy", "sustained")


def prepared(database: Path | str, how_many: int) -> tuple[Edition, list[Review]]:
    """A database with that many full reviews, ten years of each organisation."""
    catalogue, now, found = Catalogue.load(shipped_folder()), datetime.now(UTC), list[Review]()
    store = open_store(database)
    door = store.for_user(OWNER)
    edition = catalogue.latest(FRAMEWORK).edition
    latest = periods.of_review("school", edition, now)
    while len(found) < how_many:
        name = f"Benchmark School {len(found) // YEARS + 1}"
        school = organisations.add(door, name=name, kind="school", phase="primary", now=now)
        for back in range(min(YEARS, how_many - len(found))):
            period = periods.before(latest, back)
            found.append(reviews.start(door, catalogue, school.id, FRAMEWORK, period=period, now=now))
    store.close()
    return edition, found


async def opened(
    address: str, review: Review, section: str, gate: asyncio.Semaphore, trusted: ssl.SSLContext | None = None,
    source: str = "127.0.0.1",
) -> Visitor:  # fmt: skip
    """Open a section of a review and wait until it is drawn."""
    async with gate:
        where = f"review={review.id}&section={section}"
        session = await Session.opened(address, "review", where, trusted=trusted, source=source)
        await session.load()
        if not session.groups:
            raise Lost("the page shows no question")
        return Visitor(review.id, session)


async def step(app: Served, visitors: Sequence[Visitor], seconds: float) -> Step:
    """Let everybody answer for so long."""
    before, cpu, began = [len(each.sent) for each in visitors], app.cpu_seconds(), time.perf_counter()
    await asyncio.gather(*(each.keep_answering(began + seconds, seed) for seed, each in enumerate(visitors)))
    used, took = app.cpu_seconds() - cpu, time.perf_counter() - began
    sent = tuple(each for visitor, start in zip(visitors, before, strict=True) for each in visitor.sent[start:])
    return Step(len(visitors), sent, used * 1000 / len(sent), used / took)


async def in_turn(app: Served, visitors: Sequence[Visitor]) -> Step:
    """Let everybody answer one after the other, without a pause: the cost of an answer by itself."""
    cpu, began, chance = app.cpu_seconds(), time.perf_counter(), random.Random(len(visitors))
    for _ in range(ROUNDS):
        for visitor in visitors:
            await visitor.answer(chance)
    used, took = app.cpu_seconds() - cpu, time.perf_counter() - began
    sent = tuple(each for visitor in visitors for each in visitor.sent)
    return Step(len(visitors), sent, used * 1000 / len(sent), used / took, in_turn=True)


@dataclass(frozen=True, slots=True)
class Opening:
    """What opening the page costs."""

    cpu_ms: float
    kb_held: float


async def climb(
    app: Served, edition: Edition, found: Sequence[Review], steps: Sequence[int], seconds: float
) -> tuple[Opening, list[Step], list[Sent]]:
    """More and more sessions, each answering its own review; gives every step and everything that was sent."""
    memory, cpu, gate = app.memory_kb(), app.cpu_seconds(), asyncio.Semaphore(OPENING_AT_ONCE)
    names = [section.id for section in edition.sections]
    visitors, measured, opening = list[Visitor](), list[Step](), 0.0
    for sessions in steps:
        more = found[len(visitors) : sessions]
        cpu = app.cpu_seconds()
        visitors += await asyncio.gather(
            *(opened(app.address, review, names[at % len(names)], gate) for at, review in enumerate(more))
        )
        opening += app.cpu_seconds() - cpu
        if not measured:
            measured.append(await in_turn(app, visitors))
        measured.append(await step(app, visitors, seconds))
    cost = Opening(opening * 1000 / len(visitors), (app.memory_kb() - memory) / len(visitors))
    await asyncio.gather(*(each.session.close() for each in visitors), return_exceptions=True)
    return cost, measured, [sent for each in visitors for sent in each.sent]


def offered(question: BaseQuestion) -> list[int | str]:
    """What can be chosen, in the order of the page."""
    if isinstance(question, LevelQuestion):
        return list(question.levels)
    assert isinstance(question, ChoiceQuestion)
    return [option.id for option in question.options]


def counted(database: Path | str, edition: Edition, found: Sequence[Review], sent: Sequence[Sent]) -> int:
    """Set what is in the database against what the pages said was saved; gives the count. Raises AssertionError."""
    store = open_store(database)
    door, stored = store.for_user(OWNER), 0
    told, asked = Counter(each.review for each in sent if each.saved), Counter(each.review for each in sent)
    for review in found:
        lines = answering.history(door, review.id)
        assert told[review.id] <= len(lines) <= asked[review.id], f"{told[review.id]} told, {len(lines)} stored"
        last = {line.question: line.answer for line in lines}
        for each in {one.question: one for one in sent if one.review == review.id}.values():
            question, answer = edition.questions[each.question], last[each.question]
            given = answer.level if isinstance(question, LevelQuestion) else answer.option
            assert not each.saved or given == offered(question)[each.place], f"{each.question} is not as it was saved"
        stored += len(lines)
    store.close()
    return stored


def run(steps: Sequence[int] = STEPS, seconds: float = SECONDS) -> Section:
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "page.db"
        edition, found = prepared(database, steps[-1])
        with served(database) as app:
            opening, measured, sent = asyncio.run(climb(app, edition, found, steps, seconds))
        stored = counted(database, edition, found, sent)
    alone, *crowds = measured
    least, most = (f"{pick(each.cpu_ms for each in crowds):.1f}" for pick in (min, max))
    told, kb = sum(each.saved for each in sent), alone.bytes_down / 1000
    return Section(
        "Answering a question",
        "python -m benchmarks page",
        [HEAD, *(each.row() for each in measured)],
        [
            f"One answer by itself: {alone.cpu_ms:.1f} ms of the server (aim: 10), {kb:.1f} kB (aim: 5).",
            f"With pauses of about {THINKING:.0f} s between one person's answers: {least} to {most} ms of the server.",
            f"Opening a section costs {opening.cpu_ms:.0f} ms of the server; a session holds {opening.kb_held:.0f} kB.",
            f"{len(sent)} answers were sent and {told} said to be saved; the database holds {stored}, each as given.",
        ],
    )
