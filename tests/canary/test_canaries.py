"""Whoever asks, every page, route, export, chart and log holds exactly the canaries that are theirs to see."""

import logging

import pytest

from tests.canary import ways
from tests.canary.filling import CANARY, SIGHTS, allowed, found
from ui import addresses, routes

# Who someone is, in words, so that a failure can be read.
WHO = {person: str(person or "nobody") for person in SIGHTS}


def test_every_page_has_its_place_here():
    assert ways.PAGES.keys() >= set(addresses.PAGES)


def test_every_route_has_its_place_here():
    assert ways.gets(routes.ROUTES, addresses.PAGES) <= ways.ROUTES.keys() | ways.EMPTY


@pytest.mark.parametrize("person", SIGHTS, ids=WHO.get)
def test_somebody_sees_exactly_what_is_theirs(world, as_person, ask, caplog, person):
    caplog.set_level(logging.DEBUG)
    token = as_person(person)
    what = ways.tried(world, person)
    seen: dict[tuple[int, str], str] = {}
    for name in addresses.PAGES:
        for parts in ways.PAGES[name](what):
            note(seen, ways.drawn(name, parts), f"page {ways.address('/' + name, parts)}")
    for path in ways.gets(routes.ROUTES, addresses.PAGES) - ways.EMPTY:
        for parts in ways.ROUTES[path](what):
            answer = ask(ways.address(path, parts), token)
            assert answer.status_code < 429, (path, parts, answer.text)
            text = ways.read(answer.content, answer.headers.get("content-type", ""))
            note(seen, text, f"route {ways.address(path, parts)}")
    mine = allowed(person)
    too_much = {each: where for each, where in seen.items() if each not in mine}
    assert not too_much
    assert mine == set(seen)
    assert not CANARY.search(caplog.text)


def note(seen, text, where):
    for each in found(text):
        seen.setdefault(each, where)
