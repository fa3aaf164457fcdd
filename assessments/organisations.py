"""Organisations: add one, change one, and list those of the person who asks."""

from collections.abc import Mapping
from datetime import datetime

from assessments.ids import IdSource, random_id
from assessments.store.protocol import Door
from assessments.values import Organisation
from frameworks.values import Kind, Phase
from scoring.answers import Fact


def add(  # noqa: PLR0913 (what is known of an organisation)
    door: Door,
    *,
    name: str,
    kind: Kind,
    phase: Phase | None = None,
    region: str | None = None,
    facts: Mapping[str, Fact] | None = None,
    now: datetime,
    new_id: IdSource = random_id,
) -> Organisation:
    """Add an organisation whose lead is the person who asks. Raises BadOrganisation(sentence)."""
    raise NotImplementedError


def change(  # noqa: PLR0913 (what is known of an organisation)
    door: Door,
    organisation_id: int,
    *,
    name: str,
    kind: Kind,
    phase: Phase | None = None,
    region: str | None = None,
    facts: Mapping[str, Fact] | None = None,
    now: datetime,
) -> Organisation:
    """Change an organisation wholly; reviews already started keep their copy. Raises BadOrganisation, NotYours."""
    raise NotImplementedError


def mine(door: Door) -> tuple[Organisation, ...]:
    """Every organisation of the person who asks, by name."""
    raise NotImplementedError


def get(door: Door, organisation_id: int) -> Organisation:
    """One organisation. Raises NotYours when it is missing or somebody else's: the two look the same."""
    raise NotImplementedError


def size_band(kind: Kind, facts: Mapping[str, Fact]) -> int | None:
    """0 to 4: schools and colleges by pupils 0, 101, 251, 501, 1001; others by staff 0, 1, 5, 20, 100. None if not given."""
    raise NotImplementedError
