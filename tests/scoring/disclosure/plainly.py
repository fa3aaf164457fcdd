"""The rules of disclosure written as plainly as possible: the oracles of the planner, for small cases only."""

from itertools import combinations

from scoring.disclosure import Group

PRIME = 2**61 - 1


def of(key, *organisations, submission=1):
    """A group of organisations by number, each with the same submission."""
    return Group(key, frozenset((one, submission) for one in organisations))


def rank(rows):
    """How many rows are independent, modulo a prime."""
    rows, independent = [list(row) for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        found = next((at for at in range(independent, len(rows)) if rows[at][column] % PRIME), None)
        if found is None:
            continue
        rows[independent], rows[found] = rows[found], rows[independent]
        pivot = rows[independent]
        inverse = pow(pivot[column], -1, PRIME)
        for row in rows[independent + 1 :]:
            if row[column]:
                times = row[column] * inverse % PRIME
                row[:] = [(mine - times * theirs) % PRIME for mine, theirs in zip(row, pivot, strict=True)]
        independent += 1
    return independent


def row(group):
    """How often a figure counts each contribution; a change counts those of the year before it less than not at all."""
    return dict.fromkeys(group.members, 1) | dict.fromkeys(group.less, -1)


def tells(groups, known=(), least=5):
    """Whether some sum of the figures is about fewer than `least` unknown organisations alone.

    It is when leaving out the columns of some four makes fewer rows independent.
    """
    rows = [{one: times for one, times in row(group).items() if one[0] not in known} for group in groups]
    columns = sorted({one for each in rows for one in each})
    organisations = sorted({organisation for organisation, _ in columns})
    everything = rank([[each.get(one, 0) for one in columns] for each in rows])
    if len(organisations) < least:
        return everything > 0
    return any(
        rank([[each.get(one, 0) for one in columns if one[0] not in four] for each in rows]) < everything
        for four in combinations(organisations, least - 1)
    )


def planned(groups, released=(), least=5):
    """The keys that are published of groups in order of importance, each tried beside those before it."""
    shown, keys = list(released), []
    for group in groups:
        if len({organisation for organisation, _ in group.members}) < least:
            continue
        if not tells([*shown, group], least=least):
            shown.append(group)
            keys.append(group.key)
    return keys


def enumerated(groups, least=5):
    """The enumerating prototype's rule: no total of fewer than `least` follows; without contributions or changes."""
    rows = [set(group) for group in groups]
    organisations = sorted(set().union(*rows))
    matrix = [[one in row for one in organisations] for row in rows]
    everything = rank(matrix)
    return any(
        rank([*matrix, [one in few for one in organisations]]) == everything
        for size in range(1, least)
        for few in combinations(organisations, size)
    )
