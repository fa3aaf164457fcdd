"""Done once a day: organisations that left are erased, what has ended is forgotten, and the files are cleared."""

from collections.abc import Callable
from datetime import datetime, timedelta

from assessments.access import leaving, system_acts, throttling
from assessments.store import erasing, imports
from assessments.store import system_acts as statements
from assessments.store.protocol import Door

DAY = timedelta(days=1)
LABELS_KEPT = timedelta(days=90)  # after a link ended: until then it may be renewed for the same person
DONE = "tidied"
LEFT_BEHIND = ("person erased", "organisation erased")


def tidy(
    reception: Door,
    erase: Callable[[int], None],
    clear: Callable[[], None],
    *,
    only_needed: bool = False,
    now: datetime,
) -> tuple[int, ...]:
    """The organisations erased. `erase` and `clear` are the store's. Raises StoreUnavailable.

    With `only_needed` the files are cleared, which holds up everybody's saving, only after something was erased.
    """
    erased = leaving.erase_due(reception, erase, now=now)
    throttling.forget_old(reception, now)
    reception.write(lambda unit: erasing.forget_labels(unit, now - LABELS_KEPT))
    reception.write(lambda unit: imports.forget_before(unit, now - DAY))
    if not only_needed or reception.read(lambda rows: statements.any_since(rows, LEFT_BEHIND, DONE)):
        clear()
    reception.write(lambda unit: system_acts.record(unit, "tidied", now, organisations=len(erased)))
    return erased


def is_due(reception: Door, *, now: datetime) -> bool:
    """Whether it was last done a day ago or longer, or never."""
    last = reception.read(lambda rows: statements.last_at(rows, DONE))
    return last is None or now - last >= DAY
