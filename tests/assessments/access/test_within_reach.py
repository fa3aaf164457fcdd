"""Who is near the next award: only those that show their levels are named, and each is told it was looked at."""

from datetime import timedelta

import pytest

from assessments import answering, organisations, reviews, submitting
from assessments.access import looks, sharing, within_reach
from assessments.access.sharing_words import LATEST
from assessments.access.within_reach import Ahead, next_award
from assessments.store import looks as look_statements
from assessments.store.sharing import Wanted
from scoring.answers import Answer, AnswerSheet
from tests.assessments.access.networked import ADVISER, REGION_LEAD, STRANGER, TRUST_LEAD, around, list_in
from tests.assessments.awarded import this_year
from tests.assessments.conftest import NOW


@pytest.fixture(scope="session")
def catalogue():
    return this_year()


@pytest.fixture
def placed(installation):
    return around(installation)


@pytest.fixture
def add(door, catalogue, installation, placed):
    """A school of the region with these two levels, which says yes to somebody."""

    def added(name, one, two, *wanted):
        school = organisations.add(door, name=name, kind="school", phase="primary", facts={"pupils": 240}, now=NOW)
        list_in(installation, school.id, placed.region)
        for purpose, whom, share in wanted:
            team, network = (placed.team, None) if whom == "team" else (None, placed.region)
            given = Wanted(purpose, team, network, share, NOW.date() + timedelta(days=30))
            sharing.give(door, school.id, given, version=LATEST[purpose], now=NOW)
        review = reviews.start(door, catalogue, school.id, "tiny", now=NOW).id
        for question, level in (("one", one), ("two", two)):
            answering.give(door, catalogue, review, question, Answer(level=level), seen=0, now=NOW)
        submitting.submit(door, catalogue, review, now=NOW)
        return school

    return added


@pytest.fixture
def near(store, installation, catalogue):
    def found(person, framework=None, now=NOW):
        door = looks.watched(store.for_user(person), installation.at(person), "awards", now=now)
        return within_reach.of(door, installation.at(person), catalogue, framework, now=now)

    return found


def named(found):
    return [(line.name, line.ahead.questions) for line in found.lines]


def test_only_those_who_show_their_levels_are_named_the_nearest_first(add, near):
    add("Ash Bay", 2, 2, ("team", "team", 2))
    add("Birch Bay", 3, 1, ("team", "team", 4))
    add("Cedar Bay", 3, 3, ("team", "team", 2))  # has everything: nothing is ahead
    add("Dune Bay", 2, 3, ("team", "team", 1))  # shows only how far it is
    add("Elm Bay", 2, 3, ("network", "network", 2))
    add("Fern Bay", 2, 3)
    assert named(near(ADVISER)) == [("Birch Bay", 1), ("Ash Bay", 2)]
    assert named(near(REGION_LEAD)) == [("Elm Bay", 1)]
    for person in (TRUST_LEAD, STRANGER):
        assert (near(person).frameworks, named(near(person))) == ((), [])


def test_ones_own_organisations_are_not_listed(add, near):
    add("Ash Bay", 2, 2)
    assert near(1).of == 0


def test_each_is_told_every_day_that_it_was_looked_at(add, near, store):
    shown = add("Ash Bay", 2, 2, ("team", "team", 2))
    near(ADVISER)
    near(ADVISER, now=NOW + timedelta(days=1))  # by then it is remembered what is ahead
    found = store.for_user(1).read(lambda rows: look_statements.every(rows, shown.id, 9))
    assert sorted((look.day.isoformat(), look.what) for look in found) == [
        ("2026-11-14", "awards"), ("2026-11-15", "awards")
    ]  # fmt: skip


def test_the_next_award_is_the_first_that_raising_levels_reaches(catalogue):
    edition = catalogue.latest("tiny").edition

    def ahead(**levels):
        answers = {name: Answer(level=level) for name, level in levels.items()}
        return next_award(edition, AnswerSheet("tiny", "2026", "2026-11-14", answers=answers))

    assert ahead(one=2, two=1) == Ahead("The mark", 2)
    assert ahead(one=3, two=4) is None
