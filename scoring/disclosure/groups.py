"""What the rules of disclosure speak of: who is counted, groups of them, breakdowns, and a plan of what is shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Contribution = tuple[int, int]  # an organisation, and the number of its submission
Reason = Literal["few", "subtracted", "matched", "waits"]
LEAST = 5
GONE = -1  # instead of an organisation that was erased since: nobody knows any more which it was
CHANGE = "change:"  # before the key of a group whose change is shown


@dataclass(frozen=True, slots=True)
class Group:
    """Those a figure is made of. The key names the group, and is the same in every release.

    A figure sums what its members have; a change sums that less what the same organisations had before: `less`.
    Members that are `GONE` protect nobody else, and no sum may be about them alone: each is told apart in each group.
    """

    key: str
    members: frozenset[Contribution]
    less: frozenset[Contribution] = frozenset()

    @property
    def signed(self) -> tuple[tuple[int, frozenset[Contribution]], ...]:
        """How often it counts each contribution: 1, or -1 of what is taken off."""
        return (1, self.members), (-1, self.less)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Groups that stand beside one another, and the keys that may be published as one, smallest first."""

    name: str
    groups: tuple[Group, ...]
    merges: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Withheld:
    """Why a group is not shown as it stands today, and at least how many more organisations would release it.

    few: too few counted. subtracted: it and what is shown elsewhere would tell of too few. matched: the change of those
    counted both years is shown, and both would tell of too few that joined or left. waits: what was last computed is
    shown, and stays until more has changed. `needs` is None where no number would do.
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
    return frozenset(organisation for organisation, _ in contributions if organisation != GONE)
