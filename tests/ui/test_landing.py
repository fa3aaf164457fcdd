"""After signing in one lands on the page one asked for, and never on anybody else's."""

from urllib.parse import parse_qs, urlsplit

import pytest

from ui.signing import landing

AWAY = (
    "//evil.example", "///evil.example", "////evil.example", "/\\evil.example", "\\\\evil.example", "/\\/evil.example",
    "https://evil.example", "http:evil.example", "https:/evil.example", "https:\\\\evil.example", "javascript:alert(1)",
    "JaVaScRiPt:alert(1)", "data:text/html,x", "%2f%2fevil.example", "/%2f%2fevil.example", "/%2Fevil.example",
    "/%5cevil.example", "/%5Cevil.example", "/%255c%255cevil.example", "/%252f%252fevil.example", "/\t/evil.example",
    "\t//evil.example", "/%09/evil.example", "/\n/evil.example", "/%0a/evil.example", "/%0d%0aSet-Cookie:x=1",
    "/\r\nSet-Cookie: x=1", " //evil.example", "/ /evil.example", "/%20/evil.example", "/\x00/evil.example",
    "/home\u2028", "/\uff0f\uff0fevil.example", "//evil.example@stocktake.example", "/..//evil.example",
    "/./\\evil.example", "evil.example", "@evil.example", "?next=//evil.example", "#//evil.example", "",
    "/sign-in", "/sign-in?next=/", "/sign-out", "/sign-out-everywhere", "/reset/abc", "/join/abc", "/_stcore/stream",
    "/%73ign-out", "/a" * 1500,
)  # fmt: skip


@pytest.mark.parametrize("wanted", AWAY)
def test_an_address_that_leads_away_leads_home(wanted):
    assert landing.kept(wanted) == "/"
    assert landing.sign_in(wanted) == "/sign-in"


OURS = (
    "/", "/review?review=12&section=a.b", "/results?review=1&open=marks", "/account", "/download/review.csv?review=1",
    "/?organisation=3", "/frameworks?framework=esafety&edition=2026", "/compare?reviews=1%2C2%2C3",
)  # fmt: skip


@pytest.mark.parametrize("wanted", OURS)
def test_a_page_of_ours_is_kept_with_all_that_was_asked(wanted):
    assert landing.kept(wanted) == wanted
    kept = parse_qs(urlsplit(landing.sign_in(wanted)).query).get("next", ["/"])
    assert kept == [wanted]
