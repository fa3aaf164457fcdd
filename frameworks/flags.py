"""Flags: rules that bring an organisation's submission to its adviser's notice, each with the sentence it says.

A flag's condition is that of a framework, and two tests more: what has changed since the submission before, and
evidence that has run out since. `any_section` stands for each section in turn. Worked out in `scoring.flags`.
"""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, Tag

from frameworks.conditions import (
    TESTS,
    CoverageTest,
    EveryQuestion,
    NotApplicableTest,
    ProfileTest,
    QuestionTest,
    ScoreTest,
    told_apart,
)
from frameworks.reader import Path
from frameworks.values import LeaveOut, Model, Number, Slug, Text

ANY_SECTION, OVERALL = "any_section", "overall"


class AllOf(Model):
    """Every part holds."""

    all: Annotated[tuple["FlagCondition", ...], Field(min_length=1)]


class OneOf(Model):
    """At least one part holds."""

    any: Annotated[tuple["FlagCondition", ...], Field(min_length=1)]


class NoneOf(Model):
    """The part does not hold."""

    not_: "FlagCondition" = Field(alias="not")


class ChangeTest(Model):
    """The like-for-like change of a node since the submission before, in levels; at most -1 is down a whole level."""

    change: Slug
    at_most: Number


class EvidenceTest(Model):
    """Evidence that an answer needed was in date on the day of submission and is not any more."""

    evidence: Literal["lapsed"]


FLAG_TESTS: dict[str, type[Model]] = {
    **TESTS,
    "all": AllOf,
    "any": OneOf,
    "not": NoneOf,
    "change": ChangeTest,
    "evidence": EvidenceTest,
}

FlagCondition = Annotated[
    Annotated[AllOf, Tag("<flag all>")]
    | Annotated[OneOf, Tag("<flag any>")]
    | Annotated[NoneOf, Tag("<flag not>")]
    | Annotated[ProfileTest, Tag("<flag profile>")]
    | Annotated[QuestionTest, Tag("<flag question>")]
    | Annotated[ScoreTest, Tag("<flag score>")]
    | Annotated[EveryQuestion, Tag("<flag every_question>")]
    | Annotated[CoverageTest, Tag("<flag coverage>")]
    | Annotated[NotApplicableTest, Tag("<flag not_applicable>")]
    | Annotated[ChangeTest, Tag("<flag change>")]
    | Annotated[EvidenceTest, Tag("<flag evidence>")],
    told_apart(FLAG_TESTS, "flag "),
]

for _model in (AllOf, OneOf, NoneOf):
    _model.model_rebuild()


class Flag(Model):
    """A rule and what it says. Without a framework it may name none of its questions, sections, facts or themes."""

    id: Slug
    framework: Slug | None = None
    when: FlagCondition
    say: Text


class FlagsFile(Model):
    """`operating/flags.yaml`: adds flags, or writes one with the same id anew."""

    format: Literal[1]
    leave_out: LeaveOut = ()
    flags: tuple[Flag, ...] = ()


def every_test(condition: FlagCondition, path: Path) -> Iterator[tuple[Path, Model]]:
    """Every test inside a condition with its place, in the order written."""
    match condition:
        case AllOf(all=parts):
            for index, part in enumerate(parts):
                yield from every_test(part, (*path, "all", index))
        case OneOf(any=parts):
            for index, part in enumerate(parts):
                yield from every_test(part, (*path, "any", index))
        case NoneOf(not_=part):
            yield from every_test(part, (*path, "not"))
        case _:
            yield path, condition
