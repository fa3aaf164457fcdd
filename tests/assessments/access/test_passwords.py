"""Which passwords are taken, what a hash is made with, and how many are worked out at once."""

import threading
from concurrent.futures import ThreadPoolExecutor

import argon2
import pytest

from assessments.access import passwords
from assessments.errors import Refused

GOOD = "paper boats sail on ponds"


def test_a_hash_is_argon2id_with_the_parameters_we_chose_and_salted():
    first, second = passwords.hashed(GOOD), passwords.hashed(GOOD)
    assert first.startswith("$argon2id$v=19$m=65536,t=2,p=1$")
    assert first != second
    assert passwords.matches(first, GOOD)
    assert not passwords.matches(first, GOOD + " ")


def test_an_account_without_a_password_matches_nothing_after_the_same_work():
    known = argon2.extract_parameters(passwords.hashed(GOOD))
    unknown = argon2.extract_parameters(passwords.NOBODY)
    assert (unknown.memory_cost, unknown.time_cost, unknown.parallelism, unknown.type) == (
        known.memory_cost, known.time_cost, known.parallelism, known.type
    )  # fmt: skip
    assert (unknown.salt_len, unknown.hash_len) == (known.salt_len, known.hash_len)
    for given in (GOOD, "", passwords.NOBODY):
        assert not passwords.matches(None, given)


def test_a_damaged_hash_matches_nothing():
    assert not passwords.matches("not a hash", GOOD)


def test_a_letter_with_an_accent_is_one_however_it_is_typed():
    assert passwords.matches(passwords.hashed("caf\u00e9 under the oak"), "cafe\u0301 under the oak")


@pytest.mark.parametrize(
    "password", [GOOD, "Tr0ub4dor&3 in a boat", "väg äng hav sjö", "x7#kQ!vT02pm", "七つの海を渡る小さな船だ"]
)
def test_a_password_nobody_would_guess_is_taken(password):
    assert passwords.checked(password, email="ada@paper.example") == password


@pytest.mark.parametrize("password", ["", "elevenchars", "a" * 1025])
def test_twelve_to_1024_characters_are_needed(password):
    with pytest.raises(Refused, match="characters"):
        passwords.checked(password)


@pytest.mark.parametrize(
    "password",
    [
        "qwerty123456", "QWERTY123456", "password1234", "Password-1234!", "!!!sunshine2026", "let me in 2026",
        "passwordpassword", "aaaaaaaaaaaa", "123456789012", "09-11-2026 !!", "stocktake2026!", "Stocktake-Stocktake",
        "ada@paper.example", "ADA@paper.example1", "papernibble2026",
    ],
)  # fmt: skip
def test_what_many_people_use_and_what_anybody_knows_of_one_is_refused(password):
    with pytest.raises(Refused, match="first passwords anybody would guess"):
        passwords.checked(password, email="papernibble@paper.example" if "nibble" in password else "ada@paper.example")


def test_at_most_two_hashes_are_worked_out_at_once(monkeypatch):
    running, most, both = [], [], threading.Barrier(2, timeout=20)

    class Slow:
        def hash(self, _password):
            running.append(1)
            most.append(len(running))
            both.wait()  # two are here together, and a third would be seen by them
            running.pop()
            return "hash"

    monkeypatch.setattr(passwords, "_argon2", Slow())
    with ThreadPoolExecutor(6) as threads:
        list(threads.map(passwords.hashed, [GOOD] * 6))
    assert max(most) == 2
