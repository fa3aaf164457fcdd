"""Where the questions of a newer edition come from, and whether a level then is a level now."""

from frameworks.companions import Lineage
from scoring.origins import Origins
from tests.scoring.building import edition

TICKS = {"kind": "checklist", "checks": [{"id": "web"}, {"id": "log"}]}
LONGER = {"scale": (0, 5)}


def origins(newer, older, listed=None):
    questions = {name: {"from": (name,), "change": change} for name, change in (listed or {}).items()}
    return Origins(newer, older, Lineage.model_validate({"from": "2025", "to": "2026", "questions": questions}))


def test_a_new_question_comes_from_nowhere_and_is_compared_with_nothing():
    found = origins(edition(questions={"new": {}}), edition(questions={"old": {}}))
    assert found.of("new") is None
    assert not found.is_comparable("new")


def test_a_question_said_to_be_the_same_on_another_scale_is_replaced():
    found = origins(edition(questions={"a": {}}, **LONGER), edition(questions={"a": {}}), {"a": "same"}).of("a")
    assert found is not None
    assert found.change == "replaced"


def test_a_list_of_ticks_is_the_same_on_any_scale_but_a_level_in_its_place_is_not():
    ticks_then = edition(questions={"a": TICKS})
    still = origins(edition(questions={"a": TICKS}, **LONGER), ticks_then, {"a": "reworded"})
    level = origins(edition(questions={"a": {}}, **LONGER), ticks_then, {"a": "reworded"})
    assert still.is_comparable("a")
    assert not level.is_comparable("a")
