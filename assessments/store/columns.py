"""How values lie in columns: moments as milliseconds, structured values as canonical JSON."""

from datetime import UTC, datetime

from assessments.plain import answer_data, answer_of, canonical, read
from assessments.values import Person
from scoring.answers import Answer


def stamp(moment: datetime) -> int:
    """An aware moment as whole milliseconds since 1970."""
    return round(moment.timestamp() * 1000)


def moment(milliseconds: int) -> datetime:
    """The moment, in UTC."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def given_text(answer: Answer) -> str:
    """An answer as stored."""
    return canonical(answer_data(answer))


def given(text: str) -> Answer:
    """The answer stored."""
    return answer_of(read(text))


def person(person_id: int, name: str) -> Person:
    """Somebody named in a row."""
    return Person(person_id, name)
