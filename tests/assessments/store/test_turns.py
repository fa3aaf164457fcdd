"""Units of one organisation go in turn, whichever door they come through."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from assessments.store import acts, open_store, organisations
from assessments.values import Organisation

NOW = datetime(2026, 11, 14, 10, 0, tzinfo=UTC)
SCHOOL = Organisation(7, "Paper Boat", "school", "primary", None, {})


@pytest.mark.parametrize("engine", ["SQLite", "PostgreSQL"])
def test_acts_of_one_organisation_from_both_doors_at_once_make_one_chain(engine, request, tmp_path):
    database = tmp_path / "file.db" if engine == "SQLite" else request.getfixturevalue("postgres").new_database()
    store = open_store(database)
    own, reception = store.for_user(1), store.reception(1)
    own.write(lambda unit: organisations.add(unit, SCHOOL, 1, NOW))

    def act(number):
        door = reception if number % 2 else own
        door.write(lambda unit: acts.record(unit, SCHOOL.id, 1, "looked", NOW, count=number))

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(act, range(48)))
    found = own.read(lambda rows: acts.every(rows, SCHOOL.id))
    assert [each.number for each in found] == list(range(1, 49))
    assert {each.about["count"] for each in found} == set(range(48))
    before = ""
    for each in found:
        before = acts.chained(before, each.number, int(NOW.timestamp() * 1000), 1, "looked", each.about)
        assert each.hash == before
    store.close()
