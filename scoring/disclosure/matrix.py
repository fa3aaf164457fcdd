"""Everything ever shown about a period, and whether one more figure would tell of too few organisations."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from heapq import nlargest
from itertools import islice

from scoring.disclosure.equations import Terms
from scoring.disclosure.groups import GONE, Contribution, Group, organisations
from scoring.disclosure.search import NEW, Atom, Unsettled, combination

STEPS, AT_LAST = 25, 2000  # of a search, before it is tried with more atoms around, and when there are no more
AT_ONCE, LOOKED_AT = 40, 2000  # atoms that speak against a combination, looked at together
NOBODY_YET = -1  # the atom of all that no group shown so far has
Parts = Mapping[int, set[Contribution]]  # of one atom, by how often a group counts them


class Matrix:
    """One row for each group shown, one column for each contribution; equal columns are kept as one atom.

    The invariant: no sum of rows, each taken any number of times, is about fewer than `least` organisations that the
    viewer does not know. Columns of `known` organisations are struck out.
    """

    def __init__(self, least: int, known: Collection[int] = ()) -> None:
        self._least = least
        self._known = frozenset(known)
        self._terms: list[Terms] = []
        self._members: list[set[Contribution]] = []
        self._atom_of: dict[Contribution, int] = {}
        self._atoms_of: list[set[int]] = []

    def add(self, group: Group) -> None:
        """Show a group."""
        number, here = len(self._atoms_of), set[int]()
        for atom, parts in self._split(group).items():
            for times, inside in parts.items():
                whole = atom != NOBODY_YET and len(inside) == len(self._members[atom])
                place = atom if whole else self._apart(atom, inside)
                self._terms[place][number] = times
                here.add(place)
        self._atoms_of.append(here)

    def caught(self, group: Group) -> frozenset[Contribution] | None:
        """Whose contributions could be worked out if this group were shown as well; None if nobody's.

        What cannot be settled in the steps there are counts as if all of it could.
        """
        split = self._split(group)
        if self._plainly_safe(split):
            return None
        around, steps = dict.fromkeys(atom for atom in split if atom != NOBODY_YET), STEPS
        while True:
            try:
                times = combination(list(self._columns(split, around)), self._least, steps)
            except Unsettled:
                more = self._nearby(around)
                if not more and steps == AT_LAST:
                    return group.members
                steps = steps if more else AT_LAST
            else:
                if times is None:
                    return None
                more = self._against(times, around)
                if not more:
                    return self._remaining(times, group) or None
            around |= dict.fromkeys(more)

    def _split(self, group: Group) -> dict[int, dict[int, set[Contribution]]]:
        """What the group takes of each atom, by how often it counts it."""
        split: dict[int, dict[int, set[Contribution]]] = {}
        for times, contributions in group.signed:
            for one in contributions:
                if one[0] not in self._known:
                    split.setdefault(self._atom_of.get(one, NOBODY_YET), {}).setdefault(times, set()).add(one)
        return split

    def _apart(self, atom: int, members: set[Contribution]) -> int:
        """Make an atom of some of the members of another, or of contributions not seen before."""
        place = len(self._members)
        self._members.append(members)
        self._terms.append(dict(self._terms[atom]) if atom != NOBODY_YET else {})
        if atom != NOBODY_YET:
            self._members[atom] -= members
        for group in self._terms[place]:
            self._atoms_of[group].add(place)
        for one in members:
            self._atom_of[one] = place
        return place

    def _plainly_safe(self, split: Mapping[int, Parts]) -> bool:
        """Whether enough must count because the parts of an atom count differently, so that all but one of them do."""
        counted, used = 0, {GONE}
        for atom, parts in split.items():
            sizes = []
            for part in (*parts.values(), self._rest(atom, parts)):
                who = set(islice((one[0] for one in part if one[0] not in used), self._least))
                used |= who
                sizes.append(len(who))
            counted += sum(sizes) - (0 if atom == NOBODY_YET else max(sizes))
            if counted >= self._least:
                return True
        return False

    def _rest(self, atom: int, parts: Parts) -> Iterator[Contribution]:
        """Those of an atom that the group does not count."""
        if atom == NOBODY_YET:
            return iter(())
        return (one for one in self._members[atom] if not any(one in inside for inside in parts.values()))

    def _against(self, times: Mapping[int, int], around: Collection[int]) -> list[int]:
        """Some atoms elsewhere that count when each group is taken so many times, the largest; none if none does."""
        elsewhere = {atom for group in times if group != NEW for atom in self._atoms_of[group]}.difference(around)
        counting = islice((atom for atom in elsewhere if self._count(atom, times)), LOOKED_AT)
        return self._largest(counting, max(AT_ONCE, len(around)))

    def _nearby(self, around: Collection[int]) -> list[int]:
        """As many atoms again, of the smallest groups around."""
        groups = {group for atom in around for group in self._terms[atom]}
        found = dict[int, None]()
        for group in sorted(groups, key=lambda group: len(self._atoms_of[group])):
            found |= dict.fromkeys(atom for atom in self._atoms_of[group] if atom not in around)
            if len(found) > len(around):
                break
        return self._largest(found, len(around))

    def _largest(self, atoms: Iterable[int], count: int) -> list[int]:
        return nlargest(count, atoms, key=lambda atom: len(self._members[atom]))

    def _count(self, atom: int, times: Mapping[int, int]) -> int:
        return sum(times.get(group, 0) * sign for group, sign in self._terms[atom].items())

    def _columns(self, split: Mapping[int, Parts], around: Collection[int]) -> Iterator[Atom]:
        """The atoms around as they would be with the new group shown."""
        for atom, parts in split.items():
            terms = self._terms[atom] if atom != NOBODY_YET else {}
            for sign, inside in parts.items():
                yield Atom(terms | {NEW: sign}, organisations(inside))
            if rest := organisations(self._rest(atom, parts)):
                yield Atom(terms, rest)
        for atom in around:
            if atom not in split:
                yield Atom(self._terms[atom], organisations(self._members[atom]))

    def _remaining(self, times: Mapping[int, int], group: Group) -> frozenset[Contribution]:
        """The contributions that count when each group is taken so many times; exact, over everything shown."""
        counts: dict[Contribution, int] = {}
        for atom in set().union(*(self._atoms_of[shown] for shown in times if shown != NEW)):
            counts.update(dict.fromkeys(self._members[atom], self._count(atom, times)))
        for sign, contributions in group.signed:
            for one in contributions:
                if one[0] not in self._known:
                    counts[one] = counts.get(one, 0) + sign * times[NEW]
        return frozenset(one for one, count in counts.items() if count)
