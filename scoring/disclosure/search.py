"""Looks for a sum of published figures that is about fewer than so many organisations."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from scoring.disclosure.equations import Equations, Terms, reduced

NEW = -1  # the group that is asked about; groups published before it are 0, 1, 2 …


@dataclass(frozen=True, slots=True)
class Atom:
    """Contributions that are in the same groups: `terms` says in which, `who` whose they are.

    When the figure of each group is taken so many times, an atom's contributions all count the sum of its terms.
    """

    terms: Terms
    who: frozenset[int]
    mark: frozenset[tuple[int, int]] = field(init=False)  # of atoms that count alike

    def __post_init__(self) -> None:
        object.__setattr__(self, "mark", frozenset(self.terms.items()))


class Unsettled(Exception):
    """A search took more steps than it was given."""


def combination(atoms: Sequence[Atom], least: int, steps: int) -> dict[int, int] | None:
    """How often to take each group, the new one too, so that fewer than `least` organisations remain; or None.

    Raises `Unsettled` after so many steps.
    """
    return _found(
        Equations(), [Atom(reduced(atom.terms), atom.who) for atom in atoms], frozenset(), least, iter(range(steps))
    )


def _found(
    nothing: Equations, atoms: list[Atom], spent: frozenset[int], least: int, steps: Iterator[int]
) -> dict[int, int] | None:
    """As `combination`: atoms in `nothing` count nothing, organisations `spent` may count anything.

    An atom of too many organisations must count nothing. If the others can count nothing as well while the new group
    is taken once, that is an answer. If not, taking it once is a sum of some of them, so one of these must count: each
    in turn is spent, and counts nothing in what is tried after it. So nothing is missed and nothing is left to chance.
    """
    if next(steps, None) is None:
        raise Unsettled
    atoms = _settled(nothing, atoms, spent, least)
    if not nothing.left({NEW: 1}):
        return None
    traced, why = _cause(nothing, atoms)
    if why is None:
        return {group: times for group, times in traced.solved(NEW).items() if group >= NEW}
    why = _fewest(nothing, atoms, why, least - len(spent))
    if why is None:
        return None
    for atom in why:
        others = [other for other in atoms if other is not atom]
        if (found := _found(nothing.copy(), others, spent | atom.who, least, steps)) is not None:
            return found
        nothing.add(atom.terms)
        if not nothing.left({NEW: 1}):
            return None
    return None


def _settled(nothing: Equations, atoms: list[Atom], spent: frozenset[int], least: int) -> list[Atom]:
    """Put into `nothing` all that must count nothing; give the atoms that may count, those that go together as one."""
    while True:
        together: dict[frozenset[tuple[int, int]], Atom] = {}
        for atom in atoms:
            left = atom if nothing.untouched(atom.terms) else Atom(reduced(nothing.left(atom.terms)), atom.who)
            if left.terms:
                same = together.setdefault(left.mark, left)
                if same is not left:
                    together[left.mark] = Atom(left.terms, left.who | same.who)
        atoms, grown = [], False
        for atom in together.values():
            if len(spent | atom.who) >= least:
                grown = bool(nothing.add(atom.terms)) or grown
            elif not atom.who <= spent:
                atoms.append(atom)
        if not grown:
            return atoms


def _cause(nothing: Equations, atoms: list[Atom]) -> tuple[Equations, list[Atom] | None]:
    """Some atoms of which the new group is a sum, or None where all may count nothing while it is taken once."""
    traced, left = nothing.copy(), {NEW: 1}
    for place, atom in enumerate(atoms):
        traced.add(atom.terms | {NEW - 1 - place: 1})
        left = traced.left(left)
        if max(left) < NEW:
            return traced, [atoms[NEW - 1 - mark] for mark in sorted(left, reverse=True)]
    return traced, None


def _fewest(nothing: Equations, atoms: list[Atom], why: list[Atom], spare: int) -> list[Atom] | None:
    """The shortest of several causes that share no organisation; None when so many stand that too many must count."""
    causes = [why]
    while len(causes) < spare:
        who = frozenset[int]().union(*(atom.who for atom in causes[-1]))
        atoms = [atom for atom in atoms if atom.who.isdisjoint(who)]
        _, another = _cause(nothing, atoms)
        if another is None:
            return min(causes, key=len)
        causes.append(another)
    return None
