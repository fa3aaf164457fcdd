"""The attack test: what three viewers ever see of random networks tells of nobody, and weaker rules tell of some."""

from collections import defaultdict
from random import Random

import pytest

from scoring.disclosure import Breakdown, Group, matched, plan, readable
from tests.scoring.disclosure.attack import told
from tests.scoring.disclosure.plainly import signed

NETWORKS = range(20)
SIZE = 60
MERGES = (("phase:unit", "phase:special"), ("phase:secondary", "phase:special", "phase:unit"))


DIMENSIONS = {"all": (), "region": (0,), "phase": (1,), "size": (2,), "both": (0, 1), "peers": (1, 2)}


class Network:
    """Sixty organisations in three dimensions, and what is counted of them as the years go."""

    def __init__(self, seed):
        self.chance = Random(seed)
        self.places = [
            (
                self.chance.choice("abcd"),
                self.chance.choices(("primary", "secondary", "special", "unit"), (60, 25, 10, 5))[0],
                self.chance.choice("123"),
            )
            for _ in range(SIZE)
        ]

    def in_region(self, letter, counted):
        return [one for one in counted if self.places[one][0] == letter]

    def events(self):
        """What is counted at each release of the first year, and of the second."""
        everybody = self.chance.sample(range(SIZE), SIZE)
        counted = dict.fromkeys(everybody[:50], 1)
        first = [dict(counted)]
        first.append(counted := counted | {everybody[50]: 1})
        region, another = self.chance.sample("abcd", 2)
        again = [*self.in_region(region, counted)[:5], *self.in_region(another, counted)[:1]]
        first.append(counted := counted | dict.fromkeys(again, 2))
        leaver = self.chance.choice(sorted(counted))
        first.append(counted := {one: number for one, number in counted.items() if one != leaver})
        second = dict.fromkeys([*sorted(counted)[self.chance.randrange(8) :], *everybody[51 : 51 + leaver % 9]], 3)
        return first, [second]

    def breakdowns(self, counted):
        """Everybody; regions, phases and sizes; region and phase; phase and size."""
        made = []
        for name, at in DIMENSIONS.items():
            found = defaultdict(set)
            for one, number in counted.items():
                place = "+".join(self.places[one][each] for each in at)
                found[f"{name}:{place}"].add((one, number))
            groups = tuple(Group(key, frozenset(found[key])) for key in sorted(found))
            made.append(Breakdown(name, groups, MERGES if name == "phase" else ()))
        return made


def shown_by_plan(network):
    """Every group ever computed over both years, changes of the matched cohorts among them, oldest first."""
    first, second = network.events()
    ever, last, later = list[Group](), dict[str, Group](), list[Group]()
    for counted in first:
        made = plan(network.breakdowns(counted), ever)
        ever += [group for group in made.published if group not in ever]
        last = {group.key: group for group in made.published}
    for counted in second:
        planned = []
        for breakdown in network.breakdowns(counted):
            pairs = [(matched(last[group.key], group), group) for group in breakdown.groups if group.key in last]
            waits = {group.key for pair, group in pairs if not pair.headline}
            planned.append(Breakdown(f"change of {breakdown.name}", tuple(pair.change for pair, _ in pairs)))
            now = tuple(group for group in breakdown.groups if group.key not in waits)
            planned.append(Breakdown(breakdown.name, now, breakdown.merges))
        made = plan(planned, later, beside=ever)
        later += [group for group in made.published if group not in later]
    return [*ever, *later]


def shown_if(allowed, network):
    """Every group ever shown when each is recomputed at every release wherever a rule allows it."""
    first, second = network.events()
    ever: list[Group] = []
    for counted in (*first, *second):
        for breakdown in network.breakdowns(counted):
            for group in breakdown.groups:
                if group not in ever and len(group.members) >= 5 and allowed(ever, group):
                    ever.append(group)
    return ever


def without_contributions(ever, group):
    """The enumerating prototype's rule: it looks at who is in a group, not at what they had submitted."""
    return told([{(one, 0): 1 for one, _ in each.members} for each in (*ever, group)]) is None


def viewers(network):
    """What a network lead, an adviser with four grants and an organisation lead know by name."""
    adviser, organisation = network.chance.sample(range(SIZE), 4), network.chance.sample(range(SIZE), 1)
    return {"lead": [], "adviser": adviser, "organisation": organisation}


def read(ever, known):
    """The figures of all these that a viewer may read."""
    numbered = [Group(str(place), group.members, group.less) for place, group in enumerate(ever)]
    keys = readable(numbered, known)
    return [signed(group) for group in numbered if group.key in keys]


@pytest.mark.parametrize("seed", NETWORKS)
def test_nobody_learns_of_fewer_than_five_organisations_or_changes(seed):
    network = Network(seed)
    ever = shown_by_plan(network)
    assert len(ever) > 20
    for viewer, known in viewers(network).items():
        figures = read(ever, known)
        assert figures, viewer
        assert told(figures, known=known) is None, viewer


def test_a_plain_rule_of_five_tells_of_some():
    assert all(told(map(signed, shown_if(lambda ever, group: True, Network(seed)))) for seed in range(3))


def test_the_rule_that_looks_at_organisations_and_not_at_what_they_sent_tells_of_a_change():
    assert all(told(map(signed, shown_if(without_contributions, Network(seed)))) for seed in range(2))


def test_figures_safe_for_a_lead_tell_an_adviser_of_some_unless_they_are_read_again():
    networks = [Network(seed) for seed in range(6)]
    found = [told(map(signed, shown_by_plan(each)), known=viewers(each)["adviser"]) for each in networks]
    assert any(found)
