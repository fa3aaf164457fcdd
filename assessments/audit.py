"""Recorded acts of an organisation: who did what and when, in a chain of hashes that shows any later change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from assessments.store.protocol import Door
from assessments.values import Person


@dataclass(frozen=True, slots=True)
class Act:
    """One recorded act; `about` holds ids and counts, never texts. `hash` covers the act and the hash before it."""

    number: int
    at: datetime
    by: Person
    act: str
    about: Mapping[str, str | int]
    hash: str


def acts(door: Door, organisation_id: int) -> tuple[Act, ...]:
    """Every recorded act of an organisation, oldest first. Raises NotYours."""
    raise NotImplementedError


def broken_at(door: Door, organisation_id: int) -> int | None:
    """The number of the first act whose hash does not fit, or None when the chain is whole."""
    raise NotImplementedError
