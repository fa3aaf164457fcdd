"""A business case asked for on its form: the file holds the action and what was typed, and nobody else gets it."""

from datetime import date
from decimal import Decimal

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assessments import actions
from assessments.planned import Planned
from tests.reports.looked_into import check_word, word_words
from tests.ui.conftest import words
from ui import addresses
from ui.routes import ROUTES

HOSTILE = '</textarea><script>alert(1)</script> =1+1 #read("/etc/passwd")'
TYPED = {"benefit": HOSTILE, "once": "1000", "yearly": "200", "saving": "700", "years": "4"}


@pytest.fixture
def action(door, catalogue, school, now):
    planned = Planned(
        what="Buy <b>filters</b>", framework="esafety", edition="2026", questions=("esafe.tech.monitoring",),
        owner_name="Head *teacher*", due=date(2027, 3, 31), cost=Decimal(1000), funding="Capital",
    )  # fmt: skip
    return actions.add(door, catalogue, school.id, planned, now=now)


@pytest.fixture
def asked(rooms):
    with TestClient(Starlette(routes=ROUTES)) as client:
        yield client


def where(one, **parts):
    return addresses.address("download/case", **{"organisation": one.organisation, "action": one.id} | parts)


def test_the_action_leads_to_a_form_that_knows_its_cost(visit, asked, action):
    page = visit("actions", organisation=action.organisation, action=action.id)
    assert "Write a business case for it (Word)" in words(page)
    form = asked.get(where(action))
    assert form.status_code == 200
    assert form.headers["cache-control"] == "no-store"
    assert "Buy &lt;b&gt;filters&lt;/b&gt;" in form.text
    assert 'value="1000"' in form.text


def test_the_file_says_what_was_typed_and_when_it_pays(asked, action, catalogue):
    made = asked.post(where(action), data=TYPED)
    assert (made.status_code, made.headers["cache-control"]) == (200, "no-store")
    check_word(made.content, "Business case: Buy <b>filters</b>")
    said = word_words(made.content)
    question = catalogue.latest("esafety").edition.questions["esafe.tech.monitoring"].text
    pays, owner = "It has paid for itself by the end of year 2, and saves £1,000 over 4 years.", "Head *teacher*"
    for each in (
        pays,
        HOSTILE,
        question,
        "1 £1,200 £700 −£500",
        owner,
        "By: 31 March 2027",
        "Oak *Hill* <b>School</b>",
    ):
        assert each in said
    assert asked.post(where(action), data=TYPED).content == made.content


def test_a_sum_that_cannot_be_read_is_said_at_its_field_and_what_was_typed_stays(asked, action):
    answer = asked.post(where(action), data=TYPED | {"saving": "a lot"})
    assert answer.status_code == 422
    assert "Give an amount in pounds and pence, such as 1200 or 1200.50." in answer.text
    assert 'aria-describedby="saving-hint saving-fault"' in answer.text
    assert "&lt;/textarea&gt;&lt;script&gt;" in answer.text
    assert "<script>" not in answer.text


def test_there_is_no_case_for_an_action_one_cannot_see(asked, action):
    for address in (where(action, action=action.id + 1), where(action, organisation=404), "/download/case"):
        assert asked.get(address).status_code == 404
        assert asked.post(address, data=TYPED).status_code == 404
