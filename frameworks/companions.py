"""The files beside an edition: lineage (what became of each question), crosswalks and external references."""

from typing import Annotated, Literal

from pydantic import Field

from frameworks.values import EditionName, Level, Model, Slug, Text, Url

Change = Literal["same", "reworded", "rescaled", "replaced", "merged", "split"]
Relation = Literal["equal", "subset", "superset", "overlaps"]


class Origin(Model):
    """Where a question of the newer edition comes from; `levels` maps old to new for a rescaled one."""

    from_: Annotated[tuple[Slug, ...], Field(min_length=1)] = Field(alias="from")
    change: Change
    levels: dict[Level, Level] = {}


class Lineage(Model):
    """What became of every question between two editions; every old id is accounted for."""

    from_: EditionName = Field(alias="from")
    to: EditionName
    questions: dict[Slug, Origin] = {}
    retired: tuple[Slug, ...] = ()


class EditionRef(Model):
    """A framework and one of its editions."""

    framework: Slug
    edition: EditionName


class Bearing(Model):
    """How answers to some questions bear on one question of another framework; only `equal` ever suggests an answer."""

    to: Slug
    from_: Annotated[tuple[Slug, ...], Field(min_length=1)] = Field(alias="from")
    relation: Relation
    levels: dict[Level, Level] = {}
    note: Text | None = None


class Crosswalk(Model):
    """How answers in one framework bear on another."""

    from_: EditionRef = Field(alias="from")
    to: EditionRef
    map: tuple[Bearing, ...]


class Reference(Model):
    """An external standard as a list of coded items, in our own short words."""

    id: Slug
    title: Text
    publisher: Text | None = None
    url: Url | None = None
    scale_note: Text | None = None
    confidence: Text | None = None
    items: dict[str, Text]
    core: tuple[Text, ...] = ()
    to_their_level: dict[Level, int | Text] = {}
