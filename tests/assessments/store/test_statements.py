"""The words a statement may have, before the engine is asked."""

import pytest

from assessments.store.statements import Write, reading, writing


def test_a_read_stays_as_it_is():
    for sql in (
        "SELECT 1",
        "  with a AS (SELECT remain, domain FROM b) SELECT * FROM a",
        "VALUES (1)",
        "SELECT count(*) FROM a WHERE b IN (SELECT max(c) FROM d) AND (e = 1 OR (f = 2))",
    ):
        assert reading(sql) == sql


def test_a_write_names_its_one_table_by_a_token():
    assert writing("UPDATE {answer} SET a = 1") == Write("UPDATE main.answer SET a = 1", "answer")
    assert writing("insert into {answer} SELECT 1") == Write("insert into main.answer SELECT 1", "answer")
    assert writing("DELETE FROM {answer_history}") == Write("DELETE FROM main.answer_history", "answer_history")


@pytest.mark.parametrize(
    "sql",
    [
        "EXPLAIN SELECT * FROM answer",
        "-- why\nSELECT * FROM answer",
        "SELECT * FROM {answer}",
        "SELECT * FROM Main.answer",
        'SELECT * FROM "temp".answer',
        "SELECT ?1main.a",
        "SELECT * FROM SQLITE_MASTER",
        "SELECT * FROM pragma_table_info('a')",
        "SELECTED",
        "SELECT set_config('app.person', '2', true)",
        "SELECT \"set_config\" ('app.person', '2', true)",
        "SELECT pg_catalog.lower('A')",
        "SELECT lower /* or another */ ('A')",
        "SELECT current_setting FROM a",
        "SELECT * FROM _kept_result",
        "SELECT * INTO copy FROM answer",
        "SELECT 1; SELECT 2",
        "UPDATE answer SET a = 1",
    ],
)
def test_other_reads_are_the_programmers_mistake(sql):
    with pytest.raises(ValueError, match="not a read"):
        reading(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE answer SET a = 1",
        "UPDATE main.answer SET a = 1",
        "UPDATE {answer}.x SET a = 1",
        "UPDATE {answer} SET a = (SELECT max(a) FROM {answer})",
        "UPDATE {answer} SET a = (SELECT max(a) FROM main.answer)",
        "UPDATE OR REPLACE {answer} SET a = 1",
        "INSERT OR REPLACE INTO {answer} VALUES (1)",
        "INSERT OR IGNORE INTO {answer} VALUES (1)",
        "UPDATE {answer} SET a = query_to_xml('SELECT 1', true, false, '')",
        "INSERT OR ROLLBACK INTO {answer} VALUES (1)",
        "REPLACE INTO {answer} VALUES (1)",
        "WITH a AS (SELECT 1) INSERT INTO {answer} SELECT * FROM a",
        "SELECT * FROM answer",
        "PRAGMA foreign_keys = OFF",
    ],
)
def test_other_writes_are_the_programmers_mistake(sql):
    with pytest.raises(ValueError, match="not a write"):
        writing(sql)
