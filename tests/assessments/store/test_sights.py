"""Who reads and who writes which table: every way of having to do with an organisation, every table, both engines."""

import sqlite3
from datetime import timedelta
from random import Random

import pytest

from assessments.errors import Conflict, NotYours
from assessments.store import open_store
from assessments.store.loading import loading
from assessments.store.protocol import Row
from tests.assessments.store.peopled import FIRST, INSIDER, NOW, ORGANISATION, WAYS, YESTERDAY, canary, straight

# By hand, from the issue: the least sight of a table of organisations; every other asks for 6.
LEAST = {
    "organisation": 1, "roster": 1, "review": 1, "score": 2, "submission": 4, "membership": 5, "consent": 5,
    "consent_request": 5, "look": 5, "emergency_access": 5, "measurement": 5, "measurement_history": 5, "trial": 5,
    "action_history": 5, "brought_figure": 5, "award_application": 5, "award_decision": 5,
    "moderation": 5, "sign_off": 5,
}  # fmt: skip
ONLY_LEADS = {
    "organisation", "membership", "consent", "consent_request", "submission", "score", "shared_copy",
    "award_application",
}  # fmt: skip
NOBODY = {
    "look", "roster", "trial", "emergency_access", "proposal", "advice_case", "brought_figure", "award_decision",
    "moderation", "sign_off", "visit",
}  # fmt: skip
RECEPTION = {
    "person", "membership", "organisation", "network", "network_above", "roster", "team", "consent", "consent_request",
    "look", "emergency_access", "trial", "proposal", "act", "uploaded_edition", "edition_standing", "advice_case",
    "brought_figure", "award_application", "award_decision", "moderation", "sign_off", "visit",
}  # fmt: skip
RELEASES = {"release", "release_group", "figure", "_counted"}
COUNTED_FROM = {
    "organisation", "roster", "network", "network_above", "consent", "review", "submission", "score", "edition", "node",
    "_target",
}  # fmt: skip
NEVER_DELETED = {
    "person", "membership", "organisation", "consent", "consent_request", "look", "emergency_access", "act",
    "_system_act", "advice_case", "award_application", "award_decision", "sign_off",
}  # fmt: skip


def least(table, row):
    """The sight this row asks for."""
    if table == "shared_copy":
        return row["share"]
    if table == "action":
        return 3 if row["shared"] == 1 else 5
    if table == "evidence_file":
        return 4 if row["submitted"] == 1 else 6
    return LEAST.get(table, 6)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_exactly_the_rows_of_ones_sight_are_read(world, way):
    mine = ORGANISATION[way.name]
    for table in world.of_organisations():
        columns = world.tables[table]
        found = [{name: row[name] for name in columns} for row in world.seen(mine, table)]
        whole = [{name: row.get(name) for name in columns} for row in world.rows[table]]
        due = [row for row in whole if row["organisation_id"] == mine and least(table, row) <= way.sight]
        assert sorted(map(repr, found)) == sorted(map(repr, due)), table


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_a_count_and_a_join_tell_no_more_than_the_rows(world, way):
    mine = ORGANISATION[way.name]
    for table in world.of_organisations():
        many = len(world.seen(mine, table))
        (counted,) = world.store.for_user(mine).read(lambda rows, t=table: rows.rows(f"SELECT count(*) AS n FROM {t}"))
        assert counted == {"n": many}, table
        joined = f"SELECT t.* FROM {table} t JOIN organisation o ON o.organisation_id = t.organisation_id"
        assert len(world.store.for_user(mine).read(lambda rows, j=joined: rows.rows(j))) == many, table


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_a_name_is_read_by_oneself_and_by_those_who_see_who_belongs_there(world, way):
    mine = ORGANISATION[way.name]
    due = {mine, INSIDER + mine} if way.sight >= 5 else {mine}
    assert {row["person_id"] for row in world.seen(mine, "person")} == due


def test_a_member_who_has_left_keeps_their_name_for_those_who_stay(world):
    left = ORGANISATION["a lead once"]
    assert {row["person_id"] for row in world.seen(INSIDER + left, "person")} == {left, INSIDER + left}


def test_nobody_reads_a_table_that_is_not_for_people(world):
    hidden = [table for table in world.tables if table.startswith("_")]
    assert len(hidden) > 8
    for table in hidden:
        for person in (ORGANISATION["lead"], INSIDER + FIRST, 0):
            with pytest.raises(ValueError, match="not a read"):
                world.seen(person, table)
            assert straight(world, person, f"SELECT * FROM {table}") == []


def test_a_sight_ends_when_the_day_or_the_hour_does(world):
    day = "adviser until today", "network lead, until today"
    hour = "administrator in an emergency"
    read = {name: len(world.seen(ORGANISATION[name], "organisation")) for name in (*day, hour)}
    assert read == dict.fromkeys((*day, hour), 1)
    try:
        world.now = NOW + timedelta(milliseconds=1)
        assert world.seen(ORGANISATION[hour], "answer") == []
        world.now = NOW.replace(hour=23, minute=59)  # London keeps Greenwich's time in November
        assert [len(world.seen(ORGANISATION[name], "organisation")) for name in day] == [1, 1]
        world.now = NOW.replace(day=15, hour=0)
        assert [world.seen(ORGANISATION[name], "organisation") for name in day] == [[], []]
        assert len(world.seen(ORGANISATION["network lead, from tomorrow"], "organisation")) == 1
    finally:
        world.now = NOW


class Undone(Exception):
    """Ends a unit so that nothing of it is kept."""


def may(world, person, sql, **values):
    """Whether a write goes through the guards; nothing of it is kept."""
    said = []

    def unit(opened):
        said.append(opened.run(sql, **values))
        raise Undone

    try:
        world.store.for_user(person).write(unit)
    except Undone:
        return bool(said[0])
    except Conflict:  # past the guards: something else is in the way, as a row that points here
        return True
    except (NotYours, sqlite3.DatabaseError):
        return False
    raise AssertionError(sql)


TRIED = [way for way in WAYS if way.sight and (way.sight > 3 or "network lead" in way.name)] + [WAYS[0]]


@pytest.mark.parametrize("way", TRIED, ids=lambda way: way.name)
def test_exactly_leads_and_contributors_write_and_some_tables_only_leads(world, way):
    mine = ORGANISATION[way.name]
    for table in world.of_organisations():
        column = world.writable(table)
        roles = set() if table in NOBODY else {"lead"} if table in ONLY_LEADS else {"lead", "contributor"}
        changes = roles - ({"lead", "contributor"} if table == "act" else set())
        update = f"UPDATE {{{table}}} SET {column} = {column} WHERE organisation_id = :id RETURNING organisation_id"
        delete = f"DELETE FROM {{{table}}} WHERE organisation_id = :id RETURNING organisation_id"
        assert may(world, mine, update, id=mine) == (way.writes in changes), table
        delete = delete.replace("RETURNING", "AND person_id > 999 RETURNING") if table == "membership" else delete
        assert may(world, mine, delete, id=mine) == (way.writes in changes), table
        if table != "organisation":
            row = next(row for row in world.rows[table] if row["organisation_id"] == mine)
            values = {name: row.get(name) for name in world.tables[table]}
            names = ", ".join(f":{name}" for name in values)
            insert = f"INSERT INTO {{{table}}} ({', '.join(values)}) VALUES ({names}) RETURNING organisation_id"
            assert may(world, mine, insert, **values) == (way.writes in roles), table


def test_a_lead_writes_nothing_of_another_organisation(world):
    lead, other = ORGANISATION["lead"], ORGANISATION["contributor"]
    for table in world.of_organisations():
        column = world.writable(table)
        update = f"UPDATE {{{table}}} SET {column} = {column} WHERE organisation_id = :id RETURNING organisation_id"
        assert not may(world, lead, update, id=other), table
        moved = f"UPDATE {{{table}}} SET organisation_id = :id WHERE organisation_id = :mine RETURNING organisation_id"
        assert not may(world, lead, moved, id=other, mine=lead), table


def test_of_what_is_shared_people_write_editions_nodes_and_settings_and_delete_nothing(world):
    shared = {table for table, has in world.tables.items() if not {"organisation_id", "person_id"} & {*has}}
    shared = {table for table in shared if not table.startswith("_")}
    assert shared >= {"edition", "node", "setting", "network", "team", "uploaded_edition"}
    lead = ORGANISATION["lead"]
    for table in shared:
        column = world.writable(table)
        assert len(world.seen(lead, table)) == len(world.rows[table])
        update = f"UPDATE {{{table}}} SET {column} = {column} RETURNING {column}"
        assert may(world, lead, update) == (table in {"edition", "node", "setting"}), table
        assert not may(world, lead, f"DELETE FROM {{{table}}} RETURNING {column}"), table


def test_a_right_given_in_a_unit_holds_in_the_rest_of_it_and_one_taken_does_not(world):
    lead, reader = ORGANISATION["lead"], ORGANISATION["reader"]

    def unit(opened):
        opened.run("UPDATE {membership} SET role = 'reader' WHERE person_id = :me", me=lead)
        assert opened.rows("SELECT * FROM answer") == []
        assert len(opened.rows("SELECT * FROM measurement")) == 1
        if not opened.run("UPDATE {answer} SET note = '' WHERE organisation_id = :id RETURNING note", id=lead):
            raise NotYours  # what one does not see is not there

    with pytest.raises(NotYours):
        world.store.for_user(lead).write(unit)
    assert len(world.seen(lead, "answer")) == 1
    assert world.seen(reader, "answer") == []


def reads_there(door, table):
    """How many rows of a table an office's door reads."""
    try:
        return len(door.read(lambda rows: rows.rows(f"SELECT * FROM {table}")))
    except (ValueError, sqlite3.DatabaseError):
        return 0


def writes_there(door, sql):
    """How many rows a write at an office's door would write; nothing of it is kept."""

    def unit(opened):
        done.append(opened.run(sql))
        raise Undone

    done: list[list[Row]] = []
    try:
        door.write(unit)
    except Undone:
        return len(done[0])
    except Conflict:  # past the guards
        return 1
    except (ValueError, NotYours, sqlite3.DatabaseError):
        return 0
    raise AssertionError(sql)


def a_column(world, table):
    return world.writable(table) if "organisation_id" in world.tables[table] else next(iter(world.tables[table]))


def test_the_reception_reads_and_writes_everybodys_rows_of_its_tables_and_nothing_of_any_other(world):
    open_there = {table for table in world.tables if table.startswith("_")} - {"_counted"} | RECEPTION
    assert open_there <= world.tables.keys()
    for person in (None, ORGANISATION["lead"]):
        door = world.store.reception(person)
        for table in world.tables:
            assert reads_there(door, table) == (len(world.rows[table]) if table in open_there else 0), table


def test_the_reception_deletes_nothing_of_who_somebody_was_what_was_agreed_and_what_was_done(world):
    open_there = {table for table in world.tables if table.startswith("_")} - {"_counted"} | RECEPTION
    door = world.store.reception(None)
    for table in world.tables:
        column = a_column(world, table)
        updated = writes_there(door, f"UPDATE {{{table}}} SET {column} = {column} RETURNING {column}")
        assert bool(updated) == (table in open_there - {"act", "_system_act"}), table
        deleted = writes_there(door, f"DELETE FROM {{{table}}} RETURNING {column}")
        assert bool(deleted) == (table in open_there - NEVER_DELETED), table


def test_counting_reads_what_figures_are_worked_out_from_and_writes_the_releases_alone(world):
    """By hand, from the issue: everybody's rows of these, and of no other table a row or a change."""
    door = world.store.counting()
    assert door.person_id == door.read(lambda rows: rows.person_id) == 0
    for table, columns in world.tables.items():
        assert reads_there(door, table) == (len(world.rows[table]) if table in COUNTED_FROM | RELEASES else 0), table
        column = a_column(world, table)
        many = len(world.rows[table]) if table in RELEASES else 0
        assert writes_there(door, f"UPDATE {{{table}}} SET {column} = {column} RETURNING {column}") == many, table
        deleted = writes_there(door, f"DELETE FROM {{{table}}} RETURNING {column}")
        assert bool(deleted) == (table in RELEASES), table
        row = {name: world.rows[table][0].get(name) for name in columns}
        places = ", ".join(f":{name}" for name in row)
        insert = f"INSERT INTO {{{table}}} ({', '.join(row)}) VALUES ({places}) RETURNING {column}"

        def inserted(unit, insert=insert, row=row):
            unit.run(insert, **row)

        with pytest.raises((Conflict, NotYours, ValueError, sqlite3.DatabaseError)) as refused:
            door.write(inserted)
        assert (refused.type is Conflict) == (table in RELEASES), table


def test_figures_are_read_by_everybody_and_written_by_nobody_but_counting(world):
    for person in (ORGANISATION["nobody"], ORGANISATION["lead"], ORGANISATION["network lead"], 0):
        for table in RELEASES - {"_counted"}:
            assert len(world.seen(person, table)) == len(world.rows[table]) == 1, table
            for door in (world.store.for_user(person), world.store.reception(person)):
                column = next(iter(world.tables[table]))
                assert not writes_there(door, f"UPDATE {{{table}}} SET {column} = {column} RETURNING {column}"), table
                assert not writes_there(door, f"DELETE FROM {{{table}}} RETURNING {column}"), table


def test_the_reception_says_who_acts_and_gets_nothing_by_it(world):
    assert world.store.reception(None).person_id == 0
    assert world.store.reception(7).read(lambda rows: rows.person_id) == 7
    mine = ORGANISATION["lead"]
    assert straight(world, mine, "SELECT * FROM answer", world.store.reception(mine)) == []


def test_what_was_counted_has_no_door_but_countings(world):
    assert len(world.rows["_counted"]) == len(WAYS)
    lead = ORGANISATION["lead"]
    for door in (world.store.for_user(lead), world.store.reception(lead)):
        with pytest.raises(ValueError, match="not a read"):
            door.read(lambda rows: rows.rows("SELECT * FROM _counted"))
        assert straight(world, lead, "SELECT * FROM _counted", door) == []
        assert straight(world, lead, "SELECT count(*) FROM _counted HAVING count(*) > 0", door) == []


FIGURE = "INSERT INTO {figure} (release_id, grp, measure, shown) VALUES (1, 1, :measure, 'x')"


def test_many_values_are_written_together_or_not_at_all(world):
    door, before = world.store.counting(), world.everything()
    for many, refused in ((["a", "b", "a"], Conflict), (["c", None], Conflict)):
        with pytest.raises(refused):
            door.write(lambda unit, many=many: unit.run_many(FIGURE, [{"measure": name} for name in many]))
    door.write(lambda unit: unit.run_many(FIGURE, []))
    assert world.everything() == before
    door.write(lambda unit: unit.run_many(FIGURE, ({"measure": name} for name in "abc")))
    assert len(world.seen(0, "figure")) == 4
    door.write(lambda unit: unit.run_many("DELETE FROM {figure} WHERE measure = :m", [{"m": name} for name in "abc"]))
    assert world.everything() == before


def test_many_values_are_guarded_like_one(world):
    lead, other = ORGANISATION["lead"], ORGANISATION["contributor"]
    write = "INSERT INTO {asked} (organisation_id, review_id, question, name, note, asked_at, asked_by)"
    write += " VALUES (:id, 1, 'q', '', '', 0, :me)"
    before = world.everything()
    for door in (world.store.for_user(lead), world.store.counting()):
        with pytest.raises((NotYours, sqlite3.DatabaseError)):
            door.write(lambda unit: unit.run_many(write, [{"id": one, "me": lead} for one in (lead, other)]))
        with pytest.raises(ValueError, match="not a write"):
            door.write(lambda unit: unit.run_many("SELECT 1", [{}]))
    assert world.everything() == before


def test_what_the_reception_did_under_a_key_is_no_answer_to_a_persons_unit(world):
    person = ORGANISATION["lead"]
    assert world.store.reception(person).write(lambda _: "there", key="same") == "there"
    assert world.store.for_user(person).write(lambda _: "here", key="same") == "here"
    assert world.store.reception(person).write(lambda _: "again", key="same") == "there"


def test_a_unit_of_the_reception_within_a_persons_is_refused_instead_of_waiting_for_ever(world):
    inner = world.store.reception(None)
    with pytest.raises(RuntimeError, match="do both in one"):
        world.store.for_user(ORGANISATION["lead"]).write(lambda _: inner.write(lambda _: None))


@pytest.mark.parametrize("engine", ["SQLite", "PostgreSQL"])
def test_a_network_of_hundreds_is_seen_whole_and_nothing_beside_it(engine, request, tmp_path):
    """Lists of organisations are short or long: PostgreSQL searches a long one in another way."""
    chance = Random(3)
    ids = [chance.getrandbits(48) for _ in range(1200)]
    on_roster, consented = {*ids[:600]}, {*ids[500:1100]}
    database = tmp_path / "file.db" if engine == "SQLite" else request.getfixturevalue("postgres").new_database()
    with loading(database) as filled:
        filled.add("person", ("person_id", "name"), [(1, "Lead"), (2, "Adviser")])
        columns: tuple[str, ...] = ("organisation_id", "name", "kind", "facts", "added_at")
        filled.add("organisation", columns, [(one, "Any", "school", "{}", 0) for one in ids])
        columns = ("network_id", "name", "kind", "one_body", "added_at")
        filled.add("network", columns, [(1, "Region", "region", 0, 0)])
        filled.add("network_above", ("above", "below", "depth"), [(1, 1, 0)])
        filled.add("_network_lead", ("network_id", "person_id", "since"), [(1, 1, 0)])
        filled.add("roster", ("organisation_id", "network_id", "since"), [(one, 1, YESTERDAY) for one in on_roster])
        filled.add("team", ("team_id", "name", "added_at"), [(1, "Team", 0)])
        filled.add("_team_member", ("team_id", "person_id", "since"), [(1, 2, 0)])
        columns = ("organisation_id", "consent_id", "purpose", "team_id", "share", "version", "given_at", "given_by")
        filled.add("consent", columns, [(one, 1, "team", 1, 4, 1, 0, 1) for one in consented])
        filled.add("membership", ("organisation_id", "person_id", "role"), [(ids[1150], 2, "lead")])
    store = open_store(database, clock=lambda: NOW)
    for person, due in ((1, on_roster), (2, consented | {ids[1150]})):
        door = store.for_user(person)
        assert {
            row["organisation_id"] for row in door.read(lambda rows: rows.rows("SELECT * FROM organisation"))
        } == due
        one = "SELECT name FROM organisation WHERE organisation_id = :id"
        found = door.read(lambda rows: {each for each in ids if rows.rows(one, id=each)})  # noqa: B023
        assert found == due
        assert door.read(lambda rows: rows.rows("SELECT * FROM review")) == []
    with pytest.raises(NotYours):
        store.for_user(2).write(lambda unit: unit.run("UPDATE {organisation} SET name = 'Ours'"))
    store.close()


def test_every_table_holds_a_canary_for_every_organisation(world):
    """Else the tests above could not fail."""
    for table in world.of_organisations():
        theirs = {row["organisation_id"] for row in world.rows[table]}
        assert theirs == {FIRST + place for place in range(len(WAYS))}, table
    texts = [table for table in world.of_organisations() if canary(FIRST) in str(world.rows[table])]
    assert len(texts) > 15
