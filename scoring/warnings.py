"""What a reader of the result should know beside it, in words."""

from scoring.case import Case


def warnings(case: Case) -> tuple[str, ...]:
    """Sentences on what is missing or looks wrong."""
    return ()
