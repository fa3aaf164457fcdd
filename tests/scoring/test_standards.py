"""Other standards: the lowest answer decides an item, nothing is claimed for the rest, and every item stands once."""

from decimal import Decimal
from fractions import Fraction

import pytest

from frameworks.catalogue import Catalogue, shipped_folder
from frameworks.companions import Reference
from scoring import in_scope
from scoring.answers import Answer, AnswerSheet
from scoring.standards import Item, Voice, asks_about, standings
from scoring.suggestions import Earlier
from tests.scoring.building import NA, NOT_KNOWN, edition, sheet

THEIRS: dict[int, int | str] = {1: 5, 2: 4, 3: 3, 4: 2, 5: 1}
OTHER = Reference(id="other", title="Other", items={"1a": "One", "1b": "Two", "1c": "Three"}, to_their_level=THEIRS)
ASKED = edition(
    questions={
        "a": {"references": {"other": ("1a", "1b")}},
        "b": {"references": {"other": ("1a",)}},
        "c": {"references": {"else": ("1c",)}},
    }
)
TODAY, THEN = "2026-11-21", "2026-11-01"


def earlier(one, answers, label="here", submitted=THEN, **more):
    return Earlier(one, sheet(answers, **more), submitted, label)


def items(*found, reference=OTHER):
    [standing] = standings([reference], found, TODAY)
    return {item.code: item for item in standing.items}


def said(item):
    return item.status, item.lowest and item.lowest.level, item.theirs


def test_an_item_takes_the_lowest_of_its_answers_on_their_scale_and_says_where_each_is_from():
    found = items(earlier(ASKED, {"a": 4, "b": 2, "c": 5}))
    low = Voice("here", "b", "level", Fraction(2))
    assert found["1a"] == Item("1a", (Voice("here", "a", "level", Fraction(4)), low), low, "4")
    assert said(found["1b"]) == ("answered", 4, "2")  # their 2 is our 4: they count downwards from 6


def test_nothing_is_claimed_for_an_item_that_no_question_asks_about():
    assert items(earlier(ASKED, {"a": 5, "b": 5, "c": 5}))["1c"] == Item("1c", (), None, None)
    assert items()["1a"].status == "not_covered"


def test_their_level_is_not_said_while_an_answer_is_missing_or_not_known():
    for given in ({"a": 4}, {"a": 4, "b": NOT_KNOWN}):
        assert said(items(earlier(ASKED, given))["1a"]) == ("in_part", 4, None)
    [open_one] = items(earlier(ASKED, {"a": 4}))["1a"].waiting
    assert open_one == Voice("here", "b", "open")


def test_an_item_without_any_answer_is_still_to_answer_and_one_that_does_not_apply_says_so():
    assert said(items(earlier(ASKED, {}))["1b"]) == ("to_answer", None, None)
    assert said(items(earlier(ASKED, {"a": NA}))["1b"]) == ("not_applicable", None, None)
    assert said(items(earlier(ASKED, {"a": NA, "b": 3}))["1a"]) == ("answered", 3, "3")


def test_an_old_answer_no_longer_counts_and_is_to_be_looked_at_again():
    of_old = items(earlier(ASKED, {"a": 4, "b": 2}, submitted="2024-11-20"))["1b"]  # 24 months were over yesterday
    assert said(of_old) == ("to_answer", None, None)
    assert of_old.waiting == (Voice("here", "a", "old", Fraction(4)),)
    assert items(earlier(ASKED, {"a": 4}, submitted="2024-11-21"))["1b"].status == "answered"


def test_a_question_that_the_quick_form_left_out_is_still_to_answer():
    short = ASKED.model_copy(update={"short_form": ("a",)})
    assert said(items(earlier(short, {"a": 4}, form="short"))["1a"]) == ("in_part", 4, None)


def test_answers_of_several_frameworks_are_put_together_by_their_place_on_the_scale():
    other = edition(id="y", scale=(0, 3), questions={"q": {"references": {"other": ("1a",)}}})
    there = Earlier(other, AnswerSheet("y", "2026", "2026-11-21", answers={"q": Answer(level=1)}), THEN, "there")
    found = items(earlier(ASKED, {"a": 5, "b": 3}), there)["1a"]
    assert found.lowest == Voice("there", "q", "level", Fraction(1))  # 1/3 of the way up is below 2/4
    assert found.theirs is None  # their list knows no level 0, so nothing is translated from that scale


def test_the_questions_of_a_framework_not_begun_are_counted_for_each_item_they_bear_on():
    assert asks_about(ASKED, sheet()) == {("other", "1a"): 2, ("other", "1b"): 1, ("else", "1c"): 1}


@pytest.fixture(scope="module")
def shipped():
    return Catalogue.load()


def listed(shipped):
    """Every item that shipped questions bear on, with those questions: read from the files' own lines."""
    found: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for one in shipped.editions.values():
        for question in one.edition.questions.values():
            for standard, codes in question.references.items():
                for code in codes:
                    found.setdefault((standard, code), set()).add((one.edition.id, question.id))
    return found


def test_of_every_shipped_standard_each_item_stands_once_with_every_question_that_bears_on_it(shipped):
    everywhere = {name: one.edition for (name, _), one in shipped.editions.items()}
    blank = [Earlier(one, AnswerSheet(name, one.edition, TODAY), THEN, name) for name, one in everywhere.items()]
    found = standings(list(shipped.references.values()), blank, TODAY)
    assert [standing.reference.id for standing in found] == list(shipped.references)
    told = {
        (standing.reference.id, item.code): {(voice.source, voice.question) for voice in item.voices}
        for standing in found
        for item in standing.items
    }
    assert sum(len(standing.items) for standing in found) == len(told) == 225  # as the content counts them
    assert {key: voices for key, voices in told.items() if voices} == listed(shipped)
    assert len(list((shipped_folder() / "references").glob("*.yaml"))) == len(found) == 20


def test_every_item_takes_the_lowest_of_its_questions_whatever_shipped_standard_it_is_of(shipped):
    done: list[Earlier] = []
    levels: dict[str, int | None] = {}
    for (name, year), one in shipped.editions.items():
        given = {question: Answer(level=1 + at % 5) for at, question in enumerate(one.edition.questions)}
        known: dict[str, str | int | Decimal | bool] = {
            "kind": "school", "phase": "secondary", "pupils": 900, "works_with_children_or_adults_at_risk": True,
        }  # fmt: skip
        answered = AnswerSheet(name, year, TODAY, profile=known, answers=given)
        asked = in_scope(one.edition, answered)
        levels |= {question: given[question].level for question, state in asked.items() if state == "answered"}
        done.append(Earlier(one.edition, answered, THEN, name))
    bearing, compared = listed(shipped), 0
    for standing in standings(list(shipped.references.values()), done, TODAY):
        for item in standing.items:
            asked = bearing.get((standing.reference.id, item.code), set())
            lowest = min((levels[question] or 0 for _, question in asked if question in levels), default=None)
            assert (item.lowest and item.lowest.level) == lowest, (standing.reference.id, item.code)
            if item.status == "answered":
                assert lowest is not None
                compared += 1
                assert item.theirs == (str(6 - lowest) if standing.reference.id in ("becta", "safe360") else None)
    assert compared > 150
