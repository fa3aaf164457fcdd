"""Submissions looked at: each is what was stored, there are as many as counted, and the scores follow from the last."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from assessments import freezing
from assessments.doctor.editions import Editions, Kept
from assessments.doctor.findings import RESTORE, Finding
from assessments.doctor.walking import Group, Record
from assessments.plain import read, sha256, sheet_of
from assessments.store.submissions import Group as Counted
from assessments.store.submissions import ScoreRow, wrong_with
from frameworks.edition import Edition
from scoring.answers import Form

PATTERNS = 20_000  # answer sheets whose scores are remembered
FIGURES = ("official", "claimed", "official_exact", "claimed_exact")
COUNTED = ("kind", "phase", "region", "size_band")
Scored = tuple[Form, Counted, tuple[ScoreRow, ...]]


class Submitted:
    def __init__(self, editions: Editions) -> None:
        self._editions = editions
        self._known: dict[tuple[int, str], Scored] = {}

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
            if kept.edition is None or read(last.content)["scoring"] != freezing.SCORING_VERSION:
                return  # the figures of that day are not worked out like this any more, or the text is told already
            due = _due(review, kept, last, *self._scored(kept, kept.edition, last.content))
        if found != due or len(found) != len(scores):
            wrong = sorted(node for node in {*found, *due} if found.get(node) != due.get(node))
            codes = {number: code for code, number in kept.nodes.items()}
            named = ", ".join(codes.get(node, str(node)) for node in wrong[:5]) or "one more than once"
            yield Finding(f"The scores of {small(name_of(review))} do not follow from its submission: {named}", RESTORE)

    def _scored(self, kept: Kept, edition: Edition, content: str) -> Scored:
        """What freezing makes of a submission's sheet, worked out once for equal ones."""
        key = kept.id, sha256(_sheet_text(content))
        if key not in self._known:
            if len(self._known) >= PATTERNS:
                self._known.clear()
            document = read(content)
            sheet = sheet_of(document["sheet"])
            counted = freezing.group_written(document, sheet.profile)
            self._known[key] = sheet.form, counted, freezing.rows_of(edition, sheet)
        return self._known[key]


def _sheet_text(content: str) -> str:
    """The part of a document that holds its sheet and size band: keys are in order, so all but the day is behind."""
    return content[content.index('"sheet":') : content.rindex(',"submitted_at":')]


def _due(
    review: Record, kept: Kept, last: Record, form: Form, counted: Counted, rows: tuple[ScoreRow, ...]
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
