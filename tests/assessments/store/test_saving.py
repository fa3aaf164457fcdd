"""Saving: together or not at all, on disk before anybody is told, and the same request twice counts once."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from assessments.errors import Conflict, StoreUnavailable
from assessments.store.sqlite.writer import Job, Writer
from tests.assessments.store.conftest import add_answer, add_organisation

SAVE = """
UPDATE {answer} SET comment = :comment, revision = revision + 1
WHERE organisation_id = :id AND question = :question AND revision = :seen RETURNING revision
"""


def test_what_was_saved_is_on_disk_for_everybody_else(store, outside):
    saved = store.for_user(1).write(lambda unit: unit.run(SAVE, id=10, question="q1", comment="new", seen=1))
    assert saved == [{"revision": 2}]
    assert outside("SELECT comment, revision FROM answer WHERE organisation_id = 10") == [("new", 2)]


def test_a_unit_that_fails_keeps_nothing_of_itself(store, outside):
    def unit_that_fails(unit):
        add_answer(unit, 10, "q2", "half")
        raise LookupError("on purpose")

    with pytest.raises(LookupError, match="on purpose"):
        store.for_user(1).write(unit_that_fails)
    assert outside("SELECT question FROM answer WHERE organisation_id = 10") == [("q1",)]


def test_a_unit_reads_what_it_has_written_and_its_reads_are_scoped_too(store):
    def unit(unit):
        add_answer(unit, 10, "q2", "mine")
        return unit.rows("SELECT question FROM answer ORDER BY question")

    assert store.for_user(1).write(unit) == [{"question": "q1"}, {"question": "q2"}]


def test_a_broken_constraint_is_a_conflict(store, outside):
    with pytest.raises(Conflict) as told:
        store.for_user(1).write(lambda unit: add_answer(unit, 10, "q1", "again"))
    assert "answer" in told.value.detail
    assert outside("SELECT comment FROM answer WHERE organisation_id = 10") == [("ours",)]


def test_a_row_that_points_nowhere_is_a_conflict(store, outside):
    with pytest.raises(Conflict):
        store.for_user(1).write(
            lambda unit: unit.run(
                "INSERT INTO {evidence} (organisation_id, question, title) VALUES (10, 'missing', 'title')"
            )
        )
    assert outside("SELECT count(*) FROM evidence WHERE organisation_id = 10") == [(0,)]


def grouped(store, works, person=1):
    """Make these units wait while the writer is busy, so that they are committed as one group; gives what each got."""
    busy, go_on = threading.Event(), threading.Event()

    def hold(_):
        busy.set()
        assert go_on.wait(20)

    def asked(work):
        try:
            return store.for_user(person).write(work)
        except Exception as error:  # noqa: BLE001 - the error is the finding
            return error

    with ThreadPoolExecutor(len(works) + 1) as pool:
        holding = pool.submit(store.for_user(person).write, hold)
        assert busy.wait(20)
        waiting = [pool.submit(asked, work) for work in works]
        while store._writer._jobs.qsize() < len(works):
            threading.Event().wait(0.001)
        go_on.set()
        holding.result(20)
        return [future.result(20) for future in waiting]


def count_commits(store, monkeypatch):
    """Lists the size of every group from here on."""
    sizes = []
    committed = Writer._committed

    def counted(writer, group):
        sizes.append(len(group))
        return committed(writer, group)

    monkeypatch.setattr(Writer, "_committed", counted)
    return sizes


def test_all_who_wait_are_committed_together(store, outside, monkeypatch):
    sizes = count_commits(store, monkeypatch)
    grouped(store, [lambda unit, n=n: add_answer(unit, 10, f"new{n}", "together") for n in range(30)])
    assert sizes == [1, 30]
    assert outside("SELECT count(*) FROM answer WHERE comment = 'together'") == [(30,)]


def test_one_that_fails_in_a_group_fails_alone(store, outside):
    works = [lambda unit, n=n: add_answer(unit, 10, "q1" if n == 7 else f"new{n}", "kept") for n in range(12)]
    got = grouped(store, works)
    assert [type(one) for one in got] == [Conflict if n == 7 else type(None) for n in range(12)]
    assert outside("SELECT count(*) FROM answer WHERE comment = 'kept'") == [(11,)]


def test_nobody_is_told_before_the_group_is_committed(store, outside, monkeypatch):
    """When somebody is told, another connection already finds every save of the group."""
    found = []
    released = Job.settle

    def looked(job):
        found.append(outside("SELECT count(*) FROM answer WHERE comment = 'group'")[0][0])
        released(job)

    monkeypatch.setattr(Job, "settle", looked)
    grouped(store, [lambda unit, n=n: add_answer(unit, 10, f"new{n}", "group") for n in range(5)])
    assert found == [0, 5, 5, 5, 5, 5]


def test_a_group_the_engine_gives_up_is_tried_again_one_by_one(store, outside):
    """A failure that takes the whole transaction with it costs only the one who caused it."""

    def breaks_all(unit):
        add_answer(unit, 10, "lost", "lost")
        unit._guard.trusted("ROLLBACK")
        raise LookupError("took everything along")

    works = [lambda unit, n=n: add_answer(unit, 10, f"new{n}", "kept") for n in range(4)]
    got = grouped(store, [*works[:2], breaks_all, *works[2:]])
    assert [type(one) for one in got] == [type(None), type(None), LookupError, type(None), type(None)]
    assert outside("SELECT count(*) FROM answer WHERE comment = 'kept'") == [(4,)]
    assert outside("SELECT count(*) FROM answer WHERE comment = 'lost'") == [(0,)]


def test_of_sixteen_who_saw_the_same_revision_one_wins(store, outside):
    start = threading.Barrier(16)

    def save(n):
        start.wait(20)
        return store.for_user(1).write(lambda unit: unit.run(SAVE, id=10, question="q1", comment=f"by {n}", seen=1))

    with ThreadPoolExecutor(16) as pool:
        got = list(pool.map(save, range(16)))
    winners = [n for n, rows in enumerate(got) if rows]
    assert len(winners) == 1
    assert outside("SELECT comment, revision FROM answer WHERE organisation_id = 10") == [(f"by {winners[0]}", 2)]


def test_fifty_threads_lose_nothing(store, outside):
    def save(n):
        for k in range(10):
            store.for_user(1).write(lambda unit, k=k: add_answer(unit, 10, f"{n}-{k}", "many"))

    with ThreadPoolExecutor(50) as pool:
        list(pool.map(save, range(50)))
    assert outside("SELECT count(*) FROM answer WHERE comment = 'many'") == [(500,)]


def test_a_repetition_with_the_same_key_gives_the_first_result_and_writes_nothing(store, outside):
    def unit(unit):
        return unit.run(SAVE.replace("AND revision = :seen", ""), id=10, question="q1", comment="x")[0]["revision"]

    door = store.for_user(1)
    assert [door.write(unit, key="submit 1"), door.write(unit, key="submit 1"), door.write(unit, key="2")] == [2, 2, 3]
    assert outside("SELECT revision FROM answer WHERE organisation_id = 10") == [(3,)]


def test_a_key_survives_a_restart_but_not_a_failure(store, opened, outside):
    def fails(unit):
        add_answer(unit, 10, "q2", "no")
        raise LookupError

    with pytest.raises(LookupError):
        store.for_user(1).write(fails, key="k")
    store.for_user(1).write(lambda unit: add_answer(unit, 10, "q2", "yes"), key="k")
    store.close()
    opened().for_user(1).write(lambda unit: add_answer(unit, 10, "q2", "twice"), key="k")
    assert outside("SELECT comment FROM answer WHERE question = 'q2' AND organisation_id = 10") == [("yes",)]


def test_a_key_belongs_to_its_person(store):
    assert store.for_user(1).write(lambda _: "of one", key="k") == "of one"
    assert store.for_user(2).write(lambda _: "of two", key="k") == "of two"
    assert store.for_user(1).write(lambda _: "again", key="k") == "of one"


def test_a_result_that_cannot_be_given_again_is_the_programmers_mistake(store, outside):
    def unit(unit):
        add_answer(unit, 10, "q2", "no")
        return ("a tuple",)

    with pytest.raises(TypeError, match="plain JSON"):
        store.for_user(1).write(unit, key="k")
    assert outside("SELECT count(*) FROM answer WHERE question = 'q2' AND organisation_id = 10") == [(0,)]


def test_a_unit_within_a_unit_is_refused_instead_of_waiting_for_ever(store):
    door = store.for_user(1)
    with pytest.raises(RuntimeError, match="do both in one"):
        door.write(lambda _: door.write(lambda _: None))


def test_rows_and_units_end_with_their_use_case(store):
    door = store.for_user(1)
    kept = [door.read(lambda rows: rows), door.write(lambda unit: unit)]
    for rows in kept:
        with pytest.raises(RuntimeError, match="ended"):
            rows.rows("SELECT * FROM answer")


def test_closing_finishes_what_was_asked_and_then_says_so(store, outside):
    with ThreadPoolExecutor(8) as pool:
        asked = [
            pool.submit(store.for_user(1).write, lambda unit, n=n: add_answer(unit, 10, f"new{n}", "asked"))
            for n in range(8)
        ]
        [one.result(20) for one in asked]
    store.close()
    assert outside("SELECT count(*) FROM answer WHERE comment = 'asked'") == [(8,)]
    with pytest.raises(StoreUnavailable, match="stopping"):
        store.for_user(1).write(lambda _: None)


def test_one_read_sees_one_moment(store):
    def read(rows):
        before = rows.one("SELECT count(*) AS n FROM answer")
        store.for_user(1).write(lambda unit: add_answer(unit, 10, "later", "later"))
        return before, rows.one("SELECT count(*) AS n FROM answer")

    assert store.for_user(1).read(read) == ({"n": 1}, {"n": 1})
    assert store.for_user(1).read(lambda rows: rows.one("SELECT count(*) AS n FROM answer")) == {"n": 2}


def test_more_rows_than_one_are_the_programmers_mistake(store):
    assert store.for_user(1).read(lambda rows: rows.one("SELECT 1 AS n WHERE 1 = 0")) is None
    with pytest.raises(ValueError, match="more than one row"):
        store.for_user(1).read(lambda rows: rows.one("SELECT 1 AS n UNION ALL SELECT 2"))


def test_reading_connections_are_lent_and_not_made_for_every_thread(store):
    def read(_):
        return store.for_user(1).read(lambda rows: rows.one("SELECT comment FROM answer"))

    with ThreadPoolExecutor(40) as pool:
        assert list(pool.map(read, range(400))) == [{"comment": "ours"}] * 400
    assert 1 <= len(store._readers["person"]._idle) <= 16


def test_an_organisation_added_in_a_unit_that_fails_leaves_its_id_free(store, outside):
    def fails(unit):
        add_organisation(unit, 30, "Not yet")
        raise LookupError

    with pytest.raises(LookupError):
        store.for_user(1).write(fails)
    store.for_user(2).write(lambda unit: add_organisation(unit, 30, "Now"))
    assert outside("SELECT person_id FROM membership WHERE organisation_id = 30") == [(2,)]


def test_a_commit_waits_for_the_disk_and_every_key_is_checked(store):
    """FULL: a power cut after the answer loses nothing (NORMAL lost acknowledged saves in our simulated cuts)."""
    guard = store._writer._guards["person"]
    asked = ("synchronous", "foreign_keys", "recursive_triggers", "trusted_schema", "journal_mode")
    assert [guard.trusted(f"PRAGMA {name}").fetchone()[0] for name in asked] == [2, 1, 1, 0, "wal"]
