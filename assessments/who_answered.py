"""Who answered a question in each of two reviews: people judge differently, so a change may be a change of person."""

from collections.abc import Mapping
from datetime import datetime

from assessments import drafts
from assessments.store import answers, people
from assessments.store.protocol import Door, Rows
from assessments.values import Person
from scoring.years import ChangeResult

Times = tuple[int, datetime | None]  # a review, and the moment it was submitted (None: as it stands)
Others = Mapping[str, tuple[Person, Person]]


def somebody_else(door: Door, before: Times, now: Times, change: ChangeResult | None) -> Others:
    """The same questions that somebody else answered the second time: who did before, and who now.

    For those of the organisation alone; to anybody else no names are told. Raises NotYours.
    """
    return {} if change is None else door.read(lambda rows: others(rows, before, now, change))


def others(rows: Rows, before: Times, now: Times, change: ChangeResult) -> Others:
    """The same within a reading that asks for more."""
    review = drafts.mine(rows, now[0])
    if not people.is_inside(rows, review.organisation):
        return {}
    then, lately = _who(rows, before), _who(rows, now)
    same = ((line.question, line.was) for line in change.questions if line.question in change.core and line.was)
    return {
        name: (then[was], lately[name])
        for name, was in same
        if was in then and name in lately and then[was].id != lately[name].id
    }


def _who(rows: Rows, at: Times) -> dict[str, Person]:
    """Who judged last before the submission, by question; moving a review to another version is no judgement."""
    review, submitted = drafts.mine(rows, at[0]), at[1]
    return {
        line.question: line.by
        for line in answers.history(rows, review)
        if line.how != "moved" and (submitted is None or line.at <= submitted)
    }
