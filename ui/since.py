"""What has happened to a submitted result: the change since the year before, and evidence that runs out."""

from collections.abc import Iterable
from datetime import timedelta

from assessments import changes, periods, results
from assessments.results import ResultView
from assessments.values import ReviewLine
from assessments.wording import counted, day
from ui.composition import Desk

SOON = timedelta(days=60)


def news(desk: Desk, one: ReviewLine) -> list[str]:
    """In a sentence each."""
    view = results.of(desk.door, desk.catalogue, one.review.id, now=desk.now)
    return [*compared(view), *evidence(desk, view)]


def compared(view: ResultView) -> Iterable[str]:
    if view.last is not None:
        yield f"{changes.in_a_sentence(view.change, view.last.period)}."


def evidence(desk: Desk, view: ResultView) -> Iterable[str]:
    """What has run out since it was submitted, and what does so in the next two months."""
    if view.lapsed:
        yield f"{counted(len(view.lapsed), 'piece')} of evidence ran out since it was submitted."
    end = periods.today(desk.now) + SOON
    soon = len(results.lapsed(view.edition, view.sheet, end)) - len(view.lapsed)
    if soon:
        yield f"{counted(soon, 'more piece' if view.lapsed else 'piece')} of evidence will run out by {day(end)}."
