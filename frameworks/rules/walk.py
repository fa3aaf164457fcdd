"""Every part of an edition together with its path in the file, for rules to say where a fault lies."""

from collections.abc import Iterator

from frameworks.edition import Edition, Section, Strand
from frameworks.questions import BaseQuestion
from frameworks.reader import Path


def sections(edition: Edition) -> Iterator[tuple[Path, Section]]:
    """Every section in the order written."""
    return ((("sections", index), section) for index, section in enumerate(edition.sections))


def strands(edition: Edition) -> Iterator[tuple[Path, Strand]]:
    """Every strand in the order written."""
    for path, section in sections(edition):
        yield from (((*path, "strands", index), strand) for index, strand in enumerate(section.strands))


def questions(edition: Edition) -> Iterator[tuple[Path, BaseQuestion]]:
    """Every question in the order written."""
    for path, strand in strands(edition):
        yield from (((*path, "questions", index), question) for index, question in enumerate(strand.questions))
