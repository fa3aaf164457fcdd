"""The audit of what has been shown: what could be worked out from it, and what one viewer may read of it."""

from collections.abc import Collection, Iterable, Sequence

from scoring.disclosure.groups import LEAST, Contribution, Group, organisations
from scoring.disclosure.matrix import Matrix


def disclosed(
    groups: Iterable[frozenset[Contribution]], known: Collection[int] = (), *, least: int = LEAST
) -> frozenset[Contribution] | None:
    """Some contributions of fewer than `least` unknown organisations that the sums over these groups tell of, or None.

    They tell of them when the sums, each taken some number of times, can be put together so that nobody else remains.
    """
    matrix = Matrix(least, known)
    for place, members in enumerate(groups):
        group = Group(str(place), members)
        if found := matrix.caught(group):
            return found
        matrix.add(group)
    return None


def readable(groups: Sequence[Group], known: Collection[int], *, least: int = LEAST) -> frozenset[str]:
    """The keys of the groups that a viewer who knows these organisations may see; groups in the order of the plan.

    A group of known organisations alone may always be seen. Where a key comes again as it was computed later, the
    last word counts.
    """
    matrix, keys = Matrix(least, known), set[str]()
    for group in groups:
        unknown = organisations(group.members).difference(known)
        if len(unknown) >= least and not matrix.caught(group):
            matrix.add(group)
            keys.add(group.key)
        elif unknown:
            keys.discard(group.key)
        else:
            keys.add(group.key)
    return frozenset(keys)
