"""What scoring is given: one organisation's answers to one edition, as plain frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Form = Literal["full", "short"]
Fact = str | int | Decimal | bool
Profile = Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class File:
    """A file by its name and the SHA-256 of what it holds, as 64 hexadecimal digits."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence; `date` is an ISO day (YYYY-MM-DD), `url` an http(s) address."""

    title: str
    date: str | None = None
    url: str | None = None
    file: File | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. Exactly one of level, option, checked, value, text, not_applicable or not_known is there, or none.

    `checked` empty means "none of these"; `value` is the figure typed (the "of" part of a ratio); `not_applicable` is
    the reason. Comment and evidence may stand beside any of them, also beside none (then the question is unanswered).
    """

    level: int | None = None
    option: str | None = None
    checked: frozenset[str] | None = None
    value: Decimal | None = None
    text: str | None = None
    not_applicable: str | None = None
    not_known: bool = False
    comment: str = ""
    evidence: tuple[Evidence, ...] = ()

    @property
    def is_given(self) -> bool:
        """Whether a judgement is there: a level, option, ticks, figure, text, not applicable or not known."""
        judged = (self.level, self.option, self.checked, self.value, self.text, self.not_applicable)
        return self.not_known or any(part is not None for part in judged)


@dataclass(frozen=True, slots=True)
class Measurement:
    """The value of an indicator: a value, or both parts of a share or ratio, or a percent, or a date (ISO day)."""

    value: Decimal | None = None
    of: Decimal | None = None
    per: Decimal | None = None
    percent: Decimal | None = None
    date: str | None = None
    measured_on: str | None = None


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """A review without a database: all that a figure depends on. `as_of` is the ISO day evidence is judged current."""

    framework: str
    edition: str
    as_of: str
    form: Form = "full"
    profile: Profile = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    aims: Mapping[str, int] = field(default_factory=dict)
    aims_for: str | None = None
    indicators: Mapping[str, Measurement] = field(default_factory=dict)
