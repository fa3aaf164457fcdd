"""What is low or strong across results that one may read: exact counts, by section and question."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessments.portfolio import Figures
from frameworks.edition import Edition

LOW, STRONG = Fraction(1, 4), Fraction(3, 4)  # of the scale: 2 and 4 of 1 to 5


@dataclass(frozen=True, slots=True)
class Tendency:
    """A section or question: how many of those with a level there are low, and how many strong."""

    code: str
    title: str
    low: int
    strong: int
    of: int


def of(every: Iterable[Figures], newest: Edition) -> tuple[list[Tendency], list[Tendency]]:
    """Sections and questions of the newest version by how many are low, the most first; only what somebody answered.

    The sections of quick forms are measures of their own: they count only where there is nothing else.
    """
    found = list(every)
    whole = [one for one in found if one.form == "full"] or found
    sections = [
        _tendency(newest, section.id, section.title, [one.sections.get(section.id) for one in whole])
        for section in newest.sections
    ]
    questions = [
        _tendency(newest, question.id, question.text, [one.questions.get(question.id) for one in found])
        for question in newest.questions.values()
    ]
    return _in_order(sections), _in_order(questions)


def _tendency(edition: Edition, code: str, title: str, levels: Sequence[Fraction | None]) -> Tendency:
    lowest, width = edition.scale.lowest, edition.scale.highest - edition.scale.lowest
    there = [(level - lowest) / width for level in levels if level is not None]
    low, strong = sum(share <= LOW for share in there), sum(share >= STRONG for share in there)
    return Tendency(code, title, low, strong, len(there))


def _in_order(found: Iterable[Tendency]) -> list[Tendency]:
    """Those with the largest part low first; where that is equal, the one with the smaller part strong."""
    there = [each for each in found if each.of]
    return sorted(there, key=lambda one: (-Fraction(one.low, one.of), Fraction(one.strong, one.of)))
