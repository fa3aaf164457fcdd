"""Awards that an adviser decides: who applies with what, who decides, how long it is valid, and who reads it."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from assessments import answering, archiving, audit, awarding, held_awards, reminders, results, reviews, submitting
from assessments.access import deciding, sharing
from assessments.access.sharing_words import LATEST
from assessments.errors import NotYours, Refused
from assessments.store.awards import Application, Decision
from assessments.store.sharing import Wanted
from assessments.values import Person
from scoring.announced import Announced, Raised
from scoring.answers import Answer
from tests.assessments.access.networked import ADMINISTRATOR, ADVISER, READER, REGION_LEAD, STRANGER, around, list_in
from tests.assessments.awarded import next_year, this_year
from tests.assessments.conftest import NOW

LATER = NOW + timedelta(days=3)
THREE, FOUR = Fraction(3), Fraction(4)


@pytest.fixture(scope="session")
def catalogue():
    return this_year()


@pytest.fixture
def placed(installation, school):
    there = around(installation)
    list_in(installation, school.id, there.region)
    return there


@pytest.fixture
def show(door, school, placed):
    def shown(share):
        wanted = Wanted("team", placed.team, None, share, NOW.date() + timedelta(days=30))
        sharing.give(door, school.id, wanted, version=LATEST["team"], now=NOW)

    return shown


@pytest.fixture
def submitted(door, catalogue, school):
    """A submitted review with these levels; the same one again when it is asked twice."""
    made: list[int] = []

    def review(one=3, two=3):
        if made:
            submitting.reopen(door, made[0], "Looked again", now=NOW)
        else:
            made.append(reviews.start(door, catalogue, school.id, "tiny", now=NOW).id)
        for question, level in (("one", one), ("two", two)):
            before = reviews.open(door, catalogue, made[0], now=NOW).answers.get(question)
            seen = before.revision if before else 0
            answering.give(door, catalogue, made[0], question, Answer(level=level), seen=seen, now=NOW)
        submitting.submit(door, catalogue, made[0], now=NOW)
        return made[0]

    return review


@pytest.fixture
def apply(door, catalogue):
    def applied(review, award="mark", *, note="Please come in March", by=door):
        awarding.apply(by, catalogue, review, award, note=note, now=NOW)

    return applied


@pytest.fixture
def marked(door, catalogue):
    """The line of the mark on a review's page."""

    def line(review, *, catalogue=catalogue, now=LATER, award="mark"):
        found = awarding.of(door, catalogue, review, now=now)
        return next(each for each in found.lines if each.award.id == award)

    return line


@pytest.fixture
def waits(installation):
    return lambda person=ADVISER: [
        (one.title, one.note) for one in deciding.waiting(installation.at(person), now=LATER)
    ]


@pytest.fixture
def decide(installation):
    def decided(outcome="given", *, person=ADVISER, reason="Seen on a visit."):
        [one] = deciding.waiting(installation.at(person), now=LATER)
        deciding.decide(installation.at(person), one.id, outcome, reason=reason, now=LATER)
        return one

    return decided


def test_an_adviser_who_is_shown_levels_gives_it_and_it_lasts_as_long_as_the_framework_says(
    submitted, apply, show, decide, marked, waits, door, school
):
    review = submitted()
    assert marked(review).may_apply
    apply(review)
    assert waits() == []
    show(2)
    assert waits() == [("The mark", "Please come in March")]
    assert (marked(review).may_apply, marked(review).held) == (False, None)
    decide()
    assert waits() == []
    held = marked(review).held
    assert (held.title, held.since, held.until, held.by) == (
        "The mark", date(2026, 11, 17), date(2029, 11, 17), "Harbour advisers"
    )  # fmt: skip
    assert (held.is_valid(date(2029, 11, 17)), held.is_valid(date(2029, 11, 18))) == (True, False)
    assert [act.act for act in audit.acts(door, school.id)][-3:] == [
        "award applied for", "sharing agreed to", "award given"
    ]  # fmt: skip


@pytest.mark.parametrize("person", [REGION_LEAD, STRANGER, READER])
def test_nobody_else_of_outside_sees_or_decides_it(submitted, apply, show, installation, waits, person):
    apply(submitted())
    show(2)
    assert waits(person) == []
    [one] = deciding.waiting(installation.at(ADVISER), now=LATER)
    with pytest.raises(NotYours):
        deciding.decide(installation.at(person), one.id, "given", reason="So.", now=LATER)


def test_a_team_that_is_shown_only_how_far_one_is_decides_nothing(submitted, apply, show, waits):
    apply(submitted())
    show(1)
    assert waits() == []


def test_an_administrator_decides_where_no_adviser_is_asked_and_nobody_decides_for_their_own(
    submitted, apply, placed, decide, marked, installation, school, waits
):
    review = submitted()
    apply(review)
    installation.join(school.id, ADMINISTRATOR, "reader")
    assert waits(ADMINISTRATOR) == []
    installation.at().write(lambda unit: unit.run("UPDATE {membership} SET ended_at = 1 WHERE person_id = 10"))
    decide(person=ADMINISTRATOR)
    assert marked(review).held.by == "the administrators of Stocktake here"


def test_what_is_not_given_says_why_and_can_be_applied_for_again(submitted, apply, show, decide, marked):
    review = submitted()
    apply(review)
    show(4)
    with pytest.raises(Refused, match="Say why"):
        decide("refused", reason=" ")
    decide("refused", reason="The filter was off.")
    line = marked(review)
    assert (line.held, line.applied.decision.reason, line.may_apply) == (None, "The filter was off.", True)
    apply(review)
    decide()
    assert marked(review).held is not None
    with pytest.raises(Refused, match="given for this very review"):
        apply(review)


def test_only_a_lead_applies_and_only_with_everything_there(submitted, apply, installation, store, school, marked):
    review = submitted(two=2)
    with pytest.raises(Refused, match="Not everything"):
        apply(review)
    with pytest.raises(Refused, match="decides this by itself"):
        apply(review, "started")
    submitted(two=3)
    installation.person(30, "Con Tributor")
    installation.join(school.id, 30, "contributor")
    with pytest.raises(Refused, match="Only a lead can apply"):
        apply(review, by=store.for_user(30))
    apply(review)
    with pytest.raises(Refused, match="applied for this already"):
        apply(review)


def test_an_application_is_taken_back_until_it_is_decided(
    submitted, apply, show, decide, marked, door, school, waits, installation
):
    review = submitted()
    apply(review)
    show(2)
    awarding.take_back(door, school.id, marked(review).applied.id, now=LATER)
    assert (waits(), marked(review).may_apply) == ([], True)
    apply(review)
    one = decide()
    with pytest.raises(Refused, match="decided already"):
        awarding.take_back(door, school.id, one.id, now=LATER)
    with pytest.raises(Refused, match="decided already"):
        deciding.decide(installation.at(ADVISER), one.id, "refused", reason="Too late.", now=LATER)
    [told] = deciding.decided(installation.at(ADVISER), now=LATER)
    assert told.decision
    assert (told.decision.outcome, told.decision.by.name) == ("given", "Ash Adviser")


def test_a_given_award_stays_when_a_later_answer_no_longer_meets_it_and_a_draft_holds_none(
    submitted, apply, show, decide, marked, door
):
    review = submitted()
    apply(review)
    show(2)
    decide()
    submitted(two=1)
    line = marked(review)
    assert (line.result.verdict, line.held is not None, line.may_apply) == ("not_met", True, False)


def test_what_the_review_decides_by_itself_is_valid_from_its_submission_and_only_while_it_is_met(submitted, marked):
    held = marked(submitted(), award="started").held
    assert (held.since, held.until, held.by) == (date(2026, 11, 14), date(2027, 11, 14), "")


def test_thresholds_that_rise_next_year_are_told_beforehand(submitted, marked):
    found = marked(submitted(), catalogue=next_year()).announced
    assert found == Announced((Raised("one", THREE, FOUR), Raised("two", THREE, FOUR)), 0)
    assert marked(submitted()).announced is None


def test_an_award_that_was_given_comes_due_and_goes_along(submitted, apply, show, decide, door, catalogue, school):
    apply(submitted())
    show(2)
    decide()
    [due] = [one for one in reminders.due(door, catalogue, now=LATER) if one.what == "award"]
    assert (due.day, due.words) == (date(2029, 11, 17), f"Award runs out: The mark ({school.name})")
    [head, line] = archiving.awards_table(door, school.id)
    told = dict(zip(head, line, strict=True))
    assert (told["award"], told["by"], told["why"]) == ("The mark", "Harbour advisers", "Seen on a visit.")
    assert (told["note"], told["valid until"]) == ("Please come in March", "2029-11-17")


def test_of_several_given_the_latest_is_held_and_what_was_not_given_ends_none():
    def one(number, outcome, at, framework="tiny"):
        decision = Decision(outcome, "Seen.", "Harbour advisers", at, Person(2, ""), None)
        return Application(
            number, 1, "", 1, 1, framework, "2026", "A tiny check", "2026/27", "mark", "The mark", "", None, "", NOW,
            Person(1, ""), at, decision,
        )  # fmt: skip

    first, second = one(1, "given", NOW), one(2, "given", LATER)
    refused = one(3, "refused", LATER + timedelta(days=1))
    for order in ((refused, second, first), (first, second, refused)):
        assert [held.number for held in held_awards.given(order)] == ["2"]
    assert {held.number for held in held_awards.given((first, one(4, "given", NOW, "other")))} == {"1", "4"}


def test_the_results_say_that_it_was_given_until_it_lapses(submitted, apply, show, decide, door, catalogue):
    review = submitted()
    apply(review)
    show(2)
    assert results.of(door, catalogue, review, now=LATER).given == frozenset()
    decide()
    assert results.of(door, catalogue, review, now=LATER).given == {"mark"}
    assert results.of(door, catalogue, review, now=LATER.replace(year=2029, day=18)).given == frozenset()


def test_of_two_who_apply_at_the_same_moment_one_is_told_so(submitted, apply, marked, monkeypatch):
    review = submitted()
    monkeypatch.setattr(awarding, "_refuse_unfit", lambda *_: None)  # both saw that nobody had applied yet
    apply(review)
    with pytest.raises(Refused, match="applied for this already"):
        apply(review)
    assert marked(review).applied.note == "Please come in March"
