"""Everything ever shown about a period, and whether one more figure would tell of too few organisations."""

from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction
from heapq import heappop, heappush
from itertools import islice

from scoring.disclosure.equations import Terms
from scoring.disclosure.groups import Contribution, Group, organisations
from scoring.disclosure.search import NEW, Atom, combination

FIRST_LOOK, WIDER = 32, 4  # atoms looked at first, and how many times more each time that does not settle it
Parts = dict[int, set[Contribution]]  # how often the new group counts them, and which


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
            for times, members in parts.items():
                place = atom
                if atom < 0 or len(members) < len(self._members[atom]):
                    place = self._apart(atom, members)
                self._terms[place][number] = times
                here.add(place)
        self._atoms_of.append(here)

    def caught(self, group: Group) -> frozenset[Contribution] | None:
        """Whose contributions could be worked out if this group were shown as well; None if nobody's."""
        split = self._split(group)
        if self._plainly_safe(split):
            return None
        look = FIRST_LOOK
        while True:
            around, all_there_is = self._around(split, look)
            times = combination(list(self._columns(split, around)), self._least)
            if times is None:
                return None
            found = self._remaining(times, group)
            if len(organisations(found)) < self._least:
                return found or None
            assert not all_there_is, "a combination over every column was about more than it said"  # noqa: S101
            look *= WIDER

    def _split(self, group: Group) -> dict[int, Parts]:
        """The parts of each atom the group takes; those of nobody shown so far are at −1."""
        split: dict[int, Parts] = {}
        for times, contributions in ((1, group.members), (-1, group.less)):
            for one in contributions:
                if one[0] not in self._known:
                    split.setdefault(self._atom_of.get(one, -1), {}).setdefault(times, set()).add(one)
        return split

    def _apart(self, atom: int, members: set[Contribution]) -> int:
        """Make an atom of some of the members of another, or of contributions not seen before."""
        place = len(self._members)
        self._members.append(members)
        self._terms.append(dict(self._terms[atom]) if atom >= 0 else {})
        if atom >= 0:
            self._members[atom] -= members
        for group in self._terms[place]:
            self._atoms_of[group].add(place)
        for one in members:
            self._atom_of[one] = place
        return place

    def _plainly_safe(self, split: dict[int, Parts]) -> bool:
        """Whether enough must count because an atom's parts count differently, so that all but one of them count."""
        counted, used = 0, set[int]()
        for atom, parts in split.items():
            sizes = []
            for some in (*parts.values(), self._rest(atom, parts)):
                who = set(islice((one[0] for one in some if one[0] not in used), self._least))
                used |= who
                sizes.append(len(who))
            counted += sum(sizes) - (max(sizes) if atom >= 0 else 0)
            if counted >= self._least:
                return True
        return False

    def _rest(self, atom: int, parts: Parts) -> Iterator[Contribution]:
        if atom >= 0:
            yield from (one for one in self._members[atom] if not any(one in part for part in parts.values()))

    def _around(self, split: dict[int, Parts], enough: int) -> tuple[set[int], bool]:
        """The atoms the group touches and, smallest group first, those in groups with them; whether that is all."""
        chosen, waiting, seen = set[int](), list[tuple[int, int]](), set[int]()

        def take(atoms: Iterable[int]) -> None:
            for atom in atoms:
                chosen.add(atom)
                for group in self._terms[atom].keys() - seen:
                    seen.add(group)
                    heappush(waiting, (len(self._atoms_of[group]), group))

        take(atom for atom in split if atom >= 0)
        while waiting and len(chosen) < enough:
            take(self._atoms_of[heappop(waiting)[1]] - chosen)
        return chosen, not waiting

    def _columns(self, split: dict[int, Parts], around: set[int]) -> Iterator[Atom]:
        """The atoms around as they would be with the new group shown."""
        for atom in around - split.keys():
            yield Atom(self._terms[atom], organisations(self._members[atom]))
        for atom, parts in split.items():
            terms = self._terms[atom] if atom >= 0 else {}
            for times, members in parts.items():
                yield Atom(terms | {NEW: times}, organisations(members))
            if rest := organisations(self._rest(atom, parts)):
                yield Atom(terms, rest)

    def _remaining(self, times: dict[int, Fraction], group: Group) -> frozenset[Contribution]:
        """The contributions that count when each group is taken so many times; exact, over everything shown."""
        counts: dict[Contribution, Fraction] = {}
        for atom in set().union(*(self._atoms_of[shown] for shown in times if shown != NEW)):
            count = sum(
                (times.get(shown, Fraction(0)) * sign for shown, sign in self._terms[atom].items()), Fraction(0)
            )
            counts.update(dict.fromkeys(self._members[atom], count))
        for sign, contributions in ((1, group.members), (-1, group.less)):
            for one in contributions:
                if one[0] not in self._known:
                    counts[one] = counts.get(one, Fraction(0)) + sign
        return frozenset(one for one, count in counts.items() if count)
