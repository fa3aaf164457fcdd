"""Comparing one's own reviews of the same framework side by side: by section and question, over organisations and periods."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from assessments.store.protocol import Door
from assessments.values import Organisation, Review
from frameworks.catalogue import Catalogue
from frameworks.edition import Edition
from scoring.answers import Form
from scoring.results import NodeKind, State


@dataclass(frozen=True, slots=True)
class Column:
    """One submitted review of the table."""

    review: Review
    organisation: Organisation
    submitted_at: datetime
    form: Form
    form_size: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure: the exact official level, the name it takes, and for a question its state."""

    level: Fraction | None
    band: str | None
    state: State | None


@dataclass(frozen=True, slots=True)
class Row:
    """A section, strand or question (or the whole) with one cell a column; None where that edition does not ask it."""

    node: str
    kind: NodeKind
    title: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Reviews side by side. `notes` are sentences about what cannot be compared (short beside full, other versions)."""

    edition: Edition
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A submitted review that may be put into a table."""

    review: Review
    organisation: str


def choices(door: Door, framework: str | None = None) -> tuple[Choice, ...]:
    """Submitted reviews of one framework (or all), by organisation and period, newest first."""
    raise NotImplementedError


def table(door: Door, catalogue: Catalogue, review_ids: Sequence[int]) -> Table:
    """The reviews side by side in the order given; rows from the newest edition among them.

    Raises NotYours, Refused (nothing chosen, more than eight, not submitted, or more than one framework).
    """
    raise NotImplementedError
