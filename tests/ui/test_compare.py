"""Compare: reviews of one framework side by side, chosen on the page and kept in its address."""

from fractions import Fraction

import pytest

from assessments import exchange, organisations, reviews
from assessments.signing import fingerprint
from assessments.store import open_store
from scoring.answers import Answer
from tests.signing import KEY
from tests.ui.conftest import words
from tests.ui.submitted import FIRST_YEAR, SECOND_YEAR, submitted
from ui.charts.palette import LIGHT
from ui.outcomes.side_by_side import level_cell
from ui.pages import compare

ROLES = "esafe.lead.roles"


@pytest.fixture
def two(door, catalogue, school, now):
    """Two schools: the first at 3 everywhere but 2 in one question, the second at 4 everywhere."""
    other = organisations.add(door, name="Elm School", kind="school", phase="secondary", now=now)
    return (
        submitted(door, catalogue, school, "esafety", SECOND_YEAR, other={ROLES: Answer(level=2)}),
        submitted(door, catalogue, other, "esafety", SECOND_YEAR, level=4),
    )


def test_two_organisations_stand_side_by_side_by_section_and_question(visit, two):
    page = words(visit("compare", reviews=",".join(str(review.id) for review in two)))
    assert "Elm School, 2026/27" in page
    assert "Teaching and families 3 In place 4 Working well" in page
    assert "including filtering and monitoring? 2 Early steps 4 Working well" in page


def test_one_organisation_over_two_periods(visit, door, catalogue, school):
    earlier = submitted(door, catalogue, school, "esafety", FIRST_YEAR, level=2)
    later = submitted(door, catalogue, school, "esafety", SECOND_YEAR, level=4)
    page = words(visit("compare", reviews=f"{earlier.id},{later.id}"))
    assert "Teaching and families 2 Early steps 4 Working well" in page


def test_a_quick_form_beside_a_full_review_is_compared_by_question_only(visit, door, catalogue, school, two):
    elm = organisations.add(door, name="Birch School", kind="school", phase="primary", now=SECOND_YEAR)
    quick = submitted(door, catalogue, elm, "esafety", SECOND_YEAR, form="short", level=5)
    page = words(visit("compare", reviews=f"{two[1].id},{quick.id}"))
    assert "Overall 4 Working well quick form" in page
    assert "Teaching and families 4 Working well quick form" in page
    assert "including filtering and monitoring? 4 Working well 5 Leading the way" in page
    page = words(visit("compare", reviews=f"{quick.id}"))
    assert "Overall" not in page


def test_a_figure_has_the_colour_of_the_name_beside_it(catalogue):
    asked = catalogue.latest("esafety").edition
    grounds = [ground for ground, _ in LIGHT.bands]
    looks = [
        ("2", "Early steps"),
        ("2.9", "Early steps"),
        ("3", "In place"),
        ("3.9", "In place"),
        ("5", "Leading the way"),
    ]
    found = [grounds.index(str(level_cell(asked, LIGHT, Fraction(level), name).ground)) for level, name in looks]
    assert found == [1, 1, 2, 2, 4]


def test_choosing_writes_the_address(visit, two):
    page = visit("compare")
    page.multiselect[0].select(page.multiselect[0].options[0]).select(page.multiselect[0].options[1]).run()
    found = page.query_params["reviews"]
    assert sorted("".join(found).split(",")) == sorted(str(review.id) for review in two)


def test_one_review_alone_asks_for_another(visit, two):
    assert "Choose at least two reviews" in words(visit("compare", reviews=str(two[0].id)))


@pytest.mark.parametrize("asked", ["404", "x,,-1", "9" * 40, "<script>"])
def test_an_address_that_names_nothing_is_harmless(visit, two, asked):
    assert "Choose at least two reviews" in words(visit("compare", reviews=asked))


def test_with_nothing_submitted_the_page_says_what_to_do(visit, school):
    assert "Nothing has been submitted yet." in words(visit("compare"))


def test_only_reviews_of_one_framework_can_be_chosen_together(visit, door, catalogue, school, two):
    submitted(door, catalogue, school, "governance", SECOND_YEAR)
    page = visit("compare", reviews=str(two[0].id))
    assert not any("Governance" in option for option in page.multiselect[0].options)
    assert page.selectbox[0].value == "esafety"
    page.selectbox[0].select("governance").run()
    assert len(page.multiselect[0].options) == 1


def test_a_review_is_added_from_its_file(visit, door, catalogue, two, tmp_path, now):
    document = exchange.export_review(door, catalogue, two[1].id, key=KEY, now=now)
    page = visit("compare", reviews=str(two[0].id))
    page.file_uploader[0].set_value([("review.json", document, "application/json")])
    page.run()
    page.checkbox[0].check()
    next(button for button in page.button if button.label == "Add this review").click().run()
    assert "There is a problem." in words(page)  # it is here already, and the sentence says so


def test_a_review_from_elsewhere_is_added_and_stands_in_the_table(visit, door, catalogue, two, tmp_path, now):
    elsewhere = open_store(tmp_path / "elsewhere.db", clock=lambda: now)
    theirs = elsewhere.for_user(1)
    school = organisations.add(theirs, name="Ash School", kind="school", phase="primary", now=now)
    review = submitted(theirs, catalogue, school, "esafety", SECOND_YEAR, level=5)
    document = exchange.export_review(theirs, catalogue, review.id, key=KEY, now=now)
    elsewhere.close()
    page = visit("compare", reviews=str(two[0].id))
    page.file_uploader[0].set_value([("review.json", document, "application/json")])
    next(button for button in page.button if button.label == "Add this review").click().run()
    assert f"its fingerprint is {fingerprint(KEY.public)}. Ask whoever sent it" in words(page)
    page.checkbox[0].check()
    next(button for button in page.button if button.label == "Add this review").click().run()
    assert "The review was added to" in words(page)
    assert "Ash School, 2026/27" in words(page)
    assert "Teaching and families 3 In place 5 Leading the way" in words(page)


def test_a_review_of_one_s_own_organisation_joins_it_unless_a_new_one_is_wanted(
    visit, door, catalogue, school, tmp_path, now
):
    submitted(door, catalogue, school, "esafety", SECOND_YEAR)
    elsewhere = open_store(tmp_path / "elsewhere.db", clock=lambda: now)
    theirs = elsewhere.for_user(1)
    same = organisations.add(theirs, name=school.name, kind="school", phase="primary", now=now)
    review = submitted(theirs, catalogue, same, "esafety", FIRST_YEAR)
    document = exchange.export_review(theirs, catalogue, review.id, key=KEY, now=now)
    elsewhere.close()
    page = visit("compare")
    page.file_uploader[0].set_value([("review.json", document, "application/json")])
    page.run()
    page.checkbox[0].check()
    assert "so that its years stand together" in page.radio(key="compare:into").options[0]
    next(button for button in page.button if button.label == "Add this review").click().run()
    assert [each.id for each in organisations.mine(door)] == [school.id]
    assert len(reviews.mine(door, catalogue, organisation_id=school.id, now=now)) == 2


def test_without_a_file_the_form_asks_for_one(visit, two):
    page = visit("compare")
    next(button for button in page.button if button.label == "Add this review").click().run()
    assert "Choose a file first." in words(page)


def test_a_framework_that_is_not_here_any_more_goes_by_its_id(catalogue):
    assert compare.name_of(catalogue, "esafety") == "Online safety"
    assert compare.name_of(catalogue, "gone") == "gone"
