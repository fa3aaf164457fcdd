"""The shape of an exported review: closed and frozen, so that a wrong part is named before anything is kept."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from frameworks.edition import Calendar
from frameworks.size_bands import MOST_BANDS
from frameworks.values import Kind, Model, Number, Phase, Slug
from scoring.answers import Form

FORMAT = 1
EARLIEST, LATEST = 1990, 2200
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Line = Annotated[str, Field(max_length=200)]
Words = Annotated[str, Field(max_length=4000)]
Facts = dict[Slug, bool | Number | Line]


def _storable(text: str) -> str:
    text.encode()  # raises ValueError for half a character
    return text


def _moment(value: object) -> object:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def _aware(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    if not EARLIEST <= value.year <= LATEST:
        raise ValueError("a moment out of all reason")
    return value


def _day(value: object) -> object:
    return date.fromisoformat(value) if isinstance(value, str) else value


Moment = Annotated[datetime, BeforeValidator(_moment), AfterValidator(_aware)]
Day = Annotated[date, BeforeValidator(_day)]


class FilePart(Model):
    """A file by its name and hash; what it holds stays where it is."""

    name: Line
    sha256: Sha256


class EvidencePart(Model):
    title: Line
    date: str | None = None
    url: Annotated[str, Field(max_length=2000)] | None = None
    file: FilePart | None = None


class AnswerPart(Model):
    level: int | None = None
    option: Slug | None = None
    checked: list[Slug] | None = None
    value: Number | None = None
    text: Words | None = None
    not_applicable: Words | None = None
    not_known: Literal[True] | None = None
    comment: Words | None = None
    evidence: Annotated[list[EvidencePart], Field(max_length=20)] | None = None


class MeasurementPart(Model):
    value: Number | None = None
    of: Number | None = None
    per: Number | None = None
    percent: Number | None = None
    date: str | None = None
    measured_on: str | None = None


class AnswersFile(Model):
    """The same object as an answers file."""

    framework: Slug
    edition: str
    as_of: str
    form: Form
    profile: Facts
    answers: dict[Slug, AnswerPart]
    aims: dict[Slug, int] = {}
    aims_for: Slug | None = None
    indicators: dict[Slug, MeasurementPart] = {}


class OrganisationPart(Model):
    name: Line
    kind: Kind
    phase: Phase | None = None
    region: Line | None = None
    facts: Facts = {}


class PeriodPart(Model):
    name: str
    calendar: Calendar


class ReviewPart(Model):
    framework: Slug
    edition: str
    edition_sha256: Sha256
    period: PeriodPart
    status: Literal["draft", "submitted", "reopened"]
    reopened_at: Moment | None = None
    reopened_because: Words | None = None
    started_at: Moment


class EditionPart(Model):
    sha256: Sha256
    text: Annotated[str, Field(max_length=2_000_000), AfterValidator(_storable)]


class PastPart(Model):
    """One line of an answer's history. `by` tells people apart without naming them."""

    question: Slug
    revision: Annotated[int, Field(ge=1)]
    answer: AnswerPart
    at: Moment
    by: int
    how: Literal["answered", "confirmed", "confirmed_with_strand", "undone", "moved"]


class SubmissionPart(Model):
    number: Annotated[int, Field(ge=1)]
    submitted_at: Moment
    sha256: Sha256
    content: Annotated[str, AfterValidator(_storable)]


class ReopenedPart(Model):
    at: Moment
    because: Words


class SizeBandPart(Model):
    fact: Slug
    from_: Annotated[list[int], Field(alias="from", max_length=MOST_BANDS)]
    band: Annotated[int, Field(ge=0, lt=MOST_BANDS)] | None


class ContentPart(Model):
    """What a submission's content holds."""

    format: Literal[1]
    scoring: Line
    edition_sha256: Sha256
    period: PeriodPart
    number: int
    submitted_at: Moment
    sheet: AnswersFile
    scope: dict[Slug, Line]
    confirmed_in_bulk: int
    size_band: SizeBandPart | None = None
    reopened: ReopenedPart | None = None


class NumberPart(Model):
    indicator: Slug
    measured_on: Day
    measured: MeasurementPart
    recorded_at: Moment


class SignaturePart(Model):
    """Over the canonical JSON of everything else in the document, by the key of the installation that made it."""

    key: Sha256
    value: Annotated[str, Field(pattern=r"^[0-9a-f]{128}$")]


class ReviewDocument(Model):
    """A whole review. Working notes and names of people stay where they are. `demo` marks a made-up one."""

    stocktake_review: Literal[1]
    demo: bool = False
    software: Line
    exported_at: Moment
    organisation: OrganisationPart
    review: ReviewPart
    edition: EditionPart
    answers_file: AnswersFile
    history: Annotated[list[PastPart], Field(max_length=100_000)]
    submissions: Annotated[list[SubmissionPart], Field(max_length=1000)]
    measurements: Annotated[list[NumberPart], Field(max_length=10_000)]
    signature: SignaturePart
