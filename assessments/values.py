"""The frozen values the use cases take and give: who, which review, which answer, and what a page needs of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from frameworks.edition import Calendar, Edition, ProfileFact
from frameworks.questions import Indicator
from frameworks.size_bands import Sizes
from frameworks.values import Kind, Phase
from scoring.answers import Answer, AnswerSheet, Fact, Form, Measurement, Profile
from scoring.results import State

Status = Literal["draft", "submitted", "reopened"]
How = Literal["answered", "confirmed", "confirmed_with_strand", "undone", "moved"]
Role = Literal["lead", "contributor", "reader"]
Part = Literal["section", "strand", "question", "role"]
Place = tuple[Part, str]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who acts; `id` is what other rows hold, the name stands nowhere else."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation as it is now. `facts` are profile facts by id (numbers, option ids, true or false)."""

    id: int
    name: str
    kind: Kind
    phase: Phase | None = None
    region: str | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)

    @property
    def profile(self) -> Profile:
        """What rules may ask about: the facts with kind, phase and region."""
        built_in = {"kind": self.kind, "phase": self.phase, "region": self.region}
        return dict(self.facts) | {name: value for name, value in built_in.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Period:
    """A year of reviews, named `2026/27`; `end` is its last day."""

    name: str
    calendar: Calendar
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Review:
    """One organisation's review against one framework in one period.

    `sha256` names the text of the edition it was started with. `profile` is the copy taken at the start. `submissions`
    counts what has been submitted; a reopened review keeps its last submission as the official one, made at
    `submitted_at`. `imported_at` is when it came in with a file, `signed_by` the public key of the installation that
    made the file. `moved_from` is the hash of the edition it was moved from, and can go back to;
    `moved_at` is when it last went to another one.
    """

    id: int
    organisation: int
    framework: str
    edition: str
    sha256: str
    period: Period
    form: Form
    status: Status
    profile: Profile
    aims: Mapping[str, int]
    aims_for: str | None
    started_at: datetime
    started_by: Person
    submissions: int
    reopened_at: datetime | None = None
    reopened_because: str | None = None
    imported_at: datetime | None = None
    moved_from: str | None = None
    moved_at: datetime | None = None
    submitted_at: datetime | None = None
    signed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Reopening:
    """When a submitted review was opened again, and why in the person's own words.

    `submission` is the number of the submission that came of it; None while the draft is open.
    """

    at: datetime
    because: str
    submission: int | None


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """An answer as stored. `note` is the working note, which stays inside the organisation. Revisions count from 1."""

    question: str
    answer: Answer
    note: str
    revision: int
    saved_at: datetime
    saved_by: Person
    how: How = "answered"

    @property
    def confirmed_in_bulk(self) -> bool:
        """It was confirmed with its whole strand, not by itself."""
        return self.how == "confirmed_with_strand"


@dataclass(frozen=True, slots=True)
class Saved:
    """What was written: the answer's new revision, and when."""

    revision: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Source:
    """Where a suggestion comes from: a submission of this or another framework, with that framework's title."""

    framework: str
    edition: str
    title: str
    period: str
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What an earlier answer suggests for a question; unconfirmed. A hint is only shown, it cannot be confirmed.

    `note` says in words how it was carried over. `proposed_by` names the trust that proposes it, where one does.
    """

    question: str
    answer: Answer
    source: Source
    is_hint: bool
    note: str
    proposed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question left open for somebody: a role of the edition's `who`, or a name. It stays inside the organisation."""

    question: str
    role: str | None
    name: str
    note: str
    at: datetime
    by: Person


@dataclass(frozen=True, slots=True)
class Assigned:
    """A part of a draft that is somebody's to answer. `code` is the id of the section, group, question or role."""

    part: Part
    code: str
    to: Person
    note: str
    at: datetime
    by: Person


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question still open in a draft, with where it stands; `asked` when it was left open for somebody.

    `assigned` when it is somebody's to answer.
    """

    review: int
    organisation: str
    framework: str
    section: str
    question: str
    text: str
    asked: Asked | None
    assigned: Assigned | None = None


@dataclass(frozen=True, slots=True)
class ToFill:
    """A number not yet measured for a draft of an organisation, whichever of its frameworks ask for it.

    `who` usually know it. `places` are the (review, section, question) that ask for it.
    """

    organisation: str
    indicator: Indicator
    who: tuple[str, ...]
    places: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True, slots=True)
class RecordedNumber:
    """One measurement of an indicator. `here` means it counts in this review; otherwise it is shown as a hint.

    Revisions count from 1 through everything an organisation recorded of the indicator.
    """

    indicator: str
    measurement: Measurement
    measured_on: date
    recorded_at: datetime
    recorded_by: Person
    here: bool = True
    revision: int = 0


@dataclass(frozen=True, slots=True)
class PastNumber:
    """One line of an indicator's history; without `measurement` that day's measurement was taken back."""

    indicator: str
    revision: int
    measured_on: date
    measurement: Measurement | None
    at: datetime
    by: Person


@dataclass(frozen=True, slots=True)
class Submission:
    """What was submitted, unchangeable: `content` is canonical JSON and `sha256` its hash.

    `share` is 4 for the whole, 3 for a copy without evidence, 2 for one without comments too, for those of outside.
    """

    organisation: int
    review: int
    number: int
    submitted_at: datetime
    submitted_by: Person
    content: str
    sha256: str
    share: int = 4


@dataclass(frozen=True, slots=True)
class Said:
    """What was answered before, in the words of then. `changed` says how the question differs now; None: not at all."""

    words: str
    comment: str
    changed: str | None


@dataclass(frozen=True, slots=True)
class LastTime:
    """The submission of the previous period, to show beside the questions.

    `sheet` uses the ids of its own edition, `said` those of the review that looks back.
    """

    review: int
    period: str
    edition: str
    submitted_at: datetime
    sheet: AnswerSheet
    said: Mapping[str, Said] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Progress:
    """As in "7 of 9 answered": answered or not applicable, of those in scope with weight above 0."""

    answered: int
    of: int


@dataclass(frozen=True, slots=True)
class OpenReview:
    """Everything the pages of one review need.

    `answers` hold what is stored, also outside the form or the scope; `sheet` is what scoring is given; `states` are
    its states by question; `shown` are the questions to ask now (in scope, and not waiting for another answer).
    `suggestions` leaves out questions already answered. `numbers` are the latest measurements by indicator.
    `asked` says whom questions were left open for. `facts_needed` are facts not yet given, by the first section that
    needs them.
    `assigned` says what is whose to answer.
    `others` are the people who have changed something in this review, the latest first, with when. `sizes` are the size
    bands of the day.
    """

    review: Review
    organisation: Organisation
    edition: Edition
    answers: Mapping[str, StoredAnswer]
    suggestions: Mapping[str, Suggestion]
    last: LastTime | None
    sheet: AnswerSheet
    states: Mapping[str, State]
    shown: frozenset[str]
    numbers: Mapping[str, RecordedNumber]
    asked: Mapping[str, Asked]
    facts_needed: Mapping[str, tuple[ProfileFact, ...]]
    progress: Progress
    sections: Mapping[str, Progress]
    bulk_confirmed: int
    others: tuple[tuple[Person, datetime], ...]
    newer_edition: str | None
    assigned: Mapping[Place, Assigned] = field(default_factory=dict)
    sizes: Sizes = field(default_factory=Sizes)


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One review in a list. `level` is the exact official level of the last submission as text ("8/3"), if any."""

    review: Review
    organisation: str
    title: str
    progress: Progress | None
    changed_at: datetime
    submitted_at: datetime | None
    level: str | None
    band: str | None


@dataclass(frozen=True, slots=True)
class ScopeChange:
    """What refreshing the profile copy would do: facts old and new, and the questions that enter and leave."""

    facts: Mapping[str, tuple[Fact | None, Fact | None]]
    enter: tuple[str, ...]
    leave: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """One line of an answer's history: what it became, when and by whom, and how. Oldest first in a history."""

    question: str
    revision: int
    answer: Answer
    note: str
    at: datetime
    by: Person
    how: How


@dataclass(frozen=True, slots=True)
class Act:
    """One recorded act; `about` holds ids and counts, never texts. `hash` covers the act and the hash before it."""

    number: int
    at: datetime
    by: Person
    act: str
    about: Mapping[str, str | int]
    hash: str
