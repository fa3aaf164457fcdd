"""The bar over every page where people sign in: which pages it offers to whom, and who it says is signed in."""

import pytest

from assessments.access.standing import Network, Standing, Team
from assessments.values import Person
from tests.ui.signed import sign_in_needed
from ui import addresses, bar, composition

ADA = Person(7, "Ada <b>Quill</b>")
EVERYTHING = {"people", "sharing", "adviser", "network", "author", "administration"}


@pytest.fixture
def desk(rooms, now):
    """A desk of somebody who is just this."""

    def made(**what):
        door = rooms.own.for_user(ADA.id)
        standing = Standing(ADA, **what)
        return composition.Desk(
            door, rooms.catalogue, now, demo=False, reception=door, standing=standing, counting=door
        )

    return made


@pytest.mark.parametrize(
    ("what", "offered"),
    [
        ({}, set()),
        ({"is_member": True}, {"people", "sharing"}),
        ({"teams": (Team(1, "Eastmere advisers", None),)}, {"adviser"}),
        ({"networks": (Network(1, "Eastmere", "trust", one_body=True),)}, {"network"}),
        ({"duties": frozenset({"author"})}, {"author"}),
        ({"duties": frozenset({"administrator"})}, {"administration"}),
    ],
)
def test_a_page_is_offered_to_those_it_is_for(desk, monkeypatch, what, offered):
    sign_in_needed(monkeypatch)
    monkeypatch.setattr(addresses, "PAGES", (*addresses.PAGES, *EVERYTHING))
    assert {name for _, name in bar.more(desk(**what))} == offered


def test_whoever_uses_this_computer_alone_is_offered_none_and_needs_no_account(desk):
    alone = desk(is_member=True, duties=frozenset({"administrator"}))
    assert bar.more(alone) == ()
    assert bar.oneself(alone) == ""


def test_who_is_signed_in_is_said_literally_with_the_way_out_as_a_form(desk, monkeypatch):
    sign_in_needed(monkeypatch)
    said = bar.oneself(desk())
    assert "Ada &lt;b&gt;Quill&lt;/b&gt;" in said
    assert '<form method="post" action="/sign-out"><button>Sign out</button></form>' in said
    assert '<a href="/account">Account</a>' in said
