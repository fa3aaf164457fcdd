"""What a group needs most: the questions where many are below good practice, so that one course would help them all.

All of it follows from comparison figures as they are shown: rounded, and without what is hidden.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from assessments.comparison import Figure, Spread
from frameworks.edition import Edition
from frameworks.questions import BaseQuestion, Resource

QUESTION = "q:"


@dataclass(frozen=True, slots=True)
class Low:
    """About how many of about how many are at certain levels; `at_least` where a level that counts is hidden."""

    many: int
    about: int
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Need:
    """A question with how many are below the level it asks for, and what the framework says helps there."""

    question: BaseQuestion
    section: str
    level: int
    low: Low
    offers: tuple[Resource, ...]


def general_level(edition: Edition) -> int:
    """The good-practice level for everybody: that of the rule without a condition, else the highest."""
    general = [target.level for target in edition.scale.targets if target.when is None]
    return general[0] if general else edition.scale.highest


def wanted(edition: Edition, question: BaseQuestion) -> int:
    """The level a question asks for: good practice, or what is needed at least if that is higher."""
    return max(general_level(edition), question.minimum_level or edition.scale.lowest)


def at_levels(spread: Spread, levels: Collection[int], scale: Iterable[int]) -> Low | None:
    """About how many are at these levels of a scale; None where no count is shown."""
    if spread.counts is None:
        return None
    hidden = {level for level in scale if level not in spread.counts}
    inside, outside = hidden & set(levels), hidden - set(levels)
    shown = sum(many for level, many in spread.counts.items() if level in levels)
    if inside and not outside:
        others = sum(many for level, many in spread.counts.items() if level not in levels)
        return Low(max(shown, spread.about - others), spread.about)
    return Low(min(shown, spread.about), spread.about, at_least=bool(inside))


def needs(edition: Edition, figures: Mapping[str, Figure]) -> tuple[Need, ...]:
    """Every question whose counts are shown and where somebody is below its level: where most are, first."""
    found = (_need(edition, question, figures.get(QUESTION + name)) for name, question in edition.questions.items())
    return tuple(sorted((one for one in found if one is not None), key=lambda one: -one.low.many))


def _need(edition: Edition, question: BaseQuestion, figure: Figure | None) -> Need | None:
    level = wanted(edition, question)
    below = [each for each in edition.scale.levels if each < level]
    low = at_levels(figure, below, edition.scale.levels) if isinstance(figure, Spread) else None
    if low is None or not low.many:
        return None
    offers = dict.fromkeys(one for at in below for one in resources(question, at))
    return Need(question, edition.section_of[question.id].title, level, low, tuple(offers))


def resources(question: BaseQuestion, level: int) -> tuple[Resource, ...]:
    """What helps an organisation at a level to the next."""
    step = question.next_steps.get(level)
    return () if step is None else step.resources
