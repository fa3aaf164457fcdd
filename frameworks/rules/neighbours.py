"""Rules between editions: lineage, corrections, and one measurement under one indicator id."""

from collections.abc import Mapping, Sequence

from frameworks.companions import Lineage
from frameworks.edition import Edition


def check_neighbours(
    edition: Edition, earlier: Sequence[Edition], lineages: Mapping[tuple[str, str], Lineage], text: str, name: str
) -> None:
    """Note what an edition and those read before it do not agree on."""
