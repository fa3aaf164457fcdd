"""The shipped nginx.conf, run as it is but for ports and paths: sticky, retrying, bounded, true about who asks."""

import gzip
import http.client
import re
import ssl
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from benchmarks.proxy import SHIPPED, placed

COOKIE = "stocktake_visitor"
UPGRADE = {"Upgrade": "websocket", "Connection": "Upgrade"}


def test_it_starts_without_a_warning(site):
    assert site.ask().status == 200
    assert not re.search(r"\[(warn|error|crit|alert|emerg)\]", site.proxy.log())


def test_a_visitor_without_a_cookie_is_given_one_and_meets_the_same_process_again(site):
    met = set()
    for _ in range(20):
        first = site.ask()
        given = first.cookies[COOKIE]
        assert re.fullmatch("[0-9a-f]{32}", given)
        again = [site.ask(path, Cookie=f"{COOKIE}={given}") for path in ("/", "/assets/x.js", "/static/x.png")]
        assert {answer.told["port"] for answer in again} == {first.told["port"]}
        assert all(COOKIE not in answer.cookies for answer in again)
        met.add(first.told["port"])
    assert met == set(site.processes)  # both have visitors; that all 20 meet one happens once in 500,000 times


def test_the_cookie_is_for_this_site_over_tls_and_no_script(site):
    line = site.ask().headers["set-cookie"]
    assert line.endswith("; Path=/; Secure; HttpOnly; SameSite=Lax")


def test_a_cookie_that_was_made_up_is_replaced(site):
    for made_up in ("1", "x" * 32, "127.0.0.1:22", "0" * 33):
        given = site.ask(Cookie=f"{COOKIE}={made_up}").cookies[COOKIE]
        assert re.fullmatch("[0-9a-f]{32}", given)


def test_the_visitors_of_a_process_that_is_away_are_served_by_the_other_and_come_back(site):
    first = site.ask()
    cookie, home = f"{COOKIE}={first.cookies[COOKIE]}", first.told["port"]
    (other,) = set(site.processes) - {home}
    site.stop(home)
    for method in ("GET", "POST", "PUT"):
        answer = site.ask(method=method, body=b"x" if method != "GET" else None, Cookie=cookie)
        assert (answer.status, answer.told["port"]) == (200, other)
    site.start(home)
    end = time.monotonic() + 10
    while site.ask(Cookie=cookie).told["port"] != home:
        assert time.monotonic() < end, "it never came back"
        time.sleep(0.1)  # between two questions, not in place of one


def test_a_socket_is_passed_on_and_notes_which_process_holds_it(site):
    first = site.ask()
    socket = site.ask("/_stcore/stream", Cookie=f"{COOKIE}={first.cookies[COOKIE]}", **UPGRADE)
    assert socket.status == 101
    assert socket.cookies == {"stocktake_process": str(first.told["port"])}


def test_a_file_goes_to_the_process_that_holds_the_socket_whatever_the_other_cookie_says(site):
    cookie = f"{COOKIE}={site.ask().cookies[COOKIE]}"
    for port in site.processes:
        sent = site.ask("/_stcore/upload_file/a/b", "PUT", b"x", Cookie=f"{cookie}; stocktake_process={port}")
        assert sent.told["port"] == port


@pytest.mark.parametrize("made_up", ["22", "127.0.0.1:22", "8600", ""])
def test_nobody_can_name_a_port_that_is_not_ours(site, made_up):
    sent = site.ask("/_stcore/upload_file/a/b", "PUT", b"x", Cookie=f"stocktake_process={made_up}")
    assert sent.told["port"] in site.processes


def test_the_process_hears_who_asked_from_nginx_and_from_nobody_before_it(site):
    lies = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "http", "X-Forwarded-Host": "example.org",
            "X-Forwarded-Port": "1", "X-Real-IP": "203.0.113.9", "Forwarded": "for=203.0.113.9"}  # fmt: skip
    for path in ("/", "/_stcore/upload_file/a/b", "/download/review.csv", "/healthz"):
        heard = site.ask(path, source="127.0.0.7", **lies).told["headers"]
        assert heard["host"] == f"127.0.0.1:{site.proxy.port}"
        assert heard["x-forwarded-for"] == "127.0.0.7"
        assert heard["x-forwarded-proto"] == "https"
        assert not {"x-forwarded-host", "x-forwarded-port", "x-real-ip", "forwarded"} & set(heard)


def test_another_name_that_was_pointed_here_gets_no_answer(site):
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError, ssl.SSLEOFError)):
        site.ask(Host="example.org")


def test_what_is_asked_without_tls_is_sent_to_tls(site):
    wire = http.client.HTTPConnection("127.0.0.1", site.proxy.plain, timeout=20)
    wire.request("GET", "/review?review=4")
    answer = wire.getresponse()
    wire.close()
    assert answer.status == 308
    assert answer.headers["Location"] == "https://127.0.0.1/review?review=4"


def test_what_the_process_did_not_compress_is_compressed(site):
    answer = site.ask(Accept_Encoding="gzip")
    assert answer.headers["content-encoding"] == "gzip"
    assert b'"method": "GET"' in gzip.decompress(answer.body)


def test_the_counters_and_the_door_for_programs_are_closed(site):
    for path in ("/_stcore/metrics", "/_stcore/agent/interact", "/_stcore/agent/mcp", "/media/x.png", "/component/a"):
        assert site.ask(path).status == 404


def test_a_file_that_is_too_large_is_told_in_words(site):
    answer = site.ask("/_stcore/upload_file/a/b", "PUT", b"x" * 11_600_000)
    assert answer.status == 413
    assert "Stocktake takes files of up to 10 MB. Choose a smaller one." in answer.body.decode()


def test_when_no_process_answers_it_says_so_in_words(site):
    for port in site.processes:
        site.stop(port)
    for path in ("/", "/review", "/download/review.csv"):
        answer = site.ask(path)
        assert answer.status == 503
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.headers["retry-after"] == "10"
        assert "What you saved is safe. Wait a minute, then load this page again." in answer.body.decode()
    assert site.ask("/healthz").status == 503
    for port in site.processes:
        site.start(port)


def test_one_address_may_ask_for_forty_papers_and_a_flood_is_told_so(site):
    with ThreadPoolExecutor(60) as many:
        answers = list(many.map(lambda _: site.ask("/download/results.pdf"), range(60)))
    refused = [answer for answer in answers if answer.status != 200]
    assert {answer.status for answer in refused} == {429}
    assert 10 <= len(refused) <= 19  # 41, and those for whom there is room again meanwhile, are served
    assert "Wait ten seconds, then load this page again." in refused[0].body.decode()
    assert site.ask("/download/results.pdf", source="127.0.0.9").status == 200  # somebody else is not held up


def test_the_log_holds_no_query(site):
    site.ask("/review?review=4711")
    end = time.monotonic() + 5
    while "/review" not in site.proxy.log("access.log"):
        assert time.monotonic() < end
        time.sleep(0.02)  # it is written after the answer
    assert "4711" not in site.proxy.log("access.log")


def test_no_log_holds_what_stands_behind_an_invitation_or_a_reset(site):
    for path in ("/join/canary-one", "/reset/canary-two/more"):
        site.ask(path)
    for port in site.processes:  # nobody answers: nginx notes that in its log of errors, with the address
        site.stop(port)
    site.ask("/join/canary-three")
    site.ask("/review/noted")
    for port in site.processes:
        site.start(port)
    end = time.monotonic() + 5
    while "/reset/*" not in site.proxy.log("access.log") or "/review/noted" not in site.proxy.log("error.log"):
        assert time.monotonic() < end
        time.sleep(0.02)  # it is written after the answer
    assert "/join/*" in site.proxy.log("access.log")
    assert "canary" not in site.proxy.log("access.log") + site.proxy.log("error.log")


def test_a_configuration_that_lost_a_line_the_tests_replace_is_noticed(tmp_path):
    with pytest.raises(AssertionError, match="has no"):
        placed(SHIPPED.read_text().replace("127.0.0.1:8602", "127.0.0.1:8702"), tmp_path, 1, 2, [3, 4])
