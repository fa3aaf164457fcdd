"""Statements that try to get past a door, of whichever of the three kinds: what they give, and what they leave."""

import sqlite3

import psycopg
import pytest

from assessments.errors import AssessmentError
from tests.assessments.store.peopled import FIRST, INSIDER, ORGANISATION, straight

ME = ORGANISATION["lead"]
ADVISER = ORGANISATION["adviser, share 2"]
OTHER = ORGANISATION["contributor"]
# {t} is a table with what is not theirs: an answer, a submission, an account …
READS = """
SELECT * FROM {t}
SELECT * FROM {t} WHERE 1 = 1 OR organisation_id > 0
SELECT * FROM main.{t}
SELECT * FROM "main"."{t}"
SELECT * FROM [main].[{t}]
SELECT * FROM public.{t}
SELECT * FROM "{t}"
SELECT count(*) AS n FROM main.{t}
SELECT max(rowid) AS n FROM main.{t}
WITH {t} AS (SELECT * FROM main.{t}) SELECT * FROM {t}
WITH RECURSIVE {t} AS (SELECT * FROM main.{t} UNION SELECT * FROM {t}) SELECT * FROM {t}
SELECT * FROM (SELECT * FROM main.{t}) AS {t}
SELECT p.name, a.* FROM person p LEFT JOIN {t} a ON 1 = 1
SELECT (SELECT max(a.organisation_id) FROM {t} a) AS x FROM organisation
SELECT name FROM organisation WHERE EXISTS (SELECT 1 FROM main.{t})
SELECT * FROM organisation UNION ALL SELECT * FROM {t}
SELECT row_to_json(a) FROM {t} a
SELECT query_to_xml('SELECT * FROM {t}', true, false, '')
SELECT set_config('app.person', '101', true)
SELECT set_config('app.operator', 'yes', true)
SELECT set_config('app.reception', 'yes', true)
SELECT set_config('app.counting', 'yes', true)
SELECT current_setting('app.person')
SELECT _look_around()
SELECT _enter(101, '2026-11-14', 0)
SELECT * FROM _kept_result
SELECT * FROM _turn
SELECT * FROM _unit
SELECT * FROM _migration
SELECT * FROM _sqlite_migrations
SELECT * FROM sqlite_master
SELECT * FROM pg_catalog.pg_class
SELECT * FROM pragma_table_info('{t}')
SELECT 1; SELECT * FROM {t}
SELECT * FROM {t} -- all of them
WITH gone AS (DELETE FROM {t} RETURNING *) SELECT * FROM gone
SELECT * INTO copy FROM {t}
TABLE {t}
EXPLAIN SELECT * FROM {t}
COPY {t} TO STDOUT
ATTACH ':memory:' AS other
PRAGMA table_info({t})
SET ROLE postgres
""".strip().splitlines()
OF_A_PERSON = ("answer", "act", "submission", "_account", "_session", "_counted")
# What a lead may try on another organisation and on what nobody writes: each leaves everything as it was.
WRITES_OF_A_PERSON = f"""
INSERT INTO {{membership}} (organisation_id, person_id, role) VALUES ({OTHER}, {ME}, 'lead')
INSERT INTO {{membership}} (organisation_id, person_id, role) SELECT {OTHER}, {ME}, 'lead' FROM membership
UPDATE {{membership}} SET organisation_id = {OTHER} WHERE person_id = {ME}
UPDATE {{membership}} SET ended_at = NULL WHERE organisation_id = {OTHER}
UPDATE {{organisation}} SET name = 'x' WHERE organisation_id = {OTHER}
UPDATE {{organisation}} SET organisation_id = {OTHER} WHERE organisation_id = {ME}
DELETE FROM {{organisation}} WHERE organisation_id = {OTHER}
UPDATE {{answer}} SET note = 'x' WHERE organisation_id = {OTHER}
UPDATE {{answer}} SET organisation_id = {OTHER}
UPDATE {{answer}} SET note = (SELECT max(note) FROM main.answer) WHERE organisation_id = {ME}
UPDATE {{answer}} SET note = a.note FROM main.answer a WHERE a.organisation_id = {OTHER}
DELETE FROM {{answer}} WHERE organisation_id = {OTHER}
DELETE FROM {{submission}} WHERE organisation_id = {OTHER}
UPDATE {{act}} SET act = 'x'
DELETE FROM {{act}}
DELETE FROM {{look}}
UPDATE {{look}} SET what = 'x' WHERE organisation_id = {ME}
INSERT INTO {{roster}} (organisation_id, network_id, since) VALUES ({ME}, {FIRST + 15}, '2020-01-01')
DELETE FROM {{roster}} WHERE organisation_id = {ME}
DELETE FROM {{emergency_access}} WHERE organisation_id = {ME}
INSERT INTO {{emergency_access}} (organisation_id, from_at, person_id, until_at, because) VALUES ({ME}, 9, {ME}, 9, 'x')
INSERT INTO {{trial}} (organisation_id, framework, edition, added_at) VALUES ({ME}, 'x', 'x', 0)
UPDATE {{consent}} SET organisation_id = {OTHER} WHERE organisation_id = {ME}
INSERT INTO {{network}} (network_id, name, kind, one_body, added_at) VALUES (9, 'x', 'club', 1, 0)
UPDATE {{network}} SET one_body = 1
INSERT INTO {{network_above}} (above, below, depth) VALUES ({FIRST + 15}, 500, 1)
UPDATE {{team}} SET ended_at = NULL
INSERT INTO {{_network_lead}} (network_id, person_id, since) VALUES (500, {ME}, 0)
INSERT INTO {{_team_member}} (team_id, person_id, since) VALUES ({ADVISER}, {ME}, 0)
INSERT INTO {{_duty}} (person_id, duty, since) VALUES ({ME}, 'administrator', 0)
UPDATE {{_session}} SET person_id = {ME}
UPDATE {{_account}} SET password = 'x'
DELETE FROM {{_system_act}}
INSERT INTO {{_kept_result}} (person_id, key, result, kept_at) VALUES ({ME}, 'k', 'x', 0)
UPDATE {{person}} SET name = 'x' WHERE person_id = {INSIDER + OTHER}
UPDATE {{person}} SET person_id = 9 WHERE person_id = {ME}
DELETE FROM {{edition}}
DELETE FROM {{setting}}
UPDATE {{edition_standing}} SET standing = 'published'
INSERT INTO {{release}} SELECT 9, framework, edition_id, calendar, 'x', form, 9, 0, NULL, 0, 0 FROM release
UPDATE {{release}} SET counted = 1
DELETE FROM {{figure}}
UPDATE {{figure}} SET shown = 'x'
INSERT INTO {{figure}} (release_id, grp, measure, shown) VALUES (1, 1, 'x', 'x')
UPDATE {{release_group}} SET status = 'withheld'
INSERT INTO {{_counted}} (organisation_id, release_id, number, groups) VALUES ({ME}, 1, 1, '[]')
DELETE FROM {{_counted}}
UPDATE {{uploaded_edition}} SET content = 'x'
DROP TABLE answer
ROLLBACK
COMMIT
""".strip().splitlines()
AT_RECEPTION = ("answer", "review", "submission", "score", "shared_copy", "evidence_file", "_counted")
AT_COUNTING = (
    "answer",
    "answer_history",
    "measurement",
    "shared_copy",
    "evidence_file",
    "look",
    "person",
    "act",
    "_account",
)
TO_THE_ENGINES_OWN = """
UPDATE {_kept_result} SET result = 'x'
DELETE FROM {_turn}
DELETE FROM {_unit}
DELETE FROM {_migration}
UPDATE {_sqlite_migrations} SET name = 'x'
UPDATE {sqlite_master} SET sql = 'x'
""".strip()
# What the reception may try: to carry an answer to where it can read it, and to undo what was done.
WRITES_OF_THE_RECEPTION = f"""
INSERT INTO {{answer}} SELECT * FROM answer
UPDATE {{answer}} SET note = 'x'
DELETE FROM {{answer}}
UPDATE {{review}} SET status = 'submitted'
DELETE FROM {{submission}}
UPDATE {{score}} SET official = 2
UPDATE {{evidence_file}} SET submitted = 1
INSERT INTO {{shared_copy}} (organisation_id, review_id, number, share, content, sha256) VALUES (1, 1, 1, 2, 'x', 'x')
UPDATE {{person}} SET name = coalesce((SELECT max(note) FROM answer), name)
UPDATE {{person}} SET name = coalesce((SELECT max(note) FROM main.answer), name)
UPDATE {{person}} SET name = 'told' WHERE EXISTS (SELECT 1 FROM answer WHERE note <> '')
UPDATE {{person}} SET name = 'told' WHERE person_id IN (SELECT saved_by FROM answer)
UPDATE {{organisation}} SET name = a.note FROM answer a WHERE a.organisation_id = {ME}
INSERT INTO {{person}} (name) SELECT note FROM answer
INSERT INTO {{person}} (person_id, name) SELECT saved_by + 5000, 'x' FROM answer
INSERT INTO {{look}} SELECT organisation_id, question, saved_by, 'team', given, 0 FROM answer
INSERT INTO {{_attempt}} (what, key_sha256, minute, tries) SELECT note, question, 0, 0 FROM answer
INSERT INTO {{_attempt}} (what, key_sha256, minute, tries) SELECT result, key, 0, 0 FROM _kept_result
UPDATE {{_session}} SET hat = (SELECT aims FROM review WHERE organisation_id = {ME}) WHERE EXISTS (SELECT 1 FROM review)
UPDATE {{act}} SET act = 'x'
DELETE FROM {{act}}
INSERT INTO {{act}} SELECT * FROM act WHERE true ON CONFLICT (organisation_id, number) DO UPDATE SET act = 'x'
UPDATE {{_system_act}} SET act = 'x'
DELETE FROM {{_system_act}}
DELETE FROM {{person}}
DELETE FROM {{organisation}}
DELETE FROM {{membership}}
DELETE FROM {{consent}}
DELETE FROM {{look}}
DELETE FROM {{emergency_access}}
INSERT INTO {{setting}} (name, value) VALUES ('x', 'x')
UPDATE {{edition}} SET content = 'x'
{TO_THE_ENGINES_OWN}
UPDATE {{person}} SET name = query_to_xml('SELECT * FROM answer', true, false, '')
DROP TABLE answer
ATTACH ':memory:' AS other
COMMIT
""".strip().splitlines()
# What counting may try: to change what it counts, and to carry what it may not read into what everybody reads.
WRITES_OF_COUNTING = f"""
INSERT INTO {{answer}} SELECT * FROM answer
UPDATE {{answer}} SET note = 'x'
DELETE FROM {{answer}}
UPDATE {{organisation}} SET name = 'x'
INSERT INTO {{organisation}} (organisation_id, name, kind, facts, added_at) VALUES (9, 'x', 'x', '{{}}', 0)
DELETE FROM {{organisation}}
UPDATE {{review}} SET status = 'submitted'
DELETE FROM {{review}}
INSERT INTO {{submission}} SELECT * FROM submission
UPDATE {{submission}} SET content = 'x'
DELETE FROM {{submission}}
UPDATE {{score}} SET official = 2
DELETE FROM {{score}}
UPDATE {{consent}} SET withdrawn_at = NULL
INSERT INTO {{consent}} SELECT * FROM consent
DELETE FROM {{consent}}
DELETE FROM {{roster}}
UPDATE {{roster}} SET until = NULL
INSERT INTO {{network}} (network_id, name, kind, one_body, added_at) VALUES (9, 'x', 'club', 1, 0)
UPDATE {{network}} SET one_body = 1
DELETE FROM {{network_above}}
INSERT INTO {{edition}} (framework, edition, sha256, title, content) SELECT 'x', 'x', note, 'x', note FROM answer
UPDATE {{edition}} SET content = 'x'
INSERT INTO {{node}} (edition_id, node, kind, code) VALUES (1, 9, 'overall', 'x')
INSERT INTO {{setting}} (name, value) VALUES ('x', 'x')
INSERT INTO {{person}} (person_id, name) VALUES (0, 'x')
UPDATE {{person}} SET name = 'x'
INSERT INTO {{membership}} (organisation_id, person_id, role) VALUES ({ME}, 0, 'lead')
INSERT INTO {{_session}} (token_sha256, person_id, began_at, seen_at) VALUES ('x', {ME}, 0, 0)
INSERT INTO {{_duty}} (person_id, duty, since) VALUES ({ME}, 'administrator', 0)
DELETE FROM {{_system_act}}
INSERT INTO {{act}} SELECT * FROM act
UPDATE {{figure}} SET shown = (SELECT max(note) FROM answer)
UPDATE {{figure}} SET shown = coalesce((SELECT max(note) FROM answer), shown)
UPDATE {{figure}} SET shown = coalesce((SELECT max(note) FROM main.answer), shown)
UPDATE {{figure}} SET shown = a.note FROM answer a
UPDATE {{figure}} SET shown = 'told' WHERE EXISTS (SELECT 1 FROM answer WHERE note <> '')
UPDATE {{figure}} SET shown = coalesce((SELECT max(name) FROM person), shown)
UPDATE {{release}} SET counted = coalesce((SELECT max(person_id) FROM person), counted)
UPDATE {{figure}} SET shown = coalesce((SELECT max(result) FROM _kept_result), shown)
UPDATE {{release}} SET framework = coalesce((SELECT max(email) FROM _account), framework)
UPDATE {{release_group}} SET title = 'told' WHERE EXISTS (SELECT 1 FROM membership)
INSERT INTO {{figure}} SELECT 1, 1, note, note FROM answer
INSERT INTO {{figure}} SELECT 1, 1, measured, 'x' FROM measurement
INSERT INTO {{_counted}} SELECT organisation_id, 1, 1, note FROM answer
{TO_THE_ENGINES_OWN}
UPDATE {{figure}} SET shown = query_to_xml('SELECT * FROM answer', true, false, '')
DROP TABLE answer
ATTACH ':memory:' AS other
COMMIT
""".strip().splitlines()
REFUSED = (ValueError, AssessmentError, sqlite3.Error, psycopg.Error, RuntimeError)


def tried(work):
    """What came of it, as text; a refusal may not speak of what it hides either."""
    try:
        return str(work())
    except REFUSED as refused:
        return str(refused) if "CANARY" in str(refused) else ""


def leaves_as_it_was(world, door, sql):
    before = world.everything()
    said = tried(lambda: door.write(lambda unit: unit.run(sql)))
    assert world.everything() == before, sql
    assert door.write(lambda _: "still here") == "still here"
    return said


@pytest.mark.parametrize("sql", READS)
def test_nothing_that_is_not_theirs_is_read_at_a_persons_door(world, sql):
    nobody, lead = ORGANISATION["nobody"], ME
    theirs = {f"CANARY-{other}." for other in ORGANISATION.values()}
    for table in OF_A_PERSON if "{t}" in sql else ("answer",):
        statement = sql.format(t=table)
        for person, mine in ((nobody, set()), (lead, {f"CANARY-{lead}."}), (ADVISER, {f"CANARY-{ADVISER}."})):
            door = world.store.for_user(person)
            for use in (door.read, door.write):
                said = tried(lambda use=use, statement=statement: use(lambda rows: rows.rows(statement)))
                assert not any(other in said for other in theirs - mine), statement
                assert not table.startswith("_") or "CANARY" not in said, statement
                assert person == lead or f".{table}" not in said, statement


@pytest.mark.parametrize("sql", WRITES_OF_A_PERSON)
def test_nothing_is_changed_by_what_a_person_may_not_write(world, sql):
    said = leaves_as_it_was(world, world.store.for_user(ME), sql)
    assert f"CANARY-{OTHER}" not in said


@pytest.mark.parametrize("sql", READS)
def test_nothing_of_what_organisations_answered_is_read_at_the_reception(world, sql):
    for table in AT_RECEPTION if "{t}" in sql else ("answer",):
        statement = sql.format(t=table)
        for person in (None, ME):
            door = world.store.reception(person)
            for use in (door.read, door.write):
                said = tried(lambda use=use, statement=statement: use(lambda rows: rows.rows(statement)))
                assert f".{table}" not in said, statement
            if "set_config" not in sql:  # that only the words stop
                assert f".{table}" not in str(straight(world, ME, statement, door)), statement


@pytest.mark.parametrize("sql", WRITES_OF_THE_RECEPTION)
def test_nothing_is_carried_out_or_undone_at_the_reception(world, sql):
    for person in (None, ME):
        said = leaves_as_it_was(world, world.store.reception(person), sql)
        assert ".answer" not in said


@pytest.mark.parametrize("sql", READS)
def test_nothing_beside_what_figures_are_worked_out_from_is_read_at_counting(world, sql):
    door = world.store.counting()

    def silent(said, table):
        return f".{table}" not in said and "NAME-" not in said

    for table in AT_COUNTING if "{t}" in sql else ("answer",):
        statement = sql.format(t=table)
        for use in (door.read, door.write):
            said = tried(lambda use=use, statement=statement: use(lambda rows: rows.rows(statement)))
            assert silent(said, table), statement
        if "set_config" not in sql:  # that only the words stop
            assert silent(str(straight(world, 0, statement, door)), table), statement


def test_nothing_is_carried_out_or_changed_at_counting(world):
    before, door = world.everything(), world.store.counting()
    for sql in WRITES_OF_COUNTING:
        said = tried(lambda sql=sql: door.write(lambda unit: unit.run(sql)))
        assert ".answer" not in said, sql
        assert door.write(lambda _: "still here") == "still here", sql
    assert world.everything() == before


def test_there_are_enough_of_them_and_each_place_could_be_seen(world):
    assert min(map(len, (READS, WRITES_OF_A_PERSON, WRITES_OF_THE_RECEPTION, WRITES_OF_COUNTING))) >= 18
    for table in {*AT_RECEPTION, *OF_A_PERSON, *AT_COUNTING} - {"person"}:  # that has names
        assert f"CANARY-{ME}.{table}" in str(world.rows[table]), table
