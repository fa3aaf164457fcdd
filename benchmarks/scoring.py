"""How long one review takes to score, from the shipped frameworks."""

import time
from statistics import median

from frameworks.catalogue import Catalogue
from frameworks.edition import Edition
from scoring import score
from scoring.answers import Answer, AnswerSheet

RUNS = 200
AIM_IN_MS = 2.0


def run() -> list[str]:
    """A line for each shipped framework, the 24-question one first."""
    editions = sorted(
        (one.edition for one in Catalogue.load().editions.values()), key=lambda one: len(one.questions) != 24
    )
    return [line(edition) for edition in editions]


def line(edition: Edition) -> str:
    """Score one review of every level in turn, everything answered, with awards, their paths and what next."""
    answers = {name: Answer(level=1 + place % 5) for place, name in enumerate(edition.questions)}
    sheet = AnswerSheet(
        framework=edition.id,
        edition=edition.edition,
        as_of="2026-11-21",
        profile={"kind": "school", "phase": "primary"},
        answers=answers,
        aims_for=edition.awards[-1].id if edition.awards else None,
    )
    score(edition, sheet)
    taken = sorted(_timed(edition, sheet) for _ in range(RUNS))
    return (
        f"scoring: {edition.id}, {len(edition.questions)} questions: p50 {median(taken):.2f} ms, "
        f"p95 {taken[RUNS * 95 // 100]:.2f} ms (aim: under {AIM_IN_MS:g} ms)"
    )


def _timed(edition: Edition, sheet: AnswerSheet) -> float:
    began = time.perf_counter()
    score(edition, sheet)
    return (time.perf_counter() - began) * 1000
