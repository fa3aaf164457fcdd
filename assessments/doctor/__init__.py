"""The doctor: looks at a whole database at one moment, changes nothing, and says what is wrong and what to do next."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from assessments.doctor.editions import Editions
from assessments.doctor.files import TABLE as FILES
from assessments.doctor.files import of_files
from assessments.doctor.findings import RESTORE, Finding
from assessments.doctor.histories import of_actions, of_acts, of_answers, of_facts, of_numbers
from assessments.doctor.submitted import Submitted
from assessments.doctor.surroundings import around
from assessments.doctor.walking import Group, groups, read_the_rest
from assessments.errors import AssessmentError, StoreUnavailable
from assessments.store import SCHEMA
from assessments.store.backups import NOTHING
from assessments.store.contents import Contents, contents
from assessments.store.migrating import refuse_newer, texts

__all__ = ["Finding", "around", "examine"]
UNREADABLE = (ValueError, TypeError, ArithmeticError, LookupError, AttributeError, OSError)


def examine(database: str | Path, looked: Counter[str] | None = None, *, schema: Path = SCHEMA) -> Iterator[Finding]:
    """Everything that is wrong in a database, as it is found; none when all of it is as it should be.

    `looked` is told how many of each thing were looked at. Only one organisation is held in memory at a time.
    """
    seen: Counter[str] = Counter() if looked is None else looked
    try:
        with contents(database) as found:
            old = list(_schema(found, schema))
            yield from old
            for wrong in found.damages(thorough=True) if found.schema else ():
                yield Finding(f"The database is damaged: {wrong}", RESTORE)
            if not old:
                yield from _rows(found, seen)
    except AssessmentError as fault:
        yield Finding(fault.sentence)
    except UNREADABLE as fault:
        yield Finding(f"The database is damaged: its rows cannot be gone through ({said(fault)})", RESTORE)


def said(fault: BaseException) -> str:
    return f"{type(fault).__name__}: {fault}"


def _schema(found: Contents, schema: Path) -> Iterator[Finding]:
    try:
        refuse_newer(found.schema, schema, "The database", "nothing of it was looked at")
    except StoreUnavailable as fault:
        yield Finding(fault.sentence)
        return
    missing = texts(schema).keys() - {*found.schema}
    if not found.schema:
        yield Finding(NOTHING)
    elif missing:
        yield Finding(
            f"The database is older than this version of Stocktake: it lacks {', '.join(sorted(missing))}",
            "Start Stocktake once: it makes a backup and brings the database up to date. Then ask the doctor again.",
        )


def _rows(found: Contents, seen: Counter[str]) -> Iterator[Finding]:
    editions = Editions()
    yield from editions.read(found, seen)
    submitted = Submitted(editions)
    for group in groups(found):
        seen["organisation"] += 1
        for name in ("review", "submission", "score", "act", "answer", "answer_history"):
            seen[name] += len(group[name])
        yield from _organisation(group, submitted)
    yield from of_files(found, seen)
    read_the_rest(found, but=FILES)


def _organisation(group: Group, submitted: Submitted) -> Iterator[Finding]:
    for part in (submitted.of, of_facts, of_acts, of_answers, of_numbers, of_actions):
        try:
            yield from part(group)
        except UNREADABLE as fault:
            what = f"Something of organisation {group.organisation} cannot be read ({said(fault)})"
            yield Finding(what, RESTORE)
