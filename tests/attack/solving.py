"""Solves for secrets: whether sums of what was shown, put together, are about fewer than five organisations.

Exact and complete, and unlike the planner: all that was ever shown is looked at as a whole, modulo a large prime, and
what is found is confirmed in fractions. A row says how often a figure counts each contribution; the first part of a
contribution is its organisation.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

PRIME = 2**61 - 1
FEWER_THAN = 5
Column = tuple[Any, ...]
Row = Mapping[Column, int]
Matrix = list[list[Any]]
Who = Sequence[frozenset[int]]  # by place in a row of a matrix


def told(rows: Iterable[Row], known: Collection[int] = ()) -> frozenset[int] | None:
    """Fewer than five unknown organisations that some sum of rows is about alone; None if there is no such sum."""
    struck = ({one: many for one, many in row.items() if one[0] not in known} for row in rows)
    distinct = [dict(row) for row in dict.fromkeys(frozenset(row.items()) for row in struck) if row]
    matrix, who = by_atom(distinct)
    large = sum(len(there) >= FEWER_THAN for there in who)
    reduced, pivots = eliminated(matrix)
    light = [row for row, pivot in zip(reduced, pivots, strict=True) if pivot >= large]  # nothing of a large atom
    found = search(light, who, frozenset())
    assert found is None or is_told(distinct, found), "it followed modulo the prime only"
    return found


def by_atom(rows: Sequence[Row]) -> tuple[Matrix, Who]:
    """The rows with one column for all contributions that every row counts alike, the largest first.

    Any sum of rows counts those equally often, so one about few organisations is about all of an atom or none of it.
    """
    atoms: dict[tuple[int, ...], set[int]] = defaultdict(set)
    for column in {column for row in rows for column in row}:
        atoms[tuple(row.get(column, 0) for row in rows)].add(column[0])
    ordered = sorted(atoms, key=lambda atom: (-len(atoms[atom]), atom))
    return [[atom[at] % PRIME for atom in ordered] for at in range(len(rows))], [frozenset(atoms[a]) for a in ordered]


def eliminated(matrix: Matrix) -> tuple[Matrix, list[int]]:
    """The same sums from rows each of which alone has something at its pivot, its first place; and the pivots."""
    rows, pivots = [list(row) for row in matrix], list[int]()
    for place in range(len(matrix[0]) if matrix else 0):
        at = len(pivots)
        first = next((row for row in range(at, len(rows)) if rows[row][place]), None)
        if first is None:
            continue
        rows[at], rows[first] = rows[first], rows[at]
        inverse = pow(rows[at][place], -1, PRIME)
        pivot = rows[at] = [value * inverse % PRIME for value in rows[at]]
        for row in range(len(rows)):
            if row != at and (times := rows[row][place]):
                rows[row] = [(one - times * other) % PRIME for one, other in zip(rows[row], pivot, strict=True)]
        pivots.append(place)
    return rows[: len(pivots)], pivots


def search(rows: Matrix, who: Who, spent: frozenset[int]) -> frozenset[int] | None:
    """Fewer than five organisations, `spent` among them, that a sum of independent rows is about; None if none are.

    A sum of rows is not nothing at some pivot. So either it counts the atom there, or its row takes no part in it: each
    is tried in turn. Nothing is missed.
    """
    left = [place for place, there in enumerate(who) if not there <= spent]
    who = [who[place] for place in left]
    reduced, pivots = eliminated([[row[place] for place in left] for row in rows])
    if len(pivots) < len(rows):
        return spent
    while reduced and not too_many(reduced, who, FEWER_THAN - len(spent)):
        more = spent | who[pivots.pop(0)]
        if len(more) < FEWER_THAN and (found := search(reduced, who, more)) is not None:
            return found
        del reduced[0]
    return None


def too_many(rows: Matrix, who: Who, least: int) -> bool:
    """Whether every sum of rows counts `least` organisations: as many parts, with none in common, see each sum."""
    used = set[int]()
    for _ in range(least):
        left = [place for place, there in enumerate(who) if used.isdisjoint(there)]
        _, pivots = eliminated([[row[place] for place in left] for row in rows])
        if len(pivots) < len(rows):
            return False
        used.update(*(who[left[pivot]] for pivot in pivots))
    return True


def is_told(rows: Sequence[Row], few: Collection[int]) -> bool:
    """The same question for these organisations alone, by the plainest means: fewer rows are independent without."""
    columns = sorted({column for row in rows for column in row})
    others = [column for column in columns if column[0] not in few]
    return rank([[row.get(column, 0) for column in others] for row in rows]) < rank(
        [[row.get(column, 0) for column in columns] for row in rows]
    )


def rank(matrix: Matrix) -> int:
    """How many rows are independent, in fractions."""
    rows, independent = [[Fraction(value) for value in row] for row in matrix], 0
    for place in range(len(rows[0]) if rows else 0):
        first = next((at for at in range(independent, len(rows)) if rows[at][place]), None)
        if first is None:
            continue
        rows[independent], rows[first] = rows[first], rows[independent]
        pivot = rows[independent]
        for at in range(independent + 1, len(rows)):
            if rows[at][place]:
                times = rows[at][place] / pivot[place]
                rows[at] = [one - times * other for one, other in zip(rows[at], pivot, strict=True)]
        independent += 1
    return independent
