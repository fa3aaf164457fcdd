"""What a framework of one's own may hold, on the page: lines asked of some, and a newer version half way."""

import pytest

from assessments import organisations, reviews
from frameworks.catalogue import Catalogue
from tests.ui.conftest import words
from ui import keys

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
