"""Names we give things on the pages: kinds, phases, sizes, how binding a question is, and who reads what."""

from collections.abc import Mapping

from assessments.values import Person
from frameworks.values import Binding, Kind, Phase

YOU = Person(1, "you")

KINDS: Mapping[Kind, str] = {
    "school": "School",
    "college": "College",
    "trust": "Trust of several schools",
    "charity": "Charity or community group",
    "infrastructure_org": "Organisation that supports other charities",
    "council": "Council",
}
PHASES: Mapping[Phase, str] = {
    "early_years": "Nursery or early years",
    "primary": "Primary",
    "secondary": "Secondary",
    "all_through": "All-through",
    "special": "Special",
    "pupil_referral_unit": "Pupil referral unit or alternative provision",
    "post_16": "Sixth form or post-16",
}
SCHOOLS: Mapping[Phase, str] = {
    "early_years": "Nursery or early years setting",
    "primary": "Primary school",
    "secondary": "Secondary school",
    "all_through": "All-through school",
    "special": "Special school",
    "pupil_referral_unit": "Pupil referral unit or alternative provision",
    "post_16": "Sixth form or post-16 setting",
}
DUTIES: Mapping[Binding, str] = {"statutory": "The law", "expected": "Expected", "good_practice": "Good practice"}
MUST_HAVE = "Must-have"
WHO_READS_COMMENTS = "Read by everyone who sees these results, on the page or on paper."
WHO_READS_NOTES = "Stays inside your organisation. It is never printed and never handed on."


def size_fact(kind: str | None) -> tuple[str, str]:
    """The fact that tells an organisation's size, and how to ask for it."""
    if kind in {"school", "college"}:
        return "pupils", "How many pupils or students do you have?"
    return "staff", "How many staff do you have, not counting volunteers?"


def what_it_is(kind: Kind, phase: Phase | None) -> str:
    """An organisation's kind in words: "Primary school"."""
    return SCHOOLS[phase] if kind == "school" and phase else KINDS[kind]


def answered(done: int, of: int) -> str:
    """As in "7 of 9 answered"."""
    return f"{done} of {of} answered"
