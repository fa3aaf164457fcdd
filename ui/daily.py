"""Once a day, while the application runs: organisations that left are erased, and what was erased leaves the files."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from assessments.access import tidying
from assessments.errors import AssessmentError
from ui import composition

LOOK_EVERY = 3600.0  # seconds
QUIET = range(1, 6)  # the hours, in UTC, when few people save; later in the day only what is overdue by a day


@asynccontextmanager
async def tidied() -> AsyncIterator[None]:
    """Look now and then while the application runs; where people sign in, for one owner alone has nobody to erase."""
    task = asyncio.create_task(_looking()) if composition.mode() != "single" else None
    try:
        yield
    finally:
        if task is not None:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def _looking() -> None:
    while True:
        await asyncio.sleep(LOOK_EVERY)
        await asyncio.to_thread(once)


def once() -> None:
    """Tidy when that is due and the hour is quiet, or it is overdue. What cannot be done now is tried again."""
    with suppress(AssessmentError):
        rooms = composition.rooms()
        now, reception = rooms.clock(), composition.reception()
        overdue = tidying.is_due(reception, now=now - tidying.DAY)
        if overdue or (now.hour in QUIET and tidying.is_due(reception, now=now)):
            store = rooms.own
            tidying.tidy(reception, store.erase_organisation, store.tidy, only_needed=True, now=now)
