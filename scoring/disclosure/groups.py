"""What the rules of disclosure speak of: who is counted, groups of them, breakdowns, and a plan of what is shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Contribution = tuple[int, int]  # an organisation, and the number of its submission
Reason = Literal["few", "subtracted", "waits"]
LEAST = 5


@dataclass(frozen=True, slots=True)
class Group:
    """Those a figure is made of. The key names the group, and is the same in every release."""

    key: str
    members: frozenset[Contribution]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Groups that stand beside one another, and the keys that may be published as one, smallest first."""

    name: str
    groups: tuple[Group, ...]
    merges: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Withheld:
    """Why a group is not shown as it stands today, and at least how many more organisations would release it.

    few: too few counted. subtracted: it and what is shown elsewhere would tell of too few. waits: what was last
    computed is shown, and stays until more has changed. `needs` is None where no number would do.
    """

    key: str
    reason: Reason
    needs: int | None


@dataclass(frozen=True, slots=True)
class Plan:
    """`published` holds each group as it is computed: one that waits with the contributions it was last computed of."""

    published: tuple[Group, ...]
    withheld: tuple[Withheld, ...]


def organisations(contributions: Iterable[Contribution]) -> frozenset[int]:
    return frozenset(organisation for organisation, _ in contributions)
