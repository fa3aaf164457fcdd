"""How values lie in columns: moments as milliseconds, structured values as canonical JSON."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import TypeVar

from assessments.errors import Damaged
from assessments.plain import answer_data, answer_of, canonical, read
from assessments.store.protocol import Row
from assessments.values import Person
from scoring.answers import Answer

T = TypeVar("T")
UNREADABLE = (
    "Something stored here was damaged and cannot be read. Ask whoever looks after Stocktake to run stocktake doctor"
    " and to restore the last backup."
)


def from_row(sentence: str = UNREADABLE) -> Callable[[Callable[[Row], T]], Callable[[Row], T]]:
    """For a function that makes a value of a row: a row that cannot be one raises Damaged in words."""

    def said(make: Callable[[Row], T]) -> Callable[[Row], T]:
        @wraps(make)
        def made(row: Row) -> T:
            try:
                return make(row)
            except (ValueError, TypeError, ArithmeticError, LookupError, AttributeError, OSError) as fault:
                raise Damaged(sentence) from fault

        return made

    return said


def stamp(moment: datetime) -> int:
    """An aware moment as whole milliseconds since 1970."""
    return round(moment.timestamp() * 1000)


def moment(milliseconds: int) -> datetime:
    """The moment, in UTC. Raises Damaged for one that no calendar has."""
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (ValueError, ArithmeticError, OSError) as fault:
        raise Damaged(UNREADABLE) from fault


def given_text(answer: Answer) -> str:
    """An answer as stored."""
    return canonical(answer_data(answer))


def given(text: str) -> Answer:
    """The answer stored."""
    return answer_of(read(text))


def person(person_id: int, name: str) -> Person:
    """Somebody named in a row."""
    return Person(person_id, name)
