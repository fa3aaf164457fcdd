"""An attacker who keeps every figure ever seen and solves for anything about fewer than five organisations."""

from collections import defaultdict
from functools import partial
from itertools import combinations
from random import Random

PRIME = 2**61 - 1


def projected(rows):
    """A number for each column, by chance, so that those of every row sum to nothing modulo a prime.

    So a sum of columns follows from the rows only if its numbers come to nothing as well; if it does not follow, they
    do so once in 2**61 times.
    """
    kept: dict[tuple[int, int], dict[tuple[int, int], int]] = {}
    chance = partial(Random(0).randrange, PRIME)
    for row in rows:
        left = dict(row)
        while shared := left.keys() & kept.keys():
            pivot = max(shared)
            times = left[pivot]
            for column, value in kept[pivot].items():
                left[column] = (left.get(column, 0) - times * value) % PRIME
            left = {column: value for column, value in left.items() if value}
        if left:
            inverse = pow(left[max(left)], -1, PRIME)
            kept[max(left)] = {column: value * inverse % PRIME for column, value in left.items()}
    numbers: dict[tuple[int, int], int] = {}
    for column in sorted({column for row in rows for column in row}):
        others = [(value, numbers[other]) for other, value in kept.get(column, {}).items() if other < column]
        numbers[column] = -sum(value * number for value, number in others) % PRIME if column in kept else chance()
    return numbers


def parts(rows):
    """What may take part of each organisation: any of its contributions, and the change between two of them."""
    numbers = defaultdict(list)
    for (organisation, _), number in projected(rows).items():
        numbers[organisation].append(number)
    for organisation, each in numbers.items():
        changes = ((one - other) % PRIME for one, other in combinations(each, 2))
        yield from ((organisation, number) for number in (*each, *changes))


def told(rows, *, known=()):
    """Fewer than five unknown organisations whose sum, or sum of changes, follows from the rows; None if none do.

    Each part may be added or taken away: ones and twos by looking, threes and fours by two halves that meet.
    """
    items = list(parts([{one: sign for one, sign in row.items() if one[0] not in known} for row in rows]))
    ones, twos = defaultdict(set), {0: set[int]()}
    for organisation, number in items:
        ones[number].add(organisation)
        ones[PRIME - number].add(organisation)
    if 0 in ones:
        return ones[0]
    for (first, one), (second, other) in combinations(items, 2):
        pair = {first, second}
        for both in ((one + other) % PRIME, (one - other) % PRIME) if first != second else ():
            if third := ones.get(both, pair) - pair:
                return pair | {min(third)}
            for each in (both, -both % PRIME):
                if pair.isdisjoint(met := twos.setdefault(each, pair)):
                    return pair | met
    return None
