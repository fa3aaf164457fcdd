"""Kills the program again and again while it brings a database up to date, and looks at every row that is left."""

import json
import os
import random
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from assessments.store import SCHEMA, backups, open_store
from assessments.store.columns import stamp
from assessments.store.contents import contents
from assessments.store.loading import loading
from assessments.store.protocol import Value
from benchmarks.saving import BEGUN, REVIEW
from tests.proofs._migrating import DONE
from tests.proofs.crash import ROOT

CLAIM = (
    "A kill -9 while a database is brought up to date leaves it wholly old or wholly new with every row there, and the"
    " next start finishes; the backup made before it is whole or not there."
)
ANSWERS, SMALL_ANSWERS = 60_000, 2_000
A_REVIEW = 100  # answers
PARTS = {"backup": 12, "migration": 14, "check of the keys": 2, "commit": 9, DONE: 3}  # planned kills
SMALL_PARTS = {"backup": 1, "migration": 1, "commit": 1}
LONGEST = 60.0
OLD, NEW = "old", "new"
COLUMNS = "organisation_id, review_id, question, revision, given, note, how, saved_at, saved_by"
MIGRATION = f"""
CREATE TABLE remade (
  organisation_id {{big}} NOT NULL, review_id {{big}} NOT NULL, question TEXT NOT NULL,
  revision {{int}} NOT NULL, given TEXT NOT NULL, note TEXT NOT NULL, how TEXT NOT NULL,
  saved_at {{big}} NOT NULL, saved_by {{big}} NOT NULL REFERENCES person (person_id), letters {{int}} NOT NULL,
  PRIMARY KEY (organisation_id, review_id, question),
  FOREIGN KEY (organisation_id, review_id) REFERENCES review (organisation_id, review_id)) {{norowid}};
INSERT INTO remade SELECT {COLUMNS}, length(given) FROM answer;
DROP TABLE answer;
ALTER TABLE remade RENAME TO answer;
CREATE INDEX answer_by_letters ON answer (letters, organisation_id);
UPDATE answer SET note = note || ' again';
"""
Row = tuple[Value, ...]


def moved(row: Row) -> Row:
    """What the migration makes of an answer, worked out here."""
    return (*row[:5], f"{row[5]!s} again", *row[6:], len(str(row[4])))


@dataclass(frozen=True, slots=True)
class Truth:
    """The hash of every table, old and new."""

    old: dict[str, str]
    new: dict[str, str]

    def state(self, file: Path) -> str:
        found = hashes(file)
        assert found in (self.old, self.new), "the database is neither wholly old nor wholly new"
        return OLD if found == self.old else NEW


def answers(many: int) -> Iterator[Row]:
    for number in range(many):
        review = number // A_REVIEW
        given = json.dumps({"level": number % 4 + 1, "comment": f"As it was in line {number}. " * (number % 3)})
        question = f"q{number % A_REVIEW:03}"
        yield REVIEW.organisation, review, question, number % 7 + 1, given, f"n{number}", "typed", stamp(BEGUN), 1


def fill(file: Path, many: int) -> None:
    at, organisation = stamp(BEGUN), REVIEW.organisation
    with loading(file) as target:
        target.add("person", ("person_id", "name"), [(1, "You")])
        edition = (1, REVIEW.framework, REVIEW.edition, REVIEW.sha256, "Example", "a text")
        target.add("edition", ("edition_id", "framework", "edition", "sha256", "title", "content"), [edition])
        columns = ("organisation_id", "name", "kind", "facts", "added_at")
        target.add("organisation", columns, [(organisation, "Example", "school", "{}", at)])
        target.add("membership", ("organisation_id", "person_id", "role"), [(organisation, 1, "lead")])
        target.add("review", *reviews(many // A_REVIEW))
        target.add("answer", COLUMNS.split(", "), answers(many))
        target.add("answer_history", COLUMNS.split(", "), answers(many // 20))


def reviews(many: int) -> tuple[tuple[str, ...], list[Row]]:
    given: dict[str, Value] = {
        "organisation_id": REVIEW.organisation, "framework": REVIEW.framework, "edition_id": 1, "calendar": "academic",
        "period_start": "2026-09-01", "period_end": "2027-08-31", "form": "full", "status": "draft", "profile": "{}",
        "aims": "{}", "revision": 1, "submissions": 0, "started_at": stamp(BEGUN), "started_by": 1,
    }  # fmt: skip
    columns = ("review_id", "period", *given)
    return columns, [(number, f"year {number}", *given.values()) for number in range(many)]


def hashes(file: Path) -> dict[str, str]:
    with contents(file) as all_of_it:
        return {
            table.name: hash_of(all_of_it.rows(table)) + (f" {table.columns}" if table.name == "answer" else "")
            for table in all_of_it.tables
        }


def hash_of(rows: Iterator[Row]) -> str:
    seal = sha256()
    for row in rows:
        seal.update(f"{row!r}\n".encode())
    return seal.hexdigest()


def truth_of(file: Path, rows: Iterator[Row]) -> Truth:
    """Old as the file is, new with the answers worked out here."""
    old = hashes(file)
    return Truth(old, old | {"answer": hash_of(map(moved, rows)) + f" {(*COLUMNS.split(', '), 'letters')}"})


def newer_schema(folder: Path) -> Path:
    schema = shutil.copytree(SCHEMA, folder / "schema")
    (schema / f"{len(list(schema.glob('*.sql'))) + 1:04}_further.sql").write_text(MIGRATION, encoding="utf-8")
    return schema


@contextmanager
def opening(file: Path, schema: Path) -> Iterator["subprocess.Popen[bytes]"]:
    command = [sys.executable, "-m", "tests.proofs._migrating", str(file), str(schema)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
        try:
            yield program
        finally:
            program.kill()


def heard(program: "subprocess.Popen[bytes]", until: str) -> list[tuple[str, float]]:
    """What the program says and when, to this word or its end."""
    assert program.stdout is not None
    lines: list[tuple[str, float]] = []
    while until not in [line for line, _ in lines]:
        assert select.select([program.stdout], [], [], LONGEST)[0], "the program does not go on"
        said = os.read(program.stdout.fileno(), 65536).decode().split("\n")[:-1]
        if not said:
            break
        lines += [(line, time.monotonic()) for line in said]
    return lines


def durations(file: Path, schema: Path) -> dict[str, float]:
    """How long each part takes where nobody kills anything."""
    with opening(file, schema) as program:
        lines = heard(program, DONE)
    ends = [at for _, at in lines[1:]] + [lines[-1][1] + 0.05]
    return {where: end - at for (where, at), end in zip(lines, ends, strict=True)}


def killed(file: Path, schema: Path, part: str, after: float) -> str:
    """Kill the program so many seconds into a part; the part it was in then."""
    with opening(file, schema) as program:
        lines = heard(program, part)
        assert program.stdout is not None
        end = time.monotonic() + after
        while (left := end - time.monotonic()) > 0:
            if select.select([program.stdout], [], [], left)[0]:
                lines += [(line, 0.0) for line in os.read(program.stdout.fileno(), 65536).decode().split("\n")[:-1]]
        program.kill()
        lines += [(line, 0.0) for line in program.stdout.read().decode().split("\n")[:-1]]
    return lines[-1][0]


@dataclass
class Outcome:
    fell: Counter[str]
    found: Counter[tuple[str, str]]
    whole_backups: int = 0
    unfinished: int = 0

    def look(self, file: Path, schema: Path, truth: Truth, fell: str) -> None:
        """What is left after a kill, then after the start that follows it."""
        self.fell[fell] += 1
        self.found[fell, truth.state(file)] += 1
        self.unfinished += len(list((file.parent / backups.FOLDER).glob(f"{backups.UNFINISHED}*")))
        open_store(file, schema=schema).close()
        assert truth.state(file) == NEW
        made = backups.all_of(file.parent / backups.FOLDER, file)
        assert made, "no backup was made before the database was changed"
        for backup in made:
            assert hashes(backup.file) == truth.old, "a backup is not the old database"
        self.whole_backups += len(made)

    @property
    def words(self) -> str:
        where = ", ".join(f"{'' if part == DONE else 'in the '}{part} {count}" for part, count in self.fell.items())
        new = sum(count for (_, state), count in self.found.items() if state == NEW)
        return f"{where}. Of {self.fell.total()} kills {self.fell.total() - new} left it old, {new} new, none mixed."


def prove(*, small: bool) -> str:
    chance, many = random.Random(20261122), SMALL_ANSWERS if small else ANSWERS
    parts = [part for part, times in (SMALL_PARTS if small else PARTS).items() for _ in range(times)]
    outcome = Outcome(Counter(), Counter())
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        first, schema = folder / "first.db", newer_schema(folder)
        fill(first, many)
        truth = truth_of(first, answers(many))
        took = durations(copied(first, folder / "measured"), schema)
        for number, part in enumerate(parts):
            file = copied(first, folder / f"{number}")
            fell = killed(file, schema, part, chance.random() * took[part])
            outcome.look(file, schema, truth, fell)
            shutil.rmtree(file.parent)
    if not small:
        assert {"backup", "migration", "commit"} <= outcome.fell.keys(), f"the kills were not spread: {outcome.words}"
    times = ", ".join(f"{part} {took[part]:.2f} s" for part in took if part != DONE)
    return (
        f"A database with {many:,} answers, whose table a further migration makes anew, after a backup ({times}). Kills"
        f" fell: {outcome.words} Each time the next start finished, with every row of every table as worked out"
        f" beforehand. {outcome.whole_backups} backups stood under their own names, each of them wholly the old"
        f" database; {outcome.unfinished} kills left an unfinished one, under a name that no restore takes."
    )


def copied(first: Path, folder: Path) -> Path:
    folder.mkdir()
    return Path(shutil.copy(first, folder / "stocktake.db"))
