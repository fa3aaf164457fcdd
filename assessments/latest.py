"""The latest submission of each framework of an organisation, as far as whoever asks may see it."""

from dataclasses import dataclass

from assessments import editions, opening
from assessments.store import reviews as review_statements
from assessments.store import submissions as submission_statements
from assessments.store.protocol import Rows
from assessments.values import Source
from frameworks.catalogue import Catalogue
from frameworks.edition import Edition
from scoring.answers import AnswerSheet


@dataclass(frozen=True, slots=True)
class Latest:
    """One submission: where it comes from, of which review, and its answers."""

    source: Source
    review: int
    edition: Edition
    sheet: AnswerSheet


def of_each(rows: Rows, catalogue: Catalogue, organisation_id: int, *, without: int) -> list[Latest]:
    """One of each framework, the most recent first; of the review `without` none is taken."""
    found: dict[str, Latest] = {}
    for review in review_statements.every(rows, organisation_id):
        if review.id == without:
            continue
        submission = submission_statements.last_shared(rows, review)
        known = found.get(review.framework)
        if submission is None or (known is not None and known.source.submitted_at >= submission.submitted_at):
            continue
        edition = editions.of(rows, catalogue, review)
        source = Source(review.framework, review.edition, edition.name, review.period.name, submission.submitted_at)
        found[review.framework] = Latest(source, review.id, edition, opening.sheet_in(submission))
    return sorted(found.values(), key=lambda one: one.source.submitted_at, reverse=True)
