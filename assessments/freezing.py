"""Freezing a review: the unchangeable document of a submission, its hash, and the score rows written with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

import scoring
from assessments import editions
from assessments.plain import Plain, canonical, sha256, sheet_data
from assessments.store.submissions import Group, ScoreRow
from assessments.values import Person, Review, StoredAnswer, Submission
from frameworks.edition import Edition
from frameworks.operating_files import shipped_sizes
from frameworks.size_bands import Sizes
from scoring.answers import AnswerSheet, Profile
from scoring.case import case_of
from scoring.printing import exact, stored
from scoring.results import Figure, NodeScore, Score

FORMAT, SCORING_VERSION = 1, "1"


@dataclass(frozen=True, slots=True)
class Frozen:
    """A submission ready to be written, with the score it rests on and the rows for group figures."""

    submission: Submission
    score: Score
    group: Group
    rows: tuple[ScoreRow, ...]


def freeze(
    review: Review,
    edition: Edition,
    sheet: AnswerSheet,
    answers: Mapping[str, StoredAnswer],
    *,
    sizes: Sizes,
    by: Person,
    at: datetime,
) -> Frozen:
    """The submission that these answers make. The same arguments give the same bytes."""
    score = scoring.score(edition, sheet)
    size = size_of(review.profile, sizes)
    content = canonical(document(review, sheet, score, size=size, bulk=bulk_confirmed(score, answers), at=at))
    submission = Submission(review.organisation, review.id, review.submissions + 1, at, by, content, sha256(content))
    group = group_in(review.profile, sizes.band(str(review.profile["kind"]), review.profile))
    return Frozen(submission, score, group, score_rows(edition, score))


def document(review: Review, sheet: AnswerSheet, score: Score, *, size: Plain, bulk: int, at: datetime) -> Plain:
    """What a submission holds: profile copy, scope, answers with evidence, numbers, hash of the edition, and versions.

    Also the size bands of the day, so that the band it counts with can be explained when they have changed.

    Made on top of another it holds when and why that was opened again. Names of people and working notes are not in it.
    """
    reopened = {}
    if review.reopened_at is not None:
        at_last = review.reopened_at.isoformat(timespec="seconds")
        reopened = {"reopened": {"at": at_last, "because": review.reopened_because or ""}}
    return {
        "format": FORMAT,
        "scoring": SCORING_VERSION,
        "edition_sha256": review.sha256,
        "period": {"name": review.period.name, "calendar": review.period.calendar},
        "number": review.submissions + 1,
        "submitted_at": at.isoformat(timespec="seconds"),
        "sheet": sheet_data(sheet),
        "size_band": size,
        "scope": {name: node.state for name, node in score.nodes.items() if node.kind == "question"},
        "confirmed_in_bulk": bulk,
    } | reopened


def bulk_confirmed(score: Score, answers: Mapping[str, StoredAnswer]) -> int:
    """How many answers that count were confirmed with their strand."""
    in_scope = {name for name, node in score.nodes.items() if node.kind == "question" and node.state != "outside"}
    return sum(stored.confirmed_in_bulk for name, stored in answers.items() if name in in_scope)


def size_of(profile: Profile, sizes: Sizes) -> Plain:
    """The size bands that an organisation's kind has, and the one it is in; nothing where its kind has none."""
    kind = str(profile["kind"])
    bands = sizes.by_kind.get(kind)
    return None if bands is None else {
        "fact": bands.fact, "from": list(bands.from_), "band": sizes.band(kind, profile)
    }  # fmt: skip


def group_written(document: Plain, profile: Profile) -> Group:
    """Which organisations a stored submission counts with; before bands were written down, those shipped held."""
    if "size_band" not in document:
        return group_in(profile, shipped_sizes().band(str(profile["kind"]), profile))
    said = document["size_band"]
    return group_in(profile, None if said is None else said["band"])


def group_in(profile: Profile, band: int | None) -> Group:
    """Which organisations a score counts with: the profile copy, not what the organisation is now."""
    facts = {name: str(profile[name]) for name in ("kind", "phase", "region") if name in profile}
    return Group(facts["kind"], facts.get("phase"), facts.get("region"), band)


def score_rows(edition: Edition, score: Score) -> tuple[ScoreRow, ...]:
    """The whole, every section and every strand that has a score."""
    official = {code: node.official for code, node in score.nodes.items()}
    return _rows(edition, official, {code: claimed_share(edition, node) for code, node in score.nodes.items()})


def rows_of(edition: Edition, sheet: AnswerSheet) -> tuple[ScoreRow, ...]:
    """The same rows worked out without the rest of a score: ten times as fast, for looking at very many."""
    case = case_of(edition, sheet)
    figure: Figure = "so_far" if edition.scoring.unanswered == "left_out" else "floor"
    return _rows(edition, case.official.shares, case.figures("claimed", figure).shares)


def _rows(
    edition: Edition, official: Mapping[str, Fraction | None], claimed: Mapping[str, Fraction | None]
) -> tuple[ScoreRow, ...]:
    rows = []
    for _, code in editions.nodes(edition):
        counts, said = official[code], claimed[code]
        if counts is not None and said is not None:
            rows.append(ScoreRow(code, stored(counts), stored(said), exact(counts), exact(said)))
    return tuple(rows)


def claimed_share(edition: Edition, node: NodeScore) -> Fraction | None:
    """The claimed reading of the figure that counts."""
    return node.claimed.so_far if edition.scoring.unanswered == "left_out" else node.claimed.floor
