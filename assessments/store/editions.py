"""Statements about the editions that reviews rest on: their text is kept, once for each content."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.errors import Damaged
from assessments.plain import sha256 as hash_of
from assessments.store.columns import UNREADABLE
from assessments.store.protocol import Rows, Unit

Node = tuple[str, str]  # kind and id, in the order of the file, the whole first


@dataclass(frozen=True, slots=True)
class KeptEdition:
    """An edition as kept: its number here, and its text."""

    id: int
    framework: str
    edition: str
    title: str
    sha256: str
    content: str


COLUMNS = "edition_id, framework, edition, title, sha256, content"


def by_sha256(rows: Rows, sha256: str) -> KeptEdition | None:
    """The kept edition with this content. Raises Damaged when it is another by now."""
    row = rows.one(f"SELECT {COLUMNS} FROM edition WHERE sha256 = :sha256", sha256=sha256)
    if row is not None and hash_of(row["content"]) != sha256:
        raise Damaged(UNREADABLE)
    return None if row is None else KeptEdition(*(row[name.strip()] for name in COLUMNS.split(",")))


def texts(rows: Rows, framework: str, edition: str) -> tuple[str, ...]:
    """Every text that goes by this name and edition in the reviews of the person."""
    found = rows.rows(
        "SELECT DISTINCT e.edition_id, e.content FROM edition e JOIN review r ON r.edition_id = e.edition_id"
        " WHERE e.framework = :framework AND e.edition = :edition ORDER BY e.edition_id",
        framework=framework,
        edition=edition,
    )
    return tuple(row["content"] for row in found)


def keep(unit: Unit, kept: KeptEdition, nodes: Sequence[Node]) -> int:
    """Keep an edition's text and number its nodes, unless they are kept already; gives its number here."""
    if (already := by_sha256(unit, kept.sha256)) is not None:
        return already.id
    found = unit.run(
        "INSERT INTO {edition} (framework, edition, title, sha256, content)"
        " VALUES (:framework, :edition, :title, :sha256, :content) RETURNING edition_id",
        framework=kept.framework,
        edition=kept.edition,
        title=kept.title,
        sha256=kept.sha256,
        content=kept.content,
    )
    edition_id: int = found[0]["edition_id"]
    for number, (kind, code) in enumerate(nodes):
        unit.run(
            "INSERT INTO {node} (edition_id, node, kind, code) VALUES (:edition, :node, :kind, :code)",
            edition=edition_id,
            node=number,
            kind=kind,
            code=code,
        )
    return edition_id
