"""A school with a small framework on a real SQLite store, and the verbs the tests use most."""

from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from assessments import answering, organisations, reviews, submitting
from assessments.store import open_store
from assessments.store.protocol import Door
from frameworks.catalogue import Catalogue
from scoring.answers import Answer, Evidence

CONTENT = Path(__file__).parent / "content"
NEXT_YEAR = Path(__file__).parent / "next_year"
NOW = datetime(2026, 11, 14, 10, 0, tzinfo=UTC)
A_YEAR = timedelta(days=365)
ON_BOTH = {  # files that ask nothing of one engine only
    "test_answering", "test_submitting", "test_reviews", "test_organisations", "test_numbers", "test_moving",
    "test_looking_back", "test_exchange", "test_asking", "test_comparing", "test_suggesting", "test_results",
    "test_evidence_files", "test_evidence_seen",
    "test_invitations", "test_people", "test_roles", "test_assigning",
    "test_networks", "test_first_contact", "test_sharing", "test_looks", "test_proposing",
    "test_participation", "test_bringing", "test_aiming", "test_flagging",
    "test_accounts", "test_sessions", "test_releases", "test_cases", "test_deciding", "test_portfolio",
    "test_members", "test_taking", "test_placing", "test_moderating", "test_signing_off", "test_visiting",
    "test_actions", "test_network_plans",
}  # fmt: skip

WHOLE = {
    "policy": Answer(level=4, evidence=(Evidence("Policy", "2026-09-01", "https://example.org/policy"),)),
    "lead": Answer(option="yes"),
    "filter": Answer(checked=frozenset({"web", "mail"})),
    "devices": Answer(value=Decimal(60)),
}


@pytest.fixture(scope="session")
def catalogue():
    return Catalogue.load(CONTENT)


@pytest.fixture(scope="session")
def next_catalogue():
    return Catalogue.load(CONTENT, NEXT_YEAR)


@pytest.fixture(scope="session")
def on_postgresql(postgres):
    """Gives addresses of new databases that have our schema already."""
    template = postgres.new_database()
    open_store(template).close()
    return lambda: postgres.new_database(template)


def pytest_generate_tests(metafunc):
    if metafunc.module.__name__.rpartition(".")[2] in ON_BOTH and "store" in metafunc.fixturenames:
        metafunc.parametrize("store", ["SQLite", "PostgreSQL"], indirect=True)


@pytest.fixture
def store(request, tmp_path):
    sqlite = getattr(request, "param", "SQLite") == "SQLite"
    database = tmp_path / "stocktake.db" if sqlite else request.getfixturevalue("on_postgresql")()
    with closing(open_store(database)) as opened:
        yield opened
    if not sqlite:
        request.getfixturevalue("postgres").drop(database)  # each is some 400 files, and there are hundreds


@pytest.fixture
def door(store):
    return store.for_user(1)


@pytest.fixture
def elsewhere(tmp_path):
    """The owner's door to another, empty database."""
    opened = open_store(tmp_path / "elsewhere.db")
    yield opened.for_user(1)
    opened.close()


@pytest.fixture
def school(door):
    return organisations.add(
        door,
        name="Paper Boat Primary School",
        kind="school",
        phase="primary",
        region="Eastmere",
        facts={"pupils": 240, "boarding": False},
        now=NOW,
    )


@dataclass(frozen=True)
class Desk:
    """One review of one's own, with the verbs spelt shortly."""

    door: Door
    catalogue: Catalogue
    review: int
    now: datetime = NOW

    def later(self, **more):
        return replace(self, now=self.now + timedelta(**more))

    def open(self):
        return reviews.open(self.door, self.catalogue, self.review, now=self.now)

    def give(self, question, answer, *, seen=None, note=None):
        if seen is None:
            stored = self.open().answers.get(question)
            seen = stored.revision if stored else 0
        return answering.give(
            self.door, self.catalogue, self.review, question, answer, note=note, seen=seen, now=self.now
        )

    def give_all(self, answers=None):
        for question, answer in (answers or WHOLE).items():
            self.give(question, answer)
        return self

    def undo(self, question, seen):
        return answering.undo(self.door, self.catalogue, self.review, question, seen=seen, now=self.now)

    def check(self):
        return submitting.check(self.door, self.catalogue, self.review, now=self.now)

    def submit(self):
        return submitting.submit(self.door, self.catalogue, self.review, now=self.now)


@pytest.fixture
def start(door, catalogue, school):
    """Starts a review and gives its desk."""

    def started(framework="small", *, now=NOW, catalogue=catalogue, organisation=school, **more):
        review = reviews.start(door, catalogue, organisation.id, framework, now=now, **more)
        return Desk(door, catalogue, review.id, now)

    return started


@pytest.fixture
def desk(start):
    return start()
