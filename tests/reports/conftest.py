"""A submitted e-safety review of an invented school, answered by a pattern that leaves strengths and gaps."""

from datetime import UTC, datetime

import pytest

from assessments import answering, organisations, results, reviews, submitting
from assessments.store import open_store
from frameworks.catalogue import Catalogue
from scoring.answers import Answer

NOW = datetime(2026, 11, 14, 14, 32, tzinfo=UTC)
SHOUTING = "*Hazel* <b>Brook</b> #let $x$ `School`"


@pytest.fixture(scope="session")
def catalogue():
    return Catalogue.load()


@pytest.fixture
def door(tmp_path):
    store = open_store(tmp_path / "stocktake.db", clock=lambda: NOW)
    yield store.for_user(1)
    store.close()


@pytest.fixture
def view(door, catalogue):
    school = organisations.add(door, name=SHOUTING, kind="school", phase="primary", now=NOW)
    review = reviews.start(door, catalogue, school.id, "esafety", form="full", now=NOW)
    opened = reviews.open(door, catalogue, review.id, now=NOW)
    asked = [question for question in opened.edition.questions if question in opened.shown]
    for place, question in enumerate(asked):
        answering.give(door, catalogue, review.id, question, Answer(level=1 + place % 5), seen=0, now=NOW)
    submitting.submit(door, catalogue, review.id, now=NOW)
    return results.of(door, catalogue, review.id, now=NOW)
