"""STOCKTAKE_OIDC_ variables: with whom people sign in, and what a bad one is told."""

import pytest

from assessments.configuration import SETTINGS, read_configuration
from assessments.errors import BadConfiguration
from assessments.identity_provider import (
    CLIENT_ID,
    CLIENT_SECRET,
    ISSUER,
    NAME,
    SECRET_FILE,
    TENANTS,
    Provider,
    read_provider,
)
from assessments.modes import ADDRESS, MODE

GOOGLE = {ISSUER: "https://accounts.google.com", CLIENT_ID: "ours", CLIENT_SECRET: "paper"}
OIDC = {MODE: "oidc", ADDRESS: "https://stocktake.example"}
ANYBODY = "https://login.microsoftonline.com/organizations/v2.0"


def test_without_any_setting_there_is_no_provider(tmp_path):
    assert read_provider({}, tmp_path) is None
    assert read_configuration({}, tmp_path).provider is None


def test_a_provider_is_named_by_its_issuer_and_everybody_of_it_may_come(tmp_path):
    expected = Provider("https://accounts.google.com", "ours", "paper", frozenset(), "Google")
    assert read_configuration(GOOGLE | OIDC, tmp_path).provider == expected


@pytest.mark.parametrize("mode", ["single", "local"])
def test_where_people_do_not_sign_in_with_a_provider_nobody_is_sent_to_one(tmp_path, mode):
    assert read_configuration(GOOGLE | OIDC | {MODE: mode}, tmp_path).provider is None


def test_tenants_are_compared_in_small_letters_and_the_button_says_what_it_is_told(tmp_path):
    given = GOOGLE | {TENANTS: " Boat.Example, ,Kite.Example", NAME: " Paper  Boat Trust "}
    found = read_provider(given, tmp_path)
    assert found is not None
    assert found.tenants == {"boat.example", "kite.example"}
    assert found.name == "Paper Boat Trust"


def test_the_secret_may_stand_in_a_file_and_is_never_shown(tmp_path):
    (tmp_path / "secret").write_text("paper\n")
    given = {name: value for name, value in GOOGLE.items() if name != CLIENT_SECRET} | {SECRET_FILE: "secret"}
    found = read_configuration(given | OIDC, tmp_path)
    assert found.provider is not None
    assert found.provider.client_secret == "paper"
    assert "paper" not in repr(found)


def test_the_examples_together_make_a_provider(tmp_path):
    examples = {each.name: each.example for each in SETTINGS if "OIDC" in each.name and each.name != SECRET_FILE}
    assert read_provider(examples, tmp_path)
    (tmp_path / "oidc-secret").write_text("paper-boat")
    del examples[CLIENT_SECRET]
    assert read_provider(examples | {SECRET_FILE: str(tmp_path / "oidc-secret")}, tmp_path)


def without(name):
    return {each: value for each, value in GOOGLE.items() if each != name}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (without(ISSUER), f"{ISSUER} is missing."),
        (without(CLIENT_ID), f"{CLIENT_ID} is missing."),
        (without(CLIENT_SECRET), f"{CLIENT_SECRET} is missing."),
        ({NAME: "Boat"}, f"{ISSUER} is missing."),
        (GOOGLE | {CLIENT_SECRET: " "}, f"{CLIENT_SECRET} is missing."),
        (GOOGLE | {SECRET_FILE: "secret"}, f"{CLIENT_SECRET} and {SECRET_FILE} are both there."),
        (without(CLIENT_SECRET) | {SECRET_FILE: "nowhere"}, f"{SECRET_FILE} names a file that cannot be read"),
        (without(CLIENT_SECRET) | {SECRET_FILE: "empty"}, f"{SECRET_FILE} names a file that cannot be read"),
        (without(CLIENT_SECRET) | {SECRET_FILE: "bytes"}, f"{SECRET_FILE} names a file that cannot be read"),
        (GOOGLE | {ISSUER: "http://accounts.google.com"}, f"{ISSUER} is not an https address."),
        (GOOGLE | {ISSUER: "https://accounts.google.com:x"}, f"{ISSUER} is not an https address."),
        (GOOGLE | {ISSUER: "https://a:b@accounts.google.com"}, f"{ISSUER} is not an https address."),
        (GOOGLE | {ISSUER: "https://accounts.google.com?x=1"}, f"{ISSUER} is not an https address."),
        (GOOGLE | {ISSUER: ANYBODY}, f"{TENANTS} is missing. This issuer answers for everybody's directories"),
        (GOOGLE | {ISSUER: ANYBODY, TENANTS: " , "}, f"{TENANTS} is missing."),
    ],
)
def test_a_bad_setting_is_told_by_its_name_and_without_the_secret(tmp_path, given, says):
    (tmp_path / "empty").write_text("\n")
    (tmp_path / "bytes").write_bytes(b"paper\xff")
    with pytest.raises(BadConfiguration) as told:
        read_configuration(given, tmp_path)
    assert told.value.sentence.startswith(says)
    assert "paper" not in told.value.sentence
