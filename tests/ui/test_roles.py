"""The pages by role: who leads decides, others are told whom to ask; a reader meets no draft; hats open Home."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assessments import organisations
from tests.ui.conftest import words
from tests.ui.submitted import FIRST_YEAR, SECOND_YEAR, answered, submitted
from ui import composition, keys, routes, switching
from ui.hats import in_a_sentence


@pytest.fixture
def brook(known, school):
    return known("Brook Lark", school)


@pytest.fixture
def cedar(known, school):
    return known("Cedar Finch", school, "reader")


def buttons(app):
    return [each.label for each in app.button]


def test_a_contributor_is_told_whom_to_ask_where_a_lead_has_a_button(visit, signed_in, door, catalogue, school, brook):
    review = answered(door, catalogue, school, "esafety", SECOND_YEAR)
    signed_in(brook)
    app = visit("submit", review=review.id)
    assert "Only a lead can submit. Ask You." in words(app)
    assert "Submit this review" not in buttons(app)
    assert "Only a lead can change what is said of the organisation. Ask You." in words(
        visit("settings", organisation=school.id)
    )


def test_a_contributor_cannot_open_a_submitted_review_again(visit, signed_in, door, catalogue, school, brook):
    review = submitted(door, catalogue, school, "esafety", SECOND_YEAR)
    signed_in(brook)
    app = visit("submit", review=review.id)
    assert "Only a lead can open a submitted review again. Ask You." in words(app)
    assert "Reopen this review" not in buttons(app)


@pytest.mark.parametrize("page", ["review", "submit"])
def test_a_page_that_opens_a_draft_is_not_there_for_a_reader(visit, signed_in, quick, cedar, page):
    signed_in(cedar)
    app = visit(page, review=quick.id)
    assert app.title[0].value == "Page not found"
    assert "Online safety" not in words(app)


def test_a_reader_sees_on_home_what_was_submitted_and_nothing_to_do(
    visit, signed_in, door, catalogue, school, quick, cedar
):
    signed_in(cedar)
    empty = words(visit(organisation=school.id))
    assert "Nothing has been submitted yet" in empty
    assert "Online safety" not in empty
    submitted(door, catalogue, school, "esafety", FIRST_YEAR)
    said = words(visit(organisation=school.id))
    assert "You are a reader here." in said
    assert "Where you stand" in said
    for never in ("In progress", "Start a review", "Add another organisation", "My questions", "Continue"):
        assert never not in said


def test_a_reader_reads_results_years_and_comparisons(visit, signed_in, door, catalogue, school, cedar):
    review = submitted(door, catalogue, school, "esafety", SECOND_YEAR)
    signed_in(cedar)
    assert "3 of 5" in words(visit("results", review=review.id))
    assert "See the answers" not in words(visit("results", review=review.id))
    assert "Online safety over the years" in visit("years", organisation=school.id, framework="esafety").title[0].value
    compared = visit("compare", reviews=review.id)
    assert not [each for each in compared.button if each.label == "Add this review"]
    settings = visit("settings", organisation=school.id)
    assert not settings.text_input
    assert not [label for label in buttons(settings) if "Delete" in label or "Add" in label]


def test_hats_group_organisations_by_role_and_home_opens_in_the_one_chosen(visit, signed_in, known, door, rooms, now):
    many = [
        organisations.add(door, name=f"Paper School {number:02}", kind="school", phase="primary", now=now)
        for number in range(12)
    ]
    fern = known("Fern Vale")
    at = rooms.own.reception(None)
    for place, one in enumerate(many):
        role = "lead" if place < 10 else "reader"
        at.write(
            lambda unit, one=one, role=role: unit.run(
                "INSERT INTO {membership} (organisation_id, person_id, role) VALUES (:o, :p, :r)",
                o=one.id,
                p=fern,
                r=role,
            )
        )
    signed_in(fern)
    desk = composition.desk()
    found = switching.worn(desk, organisations.mine(desk.door))
    assert in_a_sentence(found) == "You lead 10 organisations and read results of 2 organisations."
    said = words(visit())
    assert "You lead 10 organisations and read results of 2 organisations. Choose one." in said
    assert "Paper School 11 Primary school · Reader" in said
    assert "Paper School 00" not in words(visit(hat="reader"))
    again = words(visit())
    assert "Paper School 10" in again or "Paper School 11" in again
    assert "Paper School 00" not in again
    bar = words(visit(organisation=many[0].id))
    assert "Working for: Paper School 00 You lead 10 organisations Paper School 01" in bar
    assert "You read results of 2 organisations Paper School 10 Paper School 11" in bar


def test_a_hat_somebody_does_not_have_changes_nothing(visit, signed_in, school, brook):
    signed_in(brook)
    assert school.name in visit(hat="administrator").title[0].value.replace("\\", "")
    assert keys.HERE not in visit(hat="lead").query_params


def test_the_files_of_a_reader_hold_what_was_submitted_and_no_draft(
    signed_in, monkeypatch, door, catalogue, school, quick, cedar
):
    done = submitted(door, catalogue, school, "esafety", FIRST_YEAR)
    monkeypatch.setattr(composition, "desk_of", lambda _: composition.desk())
    signed_in(cedar)
    with TestClient(Starlette(routes=routes.ROUTES)) as asked:
        for name in ("results.pdf", "review.csv", "review.json", "form.pdf"):
            assert asked.get(f"/download/{name}?review={quick.id}").status_code in {404, 409}, name
        assert asked.get(f"/download/results.pdf?review={quick.id}&draft=1").status_code in {404, 409}
        for name in ("results.pdf", "review.csv"):
            assert asked.get(f"/download/{name}?review={done.id}").status_code == 200, name


def test_somebody_who_belongs_nowhere_is_told_how_to_get_in(visit, signed_in, known, school):
    signed_in(known("Dale Wren"))
    app = visit()
    said = words(app)
    assert "You do not belong to an organisation yet" in said
    assert "Ask one of its leads for a link" in said
    assert "on this computer" not in said
    assert "Try the demo" not in buttons(app)
