"""The same promises on PostgreSQL: the tests of saving and of the one door, each on an empty database of its own."""

# ruff: noqa: F401 - pytest finds the tests of the other files by their names here

import psycopg
import pytest

from assessments.errors import NotYours, StoreUnavailable
from assessments.store import open_store
from tests.assessments.store import peopled
from tests.assessments.store.conftest import CANARY
from tests.assessments.store.test_saving import (
    test_a_broken_constraint_is_a_conflict,
    test_a_key_belongs_to_its_person,
    test_a_key_survives_a_restart_but_not_a_failure,
    test_a_repetition_with_the_same_key_gives_the_first_result_and_writes_nothing,
    test_a_result_that_cannot_be_given_again_is_the_programmers_mistake,
    test_a_row_that_points_nowhere_is_a_conflict,
    test_a_unit_reads_what_it_has_written_and_its_reads_are_scoped_too,
    test_a_unit_that_fails_keeps_nothing_of_itself,
    test_a_unit_within_a_unit_is_refused_instead_of_waiting_for_ever,
    test_an_organisation_added_in_a_unit_that_fails_leaves_its_id_free,
    test_closing_finishes_what_was_asked_and_then_says_so,
    test_fifty_threads_lose_nothing,
    test_more_rows_than_one_are_the_programmers_mistake,
    test_of_sixteen_who_saw_the_same_revision_one_wins,
    test_one_read_sees_one_moment,
    test_rows_and_units_end_with_their_use_case,
    test_what_was_saved_is_on_disk_for_everybody_else,
)
from tests.assessments.store.test_scope import (
    TABLES,
    test_a_contributor_writes_answers_but_adds_no_members,
    test_a_new_organisation_cannot_be_given_to_somebody_else,
    test_a_reader_sees_the_organisation_and_who_belongs_to_it_and_does_not_write,
    test_each_person_reads_their_own,
    test_no_statement_reads_what_is_not_theirs_through_the_door,
    test_no_unit_changes_or_copies_what_is_not_theirs,
    test_nobody_sees_nothing,
    test_people_see_the_names_of_fellow_members_and_of_nobody_else,
    test_what_a_statement_names_for_itself_may_be_counted,
    test_what_was_added_in_one_unit_gives_no_right_in_the_next,
    tried,
)

OF_POSTGRESQL = [
    "SELECT set_config('app.person', '2', true)",
    "SELECT \"set_config\"('app.person', '2', true)",
    "SELECT U&\"set\\005fconfig\"('app.person', '2', true)",
    "SELECT current_setting('app.person')",
    "SELECT query_to_xml('SELECT * FROM answer', true, false, '')",
    "SELECT pg_read_file('postgresql.conf')",
    "SELECT * FROM pg_catalog.pg_class",
    "SELECT * FROM pg_stats",
    "SELECT * FROM information_schema.tables",
    "SELECT _enter(2)",
    "SELECT * FROM _unit",
    "SELECT * FROM _turn",
    "SELECT * INTO copy FROM answer",
    "WITH gone AS (DELETE FROM answer RETURNING *) SELECT * FROM gone",
    "SELECT 1; SELECT * FROM answer WHERE organisation_id = 20",
    "DO $$ BEGIN PERFORM 1; END $$",
    "COPY answer TO STDOUT",
    "SET ROLE postgres",
    "EXECUTE mine",
]


@pytest.fixture
def file(postgres):
    """Where the database is: an address here."""
    address = postgres.new_database()
    yield address
    postgres.drop(address)


@pytest.fixture
def opened(file, schema):
    stores = []

    def open_it():
        stores.append(open_store(file, schema=schema))
        return stores[-1]

    yield open_it
    for store in stores:
        store.close()


@pytest.fixture
def outside(postgres, file):
    """What the server's superuser finds, on a connection of its own."""
    return lambda sql: postgres.run(sql, database=file)


@pytest.mark.parametrize("sql", OF_POSTGRESQL)
def test_no_words_of_postgresql_lead_out_of_the_door(store, sql, outside):
    before = [outside(f"SELECT * FROM {table} ORDER BY 1, 2") for table in TABLES]
    door = store.for_user(1)
    assert tried(lambda: door.read(lambda rows: rows.rows(sql))) == []
    assert tried(lambda: door.write(lambda unit: unit.rows(sql))) == []
    assert [outside(f"SELECT * FROM {table} ORDER BY 1, 2") for table in TABLES] == before


def test_nobody_deletes_what_is_shared(store):
    store.for_user(1).write(lambda unit: unit.run("INSERT INTO {edition} (content) VALUES ('text')"))
    assert store.for_user(2).read(lambda rows: rows.one("SELECT content FROM edition")) == {"content": "text"}
    with pytest.raises(NotYours):
        store.for_user(1).write(lambda unit: unit.run("DELETE FROM {edition}"))
    assert len(store.for_user(2).read(lambda rows: rows.rows("SELECT * FROM edition"))) == 1


def test_every_table_is_guarded_also_one_that_came_later_and_one_somebody_opened(store, opened, schema, outside):
    store.close()
    (schema / "0002_more.sql").write_text(
        "CREATE TABLE target (organisation_id {big} NOT NULL PRIMARY KEY, name TEXT NOT NULL) {norowid};\n"
        "INSERT INTO target SELECT organisation_id, name FROM organisation;\n"
    )
    opened().close()
    outside("ALTER TABLE answer DISABLE ROW LEVEL SECURITY")
    again = opened()
    guarded = "SELECT bool_and(relrowsecurity AND relforcerowsecurity) FROM pg_class"
    assert outside(f"{guarded} WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace") == [(True,)]
    seen = again.for_user(1).read(lambda rows: rows.rows("SELECT * FROM target"))
    assert seen == [{"organisation_id": 10, "name": "Ashfield"}]
    assert CANARY not in str(again.for_user(1).read(lambda rows: rows.rows("SELECT * FROM answer")))


def test_a_role_that_may_see_everything_is_refused(file, schema, postgres):
    with pytest.raises(StoreUnavailable, match="neither a superuser nor has BYPASSRLS"):
        open_store(file.replace("stocktake@", "postgres@"), schema=schema)


def test_a_refused_password_is_told_without_it(file, schema):
    with pytest.raises(StoreUnavailable, match="refused the name or the password") as told:
        open_store(file.replace("stocktake@", "guarded:secret@"), schema=schema)
    assert "secret" not in told.value.sentence


def test_a_server_that_ended_every_connection_is_asked_again_and_nobody_notices(store, outside):
    store.for_user(1).read(lambda rows: rows.rows("SELECT * FROM answer"))
    outside("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'stocktake'")
    assert store.for_user(1).read(lambda rows: rows.one("SELECT count(*) AS n FROM answer")) == {"n": 1}


def test_the_server_itself_hides_what_is_not_theirs_when_the_words_are_not_looked_at(store):
    def straight(opened):
        with opened._connection.cursor() as cursor:
            return cursor.execute("SELECT organisation_id FROM answer").fetchall()

    assert store.for_user(1).read(straight) == store.for_user(1).write(straight) == [(10,)]
    with psycopg.connect(store._place.address) as connection:  # the owner, without a person
        assert connection.execute("SELECT count(*) FROM answer").fetchone() == (0,)


def test_without_a_person_no_row_of_organisations_or_of_people_is_read(postgres, tmp_path):
    address, tables = postgres.new_database(), peopled.shape(tmp_path)
    peopled.fill(address, tables)
    looked_at = [table for table, has in tables.items() if {"organisation_id", "person_id"} & {*has} or table[0] == "_"]
    assert len(looked_at) > 30
    with psycopg.connect(address) as connection:
        counted = [connection.execute(f"SELECT count(*) FROM {table}").fetchone() for table in looked_at]
    assert counted == [(0,)] * len(looked_at)
    assert postgres.run("SELECT count(*) > 0 FROM answer", database=address) == [(True,)]
