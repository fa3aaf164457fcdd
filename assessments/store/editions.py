"""Statements about the editions that reviews rest on: their text is kept, once for each content."""

from collections.abc import Sequence
from dataclasses import dataclass

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
    """The kept edition with this content."""
    row = rows.one(f"SELECT {COLUMNS} FROM edition WHERE sha256 = :sha256", sha256=sha256)
    return None if row is None else KeptEdition(*(row[name.strip()] for name in COLUMNS.split(",")))


def known(rows: Rows, framework: str) -> tuple[KeptEdition, ...]:
    """The kept editions of a framework."""
    found = rows.rows(f"SELECT {COLUMNS} FROM edition WHERE framework = :id ORDER BY edition", id=framework)
    return tuple(KeptEdition(*(row[name.strip()] for name in COLUMNS.split(","))) for row in found)


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
