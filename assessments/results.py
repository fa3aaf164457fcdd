"""Results: everything a results page or paper needs of one review, from its last submission or, marked so, its draft."""

from dataclasses import dataclass
from datetime import date, datetime

from assessments.store.protocol import Door
from assessments.values import LastTime, Organisation, Person, RecordedNumber, Review, Submission
from frameworks.catalogue import Catalogue
from frameworks.edition import Edition
from frameworks.questions import Indicator
from scoring.answers import AnswerSheet
from scoring.results import OVERALL, Explanation, Figure, ReadingName, Score


@dataclass(frozen=True, slots=True)
class Lapsed:
    """Evidence that was current when it was submitted and is not any more."""

    question: str
    title: str
    lapsed_on: date


@dataclass(frozen=True, slots=True)
class Measured:
    """A number of this review beside its previous value, with its question and labels."""

    question: str
    indicator: Indicator
    now: RecordedNumber
    before: RecordedNumber | None


@dataclass(frozen=True, slots=True)
class ResultView:
    """One review's result. `submission` is None when this is a draft, which every page and paper must say.

    `last` and `last_score` are the submission of the previous period, `change` compares with it (None: nothing to compare).
    `changed_since` says that a reopened draft has moved on since the submission shown.
    """

    review: Review
    organisation: Organisation
    edition: Edition
    submission: Submission | None
    sheet: AnswerSheet
    score: Score
    last: LastTime | None
    last_score: Score | None
    change: object | None
    lapsed: tuple[Lapsed, ...]
    numbers: tuple[Measured, ...]
    bulk_confirmed: int
    changed_since: bool
    last_changed: tuple[Person, datetime] | None


def of(door: Door, catalogue: Catalogue, review_id: int, *, draft: bool = False, now: datetime) -> ResultView:
    """The result of the last submission; of the draft when there is none or `draft` is asked for. Raises NotYours."""
    raise NotImplementedError


def explain(
    view: ResultView, node: str = OVERALL, *, reading: ReadingName | None = None, figure: Figure | None = None
) -> Explanation:
    """How a figure of the view was worked out; the official reading and figure unless said otherwise."""
    raise NotImplementedError
