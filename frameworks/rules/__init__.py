"""Rules: what a file that fits the models must also keep, in one module for each part of a framework."""

from collections.abc import Mapping

from frameworks.companions import Reference
from frameworks.edition import Edition
from frameworks.findings import Findings


def check_rules(edition: Edition, found: Findings, references: Mapping[str, Reference | None] | None) -> None:
    """Note every rule an edition breaks. Without references, the codes it names are not looked up."""
