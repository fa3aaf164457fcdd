"""Twelve people submit the same 200 reviews again and again, then every stored score is worked out anew."""

import random
import threading
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial

import scoring
from assessments import answering, doctor, editions, freezing, opening, reviews, submitting
from assessments.errors import BadAnswer, ChangedMeanwhile, Refused
from assessments.store import open_store, submissions
from assessments.store import reviews as statements
from assessments.store.protocol import Door, Rows
from assessments.values import Review, Submission
from frameworks.catalogue import Catalogue, shipped_folder
from tests.proofs._databases import ENGINES, ME, fill

CLAIM = (
    "Twelve threads submitting the same 200 reviews again leave exactly the score rows that the last submissions give,"
    " on both engines, and every submission that was acknowledged."
)
THREADS, SMALL_THREADS = 12, 4
REVIEWS, SMALL_REVIEWS = 200, 4
ORGANISATIONS, SMALL_ORGANISATIONS = 48, 3
Scores = Mapping[str, tuple[submissions.ScoreRow, int]]  # by node, with the number of the submission
LEVELS = 3  # answers changed before each submission


@dataclass
class Told:
    """What the threads were told, together."""

    submitted: dict[tuple[int, int], str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, what: str) -> None:
        with self.lock:
            self.counts[what] += 1

    def take(self, submission: Submission) -> None:
        with self.lock:
            self.counts["submitted"] += 1
            before = self.submitted.setdefault((submission.review, submission.number), submission.sha256)
        assert before == submission.sha256, "two people were told of different submissions under one number"


def one_thread(door: Door, catalogue: Catalogue, ids: list[int], seed: int, told: Told) -> None:
    """Every review once, in an order of one's own: open it again, answer something else, submit."""
    chance = random.Random(seed)
    for review in chance.sample(ids, len(ids)):
        try:
            submitting.reopen(door, review, f"Looked at again by {seed}.", now=datetime.now(UTC))
        except Refused:
            told.count("already open")
        answer_otherwise(door, catalogue, review, chance, told)
        try:
            told.take(submitting.submit(door, catalogue, review, now=datetime.now(UTC)))
        except Refused:
            told.count("refused")


def answer_otherwise(door: Door, catalogue: Catalogue, review: int, chance: random.Random, told: Told) -> None:
    opened = reviews.open(door, catalogue, review, now=datetime.now(UTC))
    graded = [name for name, stored in opened.answers.items() if stored.answer.level and name in opened.shown]
    for name in chance.sample(graded, min(LEVELS, len(graded))):
        stored = opened.answers[name]
        given = replace(stored.answer, level=chance.randint(1, 3))
        try:
            answering.give(door, catalogue, review, name, given, seen=stored.revision, now=datetime.now(UTC))
        except ChangedMeanwhile:
            told.count("changed meanwhile")
        except BadAnswer:
            raise
        except Refused:
            told.count("submitted meanwhile")


def due(rows: Rows, catalogue: Catalogue, review: Review) -> Scores:
    """The score rows that the last submission of a review gives, worked out from its document."""
    last = submissions.last(rows, review)
    assert last is not None
    edition = editions.of(rows, catalogue, review)
    scored = freezing.score_rows(edition, scoring.score(edition, opening.sheet_in(last)))
    return {row.code: (row, last.number) for row in scored}


def stored(rows: Rows, review: Review) -> Scores:
    numbers = rows.rows(
        "SELECT n.code, s.number FROM score s JOIN node n ON n.edition_id = s.edition_id AND n.node = s.node"
        " WHERE s.organisation_id = :organisation AND s.review_id = :review",
        organisation=review.organisation,
        review=review.id,
    )
    number = {row["code"]: row["number"] for row in numbers}
    return {row.code: (row, number[row.code]) for row in submissions.scores(rows, review)}


@dataclass
class Outcome:
    told: Told
    rows: int = 0
    moved: int = 0  # whole shares that are not what they were before


def tried(address: str, *, small: bool) -> Outcome:
    catalogue = Catalogue.load(shipped_folder())
    many = SMALL_REVIEWS if small else REVIEWS
    chosen = fill(address, SMALL_ORGANISATIONS if small else ORGANISATIONS)[:many]
    assert len(chosen) == many, f"the demo network has only {len(chosen)} submitted reviews"
    ids = [review.id for review in chosen]
    outcome = Outcome(Told())
    store = open_store(address)
    try:
        door = store.for_user(ME)
        before = {review.id: door.read(partial(stored, review=review)) for review in chosen}
        threads = SMALL_THREADS if small else THREADS
        with ThreadPoolExecutor(threads) as pool:
            running = [pool.submit(one_thread, door, catalogue, ids, seed, outcome.told) for seed in range(threads)]
        for thread in running:
            thread.result()
        for review in (one for one in door.read(statements.every) if one.id in before):
            door.read(partial(compare, catalogue=catalogue, review=review, was=before[review.id], outcome=outcome))
    finally:
        store.close()
    found = list(doctor.examine(address))
    assert not found, found[:5]
    return outcome


def compare(rows: Rows, catalogue: Catalogue, review: Review, was: Scores, outcome: Outcome) -> None:
    """The score rows as stored and as worked out, and each submission that was acknowledged."""
    there = stored(rows, review)
    assert there == due(rows, catalogue, review), f"the scores of review {review.id} are not those of its submission"
    outcome.rows += len(there)
    outcome.moved += there["overall"][0].official != was["overall"][0].official
    seals = {(one.review, one.number): one.sha256 for one in submissions.every(rows, review)}
    told = {key: seal for key, seal in outcome.told.submitted.items() if key[0] == review.id}
    assert told.items() <= seals.items(), f"an acknowledged submission of review {review.id} is not there"


def prove(*, small: bool) -> str:
    said = []
    for engine, opened in ENGINES.items():
        with opened() as address:
            outcome = tried(address, small=small)
        counts = outcome.told.counts
        beside = ", ".join(f"{what} {counts[what]:,}" for what in sorted(counts.keys() - {"submitted"}))
        said.append(
            f"{engine}: {SMALL_THREADS if small else THREADS} threads, {SMALL_REVIEWS if small else REVIEWS} reviews:"
            f" {counts['submitted']:,} times told of a submission, {len(outcome.told.submitted):,} different ones, all"
            f" there ({beside}). {outcome.rows:,} score rows, each equal to what the document of the last submission"
            f" gives, none missing and none too many; {outcome.moved} whole shares had moved. The doctor finds nothing."
        )
    return "\n\n".join(said)
