"""Who is in the demo network: made-up organisations of every kind and phase in made-up regions, and who leads them.

An organisation's story is that of its place, or in a network larger than there are stories, of an earlier place: the
same facts, answers and days then, told of another organisation with another name and other ids.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from assessments.values import Organisation
from frameworks.values import Kind, Phase
from scoring.answers import Fact

SEED = "stocktake demo 1"
BITS = 48
REGIONS = (
    "Northmarch", "Eastmere", "Southfold", "Westhollow", "Highmoor", "Lowfen", "Saltreach", "Oakvale", "Stonebeck",
    "Larkfield", "Thornley Isle", "Millwater",
)  # fmt: skip
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
SHARES = tuple(share for share in MAKE_UP for _ in range(share[0]))
OWNER, OWNED, FIRST_REGIONS = 1, len(SHARES), 4
MOST_PERIODS = 11  # the current one and the ten before it, of which a review may be started
EACH = 40  # organisations an adviser looks after


@dataclass(frozen=True, slots=True)
class Plan:
    """A demo network: how many organisations, over how many periods up to the current one, and how many stories."""

    organisations: int = OWNED
    periods: int = 3
    stories: int = 600


@dataclass(frozen=True, slots=True)
class Member:
    """An organisation of the network before it has an id, with how good it begins (in levels)."""

    place: int
    story: int
    name: str
    kind: Kind
    phase: Phase | None
    region: str
    facts: dict[str, Fact]
    begins_at: float

    @property
    def person_id(self) -> int:
        """Who leads it: of the first it is the owner, of each further block an adviser of its own."""
        return OWNER if self.place < OWNED else OWNER + 1 + (self.place - OWNED) // EACH

    def ids(self) -> Iterator[int]:
        """The id of the organisation, then of each of its reviews."""
        chance = Random(f"{SEED} ids {self.place}")  # noqa: S311 (a story, not a secret)
        while True:
            yield chance.getrandbits(BITS) or 1

    def organisation(self, organisation_id: int) -> Organisation:
        """The organisation with its id."""
        return Organisation(organisation_id, self.name, self.kind, self.phase, self.region, self.facts)


BEGINS: dict[str, float] = {
    "early_years": 2.3, "primary": 2.7, "secondary": 3.0, "all_through": 3.1, "special": 2.6,
    "pupil_referral_unit": 2.2, "post_16": 3.2, "college": 3.2, "trust": 3.1, "infrastructure_org": 2.5,
    "charity": 2.1, "council": 3.0,
}  # fmt: skip


def members(plan: Plan) -> Iterator[Member]:
    """The organisations of a network, kinds and phases in the proportions above, each name once."""
    chance = Random(f"{SEED} roster")  # noqa: S311 (a story, not a secret)
    names = [f"{thing} {place}" for place in PLACES for thing in THINGS]
    chance.shuffle(names)
    stories: list[Member] = []
    for place in range(plan.organisations):
        if place < plan.stories:
            stories.append(_story(place, chance))
        member = stories[place % plan.stories]
        suffix = "" if place < len(names) else f" {place // len(names) + 1}"
        yield replace(member, place=place, name=f"{names[place % len(names)]} {member.name}{suffix}")


def _story(place: int, chance: Random) -> Member:
    _, kind, phase, called, size = SHARES[place % len(SHARES)]
    round_ = place // len(SHARES)  # so that a kind is not always in the same region
    regions = REGIONS if round_ else REGIONS[:FIRST_REGIONS]
    return Member(
        place=place,
        story=place,
        name=called,
        kind=kind,
        phase=phase,
        region=regions[(place + round_) % len(regions)],
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
