"""Years: the line over the periods, what changed by question, and numbers as one series."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from html import unescape
from types import SimpleNamespace
from typing import Any

import pytest

from assessments import answering, comparison, numbers, organisations, reviews, submitting
from assessments.access.invitations import Offer
from assessments.comparison import Peers
from assessments.store import invitations
from scoring.answers import Answer, Measurement
from scoring.disclosure import Spread
from tests.ui.conftest import words
from tests.ui.submitted import FIRST_YEAR, SECOND_YEAR, answered, retold, submitted
from ui.choosing import nothing_yet

ROLES, GROUP, MEETINGS = "esafe.lead.roles", "esafe.lead.group", "safeguarding_it_meetings_12m"
REHEARSED = "months_since_incident_rehearsal"


def test_a_year_that_went_up_says_by_how_much_on_the_same_questions(visit, door, catalogue, school):
    submitted(door, catalogue, school, "esafety", FIRST_YEAR, level=2)
    submitted(door, catalogue, school, "esafety", SECOND_YEAR, level=4)
    page = visit("years", organisation=school.id, framework="esafety")
    assert "Up by 2 on the same questions since 2025/26" in words(page)
    assert page.get("plotly_chart")[0].proto.alt.endswith(": 2025/26 2; 2026/27 4.")
    assert "2026/27 4 of 5 · Working well +2 21 of 21 21 of 21" in words(page)


def test_what_changed_is_told_question_by_question(visit, door, catalogue, school):
    submitted(door, catalogue, school, "esafety", FIRST_YEAR)
    submitted(door, catalogue, school, "esafety", SECOND_YEAR, other={ROLES: Answer(level=4), GROUP: Answer(level=2)})
    page = words(visit("years", organisation=school.id, framework="esafety"))
    assert "Improved (1)" in page
    assert "Slipped (1)" in page
    assert "3 In place 2 Early steps −1" in page


def test_a_question_somebody_else_answered_is_said_to_those_inside_and_to_nobody_else(
    visit, door, rooms, catalogue, school, known, signed_in
):
    submitted(door, catalogue, school, "esafety", FIRST_YEAR)
    bo, reader = known("Bo Day", school, "lead"), known("Cy Fox", school, "reader")
    review = answered(door, catalogue, school, "esafety", SECOND_YEAR, other={ROLES: None})
    answering.give(rooms.own.for_user(bo), catalogue, review.id, ROLES, Answer(level=4), seen=0, now=SECOND_YEAR)
    submitting.submit(door, catalogue, review.id, now=SECOND_YEAR)
    said = "1 of the same questions was answered by somebody else than last time; 1 of them moved."
    for place in ({"organisation": school.id, "framework": "esafety"}, {"review": review.id, "open": "change"}):
        name = "results" if "review" in place else "years"
        signed_in(bo)
        assert said in words(visit(name, **place))
        assert "Answered by Bo Day; last time by" in words(visit(name, **place))
        signed_in(reader)
        assert "somebody else" not in words(visit(name, **place))


def test_a_short_year_is_not_compared_with_a_full_one(visit, door, catalogue, school):
    submitted(door, catalogue, school, "esafety", FIRST_YEAR, form="short")
    submitted(door, catalogue, school, "esafety", SECOND_YEAR)
    page = words(visit("years", organisation=school.id, framework="esafety"))
    assert "2026/27 cannot be compared with 2025/26" in page


def test_a_first_year_stands_alone(visit, door, catalogue, school):
    submitted(door, catalogue, school, "esafety", SECOND_YEAR)
    page = words(visit("years", organisation=school.id, framework="esafety"))
    assert "2026/27 is the first year: 3 of 5 · In place" in page


def test_two_texts_under_the_name_of_one_version_are_told(visit, door, catalogue, school, tmp_path):
    before = retold(tmp_path, "esafety", "minutes: 90", "minutes: 60")
    submitted(door, before, school, "esafety", FIRST_YEAR)
    submitted(door, catalogue, school, "esafety", SECOND_YEAR)
    page = words(visit("years", organisation=school.id, framework="esafety"))
    assert "What to keep in mind These reviews rest on different texts of version 2026" in page


def test_numbers_are_shown_with_unit_and_day(visit, door, catalogue, school):
    for at, value in ((FIRST_YEAR, 2), (SECOND_YEAR, 5)):
        review = answered(door, catalogue, school, "esafety", at)
        numbers.record(door, catalogue, review.id, MEETINGS, Measurement(value=Decimal(value)), now=at)
        submitting.submit(door, catalogue, review.id, now=at + timedelta(minutes=1))
    page = words(visit("years", organisation=school.id, framework="esafety"))
    assert "count 5 14 November 2026 2 14 November 2025" in page


@pytest.mark.parametrize("framework", ["esafety", "nothing", "<b>"])
def test_where_nothing_was_submitted_there_is_a_list_to_choose_from(visit, door, catalogue, school, framework):
    reviews.start(door, catalogue, school.id, "esafety", now=SECOND_YEAR)
    assert "Nothing has been submitted yet." in words(visit("years", organisation=school.id, framework=framework))


def test_without_an_address_every_framework_with_a_submission_is_listed(visit, door, catalogue, school):
    submitted(door, catalogue, school, "esafety", SECOND_YEAR)
    page = words_raw(visit("years"))
    assert "<span>Oak *Hill* <b>School</b></span>" in page
    assert f'<a href="/years?organisation={school.id}&framework=esafety">Online safety</a>' in page


def words_raw(page):
    """The page's HTML with its entities read, tags and all."""
    return unescape(" ".join(element.proto.body for element in page.get("html")))


def test_with_many_organisations_one_is_chosen_first(visit, door, catalogue, school, now):
    for at in range(8):
        organisations.add(door, name=f"Elm {at} Charity", kind="charity", now=now)
    submitted(door, catalogue, school, "esafety", SECOND_YEAR)
    page = visit("years")
    assert f"/years?organisation={school.id}" in " ".join(element.proto.body for element in page.get("html"))
    assert "Elm 7 Charity" in words(page)
    page.text_input[0].input("hill oak").run()
    assert "Oak *Hill*" in words(page)
    assert "Elm" not in words(page)
    page.text_input[0].input("nowhere").run()
    assert "No organisation has all of these words in its name." in words(page)
    assert "Online safety" in words(visit("years", organisation=school.id))


def test_a_number_that_two_frameworks_ask_for_is_one_series_with_a_picture(visit, door, catalogue, school):
    """An exercise six months before the first review, and one two months before the second."""
    told = (("governance", FIRST_YEAR, "2025-05-14"), ("infrastructure", SECOND_YEAR, "2026-09-14"))
    for framework, at, day in told:
        review = answered(door, catalogue, school, framework, at)
        numbers.record(door, catalogue, review.id, REHEARSED, Measurement(date=day), now=at)
        submitting.submit(door, catalogue, review.id, now=at + timedelta(minutes=1))
    for place in ({"framework": "governance"}, {}):
        page = words_raw(visit("years", organisation=school.id, **place))
        assert "6 months on 14 November 2025; 2 months on 14 November 2026." in page
        assert "The number has moved the right way" in page
        assert "asked in Governance and Infrastructure" in page


def test_each_year_stands_beside_the_figures_of_others_of_that_year_alone(visit, door, catalogue, school, monkeypatch):
    submitted(door, catalogue, school, "esafety", FIRST_YEAR, level=2)
    submitted(door, catalogue, school, "esafety", SECOND_YEAR, level=4)
    first = catalogue.latest("esafety").edition.sections[0]
    figures = {
        first.id: Spread(15, Fraction(3), Fraction(2), Fraction("3.2"), Fraction("3.6")),
        "overall": Spread(15, Fraction(3), Fraction("2.4"), Fraction("3.2"), Fraction("3.6")),
        "change:overall": Spread(10, Fraction("0.2"), None, None, None),
    }
    of_this_year = Peers("peers:school", "schools", 15, date(2026, 11, 1), None, (), figures, period="2026/27")
    # The first year has none yet: what it is given is of another period.
    monkeypatch.setattr(comparison, "peers", lambda desk, review: of_this_year)
    page = visit("years", organisation=school.id, framework="esafety")
    assert page.get("plotly_chart")[0].proto.alt.endswith(
        ": 2025/26 2; 2026/27 4 (organisations like yours: the middle is 3.2 and the middle half 2.4 to 3.6)."
    )
    said = words(page)
    assert (
        "2026/27: schools, about 15, figures of 1 November 2026. "
        "Those that did it both years (about 10) moved by +0.2 on average."
    ) in said
    assert "2025/26: schools" not in said
    assert "Every section compared is above the middle of organisations like yours" in said
    assert f"{first.title} 2 4 (their middle is 3.2 and the middle half 2 to 3.6)" in said
    told = f"{first.title}, level out of 5: 2025/26 2; 2026/27 4, their middle is 3.2 and the middle half 2 to 3.6."
    assert f'alt="{told}"' in words_raw(page)


def test_the_years_of_an_organisation_that_this_one_carries_on_stand_below_its_own(
    visit, door, rooms, catalogue, school, known, signed_in
):
    academy = organisations.add(
        door, name="Oak Academy", kind="school", phase="primary", facts={"pupils": 240}, now=SECOND_YEAR
    )
    submitted(door, catalogue, school, "esafety", FIRST_YEAR, level=2)
    submitted(door, catalogue, academy, "esafety", SECOND_YEAR, level=4)
    carried_on = "UPDATE {organisation} SET successor = :new WHERE organisation_id = :old"
    rooms.own.reception(None).write(lambda unit: unit.run(carried_on, new=academy.id, old=school.id))
    ada = known("Ada Ray", school, "lead")
    rooms.own.reception(None).write(lambda unit: invitations.give(unit, Offer("lead", academy.id), ada, SECOND_YEAR))
    signed_in(ada)
    page = words(visit("years", organisation=academy.id, framework="esafety"))
    told = page[page.index("Before that, as Oak *Hill* School") :]
    assert "2025/26 2 of 5 · Early steps first year" in told
    signed_in(known("Bo Day", academy, "lead"))
    assert "Before that" not in words(visit("years", organisation=academy.id, framework="esafety"))


@pytest.mark.parametrize(
    ("teams", "networks", "said"),
    [((), (), "Go to Home"), ((1,), (1,), 'href="/adviser">My organisations'), ((), (1,), 'href="/network">Network')],
)
def test_somebody_who_belongs_nowhere_is_sent_where_others_show_them_something(teams, networks, said, school):
    desk: Any = SimpleNamespace(standing=SimpleNamespace(teams=teams, networks=networks))
    assert said in nothing_yet(desk, ())
    assert "Go to Home" in nothing_yet(desk, (school,))
