"""What each role does with reviews: contributors answer, leads decide, readers read what was submitted and no draft."""

from datetime import timedelta

import pytest

from assessments import (
    answering,
    asking,
    assigning,
    comparing,
    exchange,
    numbers,
    organisations,
    results,
    reviews,
    submitting,
    years,
)
from assessments.errors import NotYours, Refused
from scoring.answers import Answer
from tests.assessments.conftest import NOW, WHOLE, Desk
from tests.signing import KEY

ASH, BROOK, CEDAR = 11, 12, 13
LATER = NOW + timedelta(days=1)


@pytest.fixture
def desks(installation, store, school, catalogue):
    """One review, as a lead, a contributor and a reader have it."""
    for person, name, role in (
        (ASH, "Ash Reed", "lead"), (BROOK, "Brook Lark", "contributor"), (CEDAR, "Cedar Finch", "reader"),
    ):  # fmt: skip
        installation.person(person, name)
        installation.join(school.id, person, role)
    review = reviews.start(store.for_user(BROOK), catalogue, school.id, "small", now=NOW)
    return {person: Desk(store.for_user(person), catalogue, review.id) for person in (ASH, BROOK, CEDAR)}


def test_a_contributor_answers_and_a_lead_submits_and_opens_again(desks):
    desks[BROOK].give_all()
    for act in (
        desks[BROOK].submit,
        lambda: reviews.delete_empty(desks[BROOK].door, desks[BROOK].review, now=NOW),
    ):
        with pytest.raises(Refused, match=r"Only a lead can .*\. Ask Ash Reed or You\."):
            act()
    desks[ASH].submit()
    with pytest.raises(Refused, match="Only a lead can open a submitted review again"):
        submitting.reopen(desks[BROOK].door, desks[BROOK].review, "A mistake", now=NOW)
    submitting.reopen(desks[ASH].door, desks[ASH].review, "A mistake", now=NOW)
    desks[BROOK].give("policy", Answer(level=2))
    with pytest.raises(Refused, match="Only a lead can give up a reopening"):
        submitting.withdraw_reopening(desks[BROOK].door, desks[BROOK].catalogue, desks[BROOK].review, now=NOW)


def test_a_contributor_does_not_change_the_organisation_and_a_fact_given_stays_in_the_draft(desks, school):
    door, catalogue, review = desks[BROOK].door, desks[BROOK].catalogue, desks[BROOK].review
    with pytest.raises(Refused, match="Only a lead can change what is said of the organisation"):
        organisations.change(door, school.id, name="Another", kind="school", phase="primary", now=NOW)
    reviews.set_facts(door, catalogue, review, {"boarding": True}, now=NOW)
    assert organisations.get(door, school.id).facts["boarding"] is False
    assert desks[ASH].open().review.profile["boarding"] is True


def test_a_reader_finds_nothing_of_a_draft(desks, school, installation):
    cedar, catalogue, review = desks[CEDAR].door, desks[CEDAR].catalogue, desks[CEDAR].review
    asking.ask(desks[BROOK].door, catalogue, review, "policy", name="Cedar Finch", now=NOW)
    assert reviews.mine(cedar, catalogue, now=NOW) == ()
    assert reviews.mine(cedar, catalogue, organisation_id=school.id, now=NOW) == ()
    assert asking.mine(cedar, catalogue, now=NOW) == {}
    assert asking.my_questions(cedar, catalogue, now=NOW) == ()
    assert numbers.to_fill(cedar, catalogue, now=NOW) == ()
    assert comparing.choices(cedar) == ()
    for act in (
        desks[CEDAR].open,
        desks[CEDAR].check,
        desks[CEDAR].submit,
        lambda: desks[CEDAR].give("policy", Answer(level=1), seen=0),
        lambda: asking.ask(cedar, catalogue, review, "policy", name="Sam", now=NOW),
        lambda: assigning.assign(cedar, catalogue, review, "question", "policy", to=CEDAR, now=NOW),
        lambda: reviews.set_aim(cedar, catalogue, review, "policy", 3, now=NOW),
        lambda: reviews.widen(cedar, catalogue, review, now=NOW),
    ):
        with pytest.raises(NotYours):
            act()
    for act in (
        lambda: results.of(cedar, catalogue, review, now=NOW),
        lambda: results.of(cedar, catalogue, review, draft=True, now=NOW),
        lambda: exchange.export_review(cedar, catalogue, review, key=KEY, now=NOW),
        lambda: exchange.rows(cedar, catalogue, review, now=NOW),
    ):
        with pytest.raises((NotYours, Refused)):
            act()
    with pytest.raises(Refused, match="Only people who answer can start a review"):
        reviews.start(cedar, catalogue, school.id, "wide", now=NOW)


def test_a_reader_reads_what_was_submitted_also_while_it_is_open_again(desks, school):
    desks[BROOK].give_all()
    desks[BROOK].give("policy", WHOLE["policy"], note="CANARY note")
    desks[ASH].submit()
    submitting.reopen(desks[ASH].door, desks[ASH].review, "CANARY reason", now=LATER)
    desks[BROOK].give("policy", Answer(level=1, comment="CANARY draft"))
    cedar, catalogue, review = desks[CEDAR].door, desks[CEDAR].catalogue, desks[CEDAR].review
    mine, theirs = (results.of(desks[who].door, catalogue, review, now=LATER) for who in (ASH, CEDAR))
    assert theirs.score == mine.score
    assert theirs.sheet.answers == mine.sheet.answers
    assert (theirs.changed_since, mine.changed_since) == (False, True)
    again = results.of(cedar, catalogue, review, draft=True, now=LATER)
    (line,) = reviews.mine(cedar, catalogue, now=LATER)
    (of_all,) = years.of(cedar, catalogue, school.id, "small").years
    said = [theirs, again, line, of_all, exchange.rows(cedar, catalogue, review, now=LATER),
            exchange.export_review(cedar, catalogue, review, key=KEY, now=LATER)]  # fmt: skip
    assert "CANARY" not in str(said)
    assert (line.review.status, line.progress, line.level) == ("submitted", None, reviews.mine(
        desks[ASH].door, catalogue, now=LATER)[0].level)  # fmt: skip
    assert comparing.table(cedar, catalogue, [review]).columns[0].review.id == review
    assert answering.history(cedar, review, "policy") == ()


def test_somebody_in_many_organisations_has_a_role_in_each(desks, store, school):
    own = organisations.add(desks[CEDAR].door, name="Paper Kite", kind="school", phase="primary", now=NOW)
    assert {one.id for one in organisations.mine(desks[CEDAR].door)} == {own.id, school.id}
    reviews.start(desks[CEDAR].door, desks[CEDAR].catalogue, own.id, "wide", now=NOW)
    assert [line.organisation for line in reviews.mine(desks[CEDAR].door, desks[CEDAR].catalogue, now=NOW)] == [
        "Paper Kite"
    ]
