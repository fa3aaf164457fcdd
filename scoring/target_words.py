"""Targets in words: what is missing, how fast it must come beside how fast it came, and which part is failing."""

from frameworks.edition import Edition
from scoring.targets import Pace, Progress

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
PARTS = {"improved": "doing better than last time", "evidenced": "backed by evidence"}


def month(day: str) -> str:
    """The month of an ISO day: July 2027."""
    year, number, _ = day.split("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def pace_words(pace: Pace) -> str:
    """As in "12 more by July 2027; 9 last year", or "24 more by July 2028, so 15 a year; 9 last year"."""
    if not pace.more:
        return "Reached"
    if pace.late:
        return f"{pace.more:,} short when its day passed in {month(pace.by)}"
    needed = f"{pace.more:,} more by {month(pace.by)}"
    if pace.within_a_year < pace.more:
        needed += f", so {pace.within_a_year:,} a year"
    return needed if pace.last_year is None else f"{needed}; {_last_year(pace.last_year)} last year"


def _last_year(came: int) -> str:
    return f"{came:,}" if came >= 0 else f"{-came:,} fewer"


def part_title(code: str, edition: Edition | None) -> str:
    """What a part of a target is called: its question, section, award or number, or what it stands for."""
    if code in PARTS or edition is None:
        return PARTS.get(code, code)
    titles = {question.id: question.text for question in edition.questions.values()}
    titles |= {award.id: award.title for award in edition.awards}
    titles |= {one.id: one.label for question in edition.questions.values() for one in question.indicators}
    for section in edition.sections:
        titles |= {section.id: section.title} | {strand.id: strand.title for strand in section.strands}
    return titles.get(code, code)


def failing_first(progress: Progress) -> tuple[tuple[str, int], ...]:
    """The parts that some do not meet, the one that most do not meet first; none where a target has a single part."""
    failing = [(code, count) for code, count in progress.failing.items() if count]
    return tuple(sorted(failing, key=lambda part: -part[1])) if len(progress.failing) > 1 else ()
