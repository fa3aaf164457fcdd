"""Which database is shown, the owner's own or the demo network: a switch kept in the owner's own database."""

from typing import Literal

from assessments.errors import Refused
from assessments.store import settings
from assessments.store.protocol import Door, Rows, Unit

Shown = Literal["own", "demo"]
NAME, HOLDS = "shown", "holds"


def shown(door: Door) -> Shown:
    """What is switched on; `door` leads to the owner's own database, always."""
    return "demo" if door.read(lambda rows: settings.setting(rows, NAME)) == "demo" else "own"


def show(door: Door, which: Shown) -> None:
    """Switch. The demo network must have been built before it is shown."""
    if which not in ("own", "demo"):
        raise Refused("Choose your own organisations or the demo network.")
    door.write(lambda unit: settings.change(unit, NAME, which))


def is_demo(rows: Rows) -> bool:
    """Whether these rows are the demo network's: whatever leaves its database says so."""
    return settings.setting(rows, HOLDS) == "demo"


def mark_as_demo(unit: Unit) -> None:
    """Say of a whole database that it holds the demo network, before anything of it is there."""
    settings.change(unit, HOLDS, "demo")
