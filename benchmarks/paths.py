"""How long the cheapest way to each award takes to find, on each shipped framework, from reviews at many stages."""

import time
from random import Random
from statistics import median

from benchmarks.section import Section
from frameworks.catalogue import Catalogue
from frameworks.edition import Award, Edition
from scoring.answers import Answer, AnswerSheet
from scoring.awards import conditions_of
from scoring.case import case_of
from scoring.path import Path, cheapest_path

REVIEWS = 60  # of each framework: all at the lowest level, then by chance, from low to high
HEADS = ("award", "questions", "p50 ms", "longest ms", "no way", "not sure")


def sheets(edition: Edition) -> list[AnswerSheet]:
    """Whole reviews, the same each time: each question at the lowest level, or by chance up to a level that rises."""
    chance, levels = Random(edition.id), edition.scale.levels
    profile = {"kind": "school", "phase": "primary"} if "school" in edition.suits else {"kind": edition.suits[0]}
    highest = [1 + len(levels) * place // REVIEWS for place in range(REVIEWS)]
    return [
        AnswerSheet(
            framework=edition.id,
            edition=edition.edition,
            as_of="2026-11-21",
            profile=profile,
            answers={name: Answer(level=sorted(levels)[chance.randrange(most)]) for name in edition.questions},
        )
        for most in highest
    ]


def row(edition: Edition, award: Award) -> tuple[str, ...]:
    """One award: how long from each of the reviews, how often there is no way, or one that is not sure the cheapest."""
    took: list[float] = []
    found: list[Path | None] = []
    for sheet in sheets(edition):
        case = case_of(edition, sheet)
        required = conditions_of(case, award)
        began = time.perf_counter()
        found.append(cheapest_path(case, required))
        took.append((time.perf_counter() - began) * 1000)
    unsure = sum(path is not None and not path.is_cheapest for path in found)
    return (
        f"{edition.id}: {award.title}", str(len(edition.questions)), f"{median(took):.1f}", f"{max(took):.1f}",
        str(found.count(None)), str(unsure),
    )  # fmt: skip


def run() -> Section:
    """A row for each award of each shipped framework."""
    editions = sorted((one.edition for one in Catalogue.load().editions.values()), key=lambda one: one.id)
    return Section(
        "The cheapest way to an award",
        "python -m benchmarks paths",
        [HEADS, *(row(edition, award) for edition in editions for award in edition.awards)],
        [f"From {REVIEWS} reviews of each framework, from all lowest to all levels by chance. Aim: under 100 ms."],
    )
