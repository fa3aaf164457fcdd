"""Signing in with a password, new passwords, one-use links, and closing an account, on both engines."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import argon2
import pytest

from assessments import organisations
from assessments.access import accounts, passwords, sessions, system_acts
from assessments.access.accounts import Knock
from assessments.access.standing import standing
from assessments.access.throttling import TooOften
from assessments.errors import NotYours, Refused, SignedOut
from assessments.store.sign_in import Account
from tests.assessments.conftest import NOW

GOOD, OTHER = "paper boats sail on ponds", "eleven lamps over the quay"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Hashes as cheap as argon2 allows: what they cost is measured elsewhere."""
    cheap = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_argon2", cheap)
    monkeypatch.setattr(passwords, "NOBODY", cheap.hash("nobody's"))


@pytest.fixture
def hashes(monkeypatch):
    """How many passwords were compared; each comparison is one hash worked out."""
    seen: list[str] = []
    verify = argon2.PasswordHasher.verify

    def counted(self, kept, given):
        seen.append(given)
        return verify(self, kept, given)

    monkeypatch.setattr(argon2.PasswordHasher, "verify", counted)
    return seen


def knock(peer="192.0.2.7", *, now=NOW, token=None):
    return Knock(peer, now, token)


@pytest.fixture
def nobody(store):
    """The reception, nobody signed in."""
    return store.reception(None)


@pytest.fixture
def ada(store, nobody):
    """An administrator who has set a password; gives the reception in her name."""
    link = accounts.first_link(nobody, name="Ada Quill", email="Ada@Paper.example", now=NOW)
    token = accounts.reset(nobody, link, GOOD, knock("198.51.100.1"))
    return store.reception(sessions.resolve(nobody, token, NOW).standing.person.id)


def sign_in(nobody, password=GOOD, email="ada@paper.example", **more):
    return accounts.sign_in(nobody, email, password, knock(**more))


def ben(store, nobody, email="ben@paper.example", password=OTHER):
    """Somebody without any duty."""
    kept = passwords.hashed(password)
    person = nobody.write(lambda unit: accounts.make(unit, name="Ben Oar", email=email, password=kept, now=NOW))
    return store.reception(person)


def test_whoever_knows_the_password_is_signed_in_however_the_address_is_spelt(nobody, ada):
    for email in ("ada@paper.example", " ADA@paper.EXAMPLE "):
        found = sessions.resolve(nobody, sign_in(nobody, email=email), NOW)
        assert (found.standing.person.id, found.standing.person.name) == (ada.person_id, "Ada Quill")


def test_a_wrong_password_an_unknown_address_and_a_closed_account_are_one_refusal_after_one_hash(
    store, nobody, ada, hashes
):
    closed = ben(store, nobody)
    accounts.deactivate(ada, closed.person_id, NOW)
    told = []
    for email, password in (
        ("ada@paper.example", "something else"), ("nobody@paper.example", GOOD), ("ben@paper.example", OTHER), ("", "")
    ):  # fmt: skip
        before = len(hashes)
        with pytest.raises(Refused) as refused:
            sign_in(nobody, password, email)
        told.append((refused.value.sentence, len(hashes) - before))
    assert set(told) == {(accounts.WRONG, 1)}


def test_of_a_hundred_wrong_passwords_in_a_minute_at_most_ten_are_tried_and_others_sign_in_meanwhile(
    store, nobody, ada, hashes
):
    ben(store, nobody)
    refusals = []
    for number in range(100):
        with pytest.raises(Refused) as refused:
            sign_in(
                nobody,
                f"guess number {number}",
                peer=f"192.0.2.{number}",
                now=NOW + timedelta(milliseconds=600) * number,
            )
        refusals.append(type(refused.value))
        if number == 50:
            assert sign_in(nobody, OTHER, "ben@paper.example", peer="203.0.113.9", now=NOW + MINUTE / 2)
    assert refusals.count(TooOften) == 90
    assert len(hashes) == 10 + 1
    with pytest.raises(TooOften):
        sign_in(nobody, now=NOW + MINUTE)
    assert sign_in(nobody, now=NOW + 3 * MINUTE)


def test_guesses_for_an_account_that_is_not_there_are_counted_too(nobody, ada, hashes):
    for _ in range(20):
        with pytest.raises(Refused):
            sign_in(nobody, "a guess of mine", "nobody@paper.example")
    assert len(hashes) == 10


def test_one_address_tries_thirty_accounts_a_minute(nobody, ada, hashes):
    for number in range(40):
        with pytest.raises(Refused):
            sign_in(nobody, "a guess of mine", f"{number}@paper.example")
    assert len(hashes) == 30


def test_a_whole_school_behind_one_address_signs_in_at_nine(store, nobody, ada):
    for _ in range(40):
        assert sign_in(nobody)


def test_many_guesses_at_once_are_counted_one_by_one(nobody, ada, hashes):
    def guess(number):
        try:
            sign_in(nobody, f"guess number {number}", peer=f"192.0.2.{number}")
        except Refused as refused:
            return type(refused)
        return None

    with ThreadPoolExecutor(8) as threads:
        kinds = list(threads.map(guess, range(40)))
    assert kinds.count(Refused) == 10
    assert kinds.count(TooOften) == 30
    assert len(hashes) == 10


def test_signing_in_again_ends_the_session_this_browser_had(nobody, ada):
    first = sign_in(nobody)
    second = sign_in(nobody, token=first)
    assert first != second
    assert not sessions.is_live(nobody, first, NOW)
    assert sessions.is_live(nobody, second, NOW)


def test_another_password_ends_every_session_and_begins_one_here(nobody, ada):
    elsewhere, here = sign_in(nobody), sign_in(nobody)
    begun = accounts.change_password(ada, GOOD, OTHER, knock(token=here, now=NOW + MINUTE))
    assert [sessions.is_live(nobody, one, NOW + MINUTE) for one in (elsewhere, here, begun)] == [False, False, True]
    with pytest.raises(Refused):
        sign_in(nobody, GOOD, now=NOW + HOUR)
    assert sign_in(nobody, OTHER, now=NOW + HOUR)


def test_a_password_changes_only_with_the_one_before_and_guesses_of_it_are_counted(ada, hashes):
    for _ in range(15):
        with pytest.raises(Refused):
            accounts.change_password(ada, "not hers at all", OTHER, knock())
    assert len(hashes) == 10


def test_a_sign_in_that_overlaps_a_new_password_begins_nothing(nobody, ada, monkeypatch):
    """The old password was right when it was compared; meanwhile a new one is set."""
    matches = passwords.matches

    def and_meanwhile(kept, given):
        right = matches(kept, given)
        monkeypatch.setattr(passwords, "matches", matches)
        accounts.change_password(ada, GOOD, OTHER, knock())
        return right

    monkeypatch.setattr(passwords, "matches", and_meanwhile)
    with pytest.raises(Refused):
        sign_in(nobody)


def test_signing_out_everywhere_ends_every_session(nobody, ada):
    begun = [sign_in(nobody), sign_in(nobody)]
    accounts.sign_out_everywhere(ada, NOW + MINUTE)
    assert not any(sessions.is_live(nobody, token, NOW + MINUTE) for token in begun)
    assert sessions.is_live(nobody, sign_in(nobody, now=NOW + MINUTE), NOW + MINUTE)


def test_a_closed_account_is_signed_out_at_once_and_can_be_opened_again(store, nobody, ada):
    other = ben(store, nobody)
    token = sign_in(nobody, OTHER, "ben@paper.example")
    accounts.deactivate(ada, other.person_id, NOW)
    with pytest.raises(SignedOut):
        sessions.resolve(nobody, token, NOW)
    accounts.reactivate(ada, other.person_id, NOW)
    assert not sessions.is_live(nobody, token, NOW)
    assert sign_in(nobody, OTHER, "ben@paper.example")


def test_only_administrators_and_the_operator_close_accounts_and_make_links(store, nobody, ada):
    other = ben(store, nobody)
    for act in (accounts.deactivate, accounts.reactivate, accounts.reset_link):
        for person in (ada.person_id, 999):
            with pytest.raises(NotYours):
                act(other, person, NOW)
    with pytest.raises(NotYours):
        accounts.reset_link(ada, 999, NOW)
    with pytest.raises(Refused, match="only administrator"):
        accounts.deactivate(ada, ada.person_id, NOW)


def test_a_link_sets_a_password_once_and_ends_every_session(store, nobody, ada):
    other = ben(store, nobody)
    before = sign_in(nobody, OTHER, "ben@paper.example")
    link = accounts.reset_link(ada, other.person_id, NOW)
    assert accounts.whose_link(nobody, link, NOW).person == other.person_id
    begun = accounts.reset(nobody, link, GOOD, knock(now=NOW + HOUR))
    assert sessions.resolve(nobody, begun, NOW + HOUR).standing.person.id == other.person_id
    assert not sessions.is_live(nobody, before, NOW + HOUR)
    with pytest.raises(Refused, match="used already"):
        accounts.reset(nobody, link, OTHER, knock(now=NOW + HOUR))


def test_two_who_use_one_link_at_once_are_one(store, nobody, ada):
    link = accounts.reset_link(ada, ben(store, nobody).person_id, NOW)

    def use(password):
        try:
            return accounts.reset(nobody, link, password, knock())
        except Refused:
            return None

    with ThreadPoolExecutor(2) as threads:
        assert sorted(each is None for each in threads.map(use, (GOOD, OTHER))) == [False, True]


def test_a_link_lasts_a_day_and_a_newer_one_takes_its_place(store, nobody, ada):
    other = ben(store, nobody).person_id
    first = accounts.reset_link(ada, other, NOW)
    second = accounts.reset_link(ada, other, NOW)
    day = timedelta(hours=24)
    for link, now in ((first, NOW), (second, NOW + day), ("made up", NOW), ("", NOW)):
        with pytest.raises(Refused, match="used already"):
            accounts.whose_link(nobody, link, now)
    assert accounts.whose_link(nobody, second, NOW + day - timedelta(seconds=1)).person == other


def test_the_link_of_a_closed_account_opens_nothing(store, nobody, ada):
    other = ben(store, nobody).person_id
    link = accounts.reset_link(ada, other, NOW)
    accounts.deactivate(ada, other, NOW)
    with pytest.raises(Refused):
        accounts.reset(nobody, link, GOOD, knock())


def test_neither_password_nor_token_stands_in_the_database(store, nobody, ada):
    token = sign_in(nobody)
    link = accounts.reset_link(ada, ada.person_id, NOW)
    rows = nobody.read(
        lambda rows: [
            *rows.rows("SELECT password FROM _account"),
            *rows.rows("SELECT token_sha256 FROM _session"),
            *rows.rows("SELECT token_sha256 FROM _reset"),
            *rows.rows("SELECT key_sha256 FROM _attempt"),
        ]
    )
    kept = " ".join(str(value) for row in rows for value in row.values())
    assert rows
    assert not any(secret in kept for secret in (GOOD, token, link, "paper.example", "192.0.2.7"))


def test_the_first_administrator_takes_over_what_the_single_owner_entered(store, nobody):
    school = organisations.add(
        store.for_user(1), name="Paper Boat Primary School", kind="school", phase="primary", now=NOW
    )
    link = accounts.first_link(nobody, name="Ada Quill", email="ada@paper.example", take_over=True, now=NOW)
    accounts.reset(nobody, link, GOOD, knock())
    found = sessions.resolve(nobody, sign_in(nobody), NOW).standing
    assert (found.person.id, found.person.name, found.is_administrator, found.is_member) == (1, "Ada Quill", True, True)
    assert [each.id for each in organisations.mine(store.for_user(found.person.id))] == [school.id]
    with pytest.raises(Refused, match="has an account already"):
        accounts.first_link(nobody, name="Eve", email="eve@paper.example", take_over=True, now=NOW)


def test_the_operator_gives_an_administrator_who_lost_the_way_in_another_link(store, nobody, ada):
    link = accounts.first_link(nobody, name="Ada Quill", email="ada@paper.example", now=NOW)
    assert accounts.whose_link(nobody, link, NOW).person == ada.person_id
    with pytest.raises(NotYours):
        accounts.first_link(ada, name="Ada Quill", email="ada@paper.example", now=NOW)
    assert standing(nobody, ada.person_id).is_administrator


def test_in_an_emergency_only_administrators_sign_in_with_a_password(store, nobody, ada):
    ben(store, nobody)
    assert accounts.sign_in(nobody, "ada@paper.example", GOOD, knock(), only_administrators=True)
    with pytest.raises(Refused, match="do not belong together"):
        accounts.sign_in(nobody, "ben@paper.example", OTHER, knock(), only_administrators=True)


@pytest.mark.parametrize(
    "email", ["", "ada", "ada@", "@paper.example", "a b@paper.example", "ada@paper", "a@b@c.example"]
)
def test_what_is_no_e_mail_address_is_refused(email):
    with pytest.raises(Refused):
        accounts.checked_email(email)


def test_two_people_cannot_have_one_address(store, nobody, ada):
    with pytest.raises(Refused, match="account with this e-mail"):
        ben(store, nobody, email="ADA@paper.example")


def test_somebody_who_signs_in_with_a_provider_has_no_password_to_change(nobody, store):
    person = nobody.write(lambda unit: accounts.make(unit, name="Cleo", email=None, password=None, now=NOW))
    with pytest.raises(Refused, match="without a password"):
        accounts.change_password(store.reception(person), "", GOOD, knock())
    with pytest.raises(Refused, match="without a password"):
        accounts.reset_link(nobody, person, NOW)


def test_everything_done_to_accounts_is_in_the_chain_without_names(store, nobody, ada):
    other = ben(store, nobody)
    accounts.change_name(other, "  Benjamin   Oar ", NOW)
    accounts.change_digest(other, digest=True)
    accounts.deactivate(ada, other.person_id, NOW)
    told = system_acts.every(nobody)
    assert {"account made", "administrator appointed", "reset link made", "password set by link", "name changed",
            "account closed"} <= {act.act for act in told}  # fmt: skip
    assert all(set(act.about) <= {"person"} for act in told)
    assert system_acts.broken_at(nobody) is None
    kept = accounts.get(nobody, other.person_id)
    assert kept is not None
    assert replace(kept, password=None) == Account(
        other.person_id, "Benjamin Oar", "ben@paper.example", active=False, digest=True, password=None
    )
