"""Builds a large demo network in a new database: each story told once as ever, then retold for every place it has.

A story is told in a store of its own by the same code as an ordinary network, so that its scores and rows come from the
same functions and equal answers are scored once. To retell it is to give its rows the ids, the name and the people of
another place, and to chain its acts anew.
"""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from assessments.demo import network
from assessments.demo.roster import Member, Plan, members
from assessments.plain import canonical, read
from assessments.store import acts, open_store
from assessments.store.contents import Table, contents
from assessments.store.loading import Loading, loading
from assessments.store.protocol import Value
from frameworks.catalogue import Catalogue

Line = tuple[Value, ...]
Say = Callable[[str], None]
ORGANISATION = "organisation_id"
IDS = {ORGANISATION, "review_id"}
PEOPLE = {
    "person_id", "started_by", "saved_by", "recorded_by", "asked_by", "submitted_by", "given_by", "added_by",
    "changed_by",
}  # fmt: skip
BYTES = 36_000  # on disk, for an organisation and period
TOGETHER = 100  # organisations written at once
TOLD_AT_ONCE = 30  # stories in one of the stores they are told in


@dataclass(frozen=True, slots=True)
class Story:
    """An organisation as it was told: its rows by table."""

    member: Member
    rows: Mapping[str, Sequence[Line]]


def size(plan: Plan) -> int:
    """About how many bytes of disk a network takes in a SQLite file."""
    return plan.organisations * plan.periods * BYTES


def told(catalogue: Catalogue, *, now: datetime, plan: Plan) -> dict[int, Story]:
    """Every story of a network, told once, by its number: for `fill`, which can use them again for another network."""
    stories = list(members(plan))[: plan.stories]
    return {story.member.story: story for story in _told(catalogue, stories, plan.periods, now)}


def fill(
    database: str | Path,
    catalogue: Catalogue,
    *,
    now: datetime,
    plan: Plan,
    stories: Mapping[int, Story] | None = None,
    say: Say = print,
) -> int:
    """Fill a new or empty database, wholly or not at all; gives the number of organisations.

    `say` is told now and then how far it is. Raises Refused when the database holds anything, StoreUnavailable.
    """
    everyone = list(members(plan))
    with loading(database) as filled:
        tables = _write_frame(filled, catalogue, everyone)
        if stories is None:
            say(f"Telling {min(plan.stories, len(everyone)):,} stories.")
            stories = told(catalogue, now=now, plan=plan)
        waiting = iter(sorted(everyone, key=lambda member: next(member.ids())))  # in the order of the keys
        done = 0
        while some := list(islice(waiting, TOGETHER)):
            retellings = [Retelling(stories[member.story], member) for member in some]
            for table in tables:
                filled.add(table.name, table.columns, chain.from_iterable(one.rows(table) for one in retellings))
            done += len(some)
            if done * 10 // len(everyone) > (done - len(some)) * 10 // len(everyone):
                say(f"{done:,} of {len(everyone):,} organisations.")
        say("Checking that every row points somewhere.")
    return len(everyone)


def _write_frame(filled: Loading, catalogue: Catalogue, everyone: Sequence[Member]) -> list[Table]:
    """All but the organisations, as an ordinary build leaves it; gives the tables organisations have rows in."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "frame.db")
        with closing(open_store(file)) as store:
            network.begin(store, catalogue, everyone)
            network.finish(store, len(everyone))
        with contents(file) as found:
            for table in found.tables:
                filled.add(table.name, table.columns, found.rows(table))
            return _of_organisations(found.tables)


def _told(catalogue: Catalogue, stories: Sequence[Member], years: int, now: datetime) -> Iterator[Story]:
    """Every story told once, a few at a time, on all processors when there are many."""
    parts = [stories[begins : begins + TOLD_AT_ONCE] for begins in range(0, len(stories), TOLD_AT_ONCE)]
    if len(parts) <= 2:  # noqa: PLR2004 (sooner done than a process is started)
        for part in parts:
            yield from _tell(catalogue, part, years, now)
        return
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as processes:
        going = [processes.submit(_tell, catalogue, part, years, now) for part in parts]
        for each in going:
            yield from each.result()


def _tell(catalogue: Catalogue, part: Sequence[Member], years: int, now: datetime) -> list[Story]:
    rows: dict[Value, dict[str, list[Line]]] = {next(member.ids()): {} for member in part}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "stories.db")
        with closing(open_store(file)) as store:
            network.begin(store, catalogue, part)
            network.tell(store, catalogue, part, years, now)
        with contents(file) as found:
            for table in _of_organisations(found.tables):
                at = table.columns.index(ORGANISATION)
                for row in found.rows(table):
                    rows[row[at]].setdefault(table.name, []).append(row)
    return list(map(Story, part, rows.values()))


class Retelling:
    """A story as that of another place."""

    def __init__(self, story: Story, member: Member) -> None:
        self.story, self.member = story, member
        drawn = 1 + len(story.rows.get("review", ()))
        self.ids = dict(zip(islice(story.member.ids(), drawn), islice(member.ids(), drawn), strict=True))

    def rows(self, table: Table) -> Iterator[Sequence[Value]]:
        """The rows of one table, in the order of its columns."""
        told = self.story.rows.get(table.name, ())
        return self._acts(table, told) if table.name == "act" else self._replaced(table, told)

    def _replaced(self, table: Table, told: Iterable[Line]) -> Iterator[list[Value]]:
        ids = [at for at, column in enumerate(table.columns) if column in IDS]
        fixed: list[tuple[int, Value]] = [
            (at, self.member.person_id) for at, column in enumerate(table.columns) if column in PEOPLE
        ]
        if table.name == "organisation":
            fixed.append((table.columns.index("name"), self.member.name))
        for line in told:
            row = list(line)
            for at in ids:
                row[at] = self.ids[row[at]]  # type: ignore[index]
            for at, value in fixed:
                row[at] = value
            yield row

    def _acts(self, table: Table, told: Iterable[Line]) -> Iterator[list[Value]]:
        """The acts name the reviews of this place, so each has another hash, on top of the one before it."""
        before = ""
        for line in self._replaced(table, told):
            act: dict[str, Any] = dict(zip(table.columns, line, strict=True))
            about = read(act["about"])
            if "review" in about:
                about["review"] = self.ids[about["review"]]
            before = acts.chained(before, act["number"], act["at"], act["person_id"], act["act"], about)
            yield list((act | {"about": canonical(about), "hash": before}).values())


def _of_organisations(tables: Iterable[Table]) -> list[Table]:
    return [table for table in tables if ORGANISATION in table.columns]
