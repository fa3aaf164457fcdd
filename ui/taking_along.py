"""Files of a whole organisation or person: the archive, the calendar, and the week's digest."""

import csv
import io
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO

from assessments import digests, reminders, signing
from ui.composition import Desk

PIECE = 1_000_000


def archive(desk: Desk, organisation: int) -> tuple[IO[bytes], str]:
    """The zip file of an organisation, in a file without a name that is gone once it is sent; and whose it is."""
    from reports.archive import write

    made: IO[bytes] = TemporaryFile()  # noqa: SIM115 - closed by `pieces`, when it has been sent
    try:
        whose = write(
            made,
            desk.door,
            desk.catalogue,
            organisation,
            key=signing.key_of(desk.reception, now=desk.now),
            now=desk.now,
        )
    except BaseException:
        made.close()
        raise
    made.seek(0)
    return made, whose.name


def pieces(made: IO[bytes]) -> Iterator[bytes]:
    """What a file holds, a piece at a time; it is closed however the sending ends."""
    with made:
        while piece := made.read(PIECE):
            yield piece


def calendar(desk: Desk, organisation: int | None) -> bytes:
    days = reminders.due(desk.door, desk.catalogue, organisation_id=organisation, now=desk.now)
    return reminders.calendar(days, now=desk.now)


def digest_text(desk: Desk) -> bytes:
    found = digests.sections(desk.reception, desk.door, desk.catalogue, now=desk.now)
    return digests.text(found, now=desk.now).encode()


def digest_table(desk: Desk) -> bytes:
    """With a mark that spreadsheets know as UTF-8."""
    text = io.StringIO()
    found = digests.sections(desk.reception, desk.door, desk.catalogue, now=desk.now)
    csv.writer(text).writerows(digests.rows(found))
    return text.getvalue().encode("utf-8-sig")
