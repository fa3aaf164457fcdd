"""The edition a review rests on: from the files while they are there, else from the text kept in the store."""

from assessments.store import editions as statements
from assessments.store.editions import KeptEdition
from assessments.store.protocol import Rows, Unit
from assessments.values import Review
from frameworks.catalogue import Catalogue, Published
from frameworks.edition import Edition
from frameworks.errors import UnknownEdition
from scoring.results import OVERALL


def of(rows: Rows, catalogue: Catalogue, review: Review) -> Edition:
    """The edition with exactly the content the review was started with."""
    return with_content(rows, catalogue, review.sha256)


def with_content(rows: Rows, catalogue: Catalogue, sha256: str) -> Edition:
    """The edition with this content. Raises UnknownEdition when it is neither among the files nor kept."""
    try:
        return catalogue.by_sha256(sha256).edition
    except UnknownEdition:
        kept = statements.by_sha256(rows, sha256)
        if kept is None:
            raise
        return catalogue.parse(kept.content)


def keep(unit: Unit, published: Published) -> int:
    """Keep an edition's text; gives its number in the store."""
    edition = published.edition
    return keep_text(unit, edition, published.text, published.sha256)


def keep_text(unit: Unit, edition: Edition, text: str, sha256: str) -> int:
    """The same for an edition that came in with a document."""
    kept = KeptEdition(0, edition.id, edition.edition, edition.title, sha256, text)
    return statements.keep(unit, kept, nodes(edition))


def nodes(edition: Edition) -> tuple[statements.Node, ...]:
    """The nodes that carry stored scores, the whole first, in the order of the file."""
    below: list[statements.Node] = []
    for section in edition.sections:
        below.append(("section", section.id))
        below.extend(("strand", strand.id) for strand in section.strands)
    return (("overall", OVERALL), *below)
