"""The attack test: what three viewers ever see of random networks tells of nobody, and weaker rules tell of some."""

from collections import defaultdict
from dataclasses import replace
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

    def changing(self, counted):
        """Who is in each group whose change is shown: all but those by two facts."""
        made = (each for each in self.breakdowns(counted) if len(DIMENSIONS[each.name]) < 2)
        return {group.key: group.members for each in made for group in each.groups}


def released(network):
    """Every group computed in two years, in the order shown; changes between the years among them."""
    first, second = network.events()
    before = network.changing(first[-1])
    year_one, year_two = list[Group](), list[Group]()
    for counted in first:
        made = plan(network.breakdowns(counted), year_one)
        year_one += [group for group in made.published if group not in year_one]
    for counted in second:
        made = plan(network.breakdowns(counted), year_two, beside=year_one, before=before)
        year_two += [group for group in made.published if group not in year_two]
    return [*year_one, *year_two]


def knowing(known, groups):
    """Which of some groups somebody may read who knows these organisations."""
    numbered = [replace(group, key=str(place)) for place, group in enumerate(groups)]
    keys = readable(numbered, known)
    return [group for place, group in enumerate(groups) if str(place) in keys]


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
    shown = released(network)
    for viewer, known in viewers(network).items():
        read = [row(group) for group in (knowing(known, shown) if known else shown)]
        assert len(read) > 10, viewer
        assert told(read, known=known) is None, viewer


def test_the_changes_between_the_years_are_among_what_is_attacked():
    assert any(group.less for group in released(Network(0)))


@pytest.mark.parametrize("hides", ["the changes", "the other year"])
def test_a_plan_that_looks_at_one_year_alone_tells_of_those_that_joined_or_left(hides):
    """As if changes were no figures, or as if the year before had shown none."""

    def told_by(network):
        first, second = network.events()
        before = network.changing(first[-1])
        year_one = plan(network.breakdowns(first[-1]), []).published
        alone = plan(network.breakdowns(second[0]), [], before=before if hides == "the other year" else None).published
        changes = plan(network.breakdowns(second[0]), [], beside=year_one, before=before).published
        return told([row(group) for group in {*year_one, *alone, *changes}])

    assert any(told_by(Network(seed)) for seed in range(6))


def test_a_plain_rule_of_five_tells_of_some():
    assert all(told(shown_if(lambda ever, group: True, Network(seed))) for seed in range(3))


def test_the_rule_that_looks_at_organisations_and_not_at_what_they_sent_tells_of_a_change():
    assert all(told(shown_if(without_contributions, Network(seed))) for seed in range(2))


def test_figures_safe_for_a_lead_tell_an_adviser_of_some_unless_they_are_read_again():
    networks = [Network(seed) for seed in range(3)]
    assert any(told(map(row, released(each)), known=viewers(each)["adviser"]) for each in networks)
