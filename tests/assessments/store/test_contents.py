"""The operator's view: all tables and rows, at one moment, and nothing changed by looking."""

import sqlite3
from contextlib import closing
from itertools import islice

import pytest

from assessments.errors import StoreUnavailable
from assessments.store import open_store
from assessments.store.contents import contents, parents_first
from assessments.store.sqlite.contents import reading
from tests.assessments.store.conftest import CANARY, add_answer


def rows_of(found):
    return {table.name: list(found.rows(table)) for table in found.tables}


def named(found, name):
    return next(table for table in found.tables if table.name == name)


def test_every_table_of_ours_is_there_with_every_row_whoever_it_belongs_to(store, file):
    with contents(file) as found:
        assert found.schema == ("0000_kept_result", "0001_first")
        assert rows_of(found) == {
            "_kept_result": [],
            "edition": [],
            "person": [(1, "Ash"), (2, "Brook CANARY"), (3, "Nobody's member")],
            "organisation": [(10, "Ashfield"), (20, f"Brookside {CANARY}")],
            "membership": [(10, 1, "lead"), (20, 2, "lead")],
            "answer": [(10, "q1", "ours", 1), (20, "q1", CANARY, 1), (20, "q2", CANARY, 1)],
            "evidence": [(1, 20, "q1", CANARY)],
        }


def test_a_table_comes_after_those_it_points_at(store, file):
    with contents(file) as found:
        names = [table.name for table in found.tables]
    assert names == ["_kept_result", "edition", "organisation", "answer", "evidence", "person", "membership"]
    with pytest.raises(StoreUnavailable, match="a, b point at each other"):
        parents_first({"a": {"b"}, "b": {"a"}, "c": {"c"}})


def test_columns_and_key_are_as_declared(store, file):
    with contents(file) as found:
        answer = named(found, "answer")
    assert (answer.columns, answer.key) == (
        ("organisation_id", "question", "comment", "revision"),
        ("organisation_id", "question"),
    )


def test_rows_come_in_the_order_of_the_key_or_by_what_one_asks(store, file):
    for question in ("Z", "a", "é", "B"):
        store.for_user(1).write(lambda unit, question=question: add_answer(unit, 10, question, question.upper()))
    with contents(file) as found:
        answer = named(found, "answer")
        assert [row[1] for row in found.rows(answer) if row[0] == 10] == ["B", "Z", "a", "q1", "é"]
        assert [row[2] for row in found.rows(answer, by=["comment"])] == ["A", "B", CANARY, CANARY, "Z", "ours", "É"]


def test_what_is_saved_meanwhile_is_not_seen_and_not_held_up(store, file):
    with contents(file) as found:
        answer = named(found, "answer")
        began = found.rows(answer)
        first = list(islice(began, 1))
        store.for_user(1).write(lambda unit: add_answer(unit, 10, "q9", "later"))
        assert len(first + list(began)) == len(list(found.rows(answer))) == 3
    with contents(file) as found:
        assert len(list(found.rows(answer))) == 4


def test_looking_cannot_change_anything(store, file):
    with closing(reading(file)) as connection, pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM answer")


def test_a_file_that_is_not_there_is_said_and_not_made(tmp_path):
    with pytest.raises(StoreUnavailable, match="There is no database at"), contents(tmp_path / "none.db"):
        pass
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_no_database_is_said(tmp_path):
    (tmp_path / "text.db").write_text("This is a letter to the school." * 100)
    with pytest.raises(StoreUnavailable, match="not a Stocktake database"), contents(tmp_path / "text.db"):
        pass


def test_our_own_schema_can_be_read_whole(tmp_path):
    open_store(tmp_path / "ours.db").close()
    with contents(tmp_path / "ours.db") as found:
        rows = rows_of(found)
    assert rows.pop("person") == [(1, "You")]
    assert not any(rows.values())
