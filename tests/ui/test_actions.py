"""The page of actions: what is due first, adding and changing by hand, what if, and the tables to take along."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assessments import actions, submitting
from assessments.planned import Planned
from scoring.answers import Answer
from tests.ui.conftest import words
from tests.ui.submitted import FIRST_YEAR, SECOND_YEAR, answered, submitted
from ui import routes

ROLES, GROUP = "esafe.lead.roles", "esafe.lead.group"


@pytest.fixture
def result(door, catalogue, school):
    """A primary school with every question at 3, but for one at 2 and one at 4: 47/16."""
    other = {ROLES: Answer(level=2), GROUP: Answer(level=4)}
    return submitted(door, catalogue, school, "esafety", SECOND_YEAR, other=other)


@pytest.fixture
def planned(door, catalogue, school, now):
    def added(what, **more):
        return actions.add(door, catalogue, school.id, Planned(what=what, **more), now=now)

    return added


def by_label(elements, label):
    return next(each for each in elements if each.label == label)


def test_the_list_says_what_is_late_in_words_and_comes_by_day(visit, school, planned):
    planned("Ask for *prices*", due=date(2026, 12, 1), owner_name="The head")
    planned("Write it <b>down</b>", due=date(2026, 11, 1), cost=Decimal("1200.50"), effort="large")
    planned("Long done", status="complete")
    said = words(visit("actions", organisation=school.id))
    assert "2 actions still to do, 1 of them late; 1 complete." in said
    assert said.index("Late: 1 November 2026") < said.index("1 December 2026")
    assert "Large effort, £1,200.50" in said
    assert "Long done" not in said
    assert "Long done" in words(visit("actions", organisation=school.id, show="complete"))


def test_an_action_is_added_by_hand_and_changed_with_a_note(visit, door, school, result):
    app = visit("actions", organisation=school.id, add=1)
    by_label(app.text_area, "What will be done").input("Name a <i>deputy</i>")
    by_label(app.text_input, "Owner").input("The safeguarding lead")
    by_label(app.text_input, "Cost in pounds").input("£1,250")
    by_label(app.multiselect, "Questions it is about (you can leave this empty)").set_value([("esafety", ROLES)])
    app.run()
    by_label(app.selectbox, "Level to reach").set_value(4)
    by_label(app.button, "Add this action").click().run()
    (made,) = actions.of(door, school.id)
    assert (made.what, made.owner, made.cost) == ("Name a <i>deputy</i>", "The safeguarding lead", Decimal(1250))
    assert (made.framework, made.questions, made.aim) == ("esafety", (ROLES,), 4)

    app = visit("actions", organisation=school.id, action=made.id)
    by_label(app.selectbox, "Status").set_value("on_hold")
    by_label(app.text_area, "A note on this change (stays inside your organisation)").input("No money *yet*.")
    by_label(app.button, "Keep the change").click().run()
    assert [one.status for one in actions.of(door, school.id)] == ["on_hold"]
    assert "on hold. No money *yet*." in words(visit("actions", organisation=school.id, action=made.id))


def test_what_cannot_be_kept_is_said_and_what_was_typed_stays(visit, door, school):
    app = visit("actions", organisation=school.id, add=1)
    by_label(app.text_area, "What will be done").input("Buy it")
    by_label(app.text_input, "Cost in pounds").input("a lot")
    by_label(app.button, "Add this action").click().run()
    assert "Give the cost in pounds and pence" in words(app)
    assert by_label(app.text_area, "What will be done").value == "Buy it"
    assert actions.of(door, school.id) == ()


def test_what_if_shows_the_level_that_the_chosen_actions_would_give(visit, school, result, planned):
    about = {"framework": "esafety", "edition": result.edition}
    one = planned("Raise the roles", questions=(ROLES,), **about)
    app = visit("actions", organisation=school.id)
    by_label(app.multiselect, "Actions that would be done").set_value([one.id]).run()
    # Roles weigh 3 (now 3), the group 1 (at 4): 13/4 in its strand, 25/8 in the section, (25/8 + 9) / 4 = 97/32 = 3.03.
    assert "From 2.9 of 5, Early steps, to 3.0 of 5, In place: +0.1." in words(app)
    assert "At good practice 1 of 21" in words(app)


def test_tables_hold_every_action_and_run_no_formula(door, school, planned, rooms):
    planned("=1+1", due=date(2026, 12, 1), cost=Decimal("10.5"))
    with TestClient(Starlette(routes=routes.ROUTES)) as client:
        text = client.get(f"/download/actions.csv?organisation={school.id}").content.decode("utf-8-sig")
        book = client.get(f"/download/actions.xlsx?organisation={school.id}").content
        assert client.get("/download/actions.csv?organisation=77").status_code == 404
    assert ",'=1+1,not started,,2026-12-01,,10.5," in text
    cells = [cell.value for cell in load_workbook(BytesIO(book)).worksheets[0][3]]
    assert (cells[1], cells[6]) == ("=1+1", 10.5)


def test_an_action_of_another_organisation_is_not_there(visit, door, catalogue, school, planned):
    made = planned("Ours")
    page = visit("actions", organisation=school.id, action=made.id + 1)
    assert "There is nothing here that you can open" in words(page)
    assert "Ours" not in words(page)


def test_one_press_on_the_results_makes_an_action_of_a_next_step(visit, door, school, result):
    app = visit("results", review=result.id)
    by_label(app.button, "Put step 1 into our actions").click().run()
    (made,) = actions.of(door, school.id)
    assert (made.questions, made.effort, made.review) == ((ROLES,), "medium", result.id)
    assert made.what.startswith("Put in writing who leads")
    again = visit("results", review=result.id)
    assert "Step 1 is in your actions." in words(again)
    assert "Put step 1 into our actions" not in [each.label for each in again.button]


def test_a_year_later_the_review_and_the_results_say_what_became_of_it(visit, door, catalogue, school, planned):
    first = submitted(door, catalogue, school, "esafety", FIRST_YEAR, other={ROLES: Answer(level=2)})
    about = {"framework": "esafety", "edition": first.edition, "questions": (ROLES,), "review": first.id}
    actions.add(door, catalogue, school.id, Planned(what="Name *them*", status="complete", **about), now=FIRST_YEAR)
    second = answered(door, catalogue, school, "esafety", SECOND_YEAR)
    aimed = Planned(what="Train them", aim=4, due=date(2027, 3, 31), **about)
    actions.add(door, catalogue, school.id, aimed, now=FIRST_YEAR + timedelta(minutes=1))
    section = catalogue.get("esafety", first.edition).edition.section_of[ROLES].id
    page = words(visit("review", review=second.id, section=section, question=ROLES))
    assert "You said you would: Name *them*: complete (14 November 2025)" in page
    assert "Train them: not started, to reach level 4, due 31 March 2027" in page
    of_this_one = {**about, "review": second.id}
    actions.add(door, catalogue, school.id, Planned(what="To come", **of_this_one), now=SECOND_YEAR)
    assert "Of 2 actions planned before, 1 is complete." in words(visit("results", review=second.id, open="actions"))
    submitting.submit(door, catalogue, second.id, now=SECOND_YEAR)
    result = words(visit("results", review=second.id, open="actions"))
    assert "Of 2 actions planned before, 1 is complete." in result
    assert "2 to 3, improved" in result


def test_home_names_the_actions_due_next_and_the_late_one_as_late(visit, school, planned):
    planned("Buy *cables*", due=date(2026, 11, 1), owner_name="Ash")
    planned("Done", status="complete")
    said = words(visit(organisation=school.id))
    assert "1 action still to do, and it is late; 1 complete." in said
    assert "Buy *cables* late, due 1 November 2026 · Ash" in said


def test_one_press_puts_the_whole_way_to_a_mark_into_the_plan(visit, door, school, result):
    app = visit("results", review=result.id, open="marks")
    by_label(app.button, "Put the way to Secure into our actions (1 question)").click().run()
    (made,) = actions.of(door, school.id)
    assert (made.questions, made.aim) == ((ROLES,), 3)


def test_quick_wins_are_of_small_effort_and_offered_until_they_are_planned(visit, door, catalogue, school):
    review = submitted(door, catalogue, school, "esafety", SECOND_YEAR, level=1)
    questions = catalogue.get("esafety", review.edition).edition.questions
    app = visit("actions", organisation=school.id, quick=1)
    offered = [each for each in app.button if each.label == "Put it into our actions"]
    assert len(offered) == 3
    offered[0].click().run()
    (made,) = actions.of(door, school.id)
    assert questions[made.questions[0]].next_steps[1].effort == "small"
    app = visit("actions", organisation=school.id, quick=1)
    assert not [each for each in app.button if (each.key or "").endswith(made.questions[0])]
