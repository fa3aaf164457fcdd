"""Rules: what a file that fits the models must also keep, in one module for each part of a framework."""

from collections.abc import Mapping

from frameworks.companions import Reference
from frameworks.edition import Edition
from frameworks.findings import Findings
from frameworks.rules.between import check_references
from frameworks.rules.conditions import check_conditions
from frameworks.rules.neighbours import check_measurements
from frameworks.rules.questions import check_questions
from frameworks.rules.structure import check_structure


def check_rules(edition: Edition, found: Findings, references: Mapping[str, Reference | None] | None) -> None:
    """Note every rule an edition breaks. Without references, the codes it names are not looked up."""
    if not edition.scale.levels:
        found.at(("scale", "levels"), "the scale needs 2 to 11 levels and has none; write them")
        return
    check_structure(edition, found)
    check_questions(edition, found)
    check_measurements(edition, found)
    check_conditions(edition, found)
    if references is not None:
        check_references(edition, found, references)
