"""Targets: what a network wants of its organisations by a day, as its plan says it. Worked out in `scoring.targets`."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from frameworks.values import Kind, LeaveOut, Model, Number, Phase, Slug, Text
from frameworks.written import Plain

Metric = Literal[
    "reviewed", "submitted", "at_target", "award", "improved_and_evidenced", "question", "number", "brought"
]


class Group(Model):
    """Which organisations a target is about; everything given must hold. Nothing given: all the framework suits.

    With a `network` (its name, or its number in a register) the target is that network's alone.
    """

    network: Text | None = None
    kinds: tuple[Kind, ...] = ()
    phases: tuple[Phase, ...] = ()
    regions: tuple[Slug, ...] = ()


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Names = Annotated[
    tuple[Slug, ...], Field(min_length=1), BeforeValidator(_several, json_schema_input_type=Slug | tuple[Slug, ...])
]


class Target(Model):
    """What is wanted: so many of the group (`value`, in percent) meet a metric `by` a day.

    `of` says of what; where it names several, an organisation must meet each. `at_least` is a level, of a number the
    figure. A figure brought from elsewhere has a `unit`; without `at_least` it is one number for the whole group, and
    `value` is in that unit. `show_when_met` shows the figure also when every organisation meets it, which tells it of
    each one: all must have agreed to that when they joined.
    """

    id: Slug
    title: Text
    framework: Slug | None = None
    metric: Metric
    of: Names = ()
    at_least: Number | None = None
    at_most: Number | None = None
    unit: Text | None = None
    group: Group = Group()
    value: Annotated[Number, Field(ge=0)]
    by: Text
    show_when_met: bool = False

    @property
    def is_of_organisations(self) -> bool:
        """Each organisation meets it or does not; otherwise it is one figure for the group."""
        return self.metric != "brought" or self.at_least is not None or self.at_most is not None


class TargetsFile(Model):
    """`operating/targets.yaml`: adds targets, or writes one with the same id anew."""

    format: Literal[1]
    leave_out: LeaveOut = ()
    targets: tuple[Target, ...] = ()


def plain(target: Target) -> dict[str, Plain]:
    """A target as somebody would write it: without what goes without saying."""
    said: dict[str, Plain] = target.model_dump(exclude_defaults=True)
    return said
