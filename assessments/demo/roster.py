"""Who is in the demo network: made-up organisations of every kind and phase in four made-up regions."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from assessments.values import Organisation
from frameworks.values import Kind, Phase
from scoring.answers import Fact

REGIONS = ("Northmarch", "Eastmere", "Southfold", "Westhollow")
THINGS = (
    "Marmalade", "Paper Boat", "Lantern", "Clockwork", "Dragonfly", "Thimble", "Teacup", "Kite", "Conker",
    "Moonbeam", "Puddle", "Bumblebee", "Toadstool", "Feather", "Compass", "Snow Globe", "Button", "Toy Drum",
    "Peppermint", "Gingham", "Jigsaw", "Kettle", "Umbrella", "Hopscotch", "Domino", "Wellington Boot", "Pinwheel",
    "Tin Whistle", "Bobbin", "Custard",
)  # fmt: skip
PLACES = ("Lane", "Hill", "Green", "Bridge", "Mill", "Wharf", "Common", "Steps")

Share = tuple[int, Kind, Phase | None, str, tuple[int, int]]
MAKE_UP: tuple[Share, ...] = (
    (4, "school", "early_years", "Nursery School", (26, 110)),
    (16, "school", "primary", "Primary School", (60, 620)),
    (9, "school", "secondary", "Secondary School", (450, 1600)),
    (3, "school", "all_through", "All-through School", (700, 1900)),
    (4, "school", "special", "Special School", (40, 180)),
    (2, "school", "pupil_referral_unit", "Pupil Referral Unit", (18, 90)),
    (2, "school", "post_16", "Sixth Form", (250, 1100)),
    (3, "college", None, "College", (60, 420)),
    (4, "trust", None, "Learning Trust", (12, 900)),
    (5, "infrastructure_org", None, "Council for Voluntary Service", (3, 24)),
    (7, "charity", None, "Community Project", (0, 40)),
    (1, "council", None, "Borough Council", (400, 2400)),
)


@dataclass(frozen=True, slots=True)
class Member:
    """An organisation of the network before it has an id, with how good it begins (in levels)."""

    name: str
    kind: Kind
    phase: Phase | None
    region: str
    facts: dict[str, Fact]
    begins_at: float

    def organisation(self, organisation_id: int) -> Organisation:
        """The organisation with its id."""
        return Organisation(organisation_id, self.name, self.kind, self.phase, self.region, self.facts)


BEGINS: dict[str, float] = {
    "early_years": 2.3, "primary": 2.7, "secondary": 3.0, "all_through": 3.1, "special": 2.6,
    "pupil_referral_unit": 2.2, "post_16": 3.2, "college": 3.2, "trust": 3.1, "infrastructure_org": 2.5,
    "charity": 2.1, "council": 3.0,
}  # fmt: skip


def members(count: int, chance: Random) -> Iterator[Member]:
    """So many organisations, kinds and phases in the proportions above, each name once."""
    names = [f"{thing} {place}" for place in PLACES for thing in THINGS]
    chance.shuffle(names)
    shares = [share for share in MAKE_UP for _ in range(share[0])]
    for place in range(count):
        number, (_, kind, phase, called, size) = place, shares[place % len(shares)]
        suffix = "" if number < len(names) else f" {number // len(names) + 1}"
        yield Member(
            name=f"{names[number % len(names)]} {called}{suffix}",
            kind=kind,
            phase=phase,
            region=REGIONS[number % len(REGIONS)],
            facts=_facts(kind, chance.randint(*size), chance),
            begins_at=BEGINS[phase or kind] + chance.gauss(0, 0.45),
        )


def _facts(kind: Kind, size: int, chance: Random) -> dict[str, Fact]:
    if kind == "school":
        return {"pupils": size, "staff": max(4, size // 9)}
    facts: dict[str, Fact] = {"staff": size}
    if kind in ("charity", "infrastructure_org"):
        facts["works_with_children_or_adults_at_risk"] = chance.random() < 0.6  # noqa: PLR2004 (six in ten)
    return facts
