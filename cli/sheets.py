"""Finds the framework and reads the answers file that a command was given."""

import os
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path

from frameworks.catalogue import Catalogue
from frameworks.checking import check_edition
from frameworks.edition import Edition
from frameworks.errors import FrameworkError, UnknownEdition
from frameworks.reader import read
from frameworks.trying import searched
from scoring.answers import AnswerSheet
from scoring.errors import ScoringError
from scoring.reading import read_sheet


class CannotRead(Exception):
    """Something given on the command line that cannot be read; its text is what to tell."""


def answers_argument(parser: ArgumentParser, name: str, what: str) -> None:
    """Ask for an answers file."""
    parser.add_argument(name, type=Path, metavar=name.upper(), help=what)


def catalogue() -> Catalogue:
    """The shipped frameworks and the user's own."""
    own = os.environ.get("STOCKTAKE_FRAMEWORKS")
    return Catalogue.load(*searched(Path(own) if own else None))


def edition(named: str) -> Edition:
    """An edition by file, or by name such as esafety/2026. Raises CannotRead."""
    path = Path(named)
    if path.is_file():
        return edition_in(path)
    framework, _, name = named.partition("/")
    return published(framework, name, catalogue())


def edition_in(path: Path) -> Edition:
    """The edition in a file. Raises CannotRead."""
    try:
        return check_edition(_bytes(path), path.as_posix())
    except FrameworkError as error:
        raise CannotRead(str(error)) from error


def published(framework: str, name: str, known: Catalogue) -> Edition:
    """A known edition, the latest where no name is given. Raises CannotRead."""
    try:
        return (known.get(framework, name) if name else known.latest(framework)).edition
    except UnknownEdition as error:
        raise CannotRead(str(error)) from error


def answers(path: Path) -> Mapping[object, object]:
    """An answers file as it stands. Raises CannotRead."""
    try:
        data = read(_bytes(path), path.as_posix()).data
    except FrameworkError as error:
        raise CannotRead(str(error)) from error
    if not isinstance(data, dict):
        raise CannotRead(f"{path}: an answers file is a set of keys: framework, edition, as_of, answers.")
    return dict(data.items())


def sheet(path: Path, data: object, against: Edition) -> AnswerSheet:
    """The answers against their edition. Raises CannotRead."""
    try:
        return read_sheet(data, against)
    except ScoringError as error:
        raise CannotRead("\n".join(f"{path}: {line}" for line in str(error).splitlines())) from error


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotRead(f"{path} cannot be read: {error.strerror}.") from error
