"""What one person ever read, as equations: each figure is a sum over the submissions of its group."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache, partial

from assessments import periods
from assessments.comparison.written import since
from assessments.store import releases as statements
from tests.attack.network import FRAMEWORK, QUESTIONS, Network
from tests.attack.reading import Seen, number
from tests.attack.solving import Column, Row, told

CHANGE, PEERS = "change:", "peers:"
STEP = Fraction(1, 5)
OF_TWO_YEARS = {"t:better"}  # an organisation meets it by what it submitted in both


class Records:
    """The releases as they stand at one look, with who is counted in each: what an attacker is taken to know."""

    def __init__(self, network: Network) -> None:
        self.counting = network.store.counting()
        newest: dict[str, int] = {}
        for row in self.counting.read(partial(statements.every, framework=FRAMEWORK)):
            newest.setdefault(row.period, row.id)
        self.newest = newest
        self.groups = cache(lambda release: self.counting.read(partial(statements.groups, release_id=release)))
        self.counted = cache(lambda release: self.counting.read(partial(statements.counted, release_id=release)))
        self.figures = cache(
            lambda release, key: self.counting.read(partial(statements.figures, computed_in=release, key=key))
        )
        self.row = cache(self._row)

    def _row(self, period: str, title: str, measure: str, of_peers: bool) -> Row:
        """How often each submission counts in a figure: as the release says that it was worked out."""
        there = [(one, one.computed_in) for one in self.groups(self.newest[period]) if one.title == title]
        called = [(one, made) for one, made in there if made and measure in self.figures(made, one.key)]
        plain = [each for each in called if each[0].key.removeprefix(CHANGE).startswith(PEERS) == of_peers] or called
        found = [self.in_release(made, one.key, period, measure) for one, made in plain]
        assert found, f"nothing is released of {title} that could be {measure} of {period}"
        assert all(one == found[0] for one in found), f"two groups are called {title} and differ in {measure}"
        return found[0]

    def in_release(self, computed_in: int, key: str, period: str, measure: str) -> Row:
        release = since(self.figures(computed_in, key)[measure]) or computed_in
        place = next(one.grp for one in self.groups(release) if one.key == key)
        earlier = periods.before(periods.named(period, "academic")).name
        made: dict[Column, int] = {}
        for one in self.counted(release):
            if place in one.groups and measure not in one.without:
                pair = (one.before or 0,) if measure in OF_TWO_YEARS else ()
                made[one.organisation, period, one.number, *pair] = 1
                if measure.startswith(CHANGE):
                    assert one.before is not None
                    made[one.organisation, earlier, one.before] = -1
        return made


@dataclass
class Book:
    """The equations of one person by measure; both years of a measure and its changes are looked at together."""

    network: Network
    rows: dict[str, dict[frozenset[tuple[Column, int]], Seen]] = field(default_factory=lambda: defaultdict(dict))

    def look(self, read: Iterable[Seen]) -> None:
        """Take in what was read at one look: who is counted in a figure is taken as known to everybody."""
        records = Records(self.network)
        for seen in dict.fromkeys(read):
            row = records.row(seen.period, seen.group, seen.measure, seen.of_peers)
            self.rows[seen.measure.removeprefix(CHANGE)].setdefault(frozenset(row.items()), seen)
            if seen.what == "mean" and seen.measure in MEANS:
                assert_is(self.network, seen, row)

    def learnt(self, known: frozenset[int]) -> Mapping[str, frozenset[int]]:
        """By measure, whom too much is told of."""
        found = {measure: told([dict(row) for row in rows], known) for measure, rows in self.rows.items()}
        return {measure: who for measure, who in found.items() if who is not None}


# What the measures are worth by hand: a policy weighs twice, and the two parts weigh alike.
PARTS = {"people": ("policy", "training"), "machines": ("filter", "backup")}
MEANS = {*(f"q:{name}" for name in QUESTIONS), *PARTS, *(f"{CHANGE}{part}" for part in PARTS)}
WEIGHTS = {"policy": 2}


def level(network: Network, measure: str, column: Column) -> Fraction:
    """The level of one submission."""
    sheet = network.sheets[column]
    names = PARTS.get(measure.removeprefix(CHANGE), (measure.removeprefix("q:"),))
    there = [(name, answer) for name in names if (answer := sheet[name].level) is not None]
    weights = sum(WEIGHTS.get(name, 1) for name, _ in there)
    return Fraction(sum(answer * WEIGHTS.get(name, 1) for name, answer in there), weights)


def assert_is(network: Network, seen: Seen, row: Row) -> None:
    """The figure is the mean of these submissions, so that the equation is about nobody else."""
    many = sum(times > 0 for times in row.values())
    mean = sum((times * level(network, seen.measure, one) for one, times in row.items()), Fraction(0)) / many
    assert abs(mean - number(seen.shown)) <= STEP / 2 + Fraction(1, 1000), (seen, float(mean), many)
