"""Rules between files."""

from collections.abc import Mapping

from frameworks.companions import Crosswalk, Lineage, Reference
from frameworks.edition import Edition
from frameworks.findings import Findings

Editions = Mapping[tuple[str, str], Edition]


def check_reference_rules(reference: Reference, found: Findings) -> None:
    """A reference's core items are among its items."""


def check_lineage_rules(lineage: Lineage, found: Findings, framework: str, editions: Editions) -> None:
    """Every old id is accounted for, and every id and level exists."""


def check_crosswalk_rules(crosswalk: Crosswalk, found: Findings, editions: Editions) -> None:
    """Every framework, edition, id and level exists."""
