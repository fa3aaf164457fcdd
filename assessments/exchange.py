"""Exchange: a review as one complete JSON document, taken into another database after checking it; and its table rows."""

from datetime import datetime

from assessments.ids import IdSource, random_id
from assessments.store.protocol import Door
from assessments.values import Review
from frameworks.catalogue import Catalogue

MAXIMUM_BYTES = 8_000_000


def export_review(door: Door, catalogue: Catalogue, review_id: int, *, now: datetime) -> bytes:
    """The whole review as JSON: organisation, submissions, answers, history, numbers, the edition's text and hash."""
    raise NotImplementedError


def import_review(
    door: Door,
    catalogue: Catalogue,
    document: bytes,
    *,
    organisation_id: int | None = None,
    now: datetime,
    new_id: IdSource = random_id,
) -> Review:
    """Take a review in, into one's organisation or (None) a new one made from the document.

    Raises BadDocument(sentence): too large, not such a document, hash wrong, or that review is here already. NotYours.
    """
    raise NotImplementedError


def rows(door: Door, catalogue: Catalogue, review_id: int, *, now: datetime) -> list[list[str]]:
    """The review as a table, headings first, one row a question; no cell can start a formula in a spreadsheet."""
    raise NotImplementedError
