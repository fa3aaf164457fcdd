"""The demo county: each of its three people has before them what such a person has, and nothing of the others."""

import pytest

from assessments import demo, organisations, participation
from assessments.access import advising, planning, portfolio, standing
from assessments.demo.county import SHOWN
from assessments.errors import NotYours
from assessments.store import open_store
from frameworks.catalogue import Catalogue
from tests.assessments.conftest import NOW

COUNT = 26


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    store, catalogue = open_store(tmp_path_factory.mktemp("county") / "demo.db"), Catalogue.load()
    demo.build(store, catalogue, now=NOW, plan=demo.Plan(COUNT, 1))
    yield store, catalogue, demo.populate(store, store.reception, now=NOW)
    store.close()


def test_each_of_the_three_has_what_such_a_person_has(county):
    store, catalogue, made = county
    head, adviser, lead = (store.for_user(made.people[what]) for what in ("head", "adviser", "lead"))
    assert [each.name for each in organisations.mine(head)] == [made.school.name]
    assert organisations.mine(adviser) == organisations.mine(lead) == ()
    clients = portfolio.one_each(advising.clients(adviser, store.reception(adviser.person_id), now=NOW))
    assert len(clients) == SHOWN
    there = participation.of(
        store.reception(lead.person_id), lead, made.network, catalogue.latest("esafety").edition, now=NOW
    )
    assert max(len(one.years[0].lines) for one in there) > len(clients) // 2
    with pytest.raises(NotYours):
        participation.frameworks(store.reception(adviser.person_id), adviser, made.network)
    assert standing.standing(store.reception(None), made.people["head"]).networks == ()


def test_its_lead_has_a_plan_and_the_head_sees_what_is_asked_of_schools(county):
    store, _, made = county
    plan = planning.of(store.reception(made.people["lead"]), made.network)
    assert {line.theme: (line.complete, line.of) for line in planning.by_theme(plan.own, NOW.date())} == {
        "awareness": (0, 1), "investment": (0, 1), "support": (0, 1), "learning": (0, 1), "coordination": (1, 1)
    }  # fmt: skip
    head = made.people["head"]
    asked = planning.for_members(store.for_user(head), store.reception(head), made.school.id, now=NOW)
    assert [one.theme for one in asked] == ["support", "learning"]
