"""Which database is shown, the owner's own or the demo network: a switch kept in the owner's own database."""

from typing import Literal

from assessments.store.protocol import Door

Shown = Literal["own", "demo"]


def shown(door: Door) -> Shown:
    """What is switched on; `door` leads to the owner's own database, always."""
    raise NotImplementedError


def show(door: Door, which: Shown) -> None:
    """Switch. The demo network must have been built before it is shown."""
    raise NotImplementedError
