"""A change since last time in a few words: on the same questions both years, or that the two cannot be compared."""

from fractions import Fraction

from assessments import wording
from scoring.years import ChangeResult, QuestionChange

NOT_COMPARABLE = "cannot be compared"


def is_comparable(change: ChangeResult | None) -> bool:
    """Whether last time's figures may stand beside this time's."""
    return change is not None and change.comparable


def same_questions(change: ChangeResult | None) -> str:
    """The change on the same questions both years: "+0.4", "no change", or that it cannot be compared."""
    if change is None or not change.comparable or change.like_for_like is None:
        return NOT_COMPARABLE
    return wording.change(change.like_for_like)


def in_a_sentence(change: ChangeResult | None, before: str) -> str:
    """The change on the same questions, as a chart's title; no up or down where the two cannot be compared."""
    if change is None or not change.comparable or change.like_for_like is None:
        return f"This cannot be compared with {before}"
    by = wording.change(abs(change.like_for_like)).lstrip("+")
    if change.like_for_like == 0:
        return f"On the same questions nothing has moved since {before}"
    went = "Up" if change.like_for_like > 0 else "Down"
    return f"{went} by {by} on the same questions since {before}"


def in_words(change: ChangeResult, before: str) -> str:
    """Where the whole change comes from: the same questions, and the questions that changed."""
    if change.like_for_like is None:
        return f"This cannot be compared with {before}."
    same = f"On the same questions it {_moved(change.like_for_like)}"
    if change.headline is None or change.composition is None:
        return f"Compared with {before}. {same}. The overall levels rest on different scales, so they are not compared."
    overall = f"Since {before} the overall level {_moved(change.headline)}."
    if change.composition == 0:
        return f"{overall} All of that comes from the same questions." if change.headline else overall
    return f"{overall} {same}; {because(change)} it {_moved(change.composition)}."


def because(change: ChangeResult) -> str:
    """What made the rest of the change, beside the same questions."""
    if any(line.status in ("new", "retired", "changed") for line in change.questions):
        return "because the questions changed"
    if counted_once(change) or any(line.status == "became_not_applicable" for line in change.questions):
        return "because of questions answered only one of the two times"
    return "because of how the framework puts answers together"


def counted_once(change: ChangeResult) -> tuple[QuestionChange, ...]:
    """The questions that were answered only one of the two times."""
    return tuple(
        line for line in change.questions if line.status is None and (line.before is None) != (line.after is None)
    )


def _moved(by: Fraction) -> str:
    if by == 0:
        return "did not move"
    return f"{'rose' if by > 0 else 'fell'} by {wording.change(abs(by)).lstrip('+')}"
