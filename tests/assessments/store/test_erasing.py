"""What is erased is in no row, and after tidying in no byte of the file; nothing of anybody else goes with it."""

import sqlite3
from contextlib import closing
from random import Random

import pytest

from assessments.errors import Conflict, StoreUnavailable
from assessments.store import open_store
from assessments.store.contents import contents
from tests.assessments.store.peopled import ORGANISATION, WAYS, fill, shape

GONE = ORGANISATION["lead"]


def everything(database):
    with contents(database) as found:
        return {
            table.name: [dict(zip(table.columns, row, strict=True)) for row in found.rows(table)]
            for table in found.tables
        }


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def database(request, tmp_path):
    made = (
        tmp_path / "stocktake.db" if request.param == "SQLite" else request.getfixturevalue("postgres").new_database()
    )
    fill(made, shape(tmp_path))
    return made


@pytest.fixture
def store(database):
    opened = open_store(database)
    yield opened
    opened.close()


def test_an_organisation_is_erased_from_every_table_and_no_other_loses_a_row(store, database):
    before = everything(database)
    store.erase_organisation(GONE)
    store.erase_organisation(GONE)  # again is as once
    assert everything(database) == {
        table: [row for row in rows if row.get("organisation_id") != GONE] for table, rows in before.items()
    }
    assert sum(row.get("organisation_id") == GONE for rows in before.values() for row in rows) > 25


IN_THE_WAY = (
    "CREATE TABLE spare (id INTEGER PRIMARY KEY, of_whom {} REFERENCES organisation (organisation_id))",
    f"INSERT INTO spare (id, of_whom) VALUES (1, {GONE})",
)


def test_where_a_row_is_in_the_way_nothing_of_an_organisation_is_erased(store, database, postgres):
    before = everything(database)
    for statement in IN_THE_WAY:
        if str(database).startswith("postgresql"):
            postgres.run(f"{statement.format('bigint')}; GRANT ALL ON spare TO stocktake", database=database)
        else:
            with closing(sqlite3.connect(database)) as outside:
                outside.execute(statement.format("INTEGER"))
                outside.commit()
    with pytest.raises(Conflict):
        store.erase_organisation(GONE)
    assert {table: rows for table, rows in everything(database).items() if table != "spare"} == before


def test_a_name_written_over_is_in_no_byte_of_the_file_once_it_is_tidy(tmp_path):
    """A thousand come and go in any order, with names of any length, so that pages split with the names on them."""
    file, chance = tmp_path / "stocktake.db", Random(4)
    store = open_store(file)
    door = store.reception(None)
    order = list(range(10, 1010))
    chance.shuffle(order)

    def come(unit):
        for person in order:
            name = f"CANARY-{person}-" + "x" * chance.randrange(200)
            unit.run("INSERT INTO {person} (person_id, name) VALUES (:id, :name)", id=person, name=name)
            unit.run(
                "INSERT INTO {_account} (person_id, email, active, sessions_from, digest, made_at)"
                " VALUES (:id, :email, 1, 0, 0, 0)",
                id=person,
                email=f"{name}@example.org",
            )

    def go(unit):
        for person in sorted(order, key=str):
            unit.run("UPDATE {person} SET name = '' WHERE person_id = :id", id=person)
            unit.run("DELETE FROM {_account} WHERE person_id = :id", id=person)

    door.write(come)
    store.tidy()
    assert b"CANARY" in file.read_bytes()
    door.write(go)
    assert any(b"CANARY" in each.read_bytes() for each in tmp_path.iterdir())
    store.tidy()
    assert [each.name for each in tmp_path.iterdir() if b"CANARY" in each.read_bytes()] == []
    store.close()


def test_tidying_says_so_when_somebody_is_in_the_way(tmp_path):
    store = open_store(tmp_path / "stocktake.db", patience=0.05)

    def read(rows):
        rows.rows("SELECT * FROM person")
        store.for_user(1).write(lambda unit: unit.run("UPDATE {person} SET name = 'New' WHERE person_id = 1"))
        with pytest.raises(StoreUnavailable, match="not tidy yet"):
            store.tidy()

    store.for_user(1).read(read)
    store.tidy()
    store.close()


def test_tidying_takes_what_was_erased_out_of_the_pages_of_postgresql(postgres, tmp_path):
    address = postgres.new_database()
    fill(address, shape(tmp_path))
    store = open_store(address)
    postgres.run("CREATE EXTENSION pageinspect", database=address)
    kept = "SELECT count(*) FROM heap_page_items(get_raw_page('answer', 0)) WHERE t_data IS NOT NULL"
    before = postgres.run(kept, database=address)
    store.erase_organisation(GONE)
    assert postgres.run(kept, database=address) == before == [(len(WAYS),)]
    store.tidy(["answer"])
    assert postgres.run(kept, database=address) == [(len(WAYS) - 1,)]
    with pytest.raises(ValueError, match="no such table: nothing"):
        store.tidy(["nothing"])
    store.tidy()
    store.close()
