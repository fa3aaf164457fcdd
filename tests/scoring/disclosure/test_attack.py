"""The attack test: what three viewers ever see of random networks tells of nobody, and weaker rules tell of some."""

from collections import defaultdict
from random import Random

import pytest

from scoring.disclosure import Breakdown, Group, plan, readable
from tests.scoring.disclosure.attack import told
from tests.scoring.disclosure.plainly import row

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


def released(network):
    """Every group computed in each of the two years, and what stands at the end of each, by key."""
    for events in network.events():
        ever, standing = list[Group](), dict[str, Group]()
        for counted in events:
            made = plan(network.breakdowns(counted), ever)
            ever += [group for group in made.published if group not in ever]
            standing = {group.key: group for group in made.published}
        yield ever, standing


def matched(before, now):
    """Those in a group in both years, as they stood in each."""
    for key in now.keys() & before.keys():
        then, since = dict(before[key].members), dict(now[key].members)
        both = then.keys() & since.keys()
        yield tuple(Group(f"change:{key}", frozenset((one, year[one]) for one in both)) for year in (then, since))


def shown_by_plan(network):
    """Two years of groups, oldest first, each followed by the groups that changes between them rest on.

    A change is planned once among the groups of each year, and shown where it may be in both.
    """
    (first, before), (second, now) = released(network)
    both = sorted(matched(before, now), key=lambda pair: pair[0].key)
    for year, ever in enumerate((first, second)):
        made = plan([Breakdown("change", tuple(pair[year] for pair in both))], ever)
        both = [pair for pair in both if pair[year] in made.published]
    return [*first, *(then for then, _ in both)], [*second, *(since for _, since in both)]


def figures(shown, may=lambda groups: groups):
    """The sums over groups that may be read; of a change the difference, where both of its groups may."""
    years = [may(groups) for groups in shown]
    yield from (row(group) for groups in years for group in groups if not group.key.startswith("change:"))
    then, since = ({group.key: group for group in groups if group.key.startswith("change:")} for groups in years)
    yield from (row(since[key]) | dict.fromkeys(then[key].members, -1) for key in then.keys() & since.keys())


def knowing(known):
    """Which of some groups somebody may read who knows these organisations."""

    def may(groups):
        numbered = [Group(str(place), group.members) for place, group in enumerate(groups)]
        keys = readable(numbered, known)
        return [group for place, group in enumerate(groups) if str(place) in keys]

    return may


def shown_if(allowed, network):
    """The figures ever shown when each group is recomputed at every release wherever a rule allows it."""
    first, second = network.events()
    ever: list[Group] = []
    for counted in (*first, *second):
        for breakdown in network.breakdowns(counted):
            for group in breakdown.groups:
                if group not in ever and len(group.members) >= 5 and allowed(ever, group):
                    ever.append(group)
    return map(row, ever)


def without_contributions(ever, group):
    """The enumerating prototype's rule: it looks at who is in a group, not at what they had submitted."""
    return told([{(one, 0): 1 for one, _ in each.members} for each in (*ever, group)]) is None


def viewers(network):
    """What a network lead, an adviser with four grants and an organisation lead know by name."""
    adviser, organisation = network.chance.sample(range(SIZE), 4), network.chance.sample(range(SIZE), 1)
    return {"lead": [], "adviser": adviser, "organisation": organisation}


@pytest.mark.parametrize("seed", NETWORKS)
def test_nobody_learns_of_fewer_than_five_organisations_or_changes(seed):
    network = Network(seed)
    shown = shown_by_plan(network)
    for viewer, known in viewers(network).items():
        read = list(figures(shown, knowing(known)))
        assert len(read) > 10, viewer
        assert told(read, known=known) is None, viewer


def test_the_changes_between_the_years_are_among_what_is_attacked():
    shown = [figures(shown_by_plan(Network(seed))) for seed in range(4)]
    assert any(-1 in each.values() for read in shown for each in read)


def test_a_plain_rule_of_five_tells_of_some():
    assert all(told(shown_if(lambda ever, group: True, Network(seed))) for seed in range(3))


def test_the_rule_that_looks_at_organisations_and_not_at_what_they_sent_tells_of_a_change():
    assert all(told(shown_if(without_contributions, Network(seed))) for seed in range(2))


def test_figures_safe_for_a_lead_tell_an_adviser_of_some_unless_they_are_read_again():
    networks = [Network(seed) for seed in range(3)]
    assert any(told(figures(shown_by_plan(each)), known=viewers(each)["adviser"]) for each in networks)
