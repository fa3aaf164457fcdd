"""Counts of who took part that anybody may be given: from five, so that none of them tells of a few organisations.

Who took part is no result. Those who lead a network see it by name; what they hand on to others is this.
"""

from collections.abc import Iterable, Mapping

LEAST = 5
Count = tuple[int, int]  # how many did, of how many


def from_five(groups: Mapping[str, Count]) -> tuple[Count | None, Mapping[str, Count | None]]:
    """The whole and each group; None where fewer than five did, or one to four did not.

    The same holds of what is left when those shown are taken from the whole: until it does, the smallest waits too.
    """
    whole = _sum(groups.values())
    if not _may_be_told(whole):
        return None, dict.fromkeys(groups)
    shown = {name for name, count in groups.items() if _may_be_told(count)}
    while shown and len(shown) < len(groups):
        if _may_be_told(_sum(groups[name] for name in groups if name not in shown)):
            break
        shown.remove(min(shown, key=lambda name: (groups[name][1], name)))
    return whole, {name: count if name in shown else None for name, count in groups.items()}


def _may_be_told(count: Count) -> bool:
    did, of = count
    return did >= LEAST and (of == did or of - did >= LEAST)


def _sum(counts: Iterable[Count]) -> Count:
    every = list(counts)
    return sum(did for did, _ in every), sum(of for _, of in every)
