"""A trust that is one legal body proposes the same answers to many; each confirms for itself."""

import pytest

from assessments import answering, suggesting
from assessments.access import networks, proposing
from assessments.errors import BadAnswer, NotYours, Refused
from assessments.store import proposals as statements
from assessments.store.proposals import Proposal
from scoring.answers import Answer
from tests.assessments.access.networked import (
    ADMINISTRATOR,
    ADVISER,
    REGION_LEAD,
    STRANGER,
    TRUST_LEAD,
    around,
    list_in,
)
from tests.assessments.conftest import NOW


@pytest.fixture
def placed(installation, school):
    there = around(installation)
    list_in(installation, school.id, there.trust)
    return there


@pytest.fixture
def propose(installation, catalogue, placed, school):
    def made(question, answer, *, person=TRUST_LEAD, network=None, to=None, note=""):
        return proposing.propose(
            installation.at(person),
            catalogue,
            network or placed.trust,
            to or [school.id],
            "small",
            question,
            answer,
            note=note,
            now=NOW,
        )

    return made


def test_a_proposal_is_a_suggestion_with_its_source_and_counts_only_when_confirmed(desk, door, catalogue, propose):
    assert propose("policy", Answer(level=4), note="One policy for all of us") == 1
    opened = desk.open()
    found = opened.suggestions["policy"]
    assert (found.proposed_by, found.answer, found.note) == (
        "Northbridge Trust", Answer(level=4), "One policy for all of us"
    )  # fmt: skip
    assert opened.states["policy"] == "unanswered"
    suggesting.confirm(door, catalogue, desk.review, "policy", seen=0, now=NOW)
    assert desk.open().answers["policy"].answer == Answer(level=4)


def test_a_proposal_never_stands_over_an_answer(desk, propose):
    desk.give("policy", Answer(level=2))
    propose("policy", Answer(level=4))
    assert "policy" not in desk.open().suggestions
    assert desk.open().answers["policy"].answer == Answer(level=2)


def test_a_proposal_holds_a_judgement_and_nothing_else(desk, propose):
    propose("policy", Answer(level=4, comment="CANARY"))
    assert desk.open().suggestions["policy"].answer == Answer(level=4)
    with pytest.raises(BadAnswer):
        propose("policy", Answer(level=9))
    with pytest.raises(Refused):
        propose("policy", Answer())


@pytest.mark.parametrize("person", [REGION_LEAD, ADVISER, STRANGER, 1])
def test_only_the_trust_itself_proposes(propose, placed, person):
    for network in (placed.trust, placed.region):
        with pytest.raises(NotYours):
            propose("policy", Answer(level=4), person=person, network=network)


def test_a_trust_proposes_only_to_its_own(propose, installation, catalogue, placed):
    with pytest.raises(NotYours):
        propose("policy", Answer(level=4), to=[99])
    with pytest.raises(NotYours):
        propose("policy", Answer(level=4), network=placed.region)


def test_a_network_that_is_no_legal_body_proposes_nothing(propose, installation, placed, school):
    list_in(installation, school.id, placed.region)
    with pytest.raises(NotYours):
        propose("policy", Answer(level=4), person=REGION_LEAD, network=placed.region)


def test_a_trust_does_not_reach_into_the_networks_below_it(propose, installation, placed, school):
    hub = networks.add(installation.at(ADMINISTRATOR), name="A hub", kind="club", parent=placed.trust, now=NOW).id
    networks.move(installation.at(ADMINISTRATOR), school.id, leaves=placed.trust, joins=hub, now=NOW)
    with pytest.raises(NotYours):
        propose("policy", Answer(level=4))


def test_what_was_submitted_before_is_no_difference(desk, store, catalogue, propose, installation, placed):
    desk.give_all().later(hours=-1).submit()
    propose("lead", Answer(option="no"))
    assert proposing.differences(store.for_user(TRUST_LEAD), installation.at(TRUST_LEAD), catalogue, placed.trust) == ()


def test_a_proposal_for_another_version_is_not_offered(desk, installation, placed, school):
    old = Proposal(school.id, placed.trust, "", "small", "2019", "policy", Answer(level=4), "", NOW)
    installation.at().write(lambda unit: statements.propose(unit, old, TRUST_LEAD))
    assert "policy" not in desk.open().suggestions


def test_a_proposal_can_be_taken_back_and_what_was_confirmed_stays(
    desk, door, catalogue, propose, installation, placed
):
    propose("policy", Answer(level=4))
    propose("lead", Answer(option="yes"))
    suggesting.confirm(door, catalogue, desk.review, "policy", seen=0, now=NOW)
    for question in ("policy", "lead"):
        proposing.take_back(installation.at(TRUST_LEAD), placed.trust, "small", question)
    assert "lead" not in desk.open().suggestions
    assert desk.open().answers["policy"].answer == Answer(level=4)


def test_differences_are_listed_only_after_submission(desk, store, catalogue, propose, installation, placed, school):
    propose("policy", Answer(level=4))
    propose("lead", Answer(option="no"))
    trust = store.for_user(TRUST_LEAD), installation.at(TRUST_LEAD)

    def listed():
        return proposing.differences(*trust, catalogue, placed.trust)

    desk.give_all()
    assert listed() == ()
    desk.later(hours=1).submit()
    (found,) = listed()
    assert (found.organisation, found.proposed, found.submitted) == (school.name, "No", "Yes")
    (lead, policy) = proposing.made(trust[1], catalogue, placed.trust)
    assert (lead.organisations, policy.words) == (1, "4 Working well")


def test_undoing_a_confirmed_proposal_offers_it_again(desk, door, catalogue, propose):
    propose("policy", Answer(level=4))
    saved = suggesting.confirm(door, catalogue, desk.review, "policy", seen=0, now=NOW)
    answering.undo(door, catalogue, desk.review, "policy", seen=saved.revision, now=NOW)
    assert desk.open().suggestions["policy"].proposed_by == "Northbridge Trust"
