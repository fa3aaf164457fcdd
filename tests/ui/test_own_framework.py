"""What a framework of one's own may hold, on the page: lines asked of some, and a newer version half way."""

from dataclasses import replace

import pytest

from assessments import answering, organisations, reviews
from frameworks.catalogue import Catalogue
from scoring.answers import Answer
from tests.ui.conftest import words
from ui import composition, keys

OWN = """format: 1
id: own
edition: "2026"
title: Our own check
summary: Two questions.
suits: [school]
scale:
  levels:
    1: {name: Not in place, meaning: Nothing yet.}
    2: {name: In place, meaning: All of it.}
  targets: [{level: 2}]
profile:
  - {id: pupils, label: How many pupils do you have?, type: number}
  - {id: boarding, label: Do any pupils board?, type: yes_no}
sections:
  - id: all
    title: Everything
    strands:
      - id: it
        title: All of it
        questions:
          - id: policy
            text: Is there a policy?
            levels: {1: "No.", 2: "Yes."}
          - id: rooms
            text: Are the bedrooms covered?
            applies_to: {when: {profile: boarding, is: true}}
            levels: {1: "No.", 2: "Yes."}
          - id: filter
            kind: checklist
            text: What is filtered?
            checks: [{id: web, label: The web}, {id: log, label: A log, ask_if: {question: policy, at_least: 2}}]
          - id: devices
            kind: number
            text: How many devices are there?
            number:
              {unit: devices, ratio: {of: devices, per: pupils}, direction: higher, thresholds: {2: 0.5}, minimum: 0}
"""


@pytest.fixture
def catalogue(tmp_path):
    (tmp_path / "definitions" / "own").mkdir(parents=True)
    (tmp_path / "definitions" / "own" / "2026.yaml").write_text(OWN, encoding="utf-8")
    found = Catalogue.load(tmp_path)
    assert found.faults == ()
    return found


@pytest.fixture
def review(door, catalogue, school, now):
    return reviews.start(door, catalogue, school.id, "own", now=now)


def lines(app):
    return [each.label for each in app.checkbox if each.label in ("The web", "A log")]


def test_a_line_not_asked_of_this_organisation_is_not_shown(visit, review, door, catalogue, now):
    app = visit("review", review=review.id)
    assert lines(app) == ["The web", "A log"], "not known yet whether it is asked"
    app.radio(key=keys.widget(review.id, "policy", "choice", 0)).set_value(1).run()
    assert lines(app) == ["The web"]
    app.radio(key=keys.widget(review.id, "policy", "choice", 0)).set_value(2).run()
    assert lines(app) == ["The web", "A log"]


@pytest.mark.parametrize(
    ("pupils", "said"),
    [
        (240, "How many pupils do you have: 240."),
        (0, "How many pupils do you have: 0. With 0 there is nothing to compare with, so this question does not count"),
    ],
)
def test_a_figure_says_what_it_is_set_against(visit, door, catalogue, now, pupils, said):
    other = organisations.add(door, name="B", kind="school", phase="primary", facts={"pupils": pupils}, now=now)
    review = reviews.start(door, catalogue, other.id, "own", now=now)
    assert said in words(visit("review", review=review.id))


def test_the_fact_a_figure_waits_for_is_named(visit, door, catalogue, now):
    other = organisations.add(door, name="B", kind="school", phase="primary", now=now)
    review = reviews.start(door, catalogue, other.id, "own", now=now)
    assert "How many pupils do you have. This has not been given yet." in words(visit("review", review=review.id))


@pytest.fixture
def newer(tmp_path, catalogue, rooms, review, monkeypatch):
    """The next version comes out: one question more, one reworded; the review is a draft on the old one."""
    text = OWN.replace('edition: "2026"', 'edition: "2027"').replace("Is there a policy?", "Is there a written policy?")
    text += """          - id: backup
            text: Is there a backup?
            levels: {1: "No.", 2: "Yes."}
"""
    (tmp_path / "definitions" / "own" / "2027.yaml").write_text(text, encoding="utf-8")
    found = Catalogue.load(tmp_path)
    assert found.faults == ()
    monkeypatch.setattr(composition, "_rooms", replace(rooms, catalogue=found))
    return found


def button(app, name):
    return app.button(key=keys.page("review", name))


def test_a_draft_moves_to_a_newer_version_after_saying_what_that_does_and_back(visit, review, newer, door, now):
    answering.give(door, newer, review.id, "policy", Answer(level=2), seen=0, now=now)
    app = visit("review", review=review.id)
    assert "There is a newer version of these questions, 2027." in words(app)
    button(app, "preview").click().run()
    assert "1 question is new" in words(app)
    assert "Is there a backup?" in words(app)
    button(app, "move").click().run()
    moved = reviews.open(door, newer, review.id, now=now)
    assert moved.edition.edition == "2027"
    assert "Is there a backup?" in words(app)
    assert "There is a newer version" not in words(app)
    button(app, "move_back").click().run()
    assert reviews.open(door, newer, review.id, now=now).edition.edition == "2026"
    assert "back on the version it was started with" in words(app)


def test_nothing_is_said_of_moving_where_there_is_nothing_newer(visit, review):
    app = visit("review", review=review.id)
    assert not [each for each in app.button if each.key == keys.page("review", "preview")]


def test_a_fact_that_questions_wait_for_is_named_before_any_count(visit, review):
    said = words(visit("submit", review=review.id))
    assert "First answer: Do any pupils board?" in said
    assert "questions are not answered yet" not in said
