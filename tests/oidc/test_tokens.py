"""The provider is asked and its tokens are looked through: only a whole, fresh one for us proves who came."""

import asyncio
import base64
import json
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jwt

from assessments.access.identities import Arrival
from assessments.access.under_way import Back, Begun
from assessments.errors import Refused
from assessments.identity_provider import Provider
from tests.oidc.provider import CLIENT, FORGED, SECRET, TAMPERED, TENANT, USERS, new_key, signed_in_as
from ui.signing import openid
from ui.signing.id_token import NotProven, OtherTenant, UnknownKey, proven
from ui.signing.openid import OpenId, ProviderAway

BACK = "http://127.0.0.1:8501/sign-in/back"
VERIFIER = "v" * 43
BEGUN = Begun("b", "s", "n", VERIFIER)


@pytest.fixture
def clock():
    return lambda: datetime.now(UTC)


def told_of(theirs, **changed):
    return replace(Provider(theirs.issuer, CLIENT, SECRET, frozenset(), "Paper Boat"), **changed)


def ask(client):
    return asyncio.run(client.ask(BACK, BEGUN))


def code_for(client, user="DfE user"):
    """The code that the provider sends back for a user."""
    back = signed_in_as(ask(client), user)
    assert back.startswith(f"{BACK}?code=")
    return back.partition("code=")[2].partition("&")[0]


def arrived(client, code, *, nonce="n", verifier=VERIFIER, named=False):
    begun = Back(nonce, verifier, "/", None)
    return asyncio.run(client.arrived(code, BACK, begun, datetime.now(UTC), named=named))


def come(theirs, user="DfE user", *, asked=None, verifier=VERIFIER, named=False, **changed):
    """Sign in with the provider as far as the token; gives who came."""
    client = asked or OpenId(told_of(theirs, **changed))
    return arrived(client, code_for(client, user), verifier=verifier, named=named)


def test_somebody_is_known_by_issuer_and_subject_and_the_name_is_only_a_name(theirs):
    assert come(theirs) == Arrival(theirs.base, "3E4F0000-DFE", "Una Reed")
    assert come(theirs, "Same e-mail") == Arrival(theirs.base, "somebody-else", "Una Reed")


@pytest.mark.parametrize("alg", ["RS256", "PS256", "ES256"])
def test_the_three_ways_to_sign_that_we_take(theirs, alg):
    theirs.alg = alg
    theirs.sign_with(new_key(alg, alg))
    assert come(theirs).subject == "3E4F0000-DFE"


def test_a_way_to_sign_that_we_do_not_take_proves_nothing(theirs):
    theirs.alg = "RS512"
    theirs.sign_with(new_key("long", "RS512"))
    with pytest.raises(NotProven, match="cannot be trusted"):
        come(theirs)


@pytest.mark.parametrize("tamper", [*TAMPERED, *FORGED])
def test_a_token_that_was_meddled_with_proves_nothing(theirs, tamper):
    theirs.tamper = tamper
    with pytest.raises(NotProven, match="cannot be trusted, so you are not signed in") as told:
        come(theirs)
    assert "una" not in told.value.why.lower()
    theirs.tamper = None
    assert come(theirs).subject == "3E4F0000-DFE"


def test_a_code_is_worth_nothing_the_second_time_or_without_its_verifier(theirs):
    with pytest.raises(NotProven):
        come(theirs, verifier="w" * 43)

    client = OpenId(told_of(theirs))
    code = code_for(client)
    assert arrived(client, code).subject == "3E4F0000-DFE"
    with pytest.raises(NotProven):
        arrived(client, code)


def test_a_code_of_another_sign_in_is_given_away_by_its_nonce_even_where_the_provider_takes_it(theirs):
    theirs.careless = True
    client = OpenId(told_of(theirs))
    stolen = code_for(client)
    with pytest.raises(NotProven) as told:
        arrived(client, stolen, verifier="w" * 43, nonce="of another sign-in")
    assert told.value.why == "the nonce is another"


def test_a_secret_that_has_ended_is_told_as_trouble_with_the_provider_and_the_log_says_which(theirs):
    with pytest.raises(ProviderAway) as told:
        come(theirs, client_secret="wrong")
    assert told.value.why == "token: 'invalid_client'"


def test_a_new_key_is_fetched_when_it_is_first_met_and_otherwise_nothing_is_asked_twice(theirs):
    client = OpenId(told_of(theirs))
    come(theirs, asked=client)
    come(theirs, asked=client)
    assert [theirs.log.count(page) for page in ("/.well-known/openid-configuration", "/keys", "/token")] == [1, 1, 2]
    theirs.sign_with(new_key("second"))
    assert come(theirs, asked=client).subject == "3E4F0000-DFE"
    assert theirs.log.count("/keys") == 2


def test_of_many_directories_only_those_that_were_named_may_come(theirs):
    theirs.any_tenant = True
    ours = frozenset({TENANT})
    head = come(theirs, "Entra head", tenants=ours)
    assert head == Arrival(f"{theirs.base}/{TENANT}/v2.0", "AAAAPairwise1", "Mora Quill")
    with pytest.raises(OtherTenant, match="an organisation that may not sign in here"):
        come(theirs, "Entra stranger", tenants=ours)


def test_of_google_only_the_named_domains_may_come(theirs):
    boat = frozenset({"boat.example"})
    assert come(theirs, "Google lead", tenants=boat).name == "Ivo Lantern"
    with pytest.raises(OtherTenant):
        come(theirs, "Google visitor", tenants=boat)
    assert come(theirs, "Google visitor").subject == "99887766554433221100"


@pytest.mark.parametrize("trouble", ["down", "rubbish", "a list", "slow"])
@pytest.mark.parametrize("when", ["at the start", "at the token"])
def test_a_provider_that_is_down_slow_or_answers_rubbish_is_said_to_be_away(theirs, monkeypatch, trouble, when):
    monkeypatch.setattr(openid, "PATIENCE", 0.3 if trouble == "slow" else 8.0)
    client = OpenId(told_of(theirs))
    if when == "at the token":
        come(theirs, asked=client)
        code = code_for(client)
    theirs.trouble = trouble
    with pytest.raises(ProviderAway, match="Paper Boat does not answer as it should"):
        arrived(client, code) if when == "at the token" else ask(client)


def test_a_name_that_only_the_page_about_somebody_tells_is_asked_for_when_it_is_wanted(theirs):
    theirs.quiet = True
    assert come(theirs) == Arrival(theirs.base, "3E4F0000-DFE", "")
    assert come(theirs, named=True).name == "Una Reed"
    theirs.says = {"about": {"sub": "somebody-else"}}
    assert come(theirs, named=True).name == ""
    theirs.says = {"token": {"access_token": "not the right one"}}
    assert come(theirs, named=True) == Arrival(theirs.base, "3E4F0000-DFE", "")


@pytest.mark.parametrize(
    ("says", "fault"),
    [
        ({"token": {"id_token": None}}, NotProven),
        ({"token": {"id_token": ["a"]}}, NotProven),
        ({"token": {"expires_in": ["a"]}}, ProviderAway),
        ({"token": {"error": "invalid_grant"}}, NotProven),
        ({"keys": {"keys": "none"}}, ProviderAway),
        ({"keys": {"keys": ["none", 7, {}]}}, NotProven),
    ],
)
def test_an_answer_of_another_shape_proves_nothing(theirs, says, fault):
    theirs.says = says
    with pytest.raises(fault):
        come(theirs)


def test_a_provider_that_is_not_there_is_said_to_be_away(theirs):
    client = OpenId(told_of(theirs, issuer="http://127.0.0.1:9"))
    with pytest.raises(ProviderAway, match="Paper Boat does not answer as it should"):
        ask(client)


@pytest.mark.parametrize(
    "said",
    [
        {"issuer": "http://127.0.0.1:1"},
        {"issuer": None},
        {"token_endpoint": None},
        {"token_endpoint": "http://elsewhere.example/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"end_session_endpoint": "javascript:alert(1)"},
    ],
)
def test_a_provider_is_not_believed_when_it_says_something_odd_of_itself(theirs, monkeypatch, said):
    pages = theirs.pages() | said
    monkeypatch.setattr(theirs, "pages", lambda: pages)
    with pytest.raises(ProviderAway):
        ask(OpenId(told_of(theirs)))


def test_what_a_provider_said_of_itself_is_kept_for_some_minutes_only(theirs, monkeypatch):
    client = OpenId(told_of(theirs))
    moment = 1000.0
    monkeypatch.setattr(openid, "monotonic", lambda: moment)
    ask(client)
    theirs.trouble, moment = "down", moment + openid.FRESH - 1
    ask(client)
    moment += 2
    with pytest.raises(ProviderAway):
        ask(client)


def test_signing_out_of_the_provider_is_offered_when_it_says_where(theirs):
    client = OpenId(told_of(theirs))
    assert client.sign_out() is None  # it was not asked yet
    ask(client)
    assert client.sign_out() == f"{theirs.base}/sign-out?client_id={CLIENT}"
    theirs.signs_out = False
    other = OpenId(told_of(theirs))
    ask(other)
    assert other.sign_out() is None


NOW = datetime(2026, 11, 14, 10, tzinfo=UTC)
KEY = new_key("first")
OURS = Provider("https://id.example", CLIENT, SECRET, frozenset(), "Paper Boat")


def urlsafe(part):
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode()


def told(key=KEY, header=None, now=NOW, shown=None, **claims):
    """Who a token made by hand proves to have come."""
    at = int(NOW.timestamp())
    whole = {"iss": OURS.issuer, "aud": CLIENT, "iat": at, "exp": at + 300, "nonce": "n", **USERS["DfE user"], **claims}
    token = jwt.encode({"alg": "RS256", "kid": "first"} if header is None else header, whole, key)
    keys = [KEY.as_dict(private=False)] if shown is None else shown
    return proven(token, keys, OURS.issuer, OURS, "n", now)


def test_two_clocks_may_be_a_minute_apart_and_no_more():
    late = NOW + timedelta(seconds=300 + 59)
    assert told(now=late).subject == "3E4F0000-DFE"
    with pytest.raises(NotProven, match="cannot be trusted"):
        told(now=late + timedelta(seconds=1))
    assert told(now=NOW - timedelta(seconds=60)).subject == "3E4F0000-DFE"
    with pytest.raises(NotProven):
        told(now=NOW - timedelta(seconds=61))


def test_a_key_is_used_only_for_what_and_by_whom_it_is_meant():
    shown = KEY.as_dict(private=False)
    assert told(shown=[shown | {"issuer": OURS.issuer}]).subject == "3E4F0000-DFE"
    assert told(header={"alg": "RS256"}).subject == "3E4F0000-DFE"  # one key needs no name
    with pytest.raises(NotProven) as refused:
        told(shown=[shown | {"issuer": "https://other.example"}])
    assert refused.value.why == "the key is another issuer's"
    for keys in ([shown | {"use": "enc"}], [shown | {"kty": "EC"}], [{"kty": "RSA"}], [], [shown | {"kid": "b"}]):
        with pytest.raises(NotProven):
            told(shown=keys)
    with pytest.raises(UnknownKey):
        told(header={"alg": "RS256"}, shown=[shown, shown | {"kid": "b"}])


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"name": "  Una\n\tReed \u202e"}, "Una Reed"),
        ({"name": "x" * 200}, "x" * 80),
        ({"name": 7}, "Una Reed"),
        ({"given_name": None, "family_name": None}, "una@kite.example"),
        ({"given_name": "", "family_name": "", "email": ["a"], "preferred_username": "una"}, "una"),
        ({"given_name": "", "family_name": "", "email": None}, ""),
    ],
)
def test_the_name_is_the_best_the_provider_tells_and_plain(claims, name):
    assert told(**claims).name == name


@pytest.mark.parametrize("token", ["", ".", "..", "a.b.c", "é.é.é", "a" * 9, "x" * 300_000, "e30.e30.e30"])
def test_rubbish_for_a_token_proves_nothing(token):
    with pytest.raises(NotProven):
        proven(token, [KEY.as_dict(private=False)], OURS.issuer, OURS, "n", NOW)


RIGHT = {"iss": OURS.issuer, "aud": CLIENT, "nonce": "n", "azp": CLIENT}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
CLAIMS = ("iss", "sub", "aud", "azp", "exp", "iat", "nbf", "nonce", "tid", "hd", "name", "email", "given_name")


@settings(max_examples=200)
@given(st.dictionaries(st.sampled_from(CLAIMS), JSON, min_size=1, max_size=3))
def test_whatever_stands_in_a_signed_token_it_proves_somebody_or_is_refused_in_words(claims):
    with suppress(Refused):
        came = told(**claims)
        assert (came.issuer, came.subject) == (OURS.issuer, claims.get("sub", "3E4F0000-DFE"))
        assert all(claims.get(name, right) == right for name, right in RIGHT.items())


@settings(max_examples=200)
@given(st.text(max_size=60) | st.builds("{}.{}.{}".format, *[st.binary(max_size=30).map(urlsafe)] * 3))
def test_whatever_is_sent_in_place_of_a_token_is_refused_in_words(token):
    with pytest.raises(NotProven):
        proven(token, [KEY.as_dict(private=False)], OURS.issuer, OURS, "n", NOW)


@settings(max_examples=200)
@given(st.dictionaries(st.sampled_from(("alg", "kid", "crit", "b64", "jwk", "jku", "x5u", "zip", "typ")), JSON))
def test_whatever_stands_in_the_head_of_a_token_only_our_own_way_of_reading_counts(head):
    """Nothing a token says of how it is to be read makes an unsigned one right."""
    body = {"iss": OURS.issuer, "aud": CLIENT, "sub": "x", "iat": 0, "exp": 9**12, "nonce": "n"}
    parts = [urlsafe(json.dumps(part).encode()) for part in ({"alg": "RS256", "kid": "first"} | head, body)]
    with pytest.raises(NotProven):
        proven(".".join([*parts, ""]), [KEY.as_dict(private=False)], OURS.issuer, OURS, "n", NOW)
