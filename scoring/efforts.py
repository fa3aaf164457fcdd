"""What a move from one level to a higher one costs: small 1, medium 2, large 3 for each level."""

from frameworks.questions import BaseQuestion
from frameworks.values import Effort, Level

COST: dict[Effort, int] = {"small": 1, "medium": 2, "large": 3}


def effort_at(question: BaseQuestion, level: Level) -> Effort:
    """The effort of the next step at a level; medium where the file gives none."""
    step = question.next_steps.get(level)
    return "medium" if step is None else step.effort


def cost(question: BaseQuestion, level: Level, to: Level) -> int:
    """The cost of reaching a whole level from the whole level at or below the one now."""
    return sum(COST[effort_at(question, passed)] for passed in range(level, to))
