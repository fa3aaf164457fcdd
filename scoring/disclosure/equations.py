"""Whole-number equations with few terms each, kept so that it is quick to say what follows from them."""

from collections.abc import Mapping
from fractions import Fraction
from math import gcd, lcm
from typing import Self

Terms = dict[int, int]  # an unknown, and how often it counts; never 0 times


def reduced(terms: Terms) -> Terms:
    """The same equation in its smallest whole numbers, its largest unknown counted positively."""
    if not terms:
        return terms
    by = gcd(*terms.values())
    if terms[max(terms)] < 0:
        by = -by
    return terms if by == 1 else {unknown: times // by for unknown, times in terms.items()}


class Equations:
    """Sums of unknowns that come to nothing. Each is kept under its largest unknown."""

    __slots__ = ("_rows",)

    def __init__(self, rows: Mapping[int, Terms] | None = None) -> None:
        self._rows = dict(rows or {})

    def copy(self) -> Self:
        return type(self)(self._rows)

    def untouched(self, terms: Terms) -> bool:
        """Whether nothing is known of any part of a sum."""
        return self._rows.keys().isdisjoint(terms)

    def left(self, terms: Terms) -> Terms:
        """What remains of a sum when all that these equations know has been taken out of it; exact."""
        found, rows = dict(terms), self._rows
        while shared := found.keys() & rows.keys():
            first = max(shared)
            row = rows[first]
            ours, theirs = row[first], found[first]
            by = gcd(ours, theirs)
            ours, theirs = ours // by, theirs // by
            if ours != 1:
                found = {unknown: times * ours for unknown, times in found.items()}
            for unknown, times in row.items():
                if rest := found.get(unknown, 0) - theirs * times:
                    found[unknown] = rest
                else:
                    del found[unknown]
        return found

    def add(self, terms: Terms) -> Terms:
        """Take in that a sum comes to nothing, and give what was new in it."""
        new = reduced(self.left(terms))
        if new:
            self._rows[max(new)] = new
        return new

    def solved(self, free: int) -> Terms:
        """All unknowns in whole numbers, when this one, which stands in no place of its own, is not 0 as others are."""
        found = {free: Fraction(1)}
        for unknown in sorted(self._rows):
            row = self._rows[unknown]
            if value := sum(found[other] * times for other, times in row.items() if other in found):
                found[unknown] = -value / row[unknown]
        whole = lcm(*(each.denominator for each in found.values()))
        return {unknown: int(each * whole) for unknown, each in found.items()}
