"""Somebody signs in with the provider through the routes as they are served; who should not is told so in words."""

import asyncio
import re
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from assessments.access import sessions
from assessments.errors import SignedOut
from tests.oidc.conftest import ADMIN, PASSWORD
from tests.oidc.provider import FORGED, TAMPERED, TENANT, USERS, signed_in_as
from ui import composition
from ui.signing import openid, provider

WANTED = "/results?review=7"
NEW = "DfE user"


def who(browser):
    """The name of whoever is signed in in a browser; None when nobody is."""
    token = browser.cookies.get(composition.cookie_name())
    try:
        return sessions.resolve(composition.reception(), token, composition.rooms().clock()).standing.person.name
    except SignedOut:
        return None


def told(answer):
    """The sentence of a page that signs nobody in; it is a plain page with one heading and a way on."""
    assert answer.headers["cache-control"] == "no-store"
    assert answer.text.count("<h1>") == 1
    assert "<h1>You are not signed in</h1>" in answer.text
    assert '<a href="/sign-in' in answer.text
    sentence = re.search(r'role="alert"><p>(.*?)</p>', answer.text)
    assert sentence is not None
    return unescape(re.sub("<.*?>", "", sentence[1]))


def refused(place, browser, answer, status=403):
    """Nobody is signed in and nobody new is there; gives the sentence."""
    assert answer.status_code == status
    assert who(browser) is None
    assert place.rows("SELECT * FROM _session") == []
    assert answer.headers.get_list("set-cookie") == []
    return told(answer)


def test_somebody_new_comes_in_by_an_invitation_and_lands_on_the_page_first_asked_for(place):
    browser = place.browser()
    answer = place.come(browser, wanted=WANTED, invitation=place.invitation())
    assert (answer.status_code, answer.headers["location"]) == (303, WANTED)
    assert who(browser) == "Una Reed"
    again = place.browser()
    assert place.come(again, wanted=WANTED).headers["location"] == WANTED
    assert who(again) == "Una Reed"
    assert len(place.rows("SELECT * FROM person WHERE name = 'Una Reed'")) == 1


def test_the_page_asked_for_before_signing_in_is_where_one_lands(place):
    place.link()
    browser = place.browser()
    first = browser.get("/review?review=7&section=filtering")
    page = browser.get(first.headers["location"]).text
    button = re.search(r'<a href="([^"]*)"[^>]*>Sign in with Paper Boat</a>', page)
    assert button is not None
    at_theirs = browser.get(unescape(button[1])).headers["location"]
    assert browser.get(signed_in_as(at_theirs, NEW)).headers["location"] == "/review?review=7&section=filtering"


def test_the_name_of_somebody_new_is_asked_for_where_the_token_tells_none(place, theirs):
    theirs.quiet = True
    browser = place.browser()
    place.come(browser, invitation=place.invitation())
    assert who(browser) == "Una Reed"
    theirs.log.clear()
    place.come(place.browser())
    assert "/about" not in theirs.log


def test_what_travels_with_the_browser_is_checked_and_nothing_of_it_is_guessable(place):
    asked = [parse_qs(urlsplit(place.away(place.browser(), WANTED)).query) for _ in range(2)]
    first, second = asked
    assert first["redirect_uri"] == ["http://127.0.0.1:8501/sign-in/back"]
    assert first["scope"] == ["openid profile email"]
    assert (first["response_type"], first["code_challenge_method"]) == (["code"], ["S256"])
    for name in ("state", "nonce", "code_challenge"):
        assert first[name] != second[name]
        assert len(first[name][0]) >= 43  # 256 bits


def test_the_cookie_of_a_sign_in_under_way_is_short_lived_and_no_script_reads_it(place, settings, monkeypatch):
    sent = place.browser().get(provider.address())
    (cookie,) = sent.headers.get_list("set-cookie")
    assert cookie.startswith("stocktake-sign-in=")
    parts = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"httponly", "samesite=lax", "path=/", "max-age=600"} <= parts
    assert "secure" not in parts
    secure = replace(settings, address=replace(settings.address, scheme="https"))
    monkeypatch.setattr(composition, "settings", lambda: secure)
    browser = place.browser()
    sent = browser.get(provider.address(), headers={"origin": "https://127.0.0.1:8501"})
    assert sent.headers["set-cookie"].startswith("__Host-stocktake-sign-in=")
    assert "secure" in sent.headers["set-cookie"].lower()


@pytest.mark.parametrize("tamper", [*TAMPERED, *FORGED])
def test_a_token_that_was_meddled_with_signs_nobody_in(place, theirs, tamper):
    token = place.invitation()
    theirs.tamper = tamper
    browser = place.browser()
    sentence = refused(place, browser, place.come(browser, invitation=token))
    assert sentence.startswith(
        "There is a problem. What Paper Boat sent back cannot be trusted, so you are not signed in."
    )
    assert place.rows("SELECT * FROM _identity") == []
    theirs.tamper = None
    assert place.come(browser, invitation=token).status_code == 303  # the invitation was not used up


def test_a_callback_that_is_opened_again_signs_nobody_in(place):
    place.link()
    browser = place.browser()
    address = signed_in_as(place.away(browser), NEW)
    taken = browser.cookies.get(provider.cookie_name())
    assert browser.get(address).status_code == 303
    other = place.browser()
    other.cookies.set(provider.cookie_name(), taken, domain="127.0.0.1")
    for again in (browser, other):
        answer = again.get(address)
        assert answer.status_code == 403
        assert "was begun in another browser, was used already, or began more than ten minutes ago" in told(answer)
    assert who(other) is None
    assert len(place.rows("SELECT * FROM _session")) == 2  # of the link, and the one sign-in


def test_a_callback_in_another_browser_signs_nobody_in(place):
    place.link()
    before = len(place.rows("SELECT * FROM _session"))
    mine, theirs = place.browser(), place.browser()
    address = signed_in_as(place.away(mine), NEW)
    for stranger in (place.browser(), theirs):
        answer = stranger.get(address)
        assert answer.status_code == 403
        assert "was begun in another browser" in told(answer)
        assert who(stranger) is None
        place.away(theirs)  # from here on the other browser has a sign-in of its own under way
    assert len(place.rows("SELECT * FROM _session")) == before
    assert mine.get(address).status_code == 303  # and the right one was not spoilt by them


def test_a_code_of_another_sign_in_signs_nobody_in(place, theirs):
    """Somebody puts a stolen code beside the state of their own sign-in; a careless provider even takes it."""
    place.link()
    stolen = parse_qs(urlsplit(signed_in_as(place.away(place.browser()), NEW)).query)["code"][0]
    for careless in (False, True):
        theirs.careless = careless
        thief = place.browser()
        own = parse_qs(urlsplit(place.away(thief)).query)["state"][0]
        answer = thief.get(f"{provider.BACK}?code={stolen}&state={own}")
        assert answer.status_code == 403
        assert "cannot be trusted" in told(answer)
        assert who(thief) is None


def test_a_sign_in_that_takes_longer_than_ten_minutes_is_begun_again(place, clock):
    place.link()
    browser = place.browser()
    address = signed_in_as(place.away(browser), NEW)
    clock.pass_by(minutes=10)
    answer = browser.get(address)
    assert answer.status_code == 403
    assert "more than ten minutes ago" in told(answer)


def test_an_answer_that_says_no_is_told_in_our_own_words(place):
    browser = place.browser()
    state = parse_qs(urlsplit(place.away(browser, WANTED)).query)["state"][0]
    answer = browser.get(
        f"{provider.BACK}?error=access_denied&error_description=%3Cscript%3EYour+account+is+cursed&state={state}"
    )
    sentence = refused(place, browser, answer)
    assert sentence.startswith("There is a problem. Paper Boat did not finish the sign-in")
    assert "cursed" not in answer.text
    assert "next=%2Fresults%3Freview%3D7" in answer.text  # trying again still leads to the page first asked for


@pytest.mark.parametrize(
    "query", ["", "?code=x", "?state=x", "?code=x&state=y", "?error=access_denied", "?state=%ff&code"]
)
def test_a_callback_made_up_by_anybody_signs_nobody_in(place, query):
    browser = place.browser()
    assert "was begun in another browser" in refused(place, browser, browser.get(f"{provider.BACK}{query}"))
    place.away(browser)
    assert "was begun in another browser" in refused(place, browser, browser.get(f"{provider.BACK}{query}"))


def test_the_same_e_mail_under_another_subject_is_somebody_else(place):
    place.link()
    browser = place.browser()
    assert USERS["Same e-mail"]["email"] == USERS[NEW]["email"]
    before = place.rows("SELECT * FROM _session")
    answer = place.come(browser, "Same e-mail")
    assert answer.status_code == 403
    assert "not linked to anybody here yet, so you are not signed in" in told(answer)
    assert who(browser) is None
    assert place.rows("SELECT * FROM _session") == before


def test_250_groups_make_neither_a_cookie_nor_a_row_grow(place):
    def sizes(user):
        browser = place.browser()
        answer = place.come(browser, user, invitation=place.invitation())
        assert answer.status_code == 303
        kept = place.rows("SELECT * FROM _session") + place.rows("SELECT * FROM _identity ORDER BY linked_at")
        return [len(each) for each in answer.headers.get_list("set-cookie")], [len(str(row)) for row in kept]

    (few, _), (many, rows) = sizes(NEW), sizes("In 250 groups")
    assert few == many
    assert max(many) < 200
    assert max(rows) < 300
    assert "00000000-0000-4000" not in str(place.rows("SELECT * FROM person") + place.rows("SELECT * FROM _account"))


def test_a_cookie_the_browser_brought_is_never_the_new_session(place):
    """Whoever planted a session in a browser does not share what begins in it."""
    place.link()
    browser = place.browser()
    browser.cookies.set(composition.cookie_name(), "planted", domain="127.0.0.1")
    place.come(browser)
    assert who(browser) == "Una Reed"
    first = browser.cookies.get(composition.cookie_name())
    assert first != "planted"
    place.come(browser)
    assert browser.cookies.get(composition.cookie_name()) != first
    assert not sessions.is_live(composition.reception(), first, composition.rooms().clock())


class TestManyDirectories:
    @pytest.fixture
    def settings(self, theirs, settings):
        theirs.any_tenant = True
        named = replace(settings.provider, issuer=theirs.issuer, tenants=frozenset({TENANT}))
        return replace(settings, provider=named)

    def test_only_those_that_were_named_may_come(self, place):
        browser = place.browser()
        sentence = refused(place, browser, place.come(browser, "Entra stranger", invitation=place.invitation()))
        assert "belongs to an organisation that may not sign in here" in sentence
        assert place.rows("SELECT * FROM _identity") == []
        place.link("Entra head")
        (row,) = place.rows("SELECT issuer, subject FROM _identity")
        assert row == {"issuer": f"{place.theirs.base}/{TENANT}/v2.0", "subject": "AAAAPairwise1"}


@pytest.mark.parametrize("trouble", ["down", "rubbish", "a list", "slow"])
def test_a_provider_in_trouble_is_told_in_words_and_nothing_is_kept(place, theirs, monkeypatch, trouble):
    monkeypatch.setattr(openid, "PATIENCE", 0.3 if trouble == "slow" else 8.0)
    place.link()
    sessions_before = place.rows("SELECT * FROM _session")
    on_the_way = place.browser()
    address = signed_in_as(place.away(on_the_way), NEW)
    theirs.trouble = trouble
    answer = on_the_way.get(address)
    assert answer.status_code == 503
    assert "Paper Boat does not answer as it should just now" in told(answer)
    openid.openid.cache_clear()  # as after some minutes
    at_the_start = place.browser().get(provider.address())
    assert at_the_start.status_code == 503
    assert "try again in a few minutes" in told(at_the_start)
    assert place.rows("SELECT * FROM _session") == sessions_before
    theirs.trouble = None
    assert place.come(place.browser()).status_code == 303


def test_a_slow_provider_keeps_nobody_else_waiting(place, theirs):
    """While one browser waits for the provider, another is answered by the same event loop."""
    theirs.trouble = "slow"
    transport = httpx2.ASGITransport(place.app)

    async def both():
        async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:8501") as client:
            waiting = asyncio.create_task(client.get(provider.address()))
            assert await asyncio.to_thread(theirs.stuck.wait, 20)
            answer = await client.get("/sign-in")
            assert not waiting.done()
            waiting.cancel()
            return answer

    assert "Sign in with Paper Boat" in asyncio.run(both()).text


def test_the_administrator_for_emergencies_signs_in_while_the_provider_is_down(place, theirs, administrator):
    theirs.trouble = "down"
    browser = place.browser()
    page = browser.get("/sign-in")
    assert "Sign in with Paper Boat" in page.text
    answer = browser.post(
        "/sign-in", data={"email": ADMIN, "password": PASSWORD, "next": WANTED},
        headers={"origin": "http://127.0.0.1:8501"},
    )  # fmt: skip
    assert (answer.status_code, answer.headers["location"]) == (303, WANTED)
    assert who(browser) == "Ada Keys"


def test_an_invitation_is_taken_along_only_from_our_own_page(place):
    """A page elsewhere cannot make a browser use an invitation without the person seeing what it is into."""
    token = place.invitation()
    for site in ("cross-site", "same-site", "none"):
        sent = place.browser().get(provider.address(invitation=token), headers={"sec-fetch-site": site})
        assert (sent.status_code, sent.headers["location"]) == (303, f"/join/{token}")
    sent = place.browser().get(f"{provider.AWAY}?invitation=//elsewhere.example", headers={"sec-fetch-site": "none"})
    assert sent.headers["location"] == "/"
    assert place.rows("SELECT * FROM _sign_in") == []


@pytest.mark.parametrize(
    "wanted", ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "javascript:x"]
)
def test_one_never_lands_elsewhere(place, wanted):
    place.link()
    browser = place.browser()
    sent = browser.get(provider.AWAY, params={"next": wanted})
    assert browser.get(signed_in_as(sent.headers["location"], NEW)).headers["location"] == "/"


def test_a_used_invitation_links_nobody_and_says_so(place):
    token = place.invitation()
    place.come(place.browser(), invitation=token)
    browser = place.browser()
    answer = place.come(browser, "Google lead", invitation=token)
    assert answer.status_code == 403
    assert "This link has been used already" in told(answer)
    assert who(browser) is None
    assert len(place.rows("SELECT * FROM _identity")) == 1


@pytest.mark.parametrize("mode", ["single", "local"])
def test_there_is_no_such_way_in_where_people_do_not_sign_in_with_a_provider(place, settings, monkeypatch, mode):
    monkeypatch.setattr(composition, "settings", lambda: replace(settings, mode=mode))
    for address in (provider.AWAY, provider.BACK):
        answer = place.browser().get(address)
        assert answer.status_code == 404
    assert place.theirs.log == []


def test_the_log_says_why_and_nothing_about_anybody(place, theirs, caplog):
    theirs.tamper = "for another client"
    browser = place.browser()
    place.come(browser, invitation=place.invitation())
    records = [record for record in caplog.records if record.name == "stocktake.signing"]
    assert [(record.msg, vars(record)["at"]) for record in records] == [
        ("sign-in with the provider failed", "the token is for somebody else")
    ]
    for word in ("una", "reed", "kite.example", "3E4F"):
        assert word.lower() not in caplog.text.lower()


def test_signing_out_is_ours_and_the_provider_is_offered_when_it_says_where(place, theirs):
    place.link()
    browser = place.browser()
    place.come(browser)
    theirs.log.clear()
    out = browser.post("/sign-out", headers={"origin": "http://127.0.0.1:8501"})
    assert out.status_code == 303
    assert who(browser) is None
    assert theirs.log == []
    page = browser.get(out.headers["location"]).text
    assert f'href="{theirs.base}/sign-out?client_id=stocktake-here"' in page
