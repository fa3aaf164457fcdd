"""Submissions looked at: each is what was stored, there are as many as counted, and the scores follow from the last."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import groupby

import scoring
from assessments import freezing
from assessments.doctor.editions import Editions, Kept
from assessments.doctor.findings import RESTORE, Finding
from assessments.doctor.walking import Group, Record
from assessments.plain import canonical, read, sheet_of
from assessments.store.submissions import Group as Counted
from assessments.store.submissions import ScoreRow, wrong_with

PATTERNS = 4096  # answer sheets whose scores are remembered
FIGURES = ("official", "claimed", "official_exact", "claimed_exact")
COUNTED = ("kind", "phase", "region", "size_band")
Scored = tuple[Counted, tuple[ScoreRow, ...]]


class Submitted:
    def __init__(self, editions: Editions) -> None:
        self._editions = editions
        self._scored = lru_cache(PATTERNS)(self._score)

    def of(self, group: Group) -> Iterator[Finding]:
        submissions = {number: list(rows) for number, rows in groupby(group["submission"], lambda row: row.review_id)}
        scores = {number: list(rows) for number, rows in groupby(group["score"], lambda row: row.review_id)}
        for review in group["review"]:
            yield from self._of_review(review, submissions.get(review.review_id, []), scores.get(review.review_id, []))

    def _of_review(self, review: Record, submissions: list[Record], scores: list[Record]) -> Iterator[Finding]:
        kept = self._editions.by_id.get(review.edition_id)
        if kept is None:
            return  # told by the engine's own check of keys
        name = name_of(review)
        numbers = [row.number for row in submissions]
        if numbers != list(range(1, review.submissions + 1)):
            yield Finding(f"{name} counts {review.submissions} submissions, and those there are {numbers}", RESTORE)
        if (review.status == "draft") != (review.submissions == 0):
            yield Finding(f"{name} is “{review.status}” with {review.submissions} submissions", RESTORE)
        beside = {
            "framework": review.framework,
            "edition_sha256": kept.sha256,
            "period": review.period,
            "calendar": review.calendar,
        }
        sound = None
        for row in submissions:
            wrong = wrong_with(row._asdict() | beside)
            sound = row if wrong is None else None
            if wrong is not None:
                yield Finding(f"Submission {row.number} of {small(name)} is damaged: {wrong}", RESTORE)
        if sound is not None or not submissions:
            yield from self._of_scores(review, kept, sound, scores)

    def _of_scores(self, review: Record, kept: Kept, last: Record | None, scores: list[Record]) -> Iterator[Finding]:
        found = {row.node: row._asdict() for row in scores}
        due: dict[int, Mapping[str, object]] = {}
        if last is not None:
            document = read(last.content)
            if document["scoring"] != freezing.SCORING_VERSION or kept.edition is None:
                return  # the figures of that day are not worked out like this any more, or the text is told already
            scored = self._scored(kept.id, canonical(document["sheet"]))
            due = _due(review, kept, last, document["sheet"]["form"], *scored)
        if found != due or len(found) != len(scores):
            wrong = sorted(node for node in {*found, *due} if found.get(node) != due.get(node))
            codes = {number: code for code, number in kept.nodes.items()}
            named = ", ".join(codes.get(node, str(node)) for node in wrong[:5]) or "one more than once"
            yield Finding(f"The scores of {small(name_of(review))} do not follow from its submission: {named}", RESTORE)

    def _score(self, edition_id: int, sheet: str) -> Scored:
        edition = self._editions.by_id[edition_id].edition
        if edition is None:
            raise LookupError("only what can be read is scored")
        answers = sheet_of(read(sheet))
        return freezing.group_in(answers.profile), freezing.score_rows(edition, scoring.score(edition, answers))


def _due(
    review: Record, kept: Kept, last: Record, form: str, counted: Counted, rows: tuple[ScoreRow, ...]
) -> dict[int, Mapping[str, object]]:
    """The rows that freezing writes, by node."""
    return {
        kept.nodes[row.code]: {
            "edition_id": kept.id,
            "calendar": review.calendar,
            "period": review.period,
            "form": form,
            "node": kept.nodes[row.code],
            "organisation_id": review.organisation_id,
            "review_id": review.review_id,
            "number": last.number,
            **{name: getattr(row, name) for name in FIGURES},
            **{name: getattr(counted, name) for name in COUNTED},
        }
        for row in rows
    }


def name_of(review: Record) -> str:
    return f"Review {review.review_id} ({review.framework} {review.period}) of organisation {review.organisation_id}"


def small(name: str) -> str:
    return name[:1].lower() + name[1:]
