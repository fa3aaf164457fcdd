"""Who may come in, and at which address, as it is read from the settings."""

import pytest

from assessments.configuration import read_configuration
from assessments.errors import BadConfiguration
from assessments.modes import ADDRESS, MODE, Address

OIDC = {
    "STOCKTAKE_OIDC_ISSUER": "https://id.paper.example",
    "STOCKTAKE_OIDC_CLIENT_ID": "stocktake",
    "STOCKTAKE_OIDC_CLIENT_SECRET": "paper-boat",
}


def read(tmp_path, **given):
    found = read_configuration({MODE: given.pop("mode"), **given} if "mode" in given else given, tmp_path)
    return found.mode, found.address


def test_without_a_setting_one_owner_uses_this_computer_alone(tmp_path):
    assert read(tmp_path) == ("single", None)


def test_people_sign_in_at_an_address(tmp_path):
    address = {ADDRESS: "https://stocktake.example.org"}
    assert read(tmp_path, mode="local", **address) == ("local", Address("https", "stocktake.example.org"))
    assert read(tmp_path, mode="oidc", **address, **OIDC) == ("oidc", Address("https", "stocktake.example.org"))


@pytest.mark.parametrize(
    ("given", "origin", "secure"),
    [
        ("https://Stocktake.Example.org/", "https://stocktake.example.org", True),
        ("https://stocktake.example.org:443", "https://stocktake.example.org", True),
        ("https://stocktake.example.org:8443", "https://stocktake.example.org:8443", True),
        ("http://127.0.0.1:8501", "http://127.0.0.1:8501", False),
        ("http://localhost:80/", "http://localhost", False),
        ("http://[::1]:8501", "http://[::1]:8501", False),
        ("https://127.0.0.1:8443", "https://127.0.0.1:8443", True),
    ],
)
def test_an_address_is_kept_as_browsers_send_it(tmp_path, given, origin, secure):
    _, found = read(tmp_path, mode="local", **{ADDRESS: given})
    assert (found.origin, found.secure) == (origin, secure)


@pytest.mark.parametrize(
    "given",
    [
        "", "stocktake.example.org", "ftp://stocktake.example.org", "https://", "https://stocktake.example.org/path",
        "https://stocktake.example.org?x=1", "https://stocktake.example.org#x", "https://me@stocktake.example.org",
        "https://stocktake.example.org:port", "https://[::1", "https://a b.example.org", "https://*.example.org",
        "https://-x.example.org", "https://[2001:db8::7]",
    ],
)  # fmt: skip
def test_an_address_that_is_none_is_refused_in_a_sentence(tmp_path, given):
    with pytest.raises(BadConfiguration, match=ADDRESS):
        read(tmp_path, mode="local", **{ADDRESS: given})


@pytest.mark.parametrize(
    "given", ["http://stocktake.example.org", "http://192.168.0.7:8501", "http://127.0.0.1.example.org"]
)
def test_passwords_travel_by_https_only(tmp_path, given):
    with pytest.raises(BadConfiguration, match="https://"):
        read(tmp_path, mode="local", **{ADDRESS: given})


def test_what_is_missing_is_named(tmp_path):
    with pytest.raises(BadConfiguration, match="needs STOCKTAKE_ADDRESS"):
        read(tmp_path, mode="local")
    with pytest.raises(BadConfiguration, match="needs STOCKTAKE_OIDC_ISSUER"):
        read(tmp_path, mode="oidc", **{ADDRESS: "https://stocktake.example.org"})
    with pytest.raises(BadConfiguration, match="single, local, oidc"):
        read(tmp_path, mode="everybody")
