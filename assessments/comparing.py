"""Comparing one's own reviews of a framework side by side: by section and question, over organisations and periods."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

import scoring
from assessments import drafts, editions, opening
from assessments.errors import NotYours, Refused
from assessments.store import organisations as organisation_statements
from assessments.store import reviews as review_statements
from assessments.store import submissions as statements
from assessments.store.protocol import Door, Rows
from assessments.values import Organisation, Review
from frameworks.catalogue import Catalogue, edition_order
from frameworks.edition import Edition, Section
from scoring.answers import Form
from scoring.results import OVERALL, NodeKind, NodeScore, Score, State


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


@dataclass(frozen=True, slots=True)
class Scored:
    """One review that was put beside others: its column, edition and score."""

    column: Column
    edition: Edition
    score: Score


MOST = 8


def choices(door: Door, framework: str | None = None) -> tuple[Choice, ...]:
    """Submitted reviews of one framework (or all) that one may see, by organisation and period, newest first."""

    def work(rows: Rows) -> tuple[Choice, ...]:
        names = organisation_statements.names(rows)
        found = list(review_statements.shown(rows, framework))
        found.sort(key=lambda review: names[review.organisation])
        return tuple(Choice(review, names[review.organisation]) for review in found)

    return door.read(work)


def table(door: Door, catalogue: Catalogue, review_ids: Sequence[int]) -> Table:
    """The reviews side by side in the order given; rows from the newest edition among them.

    Raises NotYours, Refused (nothing chosen, more than eight, not submitted, or more than one framework).
    """
    chosen = list(dict.fromkeys(review_ids))
    if not 1 <= len(chosen) <= MOST:
        raise Refused(f"Choose between one and {MOST} reviews to put side by side.")
    found = door.read(lambda rows: [_scored(rows, catalogue, review_id) for review_id in chosen])
    if len({one.edition.id for one in found}) > 1:
        raise Refused("Only reviews of the same framework can stand side by side. Choose reviews of one.")
    newest = max((one.edition for one in found), key=lambda edition: edition_order(edition.edition))
    return Table(
        edition=newest,
        columns=tuple(one.column for one in found),
        rows=tuple(_rows(newest, found)),
        notes=tuple(_notes(newest, found)),
    )


def _scored(rows: Rows, catalogue: Catalogue, review_id: int) -> Scored:
    review = drafts.mine(rows, review_id)
    organisation = organisation_statements.one(rows, review.organisation)
    submission = statements.last(rows, review)
    if organisation is None:
        raise NotYours
    if submission is None:
        raise Refused(
            f"{organisation.name}’s review of {review.period.name} is not submitted yet, so it cannot be compared."
        )
    edition = editions.of(rows, catalogue, review)
    sheet = opening.sheet_in(submission)
    score = scoring.score(edition, sheet)
    column = Column(review, organisation, submission.submitted_at, sheet.form, score.form_size)
    return Scored(column, edition, score)


def _rows(newest: Edition, found: Sequence[Scored]) -> Iterator[Row]:
    kinds = next(one.score for one in found if one.edition is newest).nodes
    for name in (OVERALL, *(name for section in newest.sections for name in _within(section))):
        cells = tuple(_cell(newest, one, name) for one in found)
        if any(cell is not None and cell.state != "outside" for cell in cells):
            yield Row(name, kinds[name].kind, kinds[name].title, cells)


def _within(section: Section) -> Iterator[str]:
    yield section.id
    for strand in section.strands:
        yield strand.id
        yield from (question.id for question in strand.questions)


def _cell(newest: Edition, one: Scored, name: str) -> Cell | None:
    node: NodeScore | None = one.score.nodes.get(name)
    if node is None or not (_on_one_scale(newest, one.edition) and _same_question(newest, one.edition, name)):
        return None
    return Cell(node.level, node.band, node.state)


def _on_one_scale(one: Edition, other: Edition) -> bool:
    """A 4 of 4 is no 4 of 5."""
    return list(one.scale.levels) == list(other.scale.levels)


def _same_question(newest: Edition, edition: Edition, name: str) -> bool:
    """A question asked anew since then is no longer the same measure."""
    if name not in newest.questions or name not in edition.questions:
        return name in newest.questions or name not in edition.questions
    return newest.questions[name].revision == edition.questions[name].revision


def _notes(newest: Edition, found: Sequence[Scored]) -> Iterator[str]:
    yield from editions.different_texts(one.edition for one in found)
    if not all(_on_one_scale(newest, one.edition) for one in found):
        yield "Some of these reviews rest on other levels: their figures stand empty, for they mean something else."
    if len({one.column.form for one in found}) > 1:
        yield "Quick and full reviews ask different questions: compare question by question, not the whole."
    if len({one.edition.edition for one in found}) > 1:
        yield "These reviews used different versions of the framework: a question that changed stands empty."
    if len({one.column.review.profile.get("kind") for one in found}) > 1:
        yield "These are different kinds of organisation: some questions are not asked of both."
