"""A lead of many networks and organisations: looking costs by the organisations, and not times the networks."""

import pytest

from assessments.store import open_store, participation
from assessments.store.organisations import mine

LEAD, TOP, ORGANISATIONS, EVERY = 7, 1_000, 400, 100  # EVERY so many steps of the engine one is counted
RATIO = 2


def laid(file, networks):
    """A nation with so many networks below it, which share the organisations."""
    store = open_store(file)

    def work(unit):
        unit.run("INSERT INTO {person} (person_id, name) VALUES (:lead, 'Nat Nation')", lead=LEAD)
        unit.run_many(
            "INSERT INTO {network} (network_id, name, kind, one_body, added_at) VALUES (:id, 'A', 'club', 0, 0)",
            ({"id": TOP + place} for place in range(networks + 1)),
        )
        unit.run_many(
            "INSERT INTO {network_above} (above, below, depth) VALUES (:top, :id, 1)",
            ({"top": TOP, "id": TOP + place} for place in range(1, networks + 1)),
        )
        unit.run(
            "INSERT INTO {_network_lead} (network_id, person_id, since) VALUES (:top, :lead, 0)", top=TOP, lead=LEAD
        )
        unit.run_many(
            "INSERT INTO {organisation} (organisation_id, name, kind, facts, added_at)"
            " VALUES (:id, 'Paper Boat', 'charity', :facts, 0)",
            ({"id": place, "facts": "{}"} for place in range(1, ORGANISATIONS + 1)),
        )
        unit.run_many(
            "INSERT INTO {roster} (organisation_id, network_id, since) VALUES (:id, :network, '2020-01-01')",
            ({"id": place, "network": TOP + 1 + place % networks} for place in range(1, ORGANISATIONS + 1)),
        )

    store.reception(None).write(work)
    return store


def steps(store, work):
    """How many hundreds of steps the engine takes for a use case of the lead's; it answers the same each time."""
    taken = 0

    def step():
        nonlocal taken
        taken += 1

    def counted(rows):
        connection = rows._guard.connection
        connection.set_progress_handler(step, EVERY)
        try:
            return work(rows)
        finally:
            connection.set_progress_handler(None, 0)

    found = store.for_user(LEAD).read(counted)
    return taken, found


@pytest.fixture
def few(tmp_path):
    store = laid(tmp_path / "few.db", 4)
    yield store
    store.close()


@pytest.fixture
def many(tmp_path):
    store = laid(tmp_path / "many.db", 80)
    yield store
    store.close()


def test_who_belongs_costs_no_more_among_twenty_times_as_many_networks(few, many):
    before, found = steps(few, lambda rows: participation.ever(rows, TOP))
    after, same = steps(many, lambda rows: participation.ever(rows, TOP))
    assert len(found) == len(same) == ORGANISATIONS
    assert after < RATIO * before


def test_ones_own_organisations_are_found_without_looking_through_the_whole_roster(many):
    taken, found = steps(many, mine)
    assert found == ()
    assert taken * EVERY < ORGANISATIONS
