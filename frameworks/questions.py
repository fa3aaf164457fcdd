"""What a question of a framework may say: its five kinds, levels, evidence, numbers beside it and next steps."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from frameworks.conditions import Condition
from frameworks.values import (
    Binding,
    Direction,
    Effort,
    Kind,
    Level,
    Model,
    Number,
    Phase,
    Share,
    Slug,
    Text,
    Url,
    Weight,
)

Thresholds = dict[Level, Number]


class Duty(Model):
    """How binding a question is, and which source says so."""

    is_: Binding = Field(alias="is")
    source: Text | None = None


class AppliesTo(Model):
    """Which organisations are asked; everything given must hold, judged on the profile copied at the start."""

    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)] | None = None
    phases: Annotated[tuple[Phase, ...], Field(min_length=1)] | None = None
    when: Condition | None = None


class EvidenceRule(Model):
    """What shows that an answer is true, from which level it is needed, and how many months it stays current."""

    examples: tuple[Text, ...] = ()
    needed_from: Level | None = None
    lasts_months: Annotated[int, Field(ge=1, le=120)] | None = None


class Resource(Model):
    """A page or document that helps."""

    title: Text
    url: Url | None = None


class NextStep(Model):
    """Advice for an organisation at a level; small = one person, under a day, no money; large = money or a term."""

    text: Text
    effort: Effort = "medium"
    resources: tuple[Resource, ...] = ()


def _step(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


NextStepOrText = Annotated[NextStep, BeforeValidator(_step, json_schema_input_type=Text | NextStep)]


class Indicator(Model):
    """A number measured beside a question; it never sets the level. The same id anywhere is the same measurement."""

    id: Slug
    label: Text
    unit: Text
    direction: Literal["higher", "lower", "neutral"]
    thresholds: Thresholds = {}
    thresholds_by_phase: dict[Phase, Thresholds] = {}
    thresholds_by_kind: dict[Kind, Thresholds] = {}
    of: Text | None = None
    per: Text | None = None
    date_of: Text | None = None
    basis: Literal["standard", "judgement", "comparison_only"]
    basis_note: Text | None = None
    minimum: Number | None = None
    maximum: Number | None = None
    whole: bool = False


class Context(Model):
    """A published fact shown in results, in its own unit."""

    label: Text
    value: Text | Number
    unit: Text | None = None
    source: Text | None = None


class BaseQuestion(Model):
    """What every kind of question has."""

    id: Slug
    text: Text
    why: Text | None = None
    help: Text | None = None
    applies_to: AppliesTo | None = None
    ask_if: Condition | None = None
    revision: Annotated[int, Field(ge=1)] = 1
    weight: Weight = 1
    duty: Duty | None = None
    duty_by_kind: dict[Kind, Duty] = {}
    ask: tuple[Slug, ...] = ()
    recheck_months: Annotated[int, Field(ge=1, le=120)] = 24
    minimum_level: Level | None = None
    themes: tuple[Slug, ...] = ()
    references: dict[Slug, tuple[Text, ...]] = {}
    sources: tuple[Slug, ...] = ()
    not_applicable: Literal["with_reason", "no"] | None = None
    comment: Literal["optional", "expected", "required"] = "optional"
    evidence: EvidenceRule | None = None
    indicators: tuple[Indicator, ...] = ()
    context: tuple[Context, ...] = ()
    next_steps: dict[Level, NextStepOrText] = {}

    @property
    def may_be_not_applicable(self) -> bool:
        """With a reason, unless the file says no; a must-have says no unless the file says otherwise."""
        return (self.not_applicable or ("no" if self.minimum_level is not None else "with_reason")) == "with_reason"

    def duty_for(self, kind: str) -> Duty:
        """How binding the question is for an organisation of this kind."""
        for known, duty in self.duty_by_kind.items():
            if known == kind:
                return duty
        return self.duty or Duty(is_="good_practice")


class LevelQuestion(BaseQuestion):
    """Choose the descriptor that is true today."""

    kind: Literal["level"] = "level"
    levels: dict[Level, Text]


class Option(Model):
    """One answer of a choice: worth a level, or a share of 0 to 1, or nothing."""

    id: Slug
    label: Text
    level: Level | None = None
    share: Share | None = None


class ChoiceQuestion(BaseQuestion):
    """Choose one option."""

    kind: Literal["choice"]
    options: Annotated[tuple[Option, ...], Field(min_length=2)]


class Check(Model):
    """One line of a checklist."""

    id: Slug
    label: Text
    weight: Weight = 1
    required: bool = False
    ask_if: Condition | None = None


class ChecklistQuestion(BaseQuestion):
    """Tick what is in place; "none of these" is an answer, an untouched list is not."""

    kind: Literal["checklist"]
    checks: Annotated[tuple[Check, ...], Field(min_length=1)]


class Ratio(Model):
    """`of` labels the figure typed, `per` is a fact of the profile."""

    of: Text
    per: Slug


class NumberRule(Model):
    """How a typed figure becomes a level: the highest level whose threshold holds, else the lowest."""

    unit: Text
    ratio: Ratio | None = None
    zero: Literal["not_applicable", "lowest"] = "not_applicable"
    direction: Direction
    thresholds: Thresholds = {}
    thresholds_by_phase: dict[Phase, Thresholds] = {}
    thresholds_by_kind: dict[Kind, Thresholds] = {}
    minimum: Number | None = None
    maximum: Number | None = None
    whole: bool = False


class NumberQuestion(BaseQuestion):
    """Type a figure."""

    kind: Literal["number"]
    number: NumberRule


class TextQuestion(BaseQuestion):
    """Write a few words; never scored."""

    kind: Literal["text"]


KINDS: dict[str, type[BaseQuestion]] = {
    "level": LevelQuestion,
    "choice": ChoiceQuestion,
    "checklist": ChecklistQuestion,
    "number": NumberQuestion,
    "text": TextQuestion,
}


def _which(value: object) -> str | None:
    kind = value.get("kind", "level") if isinstance(value, Mapping) else getattr(value, "kind", None)
    return f"<{kind}>" if isinstance(kind, str) and kind in KINDS else None


Question = Annotated[
    Annotated[LevelQuestion, Tag("<level>")]
    | Annotated[ChoiceQuestion, Tag("<choice>")]
    | Annotated[ChecklistQuestion, Tag("<checklist>")]
    | Annotated[NumberQuestion, Tag("<number>")]
    | Annotated[TextQuestion, Tag("<text>")],
    Discriminator(_which),
]
