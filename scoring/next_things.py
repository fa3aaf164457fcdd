"""What to do next."""

from scoring.case import Case
from scoring.results import AwardResult, NextThing


def what_next(case: Case, judged: tuple[AwardResult, ...]) -> tuple[NextThing, ...]:
    return ()
