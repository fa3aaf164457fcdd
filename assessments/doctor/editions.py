"""The kept editions looked at: their text has its hash, and the nodes are those of the text."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from assessments import editions
from assessments.doctor.findings import RESTORE, Finding
from assessments.doctor.walking import records
from assessments.plain import sha256
from assessments.store.contents import Contents
from frameworks.edition import Edition
from frameworks.errors import FaultyFile
from frameworks.loading import parsed


@dataclass(frozen=True, slots=True)
class Kept:
    """`edition` is None where the text cannot be read; `nodes` are the numbers of its nodes by code."""

    id: int
    sha256: str
    edition: Edition | None
    nodes: dict[str, int]


class Editions:
    def __init__(self) -> None:
        self.by_id: dict[int, Kept] = {}

    def read(self, found: Contents, seen: Counter[str]) -> Iterator[Finding]:
        nodes: dict[int, list[tuple[int, str, str]]] = {}
        for row in records(found, "node"):
            nodes.setdefault(row.edition_id, []).append((row.node, row.kind, row.code))
        for row in records(found, "edition"):
            seen["edition"] += 1
            name = f"The kept text of {row.framework} {row.edition} (number {row.edition_id})"
            if sha256(row.content) != row.sha256:
                yield Finding(f"{name} does not have the hash it was stored with", RESTORE)
            edition = None
            try:
                edition = parsed(row.content.encode())
            except FaultyFile as fault:
                yield Finding(f"{name} cannot be read: {fault.faults[0].message}", RESTORE)
            own = nodes.pop(row.edition_id, [])
            if edition is not None and own != [(at, *node) for at, node in enumerate(editions.nodes(edition))]:
                yield Finding(f"{name} has other sections and strands than the stored scores count by", RESTORE)
            self.by_id[row.edition_id] = Kept(
                row.edition_id, row.sha256, edition, {code: number for number, _, code in own}
            )
