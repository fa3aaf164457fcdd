"""How long a session lasts, and what it says of its person, on both engines."""

from datetime import timedelta

import pytest

from assessments import organisations
from assessments.access import accounts, sessions, standing
from assessments.errors import NotYours, SignedOut
from assessments.store import sign_in as statements
from assessments.store.columns import moment
from assessments.values import Person
from tests.assessments.conftest import NOW

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def nobody(store):
    return store.reception(None)


@pytest.fixture
def person(nobody):
    return nobody.write(lambda unit: accounts.make(unit, name="Ada Quill", email=None, password=None, now=NOW))


@pytest.fixture
def token(nobody, person):
    return nobody.write(lambda unit: sessions.begin(unit, person, NOW))


def seen_at(nobody):
    return nobody.read(lambda rows: moment(rows.rows("SELECT seen_at FROM _session")[0]["seen_at"]))


def test_a_session_nobody_uses_ends_after_forty_five_minutes(nobody, token):
    assert sessions.is_live(nobody, token, NOW + 45 * MINUTE - SECOND)
    assert not sessions.is_live(nobody, token, NOW + 45 * MINUTE)
    with pytest.raises(SignedOut):
        sessions.resolve(nobody, token, NOW + 45 * MINUTE)


def test_a_session_in_use_ends_after_twelve_hours(nobody, token):
    for half_hours in range(1, 24):
        sessions.resolve(nobody, token, NOW + half_hours * HOUR / 2)
    sessions.resolve(nobody, token, NOW + 12 * HOUR - SECOND)
    with pytest.raises(SignedOut):
        sessions.resolve(nobody, token, NOW + 12 * HOUR)


def test_when_it_was_used_is_written_once_a_minute(nobody, token):
    for seconds, written in ((1, 0), (59, 0), (60, 60), (90, 60), (119, 60), (120, 120)):
        sessions.resolve(nobody, token, NOW + seconds * SECOND)
        assert seen_at(nobody) == NOW + written * SECOND


def test_a_token_is_256_bits_new_each_time_and_only_its_hash_is_kept(nobody, person):
    tokens = {nobody.write(lambda unit: sessions.begin(unit, person, NOW)) for _ in range(5)}
    assert len(tokens) == 5
    assert all(len(token) == 43 for token in tokens)  # 256 bits, six to a letter
    kept = {row["token_sha256"] for row in nobody.read(lambda rows: rows.rows("SELECT token_sha256 FROM _session"))}
    assert kept == set(map(sessions.hashed, tokens))


@pytest.mark.parametrize("given", [None, "", "made up", "ä\udcff", "0" * 100_000])
def test_a_token_that_is_none_is_nobody(nobody, token, given):
    assert not sessions.is_live(nobody, given, NOW)
    with pytest.raises(SignedOut):
        sessions.resolve(nobody, given, NOW)


def test_the_hash_that_is_kept_is_no_token(nobody, token):
    assert not sessions.is_live(nobody, sessions.hashed(token), NOW)


def test_signing_out_ends_this_session_and_no_other(nobody, person, token):
    other = nobody.write(lambda unit: sessions.begin(unit, person, NOW))
    sessions.sign_out(nobody, token)
    assert not sessions.is_live(nobody, token, NOW)
    assert sessions.is_live(nobody, other, NOW)


def test_nothing_that_began_before_is_a_session_once_all_are_ended(nobody, person, token):
    """Also one that was written by a process whose clock lags behind."""
    nobody.write(lambda unit: sessions.end_all(unit, person, NOW + MINUTE))
    late = nobody.write(lambda unit: sessions.begin(unit, person, NOW + 59 * SECOND))
    assert not sessions.is_live(nobody, late, NOW + MINUTE)
    assert sessions.is_live(nobody, nobody.write(lambda unit: sessions.begin(unit, person, NOW + MINUTE)), NOW + MINUTE)


def test_a_session_of_a_closed_account_is_nobody_s(nobody, person, token):
    nobody.write(lambda unit: statements.set_active(unit, person, active=False))
    assert not sessions.is_live(nobody, token, NOW)


def test_a_hat_is_worn_in_one_session(nobody, person, token):
    other = nobody.write(lambda unit: sessions.begin(unit, person, NOW))
    sessions.wear(nobody, token, "governor", NOW)
    assert [sessions.resolve(nobody, each, NOW).hat for each in (token, other)] == ["governor", None]
    with pytest.raises(SignedOut):
        sessions.wear(nobody, "made up", "governor", NOW)


def test_who_somebody_is_is_found_anew_each_time(store, nobody, person, token):
    """By hand: two duties, a network led and one no longer, a team, an organisation, each there once it is given."""

    def found():
        return sessions.resolve(nobody, token, NOW).standing

    assert found() == standing.Standing(Person(person, "Ada Quill"))

    def give(unit):
        for duty in ("author", "administrator"):
            statements.give_duty(unit, person, duty, NOW)
        for network, name, ended in ((7, "Eastmere", None), (8, "Westmere", 1)):
            unit.run(
                "INSERT INTO {network} (network_id, name, kind, one_body, added_at) VALUES (:id, :name, 'trust', 1, 0)",
                id=network, name=name,
            )  # fmt: skip
            unit.run(
                "INSERT INTO {_network_lead} (network_id, person_id, since, ended_at) VALUES (:id, :person, 0, :ended)",
                id=network, person=person, ended=ended,
            )  # fmt: skip
        unit.run("INSERT INTO {team} (team_id, network_id, name, added_at) VALUES (5, 7, 'Eastmere advisers', 0)")
        unit.run("INSERT INTO {_team_member} (team_id, person_id, since) VALUES (5, :person, 0)", person=person)

    nobody.write(give)
    school = organisations.add(store.for_user(person), name="Paper Boat", kind="charity", now=NOW)
    expected = standing.Standing(
        Person(person, "Ada Quill"),
        frozenset({"author", "administrator"}),
        (standing.Network(7, "Eastmere", "trust", one_body=True),),
        (standing.Team(5, "Eastmere advisers", 7),),
        is_member=True,
    )
    assert found() == expected == standing.standing(nobody, person)
    assert standing.roles(nobody, person) == {school.id: "lead"}
    with pytest.raises(NotYours):
        standing.standing(nobody, 999)


def test_what_can_no_longer_be_used_is_forgotten(nobody, person, token):
    from assessments.access import throttling

    throttling.take(nobody, NOW, account="ada@paper.example")
    throttling.forget_old(nobody, NOW + 23 * HOUR)
    counted = "SELECT (SELECT count(*) FROM _session) + (SELECT count(*) FROM _attempt) AS n"
    assert nobody.read(lambda rows: rows.one(counted)["n"]) == 2
    throttling.forget_old(nobody, NOW + 25 * HOUR)
    assert nobody.read(lambda rows: rows.one(counted)["n"]) == 0
