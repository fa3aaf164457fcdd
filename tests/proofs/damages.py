"""Damages copies of a database file at random and opens every submission in them, as the results page does."""

import random
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Literal, get_args

from assessments import demo, results, submitting
from assessments.errors import AssessmentError, Damaged, StoreUnavailable
from assessments.store import open_store, submissions
from assessments.store import reviews as review_statements
from assessments.store.protocol import Store
from assessments.values import Submission
from frameworks.catalogue import Catalogue, shipped_folder

CLAIM = "Whatever is damaged in a database file, a submission is shown as it was submitted or not at all, and in words."
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
ME = 1
ORGANISATIONS, SMALL_ORGANISATIONS = 40, 4
MANY, SMALL = 60, 6
ELSEWHERE = 5  # every fifth damage is anywhere in the file, the others where submissions are
EVERY_THIRD = 3
SECTOR = 512
HEADER = 12  # bytes, about, before the first value of a row
How = Literal[
    "a flipped bit", "a changed byte", "a sector of zeros", "a flipped bit beside a document", "a sector of rubbish",
    "two pages swapped",
]  # fmt: skip
HOW: tuple[How, ...] = get_args(How)
Key = tuple[int, int, int]
Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """What was submitted: as the product gives it, and as the rows lie in the file."""

    submitted: Mapping[Key, Submission]
    rows: Mapping[Key, Row]

    def of_review(self, review: int) -> list[Submission]:
        return [one for (_, found, _), one in self.submitted.items() if found == review]


@dataclass
class Outcome:
    touched: int = 0  # damages after which the row of some submission was another one or could not be read
    refused: int = 0  # the database did not open at all
    damaged: int = 0  # submissions whose rows were changed, in databases that opened
    noticed: int = 0  # of these
    silent: list[str] = field(default_factory=list)
    crashed: list[str] = field(default_factory=list)
    withheld: Counter[str] = field(default_factory=Counter)  # sound, not shown because of what is beside them
    shown: int = 0


def filled(file: Path, catalogue: Catalogue, organisations: int) -> Truth:
    """A demo network of which every third submitted review was opened again and submitted once more."""
    store = open_store(file)
    demo.build(store, catalogue, now=NOW, plan=demo.Plan(organisations))
    door = store.for_user(ME)
    done = [review for review in door.read(review_statements.every) if review.status == "submitted"]
    for review in done[::EVERY_THIRD]:
        submitting.reopen(door, review.id, "There is more to say.", now=NOW)
        submitting.submit(door, catalogue, review.id, now=NOW + timedelta(hours=1, milliseconds=250))
    found: dict[Key, Submission] = {}
    for review in door.read(review_statements.every):
        for one in door.read(partial(submissions.every, review=review)):
            found[one.organisation, one.review, one.number] = one
    store.close()
    truth = Truth(found, rows_in(file))
    assert truth.rows.keys() == found.keys()
    return truth


def rows_in(file: Path) -> dict[Key, Row]:
    """The rows as they lie in the file, in bytes. Raises DatabaseError where they cannot be read."""
    assert not Path(f"{file}-wal").exists()
    with closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as connection:
        connection.text_factory = bytes
        rows = connection.execute("SELECT * FROM submission NOT INDEXED").fetchall()
    return {row[:3]: row for row in rows}


def changed_rows(file: Path, truth: Truth) -> set[Key] | None:
    """The submissions whose rows are not as they were; None when the table cannot be read to its end."""
    try:
        found = rows_in(file)
    except sqlite3.Error:
        return None
    return {key for key, row in truth.rows.items() if found.get(key) != row}


def pages_of(file: Path, table: str) -> tuple[int, list[int]]:
    """The size of a page, and the numbers from 1 of those that hold a table, long texts and index included."""
    with closing(sqlite3.connect(file)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        try:
            where = f"SELECT pageno FROM dbstat WHERE name IN ('{table}', 'sqlite_autoindex_{table}_1')"
            pages = [page for (page,) in connection.execute(where)]
        except sqlite3.OperationalError:  # an engine built without that table: then anywhere
            pages = []
    return size, pages or list(range(1, file.stat().st_size // size + 1))


def damage(file: Path, how: How, pages: Sequence[int], size: int, truth: Truth, chance: random.Random) -> None:
    content = bytearray(file.read_bytes())
    start, other = (size * (page - 1) for page in chance.sample(pages, 2))
    used = [place for place in range(start, start + size) if content[place]]  # in unused room nothing is damaged
    sector = start + chance.randrange(size // SECTOR) * SECTOR
    match how:
        case "a flipped bit":
            content[chance.choice(used or [start])] ^= 1 << chance.randrange(8)
        case "a flipped bit beside a document":
            content[beside_a_document(content, truth, chance)] ^= 1 << chance.randrange(8)
        case "a changed byte":
            content[chance.choice(used or [start])] ^= chance.randrange(1, 256)
        case "a sector of zeros":
            content[sector : sector + SECTOR] = bytes(SECTOR)
        case "a sector of rubbish":
            content[sector : sector + SECTOR] = chance.randbytes(SECTOR)
        case "two pages swapped":
            here, there = content[start : start + size], content[other : other + size]
            content[start : start + size], content[other : other + size] = there, here
    file.write_bytes(content)


def beside_a_document(content: bytes | bytearray, truth: Truth, chance: random.Random) -> int:
    """A place in a submission's row before its document: its header, its ids, its number or its moment."""
    row = truth.rows[chance.choice(list(truth.rows))]
    values = b"".join(as_it_lies(number) for number in row[:4] if isinstance(number, int))
    start = content.index(values)
    return chance.randrange(start - HEADER, start + len(values))


def as_it_lies(number: int) -> bytes:
    """A whole number in a row: 0 and 1 take no room, others one of these numbers of bytes."""
    room = next(room for room in (1, 2, 3, 4, 6, 8) if number < 1 << 8 * room - 1)
    return b"" if number in (0, 1) else number.to_bytes(room, "big")


def look(file: Path, catalogue: Catalogue, truth: Truth, outcome: Outcome, what: str) -> None:
    """Open every submission of a damaged file, and compare what is shown with what was submitted."""
    changed = changed_rows(file, truth)
    outcome.touched += changed is None or bool(changed)
    try:
        store = open_store(file)
    except StoreUnavailable:
        outcome.refused += 1
        return
    except Exception as fault:  # noqa: BLE001 - whatever it is, it was not said in words
        outcome.crashed.append(f"{what}: opening: {fault!r}")
        return
    withheld = {
        key
        for review in {review for _, review, _ in truth.submitted}
        for key in not_shown(store, catalogue, truth, review, outcome, what)
    }
    store.close()
    damaged = withheld if changed is None else changed
    outcome.damaged += len(damaged)
    outcome.noticed += len(damaged & withheld)
    outcome.silent += [f"{what}: {key} is shown" for key in damaged - withheld]


def not_shown(
    store: Store, catalogue: Catalogue, truth: Truth, review: int, outcome: Outcome, what: str
) -> Sequence[Key]:
    """The submissions of a review that are not shown. One shown other than it was submitted is a silent damage."""
    door, expected = store.for_user(ME), truth.of_review(review)
    keys = [(one.organisation, one.review, one.number) for one in expected]
    try:
        view = results.of(door, catalogue, review, now=NOW + timedelta(days=1))
        shown = door.read(lambda rows: submissions.every(rows, view.review))
    except (Damaged, StoreUnavailable):
        return keys
    except AssessmentError as fault:
        outcome.withheld[type(fault).__name__] += len(keys)
        return keys
    except Exception as fault:  # noqa: BLE001 - whatever it is, it was not said in words
        outcome.crashed.append(f"{what}: review {review}: {fault!r}")
        return keys
    outcome.shown += len(shown)
    if list(shown) != expected or view.submission != expected[-1]:
        outcome.silent.append(f"{what}: review {review} is shown other than it was submitted")
    return []


def prove(*, small: bool) -> str:
    chance, outcome, kinds = random.Random(20261122), Outcome(), Counter[str]()
    many, organisations = (SMALL, SMALL_ORGANISATIONS) if small else (MANY, ORGANISATIONS)
    catalogue = Catalogue.load(shipped_folder())
    with tempfile.TemporaryDirectory() as made:
        whole = Path(made, "whole.db")
        truth = filled(whole, catalogue, organisations)
        size, pages = pages_of(whole, "submission")
        everywhere = range(1, whole.stat().st_size // size + 1)
        for number in range(many):
            elsewhere = number % ELSEWHERE == ELSEWHERE - 1
            how = HOW[number % len(HOW)]
            kinds[how] += 1
            folder = Path(made, f"{number}")
            folder.mkdir()
            file = Path(shutil.copy(whole, folder / "stocktake.db"))
            damage(file, how, everywhere if elsewhere else pages, size, truth, chance)
            look(file, catalogue, truth, outcome, f"damage {number}, {how}")
            shutil.rmtree(folder)
    if outcome.silent or outcome.crashed:
        raise AssertionError(f"silent: {outcome.silent}; not said in words: {outcome.crashed}")
    beside = ", ".join(f"{count} as {name}" for name, count in outcome.withheld.items()) or "none"
    return (
        f"{many} damages ({', '.join(f'{count} with {how}' for how, count in kinds.items())}) to copies of a database"
        f" with {len(truth.submitted)} submissions, {many - many // ELSEWHERE} of them on the pages that hold"
        f" submissions. {outcome.touched} damages changed at least one submission. {outcome.refused} databases were"
        f" refused when opened; in the others {outcome.damaged} submissions were damaged and {outcome.noticed} of them"
        f" noticed when opened: silent 0, faults without words 0. {outcome.shown:,} submissions were shown, each"
        f" exactly as it was submitted. Not shown because the review beside them could not be found: {beside}."
    )
