"""Organisations: add one, change one, and list those of the person who asks."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import get_args

from assessments import leading
from assessments.errors import BadOrganisation, NotYours
from assessments.ids import IdSource, random_id
from assessments.store import acts
from assessments.store import organisations as statements
from assessments.store.protocol import Door, Unit
from assessments.typed import is_figure, tidy_line
from assessments.values import Organisation
from frameworks.values import Kind, Phase
from scoring.answers import Fact

SIZE_FACTS = {"pupils": "pupils", "staff": "staff"}
MOST_FACTS, LARGEST = 100, 10_000_000


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
    organisation = checked(Organisation(new_id(), name, kind, phase, region, facts or {}))
    door.write(lambda unit: add_in(unit, organisation, now))
    return organisation


def add_in(unit: Unit, organisation: Organisation, now: datetime) -> None:
    """The same inside a unit that writes more."""
    statements.add(unit, organisation, unit.person_id, now)
    acts.record(unit, organisation.id, unit.person_id, "organisation added", now)


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
    organisation = checked(Organisation(organisation_id, name, kind, phase, region, facts or {}))

    def work(unit: Unit) -> None:
        if statements.one(unit, organisation_id) is None:
            raise NotYours
        leading.only_a_lead(unit, organisation_id, "change what is said of the organisation")
        statements.change(unit, organisation)
        acts.record(unit, organisation_id, unit.person_id, "organisation changed", now)

    door.write(work)
    return organisation


def mine(door: Door) -> tuple[Organisation, ...]:
    """Every organisation of the person who asks, by name."""
    return door.read(statements.mine)


def get(door: Door, organisation_id: int) -> Organisation:
    """One organisation. Raises NotYours when it is missing or somebody else's: the two look the same."""
    found = door.read(lambda rows: statements.one(rows, organisation_id))
    if found is None:
        raise NotYours
    return found


def checked(organisation: Organisation) -> Organisation:
    """The organisation tidied. Raises BadOrganisation with a sentence that says what to do."""
    name = tidy_line(organisation.name, "The name", fault=BadOrganisation)
    if not name:
        raise BadOrganisation("Give the organisation a name.")
    if organisation.kind not in get_args(Kind):
        raise BadOrganisation("Choose what kind of organisation this is.")
    region = tidy_line(organisation.region or "", "The region", fault=BadOrganisation) or None
    facts = {fact: checked_fact(fact, value) for fact, value in organisation.facts.items()}
    if len(facts) > MOST_FACTS:
        raise BadOrganisation(f"Keep to {MOST_FACTS} facts about one organisation.")
    return replace(organisation, name=name, region=region, phase=_phase(organisation), facts=facts)


def _phase(organisation: Organisation) -> Phase | None:
    if organisation.kind != "school":
        return None
    if organisation.phase not in get_args(Phase):
        raise BadOrganisation(
            "Choose the school's phase, such as primary: some questions are only asked of some phases."
        )
    return organisation.phase


def checked_fact(fact: str, value: Fact) -> Fact:
    """A fact that can be stored: an option's id, true or false, or a figure of 0 or more."""
    if not re.fullmatch(r"[a-z][a-z0-9._-]{0,79}", fact) or fact in {"kind", "phase", "region"}:
        raise BadOrganisation(f"“{fact[:80]}” is not a fact a framework can ask about. Leave it out.")
    what = f"The number of {SIZE_FACTS[fact]}" if fact in SIZE_FACTS else "A figure about the organisation"
    if fact in SIZE_FACTS and not _is_whole(value):
        raise BadOrganisation(f"{what} must be a whole number, such as 240.")
    if isinstance(value, str):
        return tidy_line(value, "A fact about the organisation", longest=80, fault=BadOrganisation)
    if not isinstance(value, bool) and not (is_figure(value) and 0 <= value <= LARGEST):
        raise BadOrganisation(f"{what} must be between 0 and {LARGEST:,}.")
    return value


def _is_whole(value: Fact) -> bool:
    return not isinstance(value, bool | str) and is_figure(value) and value == int(value)
