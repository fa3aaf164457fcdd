"""A small schema of the same kinds of table as ours, two people with an organisation each, and a look from outside."""

import sqlite3
from contextlib import closing

import pytest

from assessments.store import open_store
from tests.assessments.store import peopled

SCHEMA = """
-- Every kind of table: of people, of organisations (with and without a rowid), and shared.
CREATE TABLE person (person_id {key}, name TEXT NOT NULL) {strict};
CREATE TABLE organisation (organisation_id {big} NOT NULL PRIMARY KEY, name TEXT NOT NULL) {strict};
CREATE TABLE membership (
  organisation_id {big} NOT NULL REFERENCES organisation (organisation_id),
  person_id {big} NOT NULL REFERENCES person (person_id), role TEXT NOT NULL,
  PRIMARY KEY (organisation_id, person_id)) {norowid};
CREATE TABLE answer (
  organisation_id {big} NOT NULL REFERENCES organisation (organisation_id), question TEXT NOT NULL,
  comment TEXT NOT NULL, revision {int} NOT NULL, PRIMARY KEY (organisation_id, question)) {norowid};
CREATE TABLE evidence (
  evidence_id {key}, organisation_id {big} NOT NULL, question TEXT NOT NULL, title TEXT NOT NULL UNIQUE,
  FOREIGN KEY (organisation_id, question) REFERENCES answer (organisation_id, question)) {strict};
CREATE TABLE edition (edition_id {key}, content TEXT NOT NULL UNIQUE) {strict};
INSERT INTO person (person_id, name) VALUES (1, 'Ash'), (2, 'Brook CANARY'), (3, 'Nobody''s member');
"""
CANARY = "CANARY"


def add_organisation(unit, organisation, name):
    unit.run("INSERT INTO {organisation} (organisation_id, name) VALUES (:id, :name)", id=organisation, name=name)
    unit.run(
        "INSERT INTO {membership} (organisation_id, person_id, role) VALUES (:id, :person, 'lead')",
        id=organisation,
        person=unit.person_id,
    )


def add_answer(unit, organisation, question, comment):
    unit.run(
        "INSERT INTO {answer} (organisation_id, question, comment, revision) VALUES (:id, :question, :comment, 1)",
        id=organisation,
        question=question,
        comment=comment,
    )


def fill(store):
    """Person 1 leads organisation 10; person 2 leads organisation 20, where every text holds the canary."""

    def ash(unit):
        add_organisation(unit, 10, "Ashfield")
        add_answer(unit, 10, "q1", "ours")

    def brook(unit):
        add_organisation(unit, 20, f"Brookside {CANARY}")
        add_answer(unit, 20, "q1", CANARY)
        add_answer(unit, 20, "q2", CANARY)
        unit.run("INSERT INTO {evidence} (organisation_id, question, title) VALUES (20, 'q1', :title)", title=CANARY)

    store.for_user(1).write(ash)
    store.for_user(2).write(brook)


@pytest.fixture
def schema(tmp_path):
    folder = tmp_path / "schema"
    folder.mkdir()
    (folder / "0001_first.sql").write_text(SCHEMA)
    return folder


@pytest.fixture
def file(tmp_path):
    return tmp_path / "data" / "stocktake.db"


@pytest.fixture
def opened(file, schema):
    """Opens the store with a short patience; closed again after the test."""
    stores = []

    def open_it():
        stores.append(open_store(file, schema=schema, patience=0.1))
        return stores[-1]

    yield open_it
    for store in stores:
        store.close()


@pytest.fixture
def store(opened):
    store = opened()
    fill(store)
    return store


@pytest.fixture
def outside(file):
    """What another program finds on the disk: rows of any statement, on a connection of its own."""

    def rows(sql, *values):
        with closing(sqlite3.connect(file)) as connection:
            return connection.execute(sql, values).fetchall()

    return rows


@pytest.fixture(scope="module", params=["SQLite", "PostgreSQL"])
def world(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("world")
    tables = peopled.shape(folder)
    if request.param == "SQLite":
        database = folder / "stocktake.db"
    else:
        database = request.getfixturevalue("postgres").new_database()
    made = peopled.World(database, tables, peopled.fill(database, tables))
    yield made
    made.store.close()
