"""The acts of the installation: one chain that shows any change, whoever adds to it at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from assessments import audit
from assessments.access import system_acts
from assessments.store import acts
from assessments.values import Person
from tests.assessments.conftest import NOW

pytestmark = pytest.mark.parametrize("store", ["SQLite", "PostgreSQL"], indirect=True)
THREADS = 12


def record(store, person_id, act, **about):
    store.reception(person_id).write(lambda unit: system_acts.record(unit, act, NOW, **about))


def test_an_act_says_who_did_what_and_when(store):
    record(store, 1, "backup made", megabytes=12)
    record(store, None, "organisation erased", organisation=20)
    first, second = system_acts.every(store.reception(None))
    assert (first.number, first.at, first.by) == (1, NOW, Person(1, "You"))
    assert (first.act, dict(first.about)) == ("backup made", {"megabytes": 12})
    assert (second.number, second.by, second.act) == (2, None, "organisation erased")
    assert system_acts.broken_at(store.reception(None)) is None


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE {_system_act} SET about = '{\"n\":9}' WHERE number = 2", 2),
        ("UPDATE {_system_act} SET person_id = NULL WHERE number = 1", 1),
        ("DELETE FROM {_system_act} WHERE number = 2", 2),
    ],
)
def test_a_changed_or_missing_act_breaks_the_chain_there(store, change, found, request, tmp_path):
    for number in (1, 2, 3):
        record(store, 1, "backup made", n=number)
    from_outside(store, request, tmp_path, change.replace("{_system_act}", "_system_act"))
    assert system_acts.broken_at(store.reception(None)) == found


def from_outside(store, request, tmp_path, sql):
    """As somebody with the file, or the server's superuser, could."""
    if "SQLite" in request.node.name:
        import sqlite3
        from contextlib import closing

        with closing(sqlite3.connect(tmp_path / "stocktake.db")) as connection, connection:
            connection.execute(sql)
    else:
        cluster = request.getfixturevalue("postgres")
        # Even a superuser is stopped by the triggers, until they are switched off.
        cluster.run(f"SET session_replication_role = replica; {sql}", database=store._place.address)


def test_twelve_at_once_make_one_chain(store):
    """Each of twelve adds ten acts as fast as it can: none is lost, none doubled, and the chain holds."""
    begin = Barrier(THREADS)

    def add(thread):
        begin.wait()
        for number in range(10):
            record(store, None, "backup made", thread=thread, n=number)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(add, range(THREADS)))
    made = system_acts.every(store.reception(None))
    assert [act.number for act in made] == list(range(1, THREADS * 10 + 1))
    for thread in range(THREADS):
        assert [act.about["n"] for act in made if act.about["thread"] == thread] == list(range(10))
    assert system_acts.broken_at(store.reception(None)) is None


def test_units_that_write_both_chains_at_once_break_neither(store, door, school):
    """As every use case does: the organisation's act first."""
    begin = Barrier(THREADS)

    def both(unit):
        acts.record(unit, school.id, 1, "leaving began", NOW)
        system_acts.record(unit, "leaving began", NOW, organisation=school.id)

    def add(_):
        begin.wait()
        for _ in range(5):
            store.reception(1).write(both)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(add, range(THREADS)))
    assert len(system_acts.every(store.reception(None))) == THREADS * 5
    assert len(audit.acts(door, school.id)) == 1 + THREADS * 5
    assert system_acts.broken_at(store.reception(None)) is None
    assert audit.broken_at(door, school.id) is None


def test_nobody_reads_or_adds_them_through_their_own_door(store):
    record(store, 1, "backup made")
    with pytest.raises(ValueError, match="plain table names"):
        system_acts.every(store.for_user(1))
    with pytest.raises(ValueError, match="plain table names"):
        store.for_user(1).write(lambda unit: system_acts.record(unit, "backup made", NOW))
    assert len(system_acts.every(store.reception(None))) == 1
