"""What a move from one level to a higher one costs: small 1, medium 2, large 3 for each level."""

from fractions import Fraction
from math import floor

from frameworks.questions import BaseQuestion
from frameworks.values import Effort, Level

COST: dict[Effort, int] = {"small": 1, "medium": 2, "large": 3}


def effort_at(question: BaseQuestion, level: Level) -> Effort:
    """The effort of the next step at a level; medium where the file gives none."""
    step = question.next_steps.get(level)
    return "medium" if step is None else step.effort


def cost(question: BaseQuestion, level: Fraction, to: Level) -> int:
    """The cost of reaching a whole level: the steps from the whole level at or below the one now."""
    return sum(COST[effort_at(question, passed)] for passed in range(floor(level), to))
