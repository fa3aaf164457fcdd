"""How long it takes to plan a release for 200, 3,000 and 30,000 organisations, and to plan it again later."""

import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.section import Section
from scoring.disclosure import Breakdown, Contribution, Group, Plan, plan, readable

SIZES = tuple(int(size) for size in os.environ.get("SIZES", "200 3000 30000").split())
AIMS = {200: "5 s", 3000: "20 s", 30000: "60 s"}
REGIONS, BANDS = 10, 5
TO_AN_AUTHORITY, TO_A_TRUST, IN_TRUSTS = 200, 10, 0.67  # organisations, and the part of them that is in a trust
PHASES = {"primary": 70, "secondary": 14, "special": 5, "nursery": 4, "sixth form": 3, "unit": 2, "all-through": 2}
RESUBMITTED, JOINED = 0.2, 0.05
GROUPS = (
    f"All, {REGIONS} regions, {len(PHASES)} phases, region × phase, authorities, {BANDS} bands, peers, and trusts of 2 "
    "to 20 that cross authorities and regions. Seconds of processor time, on one core."
)
STEPS = (
    f"“Again”: {RESUBMITTED:.0%} resubmitted and {JOINED:.0%} joined since, and all that was shown is audited with it. "
    "“Read by one”: the audit of the first once more for somebody who knows one organisation. Each group is decided "
    "exactly, from what lies around it."
)


@dataclass(frozen=True, slots=True)
class Place:
    """One organisation: where it stands in each breakdown; a trust of 0 is none."""

    region: int
    authority: int
    trust: int
    phase: str
    band: int


def network(count: int) -> list[Place]:
    """So many organisations, by chance but the same each time; trusts of 2 to 20, mostly in one authority."""
    chance = Random(count)
    authorities = max(count // TO_AN_AUTHORITY, REGIONS)
    phases, weights = list(PHASES), list(PHASES.values())
    places: list[Place] = []
    trust = 0
    while len(places) < count:
        home, together = chance.randrange(authorities), 1
        if chance.random() < IN_TRUSTS / TO_A_TRUST / (IN_TRUSTS / TO_A_TRUST + 1 - IN_TRUSTS):
            trust, together = trust + 1, chance.randint(2, 20)
        for _ in range(min(together, count - len(places))):
            step = chance.choices((0, REGIONS, 1), (80, 17, 3))[0]  # at home, elsewhere in the region, in the next
            authority = (home + step) % authorities
            phase, band = chance.choices(phases, weights)[0], chance.choices(range(BANDS), (10, 25, 35, 20, 10))[0]
            places.append(Place(authority % REGIONS, authority, trust if together > 1 else 0, phase, band))
    return places


def breakdowns(places: Sequence[Place], counted: Mapping[int, int]) -> list[Breakdown]:
    """What is planned, most important first, of the organisations counted with these submissions."""

    def by(name: str, key: Callable[[Place], object], merges: Iterable[tuple[str, ...]] = ()) -> Breakdown:
        found: dict[str, set[Contribution]] = defaultdict(set)
        for organisation, submission in counted.items():
            if (value := key(places[organisation])) is not None:
                found[f"{name}:{value}"].add((organisation, submission))
        groups = (Group(key, frozenset(found[key])) for key in sorted(found))
        return Breakdown(name, tuple(groups), tuple(each for each in merges if set(each) <= found.keys()))

    rare = ("phase:unit", "phase:nursery", "phase:special")
    return [
        by("all", lambda _: ""),
        by("region", lambda place: place.region),
        by("phase", lambda place: place.phase, (rare[:2], rare)),
        by("region+phase", lambda place: (place.region, place.phase)),
        by("authority", lambda place: place.authority),
        by("band", lambda place: place.band),
        by("peers", lambda place: (place.phase, place.band)),
        by("trust", lambda place: place.trust or None),
    ]


@dataclass(frozen=True, slots=True)
class Planned:
    """Seconds of each step for one size of network, and what came of it."""

    count: int
    candidates: int
    first: float
    again: float
    read: float
    made: Plan

    def row(self) -> tuple[str, ...]:
        reasons = [held.reason for held in self.made.withheld]
        return (
            f"{self.count:,}",
            f"{self.candidates:,}",
            f"{len(self.made.published):,}",
            f"{reasons.count('few'):,} / {reasons.count('subtracted'):,}",
            f"{self.first:.1f} s",
            f"{self.again:.1f} s",
            f"{self.read:.1f} s",
            AIMS.get(self.count, ""),
        )


def measured(count: int) -> Planned:
    """Plan a first release, then one after some have joined and some resubmitted, and read the first as one head."""
    places, chance = network(count), Random(1)
    joiners = set(chance.sample(range(count), int(count * JOINED)))
    counted = {organisation: 1 for organisation in range(count) if organisation not in joiners}
    candidates = breakdowns(places, counted)
    began = time.process_time()
    made = plan(candidates, [])
    first = time.process_time() - began
    again = counted | dict.fromkeys(joiners, 1)
    again |= dict.fromkeys(chance.sample(sorted(counted), int(count * RESUBMITTED)), 2)
    later = breakdowns(places, again)
    began = time.process_time()
    plan(later, made.published)
    second = time.process_time() - began
    began = time.process_time()
    readable(made.published, {next(iter(counted))})
    read = time.process_time() - began
    return Planned(count, sum(len(each.groups) for each in candidates), first, second, read, made)


def run() -> Section:
    """A row for each size of network."""
    heads = ("organisations", "groups asked", "shown", "few / subtracted", "first", "again", "read by one", "aim")
    return Section(
        "Planning a release",
        "python -m benchmarks planning",
        [heads, *(measured(count).row() for count in SIZES)],
        [GROUPS, STEPS],
    )
