"""What is around a database: room on the disk, and a backup that is recent and still as it was made."""

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from assessments.doctor.findings import Finding
from assessments.errors import AssessmentError
from assessments.store import backups, restoring
from assessments.store.contents import contents

TOO_OLD = timedelta(days=2)  # a night may fail once
LEAST = 500_000_000  # bytes


def around(database: str | Path, folder: Path, now: datetime) -> Iterator[Finding]:
    """Findings about room on the disks, what the server logs, and the last backup."""
    yield from _room(database, folder)
    yield from _server_log(database)
    found = backups.all_of(folder, database)
    if not found:
        yield Finding(f"There is no backup of this database in {folder}", "Make one now: stocktake backup.")
        return
    last, when = found[0], backups.when(found[0])
    if now - last.manifest.made_at > TOO_OLD:
        yield Finding(f"The last backup is of {when}", "Make one now, and have one made every night: stocktake backup.")
    try:
        restoring.verify(last)
    except AssessmentError as fault:
        yield Finding(fault.sentence, "Make another one now: stocktake backup.")


def _room(database: str | Path, folder: Path) -> Iterator[Finding]:
    try:
        with contents(database) as found:
            size = found.size
    except AssessmentError:
        return  # is told by the examination
    places = {_there(folder)} if backups.is_server(database) else {_there(folder), backups.file_of(database).parent}
    for place in sorted(places):
        free = shutil.disk_usage(place).free
        if free < max(LEAST, 2 * size):
            what = (
                f"Only {backups.megabytes(free)} are free in {place}, and the database takes {backups.megabytes(size)}"
            )
            yield Finding(what, "Free some space, or move the backups or the database to a larger disk.")


def _server_log(database: str | Path) -> Iterator[Finding]:
    """A server can be told to log the values of statements: what people typed."""
    if not backups.is_server(database):
        return
    from assessments.store.postgres.server_log import talkative

    try:
        wanted = talkative(str(database))
    except AssessmentError:
        return  # is told by the examination
    if wanted:
        what = "The database server writes names and words that people typed into its own log"
        yield Finding(what, f"As its superuser run: {' '.join(wanted)}")


def _there(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    return next(place for place in (folder.resolve(), *folder.resolve().parents) if place.exists())
