"""Erasing a person: what was done and when stays; who did it is nowhere any more, also not in the files."""

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from assessments import audit, organisations
from assessments.access import administration, erasing, invitations, system_acts
from assessments.access.invitations import Offer
from assessments.errors import NotYours, Refused
from tests.assessments.conftest import NOW
from tests.postgres import INSTALL, programs

both = pytest.mark.parametrize("store", ["SQLite", "PostgreSQL"], indirect=True)
ADMIN, LEAD, GONE, OTHER = 2, 4, 5, 6
NAME, EMAIL, SUBJECT, HASH = "CANARY Zephyr", "canary.zephyr@gone.example", "canary-subject-77", "a hash of CANARY"
LABEL = "CANARY the chair"  # goes already when the link is used
CANARIES = (NAME, EMAIL, SUBJECT, HASH)


@pytest.fixture
def peopled(installation, school):
    """Somebody who has left a trace everywhere: an account, an identity, a session, links, duties, acts."""
    installation.person(ADMIN, "Admin Ash", email="ash@paper-boat.example", duties=("administrator",))
    installation.person(LEAD, "Cedar Lead", email="cedar@paper-boat.example")
    installation.person(OTHER, "Dew Other", email="dew@paper-boat.example")
    installation.person(GONE, NAME, email=EMAIL, duties=("author",))
    installation.join(school.id, LEAD, "lead")
    link = invitations.make(installation.at(LEAD), Offer("contributor", organisation=school.id, label=LABEL), now=NOW)
    invitations.accept(installation.at(GONE), link.token, now=NOW)

    def traces(unit):
        more = (
            "INSERT INTO {_identity} (issuer, subject, person_id, linked_at) VALUES ('https://i', :text, :id, 0)",
            "INSERT INTO {_session} (token_sha256, person_id, began_at, seen_at, hat) VALUES ('s', :id, 0, 0, :text)",
            "INSERT INTO {_reset} (token_sha256, person_id, made_at, expires_at) VALUES (:text, :id, 0, 0)",
            "INSERT INTO {network} (network_id, name, kind, one_body, added_at) VALUES (:id, 'Tin', 'club', 0, 0)",
            "INSERT INTO {team} (team_id, network_id, name, added_at) VALUES (:id, :id, 'Team', 0)",
            "INSERT INTO {_network_lead} (network_id, person_id, since) VALUES (:id, :id, 0)",
            "INSERT INTO {_team_member} (team_id, person_id, since) VALUES (:id, :id, 0)",
        )
        for sql in more:
            unit.run(sql, id=GONE, **({"text": SUBJECT} if ":text" in sql else {}))
        unit.run("UPDATE {_account} SET password = :hash WHERE person_id = :id", id=GONE, hash=HASH)

    installation.at().write(traces)
    return installation


def rows(installation, sql, **values):
    return installation.at().read(lambda found: found.rows(sql, **values))


@both
def test_the_person_is_gone_and_what_they_did_stays(peopled, school, store):
    before = [(act.number, act.at, act.act) for act in audit.acts(store.for_user(LEAD), school.id)]
    erasing.erase(peopled.at(ADMIN), GONE, now=NOW + timedelta(days=1))
    after = audit.acts(store.for_user(LEAD), school.id)
    assert [(act.number, act.at, act.act) for act in after[:-1]] == before
    assert (after[-1].act, dict(after[-1].about), after[-1].by.id) == ("person erased", {"person": GONE}, ADMIN)
    assert {act.by.name for act in after if act.by.id == GONE} == {""}
    assert rows(peopled, "SELECT name FROM person WHERE person_id = :id", id=GONE) == [{"name": ""}]
    for table in ("_account", "_identity", "_session", "_reset", "_duty"):
        assert rows(peopled, f"SELECT person_id FROM {table} WHERE person_id = :id", id=GONE) == [], table
    assert audit.broken_at(store.for_user(LEAD), school.id) is None
    assert system_acts.broken_at(peopled.at()) is None


@both
def test_everything_they_could_open_is_closed_and_nothing_of_the_others(peopled, school, store):
    erasing.erase(peopled.at(GONE), GONE, now=NOW + timedelta(days=1))
    with pytest.raises(NotYours):
        organisations.get(store.for_user(GONE), school.id)
    for table in ("membership", "_network_lead", "_team_member"):
        found = rows(peopled, f"SELECT ended_at FROM {table} WHERE person_id = :id", id=GONE)
        assert [row["ended_at"] is None for row in found] == [False], table
    assert organisations.get(store.for_user(LEAD), school.id) == school
    assert administration.people(peopled.at(ADMIN)).of == 3


@both
def test_oneself_and_administrators_may_and_nobody_else(peopled):
    for asker in (LEAD, OTHER):
        with pytest.raises(NotYours):
            erasing.erase(peopled.at(asker), GONE, now=NOW)
        with pytest.raises(NotYours):
            erasing.in_the_way(peopled.at(asker), GONE)
    with pytest.raises(NotYours):
        erasing.erase(peopled.at(None), GONE, now=NOW)
    erasing.erase(peopled.at(GONE), GONE, now=NOW)
    with pytest.raises(NotYours):
        erasing.erase(peopled.at(ADMIN), GONE, now=NOW)


@both
def test_whoever_alone_leads_hands_over_first(peopled, school):
    """Person 1 of the test's school leads too, but has no account."""
    said = f"Nobody else leads {school.name}. First hand over to somebody there, or have another lead appointed."
    assert erasing.in_the_way(peopled.at(LEAD), LEAD).sentence == said
    with pytest.raises(Refused, match="First hand over"):
        erasing.erase(peopled.at(LEAD), LEAD, now=NOW)
    peopled.join(school.id, OTHER, "lead")
    erasing.erase(peopled.at(LEAD), LEAD, now=NOW)
    with pytest.raises(Refused, match="First hand over"):
        erasing.erase(peopled.at(OTHER), OTHER, now=NOW)


@both
def test_the_last_administrator_stays(peopled):
    with pytest.raises(Refused, match="last administrator"):
        erasing.erase(peopled.at(ADMIN), ADMIN, now=NOW)
    administration.give_duty(peopled.at(ADMIN), OTHER, "administrator", now=NOW)
    erasing.erase(peopled.at(ADMIN), ADMIN, now=NOW)


def test_on_sqlite_no_file_of_the_database_holds_them_any_more(peopled, store, tmp_path):
    kept = [path.read_bytes() for path in files(tmp_path)]
    there = [canary for canary in (*CANARIES, LABEL) if any(canary.encode() in held for held in kept)]
    assert there == [*CANARIES, LABEL], "before, each is in some file"
    erasing.erase(peopled.at(ADMIN), GONE, now=NOW)
    store.tidy()
    for path in files(tmp_path):
        assert not [canary for canary in (*CANARIES, LABEL) if canary.encode() in path.read_bytes()], path.name


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("store", ["PostgreSQL"], indirect=True)
def test_on_postgresql_no_table_dump_or_log_holds_them_any_more(peopled, store, postgres):
    address = store._place.address
    assert [canary for canary in CANARIES if canary in dumped(postgres, address)] == [*CANARIES]
    erasing.erase(peopled.at(ADMIN), GONE, now=NOW)
    store.tidy()
    after = dumped(postgres, address) + postgres.log.read_text()
    assert [canary for canary in (*CANARIES, LABEL) if canary in after] == []
    held = b"".join(file.read_bytes() for file in data_files(postgres, address))
    assert b"Dew Other" in held, "the others are there"
    assert [canary for canary in (*CANARIES, LABEL) if canary.encode() in held] == []


def dumped(cluster, address):
    """A dump of everything, by the superuser, from whom no rule hides a row."""
    database = address.rpartition("?")[0].rpartition("/")[2]
    found = programs()
    assert found is not None, INSTALL
    command = [found / "pg_dump", cluster.address(database, user="postgres")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "CREATE TABLE" in done.stdout
    return done.stdout


def data_files(cluster, address):
    """The files of every table and index, as they are on the disk after a checkpoint."""
    database = address.rpartition("?")[0].rpartition("/")[2]
    cluster.run("CHECKPOINT", database=database)
    found = cluster.run(
        "SELECT pg_relation_filepath(oid) FROM pg_class WHERE relkind IN ('r', 'i', 't')"
        " AND pg_relation_filepath(oid) LIKE 'base/%'",
        database=database,
    )
    return [path for (name,) in found if (path := cluster.data / str(name)).exists()]
