"""The edition a review rests on: from the files while they are there, else from the text kept in the store."""

from collections.abc import Iterable

from assessments.store import editions as statements
from assessments.store.editions import KeptEdition
from assessments.store.protocol import Door, Rows, Unit
from assessments.values import Review
from frameworks.catalogue import Catalogue, Published, edition_order
from frameworks.edition import Edition
from frameworks.errors import FaultyFile, UnknownEdition
from scoring.results import OVERALL


def of(rows: Rows, catalogue: Catalogue, review: Review) -> Edition:
    """The edition with exactly the content the review was started with."""
    return with_content(rows, catalogue, review.sha256)


def of_each(rows: Rows, catalogue: Catalogue, reviews: Iterable[Review]) -> dict[str, Edition]:
    """The editions that reviews rest on, by the hash of their content: each is found once."""
    return {sha256: with_content(rows, catalogue, sha256) for sha256 in {review.sha256 for review in reviews}}


def with_content(rows: Rows, catalogue: Catalogue, sha256: str) -> Edition:
    """The edition with this content. Raises UnknownEdition when it is neither among the files nor kept."""
    try:
        return catalogue.by_sha256(sha256).edition
    except UnknownEdition:
        kept = statements.by_sha256(rows, sha256)
        if kept is None:
            raise
        return catalogue.parse(kept.content)


def another_text(door: Door, catalogue: Catalogue, latest: Edition) -> str | None:
    """Where reviews here rest on another text of this edition, that in words."""
    year, correction = edition_order(latest.edition)
    if all(_reads(catalogue, text, latest) for text in door.read(lambda rows: _texts(rows, latest))):
        return None
    return (
        f"Reviews here already rest on another text of version {latest.edition}. This one will take the text of today."
        f" Whoever changed the file should give it a version of its own, such as {year}.{correction + 1}."
    )


def _texts(rows: Rows, edition: Edition) -> tuple[str, ...]:
    return statements.texts(rows, edition.id, edition.edition)


def _reads(catalogue: Catalogue, text: str, edition: Edition) -> bool:
    """Whether a kept text says the same, remarks and layout apart."""
    try:
        return catalogue.parse(text) == edition
    except FaultyFile:
        return False


def different_texts(found: Iterable[Edition]) -> tuple[str, ...]:
    """A sentence for each edition that goes by one name and has several texts."""
    by_name: dict[str, list[Edition]] = {}
    for edition in found:
        by_name.setdefault(edition.edition, []).append(edition)
    return tuple(
        f"These reviews rest on different texts of version {name}: a question may not ask the same in each."
        for name, editions in by_name.items()
        if any(edition != editions[0] for edition in editions)
    )


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
