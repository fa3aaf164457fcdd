"""Conditions as data: what a rule of a framework may ask about the profile, the answers and the scores.

A condition is three-valued (true, false, unknown) and is worked out in `scoring`; here is only its shape.
Keys of a test: docs/framework-guide.md; readings: the design's "Settled readings".
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from frameworks.values import Binding, Model, Number, Share, Slug

Value = bool | int | str


class All(Model):
    """Every part holds."""

    all: Annotated[tuple["Condition", ...], Field(min_length=1)]


class AnyOf(Model):
    """At least one part holds."""

    any: Annotated[tuple["Condition", ...], Field(min_length=1)]


class Not(Model):
    """The part does not hold."""

    not_: "Condition" = Field(alias="not")


class ProfileTest(Model):
    """A fact about the organisation; exactly one of the tests is given."""

    profile: Slug
    is_: Value | None = Field(default=None, alias="is")
    in_: Annotated[tuple[Value, ...], Field(min_length=1)] | None = Field(default=None, alias="in")
    at_least: Number | None = None
    at_most: Number | None = None
    answered: Literal[True] | None = None


class QuestionTest(Model):
    """An answer to another question; exactly one of the tests is given.

    `is`/`in` compare what is stored (a level, an option id, a ticked check), `at_least`/`at_most` the level an answer
    gives, `value_at_least`/`value_at_most` a typed figure or ratio.
    """

    question: Slug
    is_: int | str | None = Field(default=None, alias="is")
    in_: Annotated[tuple[int | str, ...], Field(min_length=1)] | None = Field(default=None, alias="in")
    at_least: Number | None = None
    at_most: Number | None = None
    value_at_least: Number | None = None
    value_at_most: Number | None = None
    answered: Literal[True] | None = None
    evidenced: Literal[True] | None = None


class ScoreTest(Model):
    """The score of a section, a strand or "overall", in levels."""

    score: Slug
    at_least: Number | None = None
    at_most: Number | None = None


class Where(Model):
    """Narrows `every_question`; everything given must hold."""

    must_have: Literal[True] | None = None
    duty: Binding | None = None
    theme: Slug | None = None
    section: Slug | None = None


class Every(Model):
    """What each counted question must reach: a level, its own target, or its own minimum."""

    at_least: int | Literal["target", "minimum"]
    where: Where | None = None


class EveryQuestion(Model):
    """Every counted question reaches a level; an empty set is met."""

    every_question: Every


class AtLeastShare(Model):
    """A share of 0 to 1 that must be reached."""

    at_least: Share


class AtMostShare(Model):
    """A share of 0 to 1 that must not be passed."""

    at_most: Share


class CoverageTest(Model):
    """How much of what is in scope has been answered or marked not applicable."""

    coverage: AtLeastShare


class NotApplicableTest(Model):
    """How much of what is in scope, by weight, may be not applicable."""

    not_applicable: AtMostShare


TESTS: dict[str, type[Model]] = {
    "all": All,
    "any": AnyOf,
    "not": Not,
    "profile": ProfileTest,
    "question": QuestionTest,
    "score": ScoreTest,
    "every_question": EveryQuestion,
    "coverage": CoverageTest,
    "not_applicable": NotApplicableTest,
}


def told_apart(tests: Mapping[str, type[Model]], sort: str = "") -> Discriminator:
    """Tells by its key which test a mapping is: its tag, or none (a fault). Its < and > keep it apart from any key."""

    def tag(value: object) -> str | None:
        if isinstance(value, Mapping):
            return next((f"<{sort}{key}>" for key in tests if key in value), None)
        return next((f"<{sort}{key}>" for key, model in tests.items() if isinstance(value, model)), None)

    return Discriminator(tag)


Condition = Annotated[
    Annotated[All, Tag("<all>")]
    | Annotated[AnyOf, Tag("<any>")]
    | Annotated[Not, Tag("<not>")]
    | Annotated[ProfileTest, Tag("<profile>")]
    | Annotated[QuestionTest, Tag("<question>")]
    | Annotated[ScoreTest, Tag("<score>")]
    | Annotated[EveryQuestion, Tag("<every_question>")]
    | Annotated[CoverageTest, Tag("<coverage>")]
    | Annotated[NotApplicableTest, Tag("<not_applicable>")],
    told_apart(TESTS),
]

for _model in (All, AnyOf, Not):
    _model.model_rebuild()


def leaves(condition: Condition) -> Iterator[Model]:
    """Every test inside a condition, in the order written."""
    match condition:
        case All(all=parts) | AnyOf(any=parts):
            for part in parts:
                yield from leaves(part)
        case Not(not_=part):
            yield from leaves(part)
        case _:
            yield condition
