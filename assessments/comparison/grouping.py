"""Which groups a release may show: the fixed list of breakdowns in order of importance, with the merges of each."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from assessments.comparison.values import ALL, Counted
from frameworks.size_bands import Sizes
from scoring.disclosure import Breakdown, Group

PHASES = ("early_years", "primary", "secondary", "all_through", "special", "pupil_referral_unit", "post_16")
# Phases that are looked at together where one alone is too small, the closest relatives first.
PHASE_MERGES: tuple[tuple[str, ...], ...] = (
    ("special", "pupil_referral_unit"),
    ("early_years", "primary"),
    ("secondary", "all_through"),
    ("secondary", "post_16"),
    ("secondary", "all_through", "post_16"),
    ("secondary", "special", "pupil_referral_unit"),
    ("all_through", "special", "pupil_referral_unit", "post_16"),
    ("early_years", "special", "pupil_referral_unit"),
    ("secondary", "all_through", "special", "pupil_referral_unit", "post_16"),
    ("early_years", "all_through", "special", "pupil_referral_unit", "post_16"),
    ("early_years", "secondary", "all_through", "special", "pupil_referral_unit", "post_16"),
    ("early_years", "primary", "special", "pupil_referral_unit"),
    PHASES,
)
KIND_MERGES: tuple[tuple[str, ...], ...] = (
    ("charity", "infrastructure_org"),
    ("college", "trust"),
    ("trust", "council"),
    ("college", "trust", "council"),
    ("charity", "infrastructure_org", "council"),
    ("college", "trust", "infrastructure_org", "charity", "council"),
)
KIND_WORDS: Mapping[str, str] = {
    "school": "schools",
    "college": "colleges",
    "trust": "trusts",
    "infrastructure_org": "infrastructure organisations",
    "charity": "charities",
    "council": "councils",
}
PHASE_WORDS: Mapping[str, str] = {
    "early_years": "early years",
    "primary": "primary",
    "secondary": "secondary",
    "all_through": "all-through",
    "special": "special",
    "pupil_referral_unit": "pupil referral unit",
    "post_16": "post-16",
}

# Groups by two facts that other groups show one by one. Their change is not shown: it would hold back many of their own
# figures, which organisations are compared with, and looking at each would take most of the time a plan takes.
CROSSED = frozenset({"region and phase", "size band", "kind, phase and size"})

Keys = Callable[[Counted], Iterator[str]]


def breakdowns(counted: Iterable[Counted], networks: Sequence[tuple[int, str]]) -> tuple[Breakdown, ...]:
    """Every candidate of somebody counted, the most important first, and what may be merged."""
    everyone = list(counted)
    tree = [f"network:{number}" for number, _ in networks]
    return (
        _breakdown("network", everyone, _networks, order=[ALL, *tree]),
        _breakdown("region", everyone, _regions),
        _breakdown("kind", everyone, _kinds, _merged("kind:", KIND_MERGES)),
        _breakdown("phase", everyone, _phases, _merged("phase:", PHASE_MERGES)),
        _breakdown("region and phase", everyone, _regions_and_phases, _in_each_region(everyone)),
        _breakdown("size band", everyone, _sizes, _neighbours(everyone, _sizes)),
        _breakdown("kind, phase and size", everyone, _peers_by_size, _neighbours(everyone, _peers_by_size)),
        _breakdown("kind and phase", everyone, _peers_by_phase, _merged("peers:school:", PHASE_MERGES)),
        _breakdown("peers of a kind", everyone, _peers_by_kind, _merged("peers:", KIND_MERGES)),
    )


def _breakdown(
    name: str,
    everyone: Iterable[Counted],
    keys: Keys,
    merges: Iterable[tuple[str, ...]] = (),
    order: Sequence[str] | None = None,
) -> Breakdown:
    found: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for one in everyone:
        for key in keys(one):
            found[key].add(one.contribution)
    names = sorted(found) if order is None else [key for key in order if key in found]
    groups = tuple(Group(key, frozenset(found[key])) for key in names)
    return Breakdown(name, groups, tuple(_possible(merges, found.keys())))


def _possible(merges: Iterable[tuple[str, ...]], there: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The merges of groups that are there, each once."""
    known, done = set(there), set()
    for merge in merges:
        keys = tuple(key for key in merge if key in known)
        if len(keys) > 1 and keys not in done:
            done.add(keys)
            yield keys


def _networks(one: Counted) -> Iterator[str]:
    yield ALL
    yield from (f"network:{number}" for number in one.networks)


def _regions(one: Counted) -> Iterator[str]:
    if one.region:
        yield f"region:{_plain(one.region)}"


def _plain(region: str) -> str:
    """A region as part of a key, where a bar joins keys."""
    return region.replace("|", "/")


def _kinds(one: Counted) -> Iterator[str]:
    yield f"kind:{one.kind}"


def _phases(one: Counted) -> Iterator[str]:
    if one.phase:
        yield f"phase:{one.phase}"


def _regions_and_phases(one: Counted) -> Iterator[str]:
    if one.region and one.phase:
        yield f"region:{_plain(one.region)}+phase:{one.phase}"


def _sizes(one: Counted) -> Iterator[str]:
    if one.size_band is not None:
        yield f"size:{one.kind}:{one.size_band}"


def keys_of(one: Counted) -> frozenset[str]:
    """Every group that one is in."""
    of = (_networks, _regions, _kinds, _phases, _regions_and_phases, _sizes, _peers_by_size, _peers_by_phase)
    return frozenset(key for keys in (*of, _peers_by_kind) for key in keys(one))


def peers_of(one: Counted) -> tuple[str, ...]:
    """The keys of the groups of organisations like one, the closest first, and of all at last."""
    return (*_peers_by_size(one), *_peers_by_phase(one), *_peers_by_kind(one), ALL)


def _peers_by_size(one: Counted) -> Iterator[str]:
    if one.size_band is not None:
        yield f"peers:{one.kind}:{one.phase or '-'}:{one.size_band}"


def _peers_by_phase(one: Counted) -> Iterator[str]:
    if one.phase:
        yield f"peers:{one.kind}:{one.phase}"


def _peers_by_kind(one: Counted) -> Iterator[str]:
    yield f"peers:{one.kind}"


def _merged(before: str, merges: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    yield from (tuple(f"{before}{part}" for part in merge) for merge in merges)


def _in_each_region(everyone: Iterable[Counted]) -> Iterator[tuple[str, ...]]:
    for region in sorted({_plain(one.region) for one in everyone if one.region}):
        yield from _merged(f"region:{region}+phase:", PHASE_MERGES)


def _neighbours(everyone: Iterable[Counted], keys: Keys) -> Iterator[tuple[str, ...]]:
    """Size bands beside each other, of one kind and phase: first two, then more."""
    bands: dict[str, set[int]] = defaultdict(set)
    for one in everyone:
        for key in keys(one):
            before, _, band = key.rpartition(":")
            bands[before].add(int(band))
    for before, there in sorted(bands.items()):
        ordered = sorted(there)
        yield from ((f"{before}:{low}", f"{before}:{high}") for low, high in pairwise(ordered))
        for many in range(3, len(ordered) + 1):
            for first in range(len(ordered) - many + 1):
                yield tuple(f"{before}:{band}" for band in ordered[first : first + many])


def title(key: str, networks: Mapping[int, str], sizes: Sizes) -> str:
    """A group's full name in words: "Secondary, special and pupil referral unit schools"."""
    parts = key.split("|")
    words = _together([_one(part, networks, sizes) for part in parts]) if len(parts) > 1 else _one(key, networks, sizes)
    return words[:1].upper() + words[1:]


def _one(key: str, networks: Mapping[int, str], sizes: Sizes) -> str:
    name, _, rest = key.partition(":")
    if key == ALL:
        return "all organisations"
    if name == "network":
        return networks.get(int(rest), "a network")
    if name == "region" and "+phase:" in rest:
        region, _, phase = rest.rpartition("+phase:")
        return f"{PHASE_WORDS.get(phase, phase)} schools in {region}"
    if name == "region":
        return rest
    if name == "kind":
        return KIND_WORDS.get(rest, rest)
    if name == "phase":
        return f"{PHASE_WORDS.get(rest, rest)} schools"
    return _of_kind(name, rest.split(":"), sizes)


def _of_kind(name: str, parts: Sequence[str], sizes: Sizes) -> str:
    """`size:school:2` or `peers:school:primary:2`, as much of it as there is."""
    kind, rest = parts[0], parts[1:]
    words = KIND_WORDS.get(kind, kind)
    if name == "peers" and rest and rest[0] != "-":
        words = f"{PHASE_WORDS.get(rest[0], rest[0])} {words}"
    if rest and rest[-1].isdigit():
        size = sizes.title(kind, int(rest[-1]))
        words = f"{words} of an earlier size band {int(rest[-1]) + 1}" if size is None else f"{words} with {size}"
    return words


def _together(singles: Sequence[str]) -> str:
    """Several groups as one; what they share is said once."""
    before, after = _shared(singles), _shared([one[::-1] for one in singles])[::-1]
    inner = [one[len(before) : len(one) - len(after)] for one in singles]
    return f"{before}{', '.join(inner[:-1])} and {inner[-1]}{after}"


def _shared(words: Sequence[str]) -> str:
    """What all begin with, in whole words."""
    first = min(words, key=len)
    shared = ""
    for end in (at + 1 for at, letter in enumerate(first) if letter == " "):
        if all(one.startswith(first[:end]) for one in words):
            shared = first[:end]
    return shared
