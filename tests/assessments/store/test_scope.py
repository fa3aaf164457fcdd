"""One door: whatever statement person 1 finds, nothing of organisation 20 is read, changed or told of."""

import sqlite3

import psycopg
import pytest

from assessments.errors import AssessmentError, NotYours
from tests.assessments.store.conftest import CANARY, add_answer, add_organisation

SECRETS = "SELECT * FROM {} ORDER BY 1, 2"
READS = [
    "SELECT * FROM answer",
    "SELECT * FROM answer WHERE organisation_id = 20",
    "SELECT * FROM main.answer",
    "SELECT * FROM MAIN.Answer",
    'SELECT * FROM "main"."answer"',
    "SELECT * FROM [main].[answer]",
    "SELECT * FROM `main`.`answer`",
    "SELECT * FROM 'main'.'answer'",
    "SELECT * FROM main/**/./**/answer",
    "SELECT * FROM main\n.\nanswer",
    "/* first */ SELECT * FROM main.answer",
    "-- first\nSELECT * FROM main.answer",
    "SELECT count(*) FROM main.answer",
    "SELECT count(*) FROM main.organisation",
    "SELECT count(1) FROM main.organisation AS answer",
    "SELECT 1 FROM main.answer",
    "SELECT EXISTS (SELECT 1 FROM main.answer WHERE organisation_id = 20)",
    "SELECT rowid FROM main.evidence",
    "SELECT max(rowid) FROM main.organisation",
    "WITH answer AS (SELECT * FROM main.answer) SELECT * FROM answer",
    "WITH organisation AS MATERIALIZED (SELECT * FROM main.organisation) SELECT * FROM organisation",
    "WITH RECURSIVE answer AS (SELECT * FROM main.answer UNION SELECT * FROM answer) SELECT * FROM answer",
    "SELECT * FROM (SELECT * FROM main.answer) AS answer",
    "SELECT * FROM answer UNION ALL SELECT * FROM main.answer",
    "SELECT (SELECT comment FROM main.answer WHERE organisation_id = 20 LIMIT 1)",
    "SELECT * FROM answer JOIN main.answer AS theirs ON 1",
    "SELECT * FROM answer WHERE comment IN main.answer",
    "SELECT theirs.* FROM main.answer AS theirs INDEXED BY sqlite_autoindex_answer_1",
    "SELECT * FROM evidence",
    "SELECT * FROM organisation",
    "SELECT * FROM membership",
    "SELECT * FROM person",
    "SELECT * FROM main.person",
    "SELECT * FROM main.membership",
    "SELECT * FROM sqlite_master",
    "SELECT * FROM main.sqlite_master",
    "SELECT * FROM sqlite_temp_master",
    "SELECT * FROM temp.sqlite_master",
    "SELECT count(*) FROM sqlite_schema",
    "SELECT * FROM pragma_table_info('answer')",
    "SELECT * FROM pragma_database_list",
    "SELECT count(*) FROM pragma_database_list",
    "SELECT * FROM dbstat",
    "SELECT * FROM sqlite_dbpage",
    "SELECT count(*) FROM sqlite_stmt",
    "SELECT * FROM _kept_result",
    "SELECT count(*) FROM _kept_result",
    "SELECT * FROM main._kept_result",
    "SELECT count(*) FROM main._kept_result",
    "SELECT * FROM _sqlite_migrations",
    "SELECT count(*) FROM _sqlite_migrations",
    "SELECT * FROM actor",
    "SELECT * FROM temp.actor",
    "EXPLAIN SELECT * FROM main.answer",
    "EXPLAIN QUERY PLAN SELECT * FROM main.answer",
    "PRAGMA table_info(answer)",
    "PRAGMA writable_schema = ON",
    "PRAGMA database_list",
    "ATTACH ':memory:' AS other",
    "ATTACH 'other.db' AS other",
    "DETACH main",
    "VACUUM INTO 'copy.db'",
    "CREATE TEMP TABLE copy AS SELECT * FROM main.answer",
    "CREATE TEMP VIEW answer2 AS SELECT * FROM main.answer",
    "CREATE TEMP TRIGGER spy AFTER UPDATE ON main.answer BEGIN SELECT 1; END",
    "DROP VIEW answer",
    "DROP VIEW temp.answer",
    "ALTER TABLE main.answer RENAME TO answer2",
    "REINDEX",
    "ANALYZE",
    "BEGIN",
    "COMMIT",
    "ROLLBACK",
    "SAVEPOINT mine",
    "RELEASE unit",
    "SELECT load_extension('x')",
    "UPDATE temp.actor SET person_id = 2",
    "UPDATE main.answer SET comment = 'x' WHERE organisation_id = 20 RETURNING comment",
    "INSERT INTO main.answer SELECT 10, question, comment, 1 FROM main.answer",
    "DELETE FROM main.answer RETURNING comment",
]
THEIRS = f"""
INSERT INTO {{answer}} (organisation_id, question, comment, revision) VALUES (20, 'q9', 'x', 1)
INSERT OR IGNORE INTO {{answer}} (organisation_id, question, comment, revision) VALUES (20, 'q9', 'x', 1)
INSERT OR REPLACE INTO {{answer}} (organisation_id, question, comment, revision) VALUES (20, 'q1', 'x', 1)
REPLACE INTO {{answer}} (organisation_id, question, comment, revision) VALUES (20, 'q1', 'x', 1)
INSERT INTO {{answer}} VALUES (20, 'q1', 'x', 1) ON CONFLICT (organisation_id, question) DO UPDATE SET comment = 'x'
INSERT INTO {{evidence}} VALUES (NULL, 10, 'q1', '{CANARY}') ON CONFLICT (title) DO UPDATE SET organisation_id = 10
INSERT INTO {{evidence}} VALUES (1, 10, 'q1', 'x') ON CONFLICT (evidence_id) DO UPDATE SET title = 'x'
INSERT INTO {{evidence}} VALUES (1, 10, 'q1', 'x') ON CONFLICT DO UPDATE SET question = 'q1' RETURNING title
UPDATE OR REPLACE {{answer}} SET organisation_id = 20
UPDATE {{answer}} SET comment = 'x'
UPDATE {{answer}} SET comment = 'x' WHERE organisation_id = 20
UPDATE {{answer}} SET comment = 'x' WHERE organisation_id = 20 RETURNING comment
UPDATE {{answer}} SET organisation_id = 10, question = 'q9' WHERE organisation_id = 20 AND question = 'q1'
UPDATE {{answer}} SET organisation_id = 20, question = 'q9' WHERE organisation_id = 10
UPDATE {{answer}} AS mine SET comment = theirs.comment FROM main.answer AS theirs WHERE theirs.organisation_id = 20
UPDATE {{answer}} SET comment = (SELECT min(comment) FROM main.answer) WHERE organisation_id = 10
UPDATE {{answer}} SET comment = (SELECT min(comment) FROM {{answer}}) WHERE organisation_id = 10
UPDATE {{answer}} SET comment = (SELECT comment FROM answer WHERE organisation_id = 20) WHERE organisation_id = 10
UPDATE answer SET comment = 'x'
UPDATE main.answer SET comment = 'x'
UPDATE {{organisation}} SET name = 'x' WHERE organisation_id = 20
UPDATE {{organisation}} SET name = (SELECT min(comment) FROM main.answer) WHERE organisation_id = 10
UPDATE {{organisation}} SET organisation_id = 21 WHERE organisation_id = 20
UPDATE {{membership}} SET person_id = 1 WHERE organisation_id = 20
UPDATE {{membership}} SET organisation_id = 20 WHERE organisation_id = 10
UPDATE {{person}} SET name = 'x'
UPDATE {{person}} SET person_id = 9 WHERE person_id = 1
INSERT INTO {{organisation}} VALUES (20, 'x')
INSERT OR IGNORE INTO {{organisation}} VALUES (20, 'x')
INSERT INTO {{organisation}} VALUES (20, 'x') ON CONFLICT (organisation_id) DO UPDATE SET name = 'x'
INSERT INTO {{membership}} VALUES (20, 1, 'lead')
INSERT OR IGNORE INTO {{membership}} VALUES (20, 2, 'reader')
INSERT INTO {{membership}} SELECT 20, 1, 'lead' FROM membership
INSERT INTO {{answer}} SELECT 10, question || 'x', comment, 1 FROM main.answer WHERE organisation_id = 20
INSERT INTO {{answer}} SELECT 10, question || 'x', comment, 1 FROM answer WHERE organisation_id = 20
INSERT INTO {{person}} VALUES (9, 'x')
INSERT INTO {{_kept_result}} VALUES (1, 'k', 'x', 0)
UPDATE {{_sqlite_migrations}} SET name = 'x'
UPDATE {{sqlite_master}} SET sql = 'x'
DELETE FROM {{answer}}
DELETE FROM {{answer}} WHERE organisation_id = 20 RETURNING comment
DELETE FROM {{membership}} WHERE organisation_id = 20
DELETE FROM {{organisation}} WHERE organisation_id = 20
DELETE FROM {{person}}
DELETE FROM {{edition}}
CREATE TABLE main.copy (x)
ATTACH ':memory:' AS other
PRAGMA recursive_triggers = OFF
PRAGMA foreign_keys = OFF
COMMIT
ROLLBACK
RELEASE unit
""".strip().splitlines()
TABLES = ("person", "organisation", "membership", "answer", "evidence")


def shows_nothing(rows):
    """Neither their text, nor their key, nor how many they are: person 1 has at most one row of anything."""
    values = [value for row in rows for value in row.values()]
    return not any(CANARY in str(value) or value == 20 for value in values) and len(rows) <= 1


def tried(work):
    """What a statement gave, or no rows when it was refused; a refusal may not speak of what it hides either."""
    try:
        return work()
    except (ValueError, AssessmentError, sqlite3.Error, psycopg.Error, RuntimeError) as refused:
        return [{"said": str(refused)}] if CANARY in str(refused) else []


def test_each_person_reads_their_own(store):
    for person, organisation in ((1, 10), (2, 20)):
        door = store.for_user(person)
        found = door.read(lambda rows: rows.rows("SELECT DISTINCT organisation_id FROM answer"))
        assert found == [{"organisation_id": organisation}]
        assert door.read(lambda rows: rows.one("SELECT count(*) AS n FROM organisation")) == {"n": 1}


@pytest.mark.parametrize("sql", READS)
def test_no_statement_reads_what_is_not_theirs_through_the_door(store, sql):
    door = store.for_user(1)
    assert shows_nothing(tried(lambda: door.read(lambda rows: rows.rows(sql))))
    assert shows_nothing(tried(lambda: door.write(lambda unit: unit.rows(sql))))


@pytest.mark.parametrize("sql", READS)
def test_the_engine_itself_refuses_when_the_doors_own_look_at_the_words_is_left_out(store, sql, outside):
    """The second wall alone: the statement goes straight to the person's connection, for reading and for writing."""
    before = [outside(SECRETS.format(table)) for table in TABLES]

    def straight(opened):
        cursor = opened._guard.connection.execute(sql)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    if not sql.startswith("EXPLAIN"):  # names of tables and our secret, but no row: only the words stop it
        assert shows_nothing(tried(lambda: store.for_user(1).read(straight)))
        assert shows_nothing(tried(lambda: store.for_user(1).write(straight)))
    assert [outside(SECRETS.format(table)) for table in TABLES] == before
    assert shows_nothing(store.for_user(1).read(lambda rows: rows.rows("SELECT * FROM answer")))


@pytest.mark.parametrize("sql", THEIRS)
def test_no_unit_changes_or_copies_what_is_not_theirs(store, sql, outside):
    theirs = {table: outside(SECRETS.format(table)) for table in TABLES}
    door = store.for_user(1)
    assert shows_nothing(tried(lambda: door.write(lambda unit: unit.run(sql))))
    after = {table: outside(SECRETS.format(table)) for table in TABLES}
    assert [row for table in TABLES for row in theirs[table] if CANARY in str(row) or 20 in row] == [
        row for table in TABLES for row in after[table] if CANARY in str(row) or 20 in row
    ]
    assert shows_nothing(door.read(lambda rows: rows.rows("SELECT * FROM answer")))
    assert outside("SELECT count(*) FROM _kept_result") == [(0,)]
    assert door.write(lambda _: "still here") == "still here"


@pytest.mark.parametrize("sql", [sql.replace("{", "main.").replace("}", "") for sql in THEIRS])
def test_the_engine_refuses_these_writes_without_the_door_too(store, sql, outside):
    theirs = {table: outside(SECRETS.format(table)) for table in TABLES}
    table = next((name for name in TABLES if f"main.{name}" in sql), "answer")
    door = store.for_user(1)

    def straight(unit):
        return [{"value": value} for row in unit._guard.write(sql, {}, table) for value in row]

    if sql.count("main.answer") < 2:  # reading one's target twice only the words stop
        assert shows_nothing(tried(lambda: door.write(straight)))
    after = {name: outside(SECRETS.format(name)) for name in TABLES}
    assert [row for name in TABLES for row in theirs[name] if CANARY in str(row) or 20 in row] == [
        row for name in TABLES for row in after[name] if CANARY in str(row) or 20 in row
    ]


def test_a_statement_the_store_ran_itself_is_not_at_hand_for_others(store):
    """The engine keeps prepared statements by their text: one of ours, prepared unguarded, may not be found again."""
    door = store.for_user(1)
    sql = "SELECT result FROM main._kept_result WHERE person_id = ? AND key = ?"
    door.write(lambda _: None, key="k")
    with pytest.raises(sqlite3.DatabaseError, match=r"prohibited|not authorized"):
        door.write(lambda unit: unit._guard.connection.execute(sql, (1, "k")).fetchall())


@pytest.mark.parametrize(
    "table",
    ["main.answer", "main.organisation", "_kept_result", "main._kept_result", "sqlite_master", "pragma_database_list"],
)
def test_not_even_how_many_there_are_is_told(store, table):
    def straight(opened):
        return opened._guard.connection.execute(f"SELECT count(*) FROM {table}").fetchall()

    for use in (store.for_user(1).read, store.for_user(1).write):
        with pytest.raises(sqlite3.DatabaseError, match=r"prohibited|not authorized"):
            use(straight)


def test_what_a_statement_names_for_itself_may_be_counted(store):
    found = store.for_user(1).read(lambda rows: rows.one("WITH mine AS (SELECT 1) SELECT count(*) AS n FROM mine"))
    assert found == {"n": 1}


def test_nobody_sees_nothing(store):
    assert store.for_user(99).read(lambda rows: rows.rows("SELECT * FROM organisation")) == []
    with pytest.raises(NotYours):
        store.for_user(99).write(lambda unit: add_answer(unit, 10, "q2", "x"))


def test_a_lent_connection_forgets_its_person(store):
    store.for_user(2).read(lambda rows: rows.rows("SELECT * FROM answer"))
    (guard,) = store._readers["person"]._idle
    assert guard.connection.execute("SELECT count(*) FROM answer").fetchone() == (0,)


def test_the_writer_forgets_its_person(store):
    store.for_user(2).write(lambda unit: add_answer(unit, 20, "q3", "x"))
    assert store._writer._guards["person"].connection.execute("SELECT * FROM answer").fetchall() == []


def member(store, lead, organisation, person, role):
    store.for_user(lead).write(
        lambda unit: unit.run(
            "INSERT INTO {membership} (organisation_id, person_id, role) VALUES (:id, :person, :role)",
            id=organisation,
            person=person,
            role=role,
        )
    )


def test_a_reader_sees_the_organisation_and_who_belongs_to_it_and_does_not_write(store):
    member(store, 2, 20, 1, "reader")
    door = store.for_user(1)
    assert len(door.read(lambda rows: rows.rows("SELECT * FROM membership WHERE organisation_id = 20"))) == 2
    assert len(door.read(lambda rows: rows.rows("SELECT * FROM organisation"))) == 2
    assert door.read(lambda rows: rows.rows("SELECT * FROM answer WHERE organisation_id = 20")) == []
    with pytest.raises(NotYours):
        door.write(lambda unit: add_answer(unit, 20, "q9", "x"))


def test_a_contributor_writes_answers_but_adds_no_members(store, outside):
    member(store, 2, 20, 1, "contributor")
    store.for_user(1).write(lambda unit: add_answer(unit, 20, "q9", "x"))
    with pytest.raises(NotYours):
        member(store, 1, 20, 3, "reader")
    with pytest.raises(NotYours):
        store.for_user(1).write(
            lambda unit: unit.run("UPDATE {membership} SET role = 'lead' WHERE organisation_id = 20 AND person_id = 1")
        )
    assert outside("SELECT person_id, role FROM membership WHERE organisation_id = 20 ORDER BY 1") == [
        (1, "contributor"),
        (2, "lead"),
    ]


def test_people_see_the_names_of_fellow_members_and_of_nobody_else(store):
    def names(person):
        return [row["person_id"] for row in store.for_user(person).read(lambda rows: rows.rows("SELECT * FROM person"))]

    assert names(1) == [1]
    member(store, 2, 20, 1, "reader")
    assert names(1) == [1, 2]
    assert names(3) == [3]


def test_what_was_added_in_one_unit_gives_no_right_in_the_next(store):
    """An organisation left without members cannot be taken over later."""
    store.for_user(1).write(lambda unit: unit.run("INSERT INTO {organisation} VALUES (30, 'Nobody''s')"))
    with pytest.raises(NotYours):
        member(store, 2, 30, 2, "lead")


def test_a_new_organisation_cannot_be_given_to_somebody_else(store):
    def unit(unit):
        unit.run("INSERT INTO {organisation} VALUES (30, 'New')")
        unit.run("INSERT INTO {membership} VALUES (30, 2, 'lead')")

    with pytest.raises(NotYours):
        store.for_user(1).write(unit)
    store.for_user(1).write(lambda unit: add_organisation(unit, 30, "New"))


def test_shared_tables_are_read_and_added_to_by_everybody(store):
    store.for_user(1).write(lambda unit: unit.run("INSERT INTO {edition} (content) VALUES ('text')"))
    assert store.for_user(2).read(lambda rows: rows.one("SELECT content FROM edition")) == {"content": "text"}
    with pytest.raises(sqlite3.DatabaseError, match="not authorized"):
        store.for_user(1).write(lambda unit: unit.run("DELETE FROM {edition}"))
    assert len(store.for_user(2).read(lambda rows: rows.rows("SELECT * FROM edition"))) == 1
