"""What readers are shown by releases over events, put together: nothing follows about fewer than five."""

from collections import defaultdict
from datetime import timedelta
from random import Random

import pytest

from assessments import comparison
from assessments.access import sharing
from assessments.comparison.written import since
from assessments.store import releases as statements
from tests.assessments.access.conftest import make_person
from tests.assessments.comparison.schools import Schools
from tests.assessments.conftest import NOW
from tests.scoring.disclosure.attack import told

NOBODY, HEAD, ADVISER, EVERYBODY_ELSE = 2, 3, 4, 1
NORTH = 8  # a region of eight, of which the adviser knows four
LED = {HEAD: 1, ADVISER: 4}  # of the schools, by the number they lead; an adviser with four grants knows as much


@pytest.fixture
def schools(store, catalogue):
    for person in (NOBODY, HEAD, ADVISER):
        store.reception(None).write(lambda unit, person=person: make_person(unit, person, f"Person {person}"))
    return Schools(store, catalogue)


class Readers:
    """Every figure each reader was ever shown, as the contributions it sums, by measure."""

    def __init__(self, schools):
        self.schools = schools
        self.seen: dict[int, defaultdict[str, dict[tuple[int, str], dict[tuple[int, int], int]]]] = {
            reader: defaultdict(dict) for reader in (NOBODY, HEAD, ADVISER)
        }

    def look(self):
        for reader, seen in self.seen.items():
            looker = self.schools.seen_by(reader)
            release = comparison.released(looker, "small", calendar="academic")
            assert release is not None
            for key, line in comparison.groups(looker, release).items():
                if line.computed_in is not None:
                    for measure in comparison.figures(looker, release, key):
                        self.note(seen, line.computed_in, key, measure)

    def note(self, seen, computed_in, key, measure):
        def work(rows):
            grp = {group.key: group.grp for group in statements.groups(rows, computed_in)}[key]
            return grp, statements.figures(rows, computed_in, key)[measure], statements.counted(rows, computed_in)

        grp, text, counted = self.schools.counting.read(work)
        if since(text) is None:
            row = {(one.organisation, one.number): 1 for one in counted
                   if grp in one.groups and measure not in one.without}  # fmt: skip
            seen[measure][computed_in, key] = row

    def learnt(self, reader, known):
        return {
            name: found for name, rows in self.seen[reader].items() if (found := told(list(rows.values()), known=known))
        }


def test_over_resubmissions_a_withdrawal_and_newcomers_no_reader_learns_of_fewer_than_five(schools):
    chance = Random(7)

    def school(who=EVERYBODY_ELSE, region=None):
        level = chance.choice((1, 2, 3, 4, 5, None))
        phase = chance.choice(("primary", "primary", "secondary", "special"))
        region = region or chance.choice(("East", "West"))
        pupils = chance.choice((90, 240, 600))
        return region, schools.school(level, phase=phase, region=region, pupils=pupils, who=who)

    leaders = [who for who, many in LED.items() for _ in range(many)] + [EVERYBODY_ELSE] * 21
    made = [school(who, "North" if place < NORTH else None) for place, who in enumerate(leaders)]
    readers = Readers(schools)
    schools.make()
    readers.look()
    mine = [desk for _, desk in made[5:]]
    east = [desk for region, desk in made[5:] if region == "East"]
    west = next(desk for region, desk in made[5:] if region == "West")
    for desk in (*east[:5], west):
        schools.again(desk, chance.randint(1, 5))
    schools.make(days=2)
    readers.look()
    organisation = mine[-1].open().organisation.id
    given = sharing.seen(schools.door, schools.store.reception(1), organisation, now=NOW).counted
    assert given is not None
    sharing.withdraw(schools.door, organisation, given.id, now=NOW + timedelta(days=2))
    for _ in range(5):
        school()
    schools.make(days=3)
    readers.look()
    own = {
        reader: {
            desk.open().organisation.id for leader, (_, desk) in zip(leaders, made, strict=False) if leader == reader
        }
        for reader in readers.seen
    }
    assert {reader: len(known) for reader, known in own.items()} == {NOBODY: 0, HEAD: 1, ADVISER: 4}
    for reader, known in own.items():
        assert sum(map(len, readers.seen[reader].values())) > 20
        assert readers.learnt(reader, known) == {}
    everybody = [desk.open().organisation.id for _, desk in made]
    assert readers.learnt(NOBODY, everybody[3:]) != {}  # so it can fail: who knows all but three learns of those
