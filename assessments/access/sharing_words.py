"""The words organisations agree to, by version: what was once agreed to is kept here as it was read."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.errors import Refused
from assessments.store.sharing import Purpose


@dataclass(frozen=True, slots=True)
class Words:
    """One question as it is asked; `{whom}` and `{what}` are filled in. `says` is what a yes means, point by point."""

    question: str
    says: tuple[str, ...]


AGREED: Mapping[tuple[Purpose, int], Words] = {
    ("team", 1): Words(
        "May the advisers of {whom} see {what}?",
        (
            "They see it with your organisation’s name, until the last day you choose.",
            "Who belongs to the team may change without asking you again. Who does is always shown on this page.",
            "Every look at your results is written down for you.",
            "Your working notes are never shown.",
            "You can take your yes back at any time. It ends at once.",
        ),
    ),
    ("counted", 1): Words(
        "May your results be counted in comparison figures?",
        (
            "Figures are shown only of five organisations or more together, rounded and without names.",
            "Nobody sees your own answers or results because of it.",
            "You can take your yes back at any time. Later figures leave you out; earlier ones name nobody and stay.",
        ),
    ),
    ("network", 1): Words(
        "May those who lead {whom} see {what}?",
        (
            "They see it with your organisation’s name. Who they are is always shown on this page.",
            "Every look at your results is written down for you.",
            "Your working notes are never shown.",
            "You can take your yes back at any time. It ends at once.",
        ),
    ),
}
LATEST: Mapping[Purpose, int] = {
    purpose: max(version for known, version in AGREED if known == purpose) for purpose, _ in AGREED
}
SHARES: Mapping[int, str] = {
    1: "that you have begun or submitted a review, and when",
    2: "your levels and scores, without comments or evidence",
    3: "your levels, scores and comments, without evidence",
    4: "everything you submit: levels, scores, comments, numbers and evidence",
}
BELONGING = (
    "Your network sees whether you have accepted, begun and submitted a review, and when. It never sees what you "
    "answer, unless you say yes to that yourselves."
)
BELONGING_ONE_BODY = (
    "Your trust is one legal body with its schools, so those who lead it see what you submit: levels, scores, "
    "comments, numbers and evidence. They never see a draft or your working notes."
)


def words(purpose: Purpose, version: int) -> Words:
    """The words of a version. Raises Refused when there were never such words."""
    found = AGREED.get((purpose, version))
    if found is None:
        raise Refused("This question is not asked any more. Load the page again.")
    return found


def asked(purpose: Purpose, version: int, *, whom: str, share: int) -> str:
    """The question as it stands on the page."""
    return words(purpose, version).question.format(whom=whom, what=SHARES.get(share, ""))
