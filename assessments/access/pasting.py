"""Organisations as people paste them: a line each, checked whole before anything is taken."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from assessments.errors import BadOrganisation
from assessments.organisations import checked
from assessments.typed import tidy_line
from assessments.values import Organisation
from frameworks.values import Kind, Phase

KINDS: Mapping[str, Kind] = {each.replace("_", " "): each for each in get_args(Kind)} | {
    "academy": "school",
    "academy trust": "trust",
    "community group": "charity",
    "infrastructure": "infrastructure_org",
    "infrastructure organisation": "infrastructure_org",
    "local authority": "council",
    "multi academy trust": "trust",
    "voluntary organisation": "charity",
}
PHASES: Mapping[str, Phase] = {each.replace("_", " "): each for each in get_args(Phase)} | {
    "nursery": "early_years",
    "infant": "primary",
    "junior": "primary",
    "pru": "pupil_referral_unit",
    "sixth form": "post_16",
}
UNSAID = {"infrastructure org", "infrastructure"}  # understood, but not what we call it
PARTS, LONGEST_REFERENCE = 4, 40


@dataclass(frozen=True, slots=True)
class Newcomer:
    """An organisation about to be added, and the line it stood on."""

    line: int
    name: str
    kind: Kind
    phase: Phase | None
    reference: str | None


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was read of a pasted text; with any fault nothing of it can be added."""

    newcomers: tuple[Newcomer, ...]
    faults: tuple[str, ...]


def read(text: str) -> Pasted:
    """Lines of "name; kind; phase; reference", also with tabs as a spreadsheet gives them. Empty lines are skipped."""
    newcomers: list[Newcomer] = []
    faults: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                newcomers.append(_newcomer(number, line))
            except BadOrganisation as fault:
                faults.append(f"Line {number}: {fault.sentence}")
    faults += _twice(newcomers)
    if not newcomers and not faults:
        faults.append("There is no line here. Paste a line for each organisation.")
    return Pasted(tuple(newcomers), tuple(faults))


def one(name: str, kind: str, phase: str | None, reference: str) -> Newcomer:
    """The same of one organisation typed by itself. Raises BadOrganisation."""
    return _checked(1, name, kind, phase or "", reference)


def _newcomer(number: int, line: str) -> Newcomer:
    parts = [part.strip() for part in (line.split("\t") if "\t" in line else line.split(";"))]
    if len(parts) > PARTS:
        raise BadOrganisation("There are more than four parts. Write: name; kind; phase; number.")
    name, kind, phase, reference = [*parts, "", "", ""][:PARTS]
    return _checked(number, name, kind, phase, reference)


def _checked(number: int, name: str, kind: str, phase: str, reference: str) -> Newcomer:
    known = KINDS.get(_plain(kind))
    if known is None:
        missing = "The kind is missing. Put a semicolon (;) between the name and the kind."
        said = f"“{kind[:40]}” is no kind of organisation we know." if kind.strip() else missing
        raise BadOrganisation(f"{said} Write one of: {', '.join(sorted(set(KINDS) - UNSAID))}.")
    if known == "school" and _plain(phase) not in PHASES:
        said = f"“{phase[:40]}” is no phase we know." if phase.strip() else "The school’s phase is missing."
        raise BadOrganisation(f"{said} Write one of: {', '.join(sorted(PHASES))}.")
    found = checked(Organisation(0, name, known, PHASES.get(_plain(phase))))
    told = tidy_line(reference, "The number", longest=LONGEST_REFERENCE, fault=BadOrganisation)
    return Newcomer(number, found.name, found.kind, found.phase, told or None)


def _plain(word: str) -> str:
    return " ".join(re.sub(r"[_\-/]+", " ", word).casefold().split())


def _twice(newcomers: list[Newcomer]) -> list[str]:
    """A line that stands there twice: by its number, or without one by its name and kind."""
    seen: dict[tuple[str, ...], int] = {}
    faults = []
    for each in newcomers:
        key = (each.reference,) if each.reference else (each.name.casefold(), each.kind)
        if key in seen:
            faults.append(f"Line {each.line}: the same organisation as on line {seen[key]}. Delete one of them.")
        seen.setdefault(key, each.line)
    return faults
