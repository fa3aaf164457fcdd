"""Looking back: last time's answers in last time's words, whatever became of the questions since."""

import pytest

from assessments.looking_back import said
from assessments.values import Said
from frameworks.catalogue import Catalogue
from frameworks.companions import Lineage, Origin
from scoring.answers import Answer, AnswerSheet
from tests.assessments.conftest import A_YEAR, NOW, WHOLE


@pytest.fixture
def older(catalogue):
    return catalogue.latest("small").edition


def renamed(edition):
    """The edition with another name for level 3."""
    levels = dict(edition.scale.levels)
    levels[3] = levels[3].model_copy(update={"name": "Half way"})
    return edition.model_copy(update={"scale": edition.scale.model_copy(update={"levels": levels})})


def test_last_time_is_told_in_the_words_of_last_times_edition(older):
    sheet = AnswerSheet("small", "2026", "2025-11-14", answers={"policy": Answer(level=3, comment="A start")})
    rescaled = Origin(from_=("policy",), change="rescaled", levels={3: 4})
    lineage = Lineage(from_="2026", to="2027", questions={"policy": rescaled})
    assert said(renamed(older), older, sheet, {"policy": "answered"}, lineage) == {
        "policy": Said("3 In place", "A start", "its levels were changed")
    }


def test_a_question_with_a_new_id_knows_what_it_comes_from(older):
    sheet = AnswerSheet("small", "2026", "2025-11-14", answers={"policy": Answer(level=2), "lead": Answer(option="no")})
    lineage = Lineage(from_="2026", to="2027", questions={
        "filter": Origin(from_=("policy", "lead"), change="merged"),
    }, retired=("policy", "lead"))  # fmt: skip
    assert said(older, older, sheet, {}, lineage) == {
        "filter": Said("Is there a policy? 2 Early steps; Does somebody lead? No", "",
                       "several questions became one")
    }  # fmt: skip


def test_what_was_stored_but_not_asked_was_not_said(older):
    sheet = AnswerSheet("small", "2026", "2025-11-14", answers={"rooms": Answer(level=2), "lead": Answer(comment="?")})
    assert said(older, older, sheet, {"rooms": "outside", "lead": "unanswered"}, None) == {}


def test_an_open_review_tells_what_was_said_last_year_and_how_each_question_changed(start, next_catalogue: Catalogue):
    start(now=NOW - A_YEAR).give_all(WHOLE | {"lead": Answer(not_known=True)}).submit()
    last = start(catalogue=next_catalogue).open().last
    assert last
    assert dict(last.said) == {
        "policy": Said("4 Working well", "", "this question was reworded"),
        "lead": Said("we do not know", "", "this question was replaced"),
        "filter": Said("The web; Mail", "", None),
        "devices": Said("60 devices", "", None),
    }
