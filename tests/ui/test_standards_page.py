"""Other standards on their page: every review speaks once, a draft says so, and what is not covered is not claimed."""

import csv
import io
import re
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from assessments import answering, organisations, reviews, standards, submitting
from scoring.answers import Answer
from tests.ui.conftest import words
from ui import composition
from ui.standards import files


@pytest.fixture
def charity(door, now):
    facts = {"staff": 6, "works_with_children_or_adults_at_risk": True}
    return organisations.add(door, name="=Paper <i>Boat</i>", kind="infrastructure_org", facts=facts, now=now)


@pytest.fixture
def done(door, catalogue, charity, now):
    """Submits a review of a framework in which every question has this level."""

    def submitted(framework, level, at=now):
        review = reviews.start(door, catalogue, charity.id, framework, now=at).id
        for question in reviews.open(door, catalogue, review, now=at).shown:
            answering.give(door, catalogue, review, question, Answer(level=level), seen=0, now=at)
        submitting.submit(door, catalogue, review, now=at)
        return review

    return submitted


def item(view, standard, code):
    [standing] = [each for each in view.standings if each.reference.id == standard]
    return next(each for each in standing.items if each.code == code)


def test_a_page_puts_every_review_of_the_organisation_together(visit, door, catalogue, done, now):
    first = done("io_health_check", 4)
    done("governance", 2, now - timedelta(days=20))
    view = standards.of(door, catalogue, first, now=now)
    assert [one.source.framework for one in view.sources.values()] == ["io_health_check", "governance"]
    code = next(
        one.code
        for one in next(each for each in view.standings if each.reference.id == "cdc").items
        if {voice.source for voice in one.voices} == {"0", "1"}
    )
    assert item(view, "cdc", code).lowest.level == 2  # governance's, the lower
    told = words(visit("standards", review=first))
    assert "Charity Digital Code of Practice" in told
    assert "Governance" in told
    told = words(visit("standards", review=first, standard="cdc"))
    assert "2 of 5" in told
    assert "submitted on 2 November 2026" in told
    assert "(the lowest, so it counts)" in told


def test_nothing_is_claimed_where_no_question_asks_and_others_are_named_that_would(visit, done):
    told = words(visit("standards", review=done("io_health_check", 4), standard="becta"))
    assert "Not covered: no question here asks about it, so nothing is said of it" in told
    assert "asks about it in" in told


def test_a_draft_says_so_and_names_the_questions_still_to_answer(visit, door, catalogue, charity, now):
    review = reviews.start(door, catalogue, charity.id, "io_health_check", now=now).id
    told = words(visit("standards", review=review, standard="ce"))
    assert "This review has not been submitted" in told
    assert "still to answer" in told
    assert "a draft" in told


def test_the_table_holds_every_item_of_every_standard_and_no_formula(done, catalogue):
    review = done("io_health_check", 3)
    request: Any = SimpleNamespace(query_params={"review": str(review)})
    made, kind, name = files.standards_csv(composition.owners_desk(), request)
    assert isinstance(made, bytes)
    rows = list(csv.reader(io.StringIO(made.decode("utf-8-sig"))))
    known = {(one.title, code) for one in catalogue.references.values() for code in one.items}
    assert {tuple(row[:2]) for row in rows[1:-1]} == known
    assert {len(row) for row in rows[:-1]} == {11}
    assert (kind, name) == ("text/csv", "paper-i-boat-i-other-standards.csv")
    assert rows[-1][0].startswith("'=Paper <i>Boat</i>. ICT health-check, 2026/27, submitted on 22 November 2026")
    ours = [row for row in rows[:-1] if row[4] == "answered"]
    assert ours
    assert {row[9] for row in ours} == {"3 of 5"}


def test_without_a_review_the_page_says_where_to_begin(visit, rooms):
    app = visit("standards")
    assert "Open the results of a review first" in words(app)


def test_the_results_show_every_standard_at_a_glance_with_the_way_to_each(visit, done):
    app = visit("results", review=done("io_health_check", 4), open="standards")
    assert "Cyber Essentials" in words(app)
    assert any("standard=ce" in element.proto.body for element in app.get("html"))


def test_a_core_item_is_marked(visit, done):
    assert re.search(r"BB\d \(core\)", words(visit("standards", review=done("io_health_check", 4), standard="dfe")))
