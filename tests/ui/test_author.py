"""The authors' page, and what everybody else sees of what authors do there."""

import pytest

from assessments import organisations, published, reviews
from assessments.access import authoring
from assessments.access.authoring import File
from tests.assessments.access.conftest import Installation, give_account
from tests.ui.conftest import words
from tests.ui.test_own_framework import OWN
from ui import addresses, keys

AUTHOR, ELSEWHERE, ADMINISTRATOR = 20, 21, 22
KEY = ("own", "2026")
CORRECTION = OWN.replace('edition: "2026"', 'edition: "2026.1"').replace("Is there a policy?", "Is there any policy?")


@pytest.fixture
def people(rooms, signed_in):
    found = Installation(rooms.own)
    found.at().write(lambda unit: give_account(unit, 1, email="cedar@oak-hill.example"))
    found.person(AUTHOR, "Ari *Author*", duties=["author"])
    found.person(ELSEWHERE, "Eli Elsewhere")
    found.person(ADMINISTRATOR, "Ada Administrator", duties=["administrator"])
    return found


@pytest.fixture
def visit_as(people, visit, signed_in):
    def opened(person, name, /, **parts):
        signed_in(person)
        return visit(name, **parts)

    return opened


@pytest.fixture
def draft(people, catalogue, now):
    return authoring.upload(people.at(AUTHOR), catalogue, File("own.yaml", OWN.encode()), now=now)


@pytest.fixture
def school(people, rooms, now):
    """One organisation of somebody who is nothing else."""
    door = rooms.own.for_user(ELSEWHERE)
    facts = {"pupils": 90, "boarding": False}
    return organisations.add(door, name="Tin *Kettle* School", kind="school", phase="primary", facts=facts, now=now)


def give(page, content, name="own.yaml", *, lineage=None):
    page.file_uploader(key=keys.page("author", "file")).set_value([(name, content.encode(), "text/plain")])
    if lineage is not None:
        page.file_uploader(key=keys.page("author", "lineage")).set_value([("x.yaml", lineage.encode(), "text/plain")])
    return press(page, "Check and bring in")


def press(page, label):
    next(button for button in page.button if button.label.startswith(label)).click().run()
    assert not page.exception, page.exception
    return page


@pytest.mark.parametrize("who", [1, ELSEWHERE, ADMINISTRATOR])
@pytest.mark.parametrize("parts", [{}, {"framework": "own", "edition": "2026"}])
def test_for_others_there_is_no_such_page(visit_as, draft, who, parts):
    page = visit_as(who, "author", **parts)
    assert page.title[0].value == "Page not found"
    assert "own" not in words(page)


def test_in_single_mode_there_is_no_such_page(visit):
    assert visit("author").title[0].value == "Page not found"


def test_the_bar_leads_authors_there_and_nobody_else(visit_as):
    assert any("/author" in each.proto.body for each in visit_as(AUTHOR, "frameworks").get("html"))
    assert not any("/author" in each.proto.body for each in visit_as(ELSEWHERE, "frameworks").get("html"))


def test_every_edition_is_listed_with_how_it_stands(visit_as, draft, catalogue, people, now):
    authoring.withdraw(people.at(AUTHOR), catalogue, ("cpd", "2026"), now=now)
    said = words(visit_as(AUTHOR, "author"))
    assert "Our own check 2026 Draft – own.yaml, from Ari *Author*" in said
    assert "Online safety 2026 Published – this installation" in said
    assert "Digital skills 2026 Withdrawn" in said


def test_a_file_with_faults_shows_each_by_its_line_and_keeps_nothing(visit_as):
    page = give(visit_as(AUTHOR, "author"), OWN.replace("suits:", "suts:"), "<b>mine</b>.yaml")
    said = words(page)
    assert "There is a problem." in said
    assert "nothing was kept" in said
    told = "".join(element.proto.body for element in page.get("html"))
    assert "&lt;b&gt;mine&lt;/b&gt;.yaml:6" in told, "as text"
    assert 'unknown key "suts"; did you mean "suits"?' in said
    assert "Draft" not in said


def test_without_a_file_the_page_asks_for_one(visit_as):
    assert "Choose a framework file first." in words(press(visit_as(AUTHOR, "author"), "Check and bring in"))


def test_a_framework_goes_from_file_to_everybody_and_is_withdrawn_again(visit_as, school, rooms, catalogue, now):
    give(visit_as(AUTHOR, "author"), OWN)
    page = visit_as(AUTHOR, "author", framework="own", edition="2026")
    assert "Only authors see it." in words(page)
    assert "own" not in reading(visit_as(ELSEWHERE, "frameworks"))
    assert visit_as(ELSEWHERE, "frameworks", framework="own", edition="2026").title[0].value == "Framework not found"
    assert "Is there a policy?" in words(visit_as(AUTHOR, "frameworks", framework="own", edition="2026", open="all"))
    assert (
        "try the form" in visit_as(AUTHOR, "frameworks", framework="own", edition="2026", preview="all").title[0].value
    )

    page = visit_as(AUTHOR, "author", framework="own", edition="2026")
    page.text_input(key=keys.page("author", "name:own:2026")).set_value("Tin *Kettle* School")
    press(page, "Try it with them")
    assert "own" in reading(visit_as(ELSEWHERE, "frameworks")), "those who try it are offered it"
    assert "On trial with you" in words(visit_as(ELSEWHERE, "frameworks"))
    assert "This version is on trial" in words(visit_as(ELSEWHERE, "start", organisation=school.id, framework="own"))
    assert "On trial with you" in words(visit_as(ELSEWHERE, "", organisation=school.id))
    assert "own" not in reading(visit_as(1, "frameworks"))
    door = rooms.own.for_user(ELSEWHERE)
    tried = reviews.start(door, published.catalogue(door, catalogue), school.id, "own", now=now)

    page = visit_as(AUTHOR, "author", framework="own", edition="2026", do="publish")
    assert "It can never be changed again" in words(page)
    press(page, "Publish")
    assert "own" in reading(visit_as(1, "frameworks"))

    page = visit_as(AUTHOR, "author", framework="own", edition="2026", do="withdraw")
    assert "Reviews that were started with it go on" in words(page)
    press(page, "Withdraw")
    for person in (1, ELSEWHERE):
        assert "own" not in reading(visit_as(person, "frameworks"))
    assert "was withdrawn" in words(visit_as(ELSEWHERE, "frameworks", framework="own", edition="2026"))
    assert "Is there a policy?" in words(visit_as(ELSEWHERE, "review", review=tried.id))
    press(visit_as(AUTHOR, "author", framework="own", edition="2026"), "Offer it again")
    assert "own" in reading(visit_as(1, "frameworks"))


def reading(page):
    """The frameworks that a page leads to, each by its id."""
    told = "".join(element.proto.body for element in page.get("html"))
    return {name for name in ("own", "esafety") if addresses.frameworks(name, "2026").replace("&", "&amp;") in told}


def test_a_name_that_nobody_has_keeps_what_was_typed(visit_as, draft):
    page = visit_as(AUTHOR, "author", framework="own", edition="2026")
    field = page.text_input(key=keys.page("author", "name:own:2026"))
    field.set_value("Nobody's School")
    page = press(page, "Try it with them")
    assert "exactly this name or number" in words(page)
    assert page.text_input(key=keys.page("author", "name:own:2026")).value == "Nobody's School"


def test_a_trial_is_ended_for_one_by_name(visit_as, draft, people, catalogue, school, now):
    authoring.try_with(people.at(AUTHOR), catalogue, KEY, school.name, now=now)
    page = visit_as(AUTHOR, "author", framework="own", edition="2026")
    assert school.name in words(page)
    press(page, "End it for")
    assert "own" not in reading(visit_as(ELSEWHERE, "frameworks"))


def test_a_draft_is_removed(visit_as, draft):
    press(visit_as(AUTHOR, "author", framework="own", edition="2026"), "Remove this draft")
    assert "Our own check" not in words(visit_as(AUTHOR, "author"))


def test_publishing_a_correction_says_what_it_does_to_drafts(visit_as, draft, people, catalogue, now):
    authoring.publish(people.at(AUTHOR), catalogue, KEY, now=now)
    give(visit_as(AUTHOR, "author"), CORRECTION)
    page = visit_as(AUTHOR, "author", framework="own", edition="2026.1", do="publish")
    assert "take it over by themselves" in words(page)


def test_confirming_twice_from_two_windows_says_what_happened(visit_as, draft, people, catalogue, now):
    page = visit_as(AUTHOR, "author", framework="own", edition="2026", do="publish")
    authoring.publish(people.at(AUTHOR), catalogue, KEY, now=now)
    before = [line.changed_at for line in authoring.every(people.at(AUTHOR), catalogue)]
    page.button[0].click().run()
    assert not page.exception
    assert [line.changed_at for line in authoring.every(people.at(AUTHOR), catalogue)] == before
