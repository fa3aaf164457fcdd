"""The words people and registers use for kinds of organisations and phases of schools."""

import re
from collections.abc import Mapping
from typing import get_args

from assessments.errors import BadOrganisation
from frameworks.values import Kind, Phase

KINDS: Mapping[str, Kind] = {each.replace("_", " "): each for each in get_args(Kind)} | {
    "academy": "school",
    "academy trust": "trust",
    "community group": "charity",
    "free school": "school",
    "infrastructure": "infrastructure_org",
    "infrastructure organisation": "infrastructure_org",
    "local authority": "council",
    "multi academy trust": "trust",
    "pupil referral unit": "school",
    "voluntary organisation": "charity",
}
PHASES: Mapping[str, Phase] = {each.replace("_", " "): each for each in get_args(Phase)} | {
    "nursery": "early_years",
    "infant": "primary",
    "junior": "primary",
    "middle deemed primary": "primary",
    "middle deemed secondary": "secondary",
    "pru": "pupil_referral_unit",
    "sixth form": "post_16",
    "16 plus": "post_16",
}
OF_SCHOOLS = re.compile(r"\b(school|academy|free schools?)\b")  # as in “community school”, “academy converter”
PHASE_IN_KIND: tuple[tuple[re.Pattern[str], Phase], ...] = (
    (re.compile(r"\bspecial\b"), "special"),
    (re.compile(r"\b(pupil referral unit|alternative provision|pru)\b"), "pupil_referral_unit"),
    (re.compile(r"\bnursery\b"), "early_years"),
)
UNSAID = {"infrastructure org", "infrastructure"}  # understood, but not what we call it


def plain(word: str) -> str:
    """Words without what differs between people: capitals, hyphens, spaces."""
    return " ".join(re.sub(r"[_\-/]+", " ", word).casefold().split())


def kind_of(cell: str) -> Kind:
    """Raises BadOrganisation with the words there are."""
    word = plain(cell)
    found = KINDS.get(word)
    if found is not None:
        return found
    if OF_SCHOOLS.search(word) or any(pattern.search(word) for pattern, _ in PHASE_IN_KIND):
        return "school"
    fault = f"“{cell[:40]}” is no kind of organisation we know." if word else "The kind is missing."
    raise BadOrganisation(f"{fault} Write one of: {', '.join(sorted(set(KINDS) - UNSAID))}.")


def phase_of(cell: str, kind_cell: str = "") -> Phase:
    """The phase of a school, which its kind may tell too (“community special school”). Raises BadOrganisation."""
    found = PHASES.get(plain(cell))
    if found is not None:
        return found
    for pattern, phase in PHASE_IN_KIND:
        if not plain(cell) and pattern.search(plain(kind_cell)):
            return phase
    fault = f"“{cell[:40]}” is no phase we know." if plain(cell) else "The school’s phase is missing."
    raise BadOrganisation(f"{fault} Write one of: {', '.join(sorted(PHASES))}.")
