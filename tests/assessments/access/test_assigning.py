"""Assigning: parts of a draft are somebody's to answer, and everybody has one list of what is theirs."""

import pytest

from assessments import asking, assigning, exchange, reviews
from assessments.errors import BadAnswer, NotYours, Refused
from scoring.answers import Answer
from tests.assessments.access.test_roles import ASH, BROOK, CEDAR, desks  # noqa: F401 - a fixture
from tests.assessments.conftest import NOW
from tests.signing import KEY


def give(desk, part, code, to=BROOK, **more):
    return assigning.assign(desk.door, desk.catalogue, desk.review, part, code, to=to, now=NOW, **more)


def listed(desk):
    return [(one.framework, one.question) for one in asking.my_questions(desk.door, desk.catalogue, now=NOW)]


def test_a_section_a_group_a_question_and_a_role_can_be_given(desks):  # noqa: F811
    ash, brook = desks[ASH], desks[BROOK]
    edition = ash.open().edition
    assert listed(brook) == []
    give(ash, "question", "policy", note="By *Friday*")
    assert listed(brook) == [("A small check", "policy")]
    (one,) = asking.my_questions(brook.door, brook.catalogue, now=NOW)
    assert one.assigned is not None
    assert (one.assigned.note, one.assigned.by.name, one.organisation) == (
        "By *Friday*", "Ash Reed", "Paper Boat Primary School",
    )  # fmt: skip
    give(ash, "section", edition.section_of["filter"].id)
    in_section = [each.id for each in edition.section_of["filter"].questions if each.id in ash.open().shown]
    assert {name for _, name in listed(brook)} == {"policy", *in_section}
    assigning.take_back(ash.door, ash.review, "section", edition.section_of["filter"].id)
    give(ash, "role", "tech")
    assert {name for _, name in listed(brook)} == {"policy", "filter"}  # both are usually known by a technician
    ash.give("policy", Answer(level=3))
    assert listed(brook) == [("A small check", "filter")]


def test_what_is_nearest_to_a_question_counts(desks):  # noqa: F811
    ash, brook = desks[ASH], desks[BROOK]
    section = ash.open().edition.section_of["policy"].id
    give(ash, "section", section)
    give(ash, "question", "policy", to=ASH)
    assert "policy" not in {name for _, name in listed(brook)}
    assert [name for _, name in listed(ash)] == ["policy"]


def test_a_question_left_for_somebody_else_is_no_longer_in_the_list_of_the_section(desks):  # noqa: F811
    ash, brook = desks[ASH], desks[BROOK]
    give(ash, "section", ash.open().edition.section_of["policy"].id)
    before = listed(brook)
    asking.ask(ash.door, ash.catalogue, ash.review, "policy", name="Somebody of the council", now=NOW)
    assert set(before) - set(listed(brook)) == {("A small check", "policy")}
    asking.ask(ash.door, ash.catalogue, ash.review, "policy", name="BROOK Lark", now=NOW)  # by name, however written
    assert set(listed(brook)) == set(before)


def test_a_question_asked_of_a_role_is_in_the_list_of_whoever_has_that_role(desks):  # noqa: F811
    ash, brook = desks[ASH], desks[BROOK]
    asking.ask(ash.door, ash.catalogue, ash.review, "lead", role="tech", now=NOW)
    give(ash, "role", "tech")
    assert "lead" in {name for _, name in listed(brook)}


@pytest.mark.parametrize(
    ("part", "code", "to", "sentence"),
    [
        ("section", "nowhere", BROOK, "There is no such part here"),
        ("role", "king", BROOK, "There is no such part here"),
        ("question", "policy", CEDAR, "Cedar Finch reads results here and cannot answer"),
        ("question", "policy", 99, "does not belong to your organisation"),
    ],
)
def test_what_cannot_be_given_is_refused(desks, part, code, to, sentence):  # noqa: F811
    with pytest.raises(BadAnswer, match=sentence):
        give(desks[ASH], part, code, to)
    assert desks[ASH].open().assigned == {}


def test_nothing_is_given_in_a_submitted_review_or_by_a_stranger(desks, store):  # noqa: F811
    with pytest.raises(NotYours):
        assigning.assign(
            store.for_user(99), desks[ASH].catalogue, desks[ASH].review, "question", "policy", to=ASH, now=NOW
        )
    give(desks[ASH], "question", "policy")
    desks[ASH].give_all()
    desks[ASH].submit()
    with pytest.raises(Refused, match="Reopen it"):
        give(desks[ASH], "question", "policy")
    assert listed(desks[BROOK]) == []


def test_whose_it_is_stays_inside_and_an_empty_review_can_still_be_deleted(desks):  # noqa: F811
    give(desks[ASH], "question", "policy", note="CANARY")
    assert b"CANARY" not in exchange.export_review(
        desks[ASH].door, desks[ASH].catalogue, desks[ASH].review, key=KEY, now=NOW
    )
    reviews.delete_empty(desks[ASH].door, desks[ASH].review, now=NOW)
    assert listed(desks[BROOK]) == []
