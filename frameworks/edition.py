"""One edition of a framework as read from its file: closed, frozen, complete enough to ask, score and advise from."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from frameworks.conditions import Condition
from frameworks.questions import BaseQuestion, Question
from frameworks.values import EditionName, Kind, Level, Model, Number, Share, Slug, Text, Url, Weight

Rollup = Literal["mean", "min", "ladder"]
Calendar = Literal["academic", "financial"]


def edition_order(name: str) -> tuple[int, int]:
    """Sort "2026" before "2026.2" before "2026.10" before "2027"."""
    year, _, correction = name.partition(".")
    return int(year), int(correction or 0)


class Source(Model):
    """Where something in the file comes from."""

    id: Slug
    title: Text
    publisher: Text | None = None
    date: Text | None = None
    url: Url | None = None


class Titled(Model):
    """An id with its title: a theme, or a person who usually knows."""

    id: Slug
    title: Text


class ConsistencyRule(Model):
    """Said at Check and submit when the condition holds; it never blocks."""

    id: Slug
    when: Condition
    say: Text


class ScaleLevel(Model):
    """One step of the scale. `shown_as` is the label a framework that counts downwards prints."""

    name: Text
    meaning: Text
    shown_as: Text | None = None


class Target(Model):
    """The good-practice mark, for organisations where `when` holds; the first that holds wins."""

    when: Condition | None = None
    level: Level
    note: Text | None = None


class Scale(Model):
    """The levels, lowest first, and the targets. No target rule that holds means the highest level."""

    levels: dict[Level, ScaleLevel]
    targets: tuple[Target, ...] = ()

    @cached_property
    def lowest(self) -> Level:
        """The lowest level."""
        return min(self.levels)

    @cached_property
    def highest(self) -> Level:
        """The highest level."""
        return max(self.levels)


class Band(Model):
    """A name for scores from a level upwards, lower bound inclusive."""

    id: Slug
    title: Text
    from_: Number = Field(alias="from")


class ProfileFact(Model):
    """A fact about the organisation that a rule may use; `kind`, `phase` and `region` are built in."""

    id: Slug
    label: Text
    type: Literal["number", "choice", "yes_no"]
    options: tuple[Slug, ...] = ()


class ScoringRules(Model):
    """How the figures are worked out: see the design's scoring page."""

    rollup: Rollup = "mean"
    over: Literal["children", "questions"] = "children"
    unanswered: Literal["lowest", "left_out"] = "lowest"
    minimum_coverage: Share = 1
    maximum_not_applicable: Share | None = None
    evidence: Literal["none", "show", "cap"] = "show"


class Cap(Model):
    """Holds a section at a level while a condition holds; conditions of caps look at answers, never at scores."""

    id: Slug
    when: Condition
    maximum_level: Level
    because: Text


class Strand(Model):
    """Questions that belong together."""

    id: Slug
    title: Text
    weight: Weight = 1
    rollup: Rollup | None = None
    pass_at: Level | None = None
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]


class Section(Model):
    """A page of the review."""

    id: Slug
    title: Text
    summary: Text | None = None
    weight: Weight = 1
    rollup: Rollup | None = None
    pass_at: Level | None = None
    caps: tuple[Cap, ...] = ()
    strands: Annotated[tuple[Strand, ...], Field(min_length=1)]

    @property
    def questions(self) -> Iterator[BaseQuestion]:
        """Every question of the section in the order written."""
        return (question for strand in self.strands for question in strand.questions)


class Award(Model):
    """Something an organisation can hold once a full submission meets every condition; `requires: []` is met by any."""

    id: Slug
    title: Text
    text: Text | None = None
    valid_months: Annotated[int, Field(ge=1, le=120)] | None = None
    decided_by: Literal["self", "adviser"] = "self"
    requires: tuple[Condition, ...] = ()


class Edition(Model):
    """One published, unchangeable version of a framework."""

    format: Literal[1]
    id: Slug
    edition: EditionName
    title: Text
    short_title: Text | None = None
    summary: Text
    publisher: Text | None = None
    licence: Text | None = None
    language: Text = "en-GB"
    sources: tuple[Source, ...] = ()
    suits: Annotated[tuple[Kind, ...], Field(min_length=1)]
    calendar: Calendar | None = None
    who: tuple[Titled, ...] = ()
    consistency: tuple[ConsistencyRule, ...] = ()
    minutes: Annotated[int, Field(ge=1)] | None = None
    who_should_take_part: tuple[Text, ...] = ()
    how_to_answer: Text | None = None
    legal_note: Text | None = None
    glossary: dict[str, Text] = {}
    scale: Scale
    bands: tuple[Band, ...] = ()
    themes: tuple[Titled, ...] = ()
    profile: tuple[ProfileFact, ...] = ()
    scoring: ScoringRules = ScoringRules()
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    awards: tuple[Award, ...] = ()
    short_form: tuple[Slug, ...] = ()

    @property
    def name(self) -> str:
        """The short title, or the title where there is none."""
        return self.short_title or self.title

    @cached_property
    def questions(self) -> Mapping[str, BaseQuestion]:
        """Every question by id, in the order written."""
        return {question.id: question for section in self.sections for question in section.questions}

    @cached_property
    def facts(self) -> Mapping[str, ProfileFact]:
        """The profile facts of this file by id, without the built-in ones."""
        return {fact.id: fact for fact in self.profile}

    @cached_property
    def section_of(self) -> Mapping[str, Section]:
        """The section of each question id and strand id."""
        strands = {strand.id: section for section in self.sections for strand in section.strands}
        return strands | {question.id: section for section in self.sections for question in section.questions}

    @cached_property
    def strand_of(self) -> Mapping[str, Strand]:
        """The strand of each question id."""
        return {q.id: strand for section in self.sections for strand in section.strands for q in strand.questions}
