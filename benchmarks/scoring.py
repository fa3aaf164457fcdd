"""How long one review takes to score, from the shipped frameworks."""

import time
from statistics import median

from benchmarks.section import Section
from frameworks.catalogue import Catalogue
from frameworks.edition import Edition
from scoring import score
from scoring.answers import Answer, AnswerSheet

RUNS = 200
HEADS = ("framework", "questions", "p50 ms", "p95 ms")


def run() -> Section:
    """A row for each shipped framework, the 24-question one first."""
    editions = [one.edition for one in Catalogue.load().editions.values()]
    editions.sort(key=lambda one: (len(one.questions) != 24, one.id))
    return Section(
        title="Scoring one review",
        command="python -m benchmarks scoring",
        rows=[HEADS, *(row(edition) for edition in editions)],
        lines=[
            "Aim: under 2 ms for a review of 24 questions.",
            f"Everything: both readings, three numbers, awards with their cheapest paths, what next; {RUNS} runs each.",
        ],
    )


def row(edition: Edition) -> tuple[str, ...]:
    """Score one review, every level in turn, everything answered."""
    sheet = AnswerSheet(
        framework=edition.id,
        edition=edition.edition,
        as_of="2026-11-21",
        profile={"kind": "school", "phase": "primary"},
        answers={name: Answer(level=1 + place % 5) for place, name in enumerate(edition.questions)},
        aims_for=edition.awards[-1].id if edition.awards else None,
    )
    score(edition, sheet)
    taken = sorted(_timed(edition, sheet) for _ in range(RUNS))
    return edition.id, str(len(edition.questions)), f"{median(taken):.2f}", f"{taken[RUNS * 95 // 100]:.2f}"


def _timed(edition: Edition, sheet: AnswerSheet) -> float:
    began = time.perf_counter()
    score(edition, sheet)
    return (time.perf_counter() - began) * 1000
