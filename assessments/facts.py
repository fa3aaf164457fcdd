"""Facts about the organisation that a framework asks for: whether they fit, and what they change in a draft's scope."""

from collections.abc import Mapping
from dataclasses import replace

import scoring
from assessments.errors import BadAnswer, BadOrganisation
from assessments.organisations import checked_fact
from assessments.values import ScopeChange
from frameworks.edition import Edition, ProfileFact
from scoring.answers import AnswerSheet, Fact, Profile


def given_facts(edition: Edition, facts: Mapping[str, Fact | None]) -> dict[str, Fact | None]:
    """The facts tidied. Raises BadAnswer when one is unknown to the edition or has no such value."""
    return {name: value if value is None else _fitting(edition, name, value) for name, value in facts.items()}


def _fitting(edition: Edition, name: str, value: Fact) -> Fact:
    fact = edition.facts.get(name)
    if fact is None:
        raise BadAnswer("This framework asks for no such fact. Reload the page and try again.")
    if not _has_type(fact, value):
        raise BadAnswer(f"“{fact.label}” cannot have that value. {HOW[fact.type]}")
    try:
        return checked_fact(name, value)
    except BadOrganisation as fault:
        raise BadAnswer(fault.sentence) from fault


HOW = {
    "number": "Type a number, such as 240.",
    "choice": "Choose one of those listed.",
    "yes_no": "Choose yes or no.",
}


def readable(edition: Edition, profile: Profile) -> dict[str, Fact]:
    """The profile without facts the edition understands otherwise, as when two share an id; they are asked again."""
    known = edition.facts
    return {name: value for name, value in profile.items() if name not in known or _has_type(known[name], value)}


def _has_type(fact: ProfileFact, value: Fact) -> bool:
    match fact.type:
        case "yes_no":
            return isinstance(value, bool)
        case "choice":
            return isinstance(value, str) and value in fact.options
        case _:
            return not isinstance(value, bool | str)


def scope_change(edition: Edition, sheet: AnswerSheet, profile: Profile) -> ScopeChange:
    """What another profile would do to a draft: facts old and new, and the questions that enter and leave."""
    before, after = scoring.in_scope(edition, sheet), scoring.in_scope(edition, replace(sheet, profile=profile))
    names = sorted(set(sheet.profile) | set(profile))
    return ScopeChange(
        facts={
            name: (sheet.profile.get(name), profile.get(name))
            for name in names
            if sheet.profile.get(name) != profile.get(name)
        },
        enter=tuple(name for name in edition.questions if before[name] == "outside" != after[name]),
        leave=tuple(name for name in edition.questions if after[name] == "outside" != before[name]),
    )
