"""Asking someone: questions left open with a name, and the lists across reviews of what is open and unmeasured."""

from decimal import Decimal

import pytest

from assessments import asking, exchange, numbers, reviews
from assessments.errors import BadAnswer, NotYours, Refused
from scoring.answers import Answer, Measurement
from tests.assessments.conftest import NOW
from tests.signing import KEY

HEAD, TECHNICIAN = "A senior leader", "A technician"


def ask(desk, question="policy", **more):
    return asking.ask(desk.door, desk.catalogue, desk.review, question, **more, now=desk.now)


def test_a_question_left_open_for_somebody_is_no_answer_and_can_be_taken_back(desk):
    ask(desk, name=" Sam ", note="Ask after half-term")
    opened = desk.open()
    left = opened.asked["policy"]
    assert (left.name, left.role, left.note, left.at, left.by.name) == ("Sam", None, "Ask after half-term", NOW, "You")
    assert (opened.states["policy"], opened.answers) == ("unanswered", {})
    asking.take_back(desk.door, desk.review, "policy", now=NOW)
    assert desk.open().asked == {}


def test_asking_somebody_else_takes_the_place_of_the_first(desk):
    ask(desk, name="Sam")
    ask(desk, role="tech")
    opened = desk.open()
    assert [asking.who(opened.edition, left) for left in opened.asked.values()] == [TECHNICIAN]


@pytest.mark.parametrize(
    ("question", "more", "sentence"),
    [
        ("policy", {}, "Say whom to ask"),
        ("policy", {"role": "king"}, "no such question or role"),
        ("nobody", {"name": "Sam"}, "no such question or role"),
        ("policy", {"name": "Sam", "note": "x" * 501}, "The note is 501 characters"),
    ],
)
def test_what_cannot_be_asked_is_refused(desk, question, more, sentence):
    with pytest.raises(BadAnswer, match=sentence):
        ask(desk, question, **more)
    assert desk.open().asked == {}


def test_nothing_is_asked_in_a_submitted_review_or_by_a_stranger(desk, store):
    with pytest.raises(NotYours):
        asking.ask(store.for_user(2), desk.catalogue, desk.review, "policy", name="Sam", now=NOW)
    desk.give_all().submit()
    with pytest.raises(Refused, match="Reopen it"):
        ask(desk, name="Sam")
    with pytest.raises(Refused, match="Reopen it"):
        asking.take_back(desk.door, desk.review, "policy", now=NOW)


def test_before_submitting_one_sees_what_is_asked_of_someone_and_still_open(desk):
    ask(desk, name="Sam")
    ask(desk, "lead", role="head")
    ask(desk, "rooms", name="Sam")  # is not asked of a school without boarders
    assert desk.check().asked == ("policy", "lead")
    desk.give("policy", Answer(level=3))
    desk.give("lead", Answer(not_known=True))
    assert desk.check().asked == ("lead",)


def test_open_questions_are_listed_by_whom_they_were_left_for_or_by_who_usually_knows(desk, start, door, catalogue):
    start("wide")
    listed = {who: [(one.framework, one.question) for one in lines]
              for who, lines in asking.mine(door, catalogue, now=NOW).items()}  # fmt: skip
    small = "A small check"
    assert listed == {HEAD: [(small, "policy"), (small, "lead")], TECHNICIAN: [(small, "policy"), (small, "filter")]}
    ask(desk, name="Sam")
    desk.give("lead", Answer(option="yes"))
    lines = asking.mine(door, catalogue, now=NOW)
    assert {who: [one.question for one in found] for who, found in lines.items()} == {
        "Sam": ["policy"], TECHNICIAN: ["filter"],
    }  # fmt: skip
    one = lines["Sam"][0]
    assert (one.organisation, one.section, one.review) == ("Paper Boat Primary School", "people", desk.review)


def test_a_number_asked_for_by_two_frameworks_is_to_be_filled_in_once(desk, start, door, catalogue):
    other = start("wide")
    to_fill = numbers.to_fill(door, catalogue, now=NOW)
    assert [(one.indicator.id, one.who, one.organisation) for one in to_fill] == [
        ("days_since_check", (HEAD, TECHNICIAN), "Paper Boat Primary School"),
        ("pct_read", (HEAD, TECHNICIAN), "Paper Boat Primary School"),
    ]
    assert set(to_fill[1].places) == {(desk.review, "people", "policy"), (other.review, "all", "written")}
    measured = Measurement(percent=Decimal(50))
    numbers.record(door, catalogue, desk.review, "pct_read", measured, now=NOW)
    assert [one.indicator.id for one in numbers.to_fill(door, catalogue, now=NOW)] == ["days_since_check"]


def test_a_submitted_review_has_nothing_left_to_ask_or_fill_in(desk, door, catalogue):
    desk.give_all().submit()
    assert asking.mine(door, catalogue, now=NOW) == {}
    assert numbers.to_fill(door, catalogue, now=NOW) == ()


def test_whom_one_asked_stays_in_the_organisation(desk, door, catalogue):
    ask(desk, name="CANARY", note="CANARY")
    assert b"CANARY" not in exchange.export_review(door, catalogue, desk.review, key=KEY, now=NOW)


def test_an_empty_review_with_somebody_to_ask_can_be_deleted(desk, door, catalogue):
    ask(desk, name="Sam")
    reviews.delete_empty(door, desk.review, now=NOW)
    assert reviews.mine(door, catalogue, now=NOW) == ()
